"""The page of a child's file and the flags say one thing: a table over documents, states and nations."""

import datetime as dt

import pytest

from children.checklist.page import file_page
from homes import dates
from homes.dates import add_days, birthday
from homes.words import TERMS, speaking
from tests.compliance.file.filing import add, looked_after
from tests.compliance.judging import Case, evaluate_home
from tests.factories.care import CareEventFactory
from tests.factories.file import FileSaidFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

# Document -> the rule that asks for it while it is not there, and the one that dates its review; "": none does.
EVERYWHERE = {
    "CARE_PLAN": ("CARE-PLAN", "FILE-ASK"),
    "PATHWAY": ("PATH-NEEDS", "PATH-PLAN"),
    "PLACEMENT_LA": ("PP-LA", "FILE-ASK"),
    "HEALTH": ("HP-STALE", "HP-STALE"),
    "RISK": ("FILE-MISSING", "RISK-REV"),
    "BEHAVIOUR": ("FILE-MISSING", "FILE-REVIEW"),
    "CONSENT": ("CONSENT", "FILE-ASK"),
    "GUIDE": ("GUIDE", ""),
    "SW_REPORT": ("FILE-ASK", "FILE-ASK"),
    "REVIEW_MINUTES": ("FILE-ASK", "FILE-ASK"),
}
IF_ANY = {"EHCP": "EHCP", "SPECIALIST": "FILE-ASK"}
NATIONS = {
    "England": {**EVERYWHERE, "HOME_PLAN": ("PP-HOME", "PP-HOME"), "PEP": ("PEP-INIT", "PEP-REV")},
    "Wales": {
        **EVERYWHERE,
        "HOME_PLAN": ("PERS-PLAN", "PERS-REV"),
        "PEP": ("PEP-W", ""),
        "PROVIDER_ASSESS": ("PROV-ASSESS", "FILE-REVIEW"),
    },
}
BY_INTERVAL = {
    "England": ("HOME_PLAN", "HEALTH", "RISK", "PEP", "PATHWAY"),
    "Wales": ("HOME_PLAN", "HEALTH", "RISK", "PATHWAY"),
}


OF_EVERY_CHILD = ("HOME_PLAN", "HEALTH", "RISK", "CHRONOLOGY", "GUIDE", "CONSENT")


@pytest.fixture(params=NATIONS)
def nation(request):
    return request.param


@pytest.fixture
def today():
    return dates.today()


@pytest.fixture
def case(nation, today):
    """A looked-after young person of 16 who has lived here for months."""
    wales = {"profile": "keyworker-england-wales"} if nation == "Wales" else {}
    return looked_after(
        str(add_days(today, -200)),
        since=str(add_days(today, -900)),
        nation=nation,
        born=str(add_days(birthday(today, -16), -150)),
        nation_of_home=nation,
        **wales,
    )


@pytest.fixture
def lines(case, access_of):
    """lines() -> document -> (state, the day it speaks of), as the page shows them."""

    def read():
        with speaking(TERMS):
            page = file_page(case.child, access=access_of(case.sam))
        return {line.document.code: (line.judged.state.value, line.judged.on) for line in page.lines}

    return read


def due(case: Case, rule: str, document: str, today: dt.date) -> dt.date | None:
    """The day of the flag of a rule that names a document, from the records alone."""
    for flag in evaluate_home(case.home.pk, today):
        named = flag.facts.get("documents", flag.facts.get("document", document))
        if flag.rule_code == rule and document in named.split():
            return flag.due_on
    return None


def test_what_is_not_there_is_missing_since_the_day_of_its_flag(case, nation, lines, today):
    shown = lines()

    for document, (rule, _review) in NATIONS[nation].items():
        state, on = shown[document]
        assert state == "missing", document
        assert on < today, document
        if rule:
            assert on == due(case, rule, document, today), document
    for document in IF_ANY:
        assert shown[document] == ("does_not_apply", None)


@pytest.mark.parametrize(("days", "state"), [(-1, "review_due"), (0, "in_date"), (5, "in_date")])
def test_a_document_with_a_review_day_of_its_own(case, nation, lines, today, days, state):
    review_on = add_days(today, days)
    reviewed = {**{code: rule for code, (_missing, rule) in NATIONS[nation].items()}, **IF_ANY}
    for document in reviewed:
        add(case, document, str(add_days(today, -20)), str(review_on))

    shown = lines()

    for document, rule in reviewed.items():
        assert shown[document] == (state, review_on), document
        if rule:
            assert due(case, rule, document, today) == review_on, document


def test_a_document_without_one_is_out_of_review_since_the_day_of_its_flag(case, nation, lines, today):
    for document in BY_INTERVAL[nation]:
        add(case, document, str(add_days(today, -500)))

    shown = lines()

    for document in BY_INTERVAL[nation]:
        _missing, rule = NATIONS[nation][document]
        state, on = shown[document]
        assert (state, on) == ("review_due", due(case, rule, document, today)), document
        assert on < today, document


def test_what_was_written_today_has_its_next_review_from_a_duty_that_does_not_show(
    case, nation, lines, today
):
    for document in BY_INTERVAL[nation]:
        add(case, document, str(today))

    shown = lines()

    for document in BY_INTERVAL[nation]:
        state, on = shown[document]
        assert state == "in_date", document
        assert on > today, document


def test_what_the_file_says_does_not_apply_is_in_no_flag(case, nation, lines, today):
    for document in (*NATIONS[nation], *IF_ANY):
        FileSaidFactory(placement=case.placement, type=document)

    shown = lines()

    for document, rules in NATIONS[nation].items():
        if document in OF_EVERY_CHILD or (document, nation) == ("PROVIDER_ASSESS", "Wales"):
            continue
        assert shown[document] == ("does_not_apply", None)
        assert all(due(case, rule, document, today) is None for rule in rules if rule), document


def test_a_review_that_was_met_without_a_paper_is_owed_again(case, nation, lines, today):
    """The annual review of a plan that is not in the file: the rule counts it, and so does the page."""
    held_on = add_days(today, -500)
    CareEventFactory(child=case.child, home=case.home, kind="ehc_review", happened_on=held_on)

    assert lines()["EHCP"] == ("review_due", due(case, "EHCP", "EHCP", today))


@pytest.mark.parametrize("plan", ["HOME_PLAN", "PLACEMENT_LA"])
def test_the_childs_copy_is_owed_by_the_day_of_its_flag(case, today, access_of, plan):
    add(case, plan, str(add_days(today, -60)))
    with speaking(TERMS):
        page = file_page(case.child, access=access_of(case.sam))

    line = next(line for line in page.lines if line.document.code == plan)

    assert (line.copy_by, line.copy_tag) == (due(case, "FILE-COPY", plan, today), "over")

""" "Not yet" moves a day that has not passed, and no day of law; that a document does not apply counts from a day.

Rae moved in on Monday 2 March 2026. Every day is worked out by hand.
"""

import datetime as dt
import io
import json

import pytest
from django.core.management import call_command

from tests.compliance.file.filing import looked_after
from tests.compliance.judging import Case, on
from tests.factories.file import FileSaidFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

MOVED_IN = "2026-03-02"


def case_in(nation: str = "England") -> Case:
    return looked_after(MOVED_IN, since=MOVED_IN, nation=nation, born="2010-01-04", nation_of_home=nation)


def says(
    case: Case, document: str, applies: str, from_on: str, until: str | None = None, reason: str = "Busy"
):
    FileSaidFactory(
        placement=case.placement,
        type=document,
        applies=applies,
        from_on=on(from_on),
        until_on=on(until) if until else None,
        reason=reason,
    )


def needed(case: Case, rule: str, document: str, day: str) -> dt.date | None:
    """By when a rule needs one document, also where it speaks of several."""
    said = case.says(rule, day)
    several = said.facts.get("needed", {})
    return on(several[document]) if document in several else said.due_on


# --- what it moves --------------------------------------------------------------------------------

# rule, document, the day it is needed by
OF_THE_HOME = [
    ("PP-HOME", "HOME_PLAN", "2026-03-09"),  # 5 working days
    ("HP-STALE", "HEALTH", "2026-03-30"),  # 20 working days
    ("FILE-MISSING", "RISK", "2026-03-09"),  # 7 days
    ("FILE-MISSING", "BEHAVIOUR", "2026-03-09"),
    ("FILE-ASK", "SW_REPORT", "2026-03-30"),  # 20 working days
    ("FILE-ASK", "REVIEW_MINUTES", "2026-03-30"),
    ("PEP-INIT", "PEP", "2026-03-30"),
]


@pytest.mark.parametrize(("rule", "document", "due"), OF_THE_HOME)
def test_said_on_the_day_itself_it_moves_that_day(rule, document, due):
    case = case_in()
    until = str(on(due) + dt.timedelta(days=28))
    says(case, document, "not_yet", due, until)

    assert needed(case, rule, document, due) == on(until)
    assert needed(case, rule, document, "2026-06-30") == on(until)
    before = str(on(due) - dt.timedelta(days=1))
    assert needed(case, rule, document, before) == on(due)  # as it was that day


@pytest.mark.parametrize(("rule", "document", "due"), OF_THE_HOME)
def test_said_the_day_after_it_moves_nothing(rule, document, due):
    case = case_in()
    after = str(on(due) + dt.timedelta(days=1))
    says(case, document, "not_yet", after, str(on(after) + dt.timedelta(days=28)))

    assert needed(case, rule, document, "2026-06-30") == on(due)


@pytest.mark.parametrize(("rule", "document", "due"), OF_THE_HOME)
def test_a_sooner_day_than_the_one_that_is_set_changes_nothing(rule, document, due):
    case = case_in()
    says(case, document, "not_yet", MOVED_IN, "2026-03-05")

    assert needed(case, rule, document, "2026-06-30") == on(due)


def test_saying_it_again_moves_nothing_once_the_first_day_has_passed():
    case = case_in()
    says(case, "RISK", "not_yet", "2026-03-09", "2026-04-06")
    says(case, "RISK", "not_yet", "2026-04-06", "2026-05-04")
    says(case, "RISK", "not_yet", "2026-05-04", "2026-06-01")

    assert needed(case, "FILE-MISSING", "RISK", "2026-06-30") == on("2026-04-06")
    assert case.flag("FILE-MISSING", "2026-04-07").due_on < on("2026-04-07")


def test_said_twice_in_time_the_furthest_day_counts():
    case = case_in()
    says(case, "HEALTH", "not_yet", "2026-03-10", "2026-04-07")
    says(case, "HEALTH", "not_yet", "2026-03-30", "2026-04-20")

    assert needed(case, "HP-STALE", "HEALTH", "2026-03-29") == on("2026-04-07")
    assert needed(case, "HP-STALE", "HEALTH", "2026-03-30") == on("2026-04-20")


def test_taken_back_it_moves_nothing_any_more():
    case = case_in()
    says(case, "HEALTH", "not_yet", "2026-03-10", "2026-04-07")
    says(case, "HEALTH", "yes", "2026-03-20", reason="")

    assert needed(case, "HP-STALE", "HEALTH", "2026-03-19") == on("2026-04-07")
    assert needed(case, "HP-STALE", "HEALTH", "2026-03-20") == on("2026-03-30")


def test_one_document_that_is_put_off_leaves_the_others_where_they_were():
    case = case_in()
    says(case, "RISK", "not_yet", "2026-03-09", "2026-04-06")

    early, late = case.flag("FILE-MISSING", "2026-03-10"), case.flag("FILE-MISSING", "2026-04-07")

    assert (early.facts["documents"], early.severity) == ("BEHAVIOUR", "medium")
    assert (set(late.facts["documents"].split()), late.severity) == ({"BEHAVIOUR", "RISK"}, "high")


# --- what it never moves --------------------------------------------------------------------------

OF_LAW = [
    ("England", "PP-LA", "PLACEMENT_LA", "2026-03-09"),
    ("England", "CARE-PLAN", "CARE_PLAN", "2026-03-16"),
    ("England", "CONSENT", "CONSENT", "2026-03-02"),
    ("England", "GUIDE", "GUIDE", "2026-03-02"),
    ("England", "PATH-NEEDS", "PATHWAY", "2026-09-01"),  # eligible 13 weeks on, 1 June; then 3 months
    ("Wales", "PERS-PLAN", "HOME_PLAN", "2026-03-03"),  # came unplanned: 24 hours
    ("Wales", "PROV-ASSESS", "PROVIDER_ASSESS", "2026-03-09"),
    ("Wales", "PEP-W", "PEP", "2026-03-30"),
]


@pytest.mark.parametrize(("nation", "rule", "document", "due"), OF_LAW)
def test_a_day_of_law_is_moved_by_nothing(nation, rule, document, due):
    case = case_in(nation)
    says(case, document, "not_yet", MOVED_IN, "2026-03-30")
    says(case, document, "not_yet", due, str(on(due) + dt.timedelta(days=28)))

    assert case.due(rule, "2026-06-30") == on(due)
    assert case.says(rule, "2026-06-30").applies


@pytest.mark.parametrize(
    ("nation", "rule", "document", "due"),
    [
        ("England", "GUIDE", "GUIDE", "2026-03-02"),
        ("England", "CONSENT", "CONSENT", "2026-03-02"),
        ("England", "PP-LA", "PLACEMENT_LA", "2026-03-09"),
        ("England", "HP-STALE", "HEALTH", "2026-03-30"),
        ("Wales", "PERS-PLAN", "HOME_PLAN", "2026-03-03"),
    ],
)
def test_busy_six_times_leaves_it_where_it_was(nation, rule, document, due):
    """As a worker said it: on six days after it was due."""
    case = case_in(nation)
    before = case.flag(rule, "2026-04-07").due_on
    for day in range(1, 7):
        says(case, document, "not_yet", f"2026-04-0{day}", f"2026-04-2{day}")

    flag = case.flag(rule, "2026-04-07")
    assert flag is not None
    assert (flag.due_on, before) == (on(due), on(due))
    assert case.flag(rule, "2026-03-31").due_on == on(due)  # and so it was on a day that has passed


def printed(day: str) -> list[dict]:
    out = io.StringIO()
    call_command("list_flags", "--as-of", day, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("day", ["2026-03-31", "2026-04-07"])
@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_what_is_printed_of_a_day_is_the_same_after_busy_six_times(nation, day):
    case = case_in(nation)
    before = printed(day)
    for document in ("HOME_PLAN", "HEALTH", "RISK", "GUIDE", "CONSENT", "PLACEMENT_LA", "CARE_PLAN", "PEP"):
        for said in range(1, 7):
            says(case, document, "not_yet", f"2026-04-0{said}", f"2026-04-2{said}")

    assert printed(day) == before
    assert {"GUIDE", "CONSENT", "PP-LA", "HP-STALE"} <= {flag["rule_code"] for flag in before}


# --- does not apply -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "document", "due"),
    [
        ("PP-LA", "PLACEMENT_LA", "2026-03-09"),
        ("CARE-PLAN", "CARE_PLAN", "2026-03-16"),
        ("PEP-INIT", "PEP", "2026-03-30"),
    ],
)
def test_it_does_not_apply_from_its_day_until_it_is_changed(rule, document, due):
    case = case_in()
    says(case, document, "no", "2026-04-10", reason="A short break")
    says(case, document, "yes", "2026-04-20", reason="")

    assert case.due(rule, "2026-04-09") == on(due)
    said = case.says(rule, "2026-04-10")
    assert (said.due_on, said.applies) == (None, False)
    assert case.due(rule, "2026-04-19") is None
    assert case.due(rule, "2026-04-20") == on(due)


def test_what_the_home_writes_does_not_apply_from_its_day():
    case = case_in()
    says(case, "BEHAVIOUR", "no", "2026-04-10", reason="Nothing to support")

    assert "BEHAVIOUR" in case.says("FILE-MISSING", "2026-04-09").facts["documents"]
    assert "BEHAVIOUR" not in case.says("FILE-MISSING", "2026-04-10").facts["documents"]
    assert "RISK" in case.says("FILE-MISSING", "2026-04-10").facts["documents"]


def test_of_one_day_the_last_word_counts():
    case = case_in()
    says(case, "PLACEMENT_LA", "no", "2026-04-10", reason="A short break")
    says(case, "PLACEMENT_LA", "yes", "2026-04-10", reason="")

    assert case.due("PP-LA", "2026-04-10") == on("2026-03-09")

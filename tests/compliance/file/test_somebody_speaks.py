"""Somebody must speak: exactly one rule dates each document, however it stands, or it is written down why none does.

The table of who speaks is typed by hand from the law and the homes' standards; the rules are only asked.
"""

import pytest

from compliance.rules import RULES, Evaluation, Scope
from homes.audit import set_fields, system_user
from tests.compliance.file.filing import add, looked_after
from tests.compliance.judging import Case, on
from tests.factories.care import CareEventFactory
from tests.factories.file import FileSaidFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

TODAY = "2026-11-02"
PROFILES = ("key-worker", "key-residential-practitioner", "keyworker-england-wales")

# Why nothing is owed.
NO_DAY = "No law and no home says how often; a version without a review day of its own stands."
GIVEN = "It is given once; explaining it again has its own day."
ONLY_IF_ANY = "Many children never have one; nobody has said that it applies."
AT_REVIEWS = "In Wales it is reviewed with the care and support plan."
WHY = (NO_DAY, GIVEN, ONLY_IF_ANY, AT_REVIEWS)

# Document -> who speaks while it is missing, once it is there, and when it is out of review.
EVERYWHERE = {
    "CARE_PLAN": ("CARE-PLAN", NO_DAY, "FILE-ASK"),
    "PATHWAY": ("PATH-NEEDS", "PATH-PLAN", "PATH-PLAN"),
    "PLACEMENT_LA": ("PP-LA", NO_DAY, "FILE-ASK"),
    "CHRONOLOGY": ("CHRON", "CHRON", "CHRON"),
    "HEALTH": ("HP-STALE", "HP-STALE", "HP-STALE"),
    "EHCP": (ONLY_IF_ANY, "EHCP", "EHCP"),
    "RISK": ("FILE-MISSING", "RISK-REV", "RISK-REV"),
    "SPECIALIST": (ONLY_IF_ANY, NO_DAY, "FILE-ASK"),
    "SEN_SUPPORT": (ONLY_IF_ANY, NO_DAY, "FILE-ASK"),
    "ADOPTION": (ONLY_IF_ANY, NO_DAY, "FILE-ASK"),
    "COURT": (ONLY_IF_ANY, NO_DAY, "FILE-ASK"),
    "BEHAVIOUR": ("FILE-MISSING", NO_DAY, "FILE-REVIEW"),
    "CONSENT": ("CONSENT", NO_DAY, "FILE-ASK"),
    "GUIDE": ("GUIDE", GIVEN, GIVEN),
    "SW_REPORT": ("FILE-ASK", NO_DAY, "FILE-ASK"),
    "REVIEW_MINUTES": ("FILE-ASK", NO_DAY, "FILE-ASK"),
}
SPEAKS = {
    "England": {
        **EVERYWHERE,
        "HOME_PLAN": ("PP-HOME", "PP-HOME", "PP-HOME"),
        "PEP": ("PEP-INIT", "PEP-REV", "PEP-REV"),
    },
    "Wales": {
        **EVERYWHERE,
        "HOME_PLAN": ("PERS-PLAN", "PERS-REV", "PERS-REV"),
        "PEP": ("PEP-W", AT_REVIEWS, AT_REVIEWS),
        "PROVIDER_ASSESS": ("PROV-ASSESS", NO_DAY, "FILE-REVIEW"),
    },
}
OF_ALL = ("HOME_PLAN", "HEALTH", "RISK", "CHRONOLOGY", "GUIDE", "CONSENT")
OF_EVERY_CHILD = {"England": OF_ALL, "Wales": (*OF_ALL, "PROVIDER_ASSESS")}
SAID_TO_APPLY = dict.fromkeys(("EHCP", "SPECIALIST", "SEN_SUPPORT", "ADOPTION", "COURT"), "FILE-ASK")
OF_RULE = {"CHRON": "CHRONOLOGY"}  # its entries are counted, not its versions


def documents_of(code: str, said: Evaluation) -> list[str]:
    facts = said.facts
    if facts.get("step") == "copy":
        return []
    several = [*facts.get("needed", {}), *facts.get("review", {})]
    return [*several, facts.get("document", OF_RULE.get(code, ""))]


@pytest.fixture(params=[(nation, profile) for nation in SPEAKS for profile in PROFILES], ids=" ".join)
def home(request):
    return request.param


@pytest.fixture
def case(home):
    """Looked after for years, here for months, and eligible for a pathway plan since the 16th birthday."""
    nation, profile = home
    return looked_after(
        "2026-03-02",
        since="2020-01-01",
        nation=nation,
        born="2010-05-04",
        nation_of_home=nation,
        profile=profile,
    )


def documents(case: Case) -> list[str]:
    scope = Scope(as_of=on(TODAY), home_ids=[case.home.pk])
    return [one.code for one in scope.practice(scope.placements[0].home).documents]


def heard(case: Case) -> dict[str, list[str]]:
    """Document -> the rules that give a day to it itself, not to the child's own copy of it."""
    scope = Scope(as_of=on(TODAY), home_ids=[case.home.pk])
    found: dict[str, list[str]] = {document: [] for document in documents(case)}
    for rule in RULES:
        for said in rule.evaluate(scope):
            if said.due_on is not None:
                for document in found.keys() & documents_of(rule.code, said):
                    found[document].append(rule.code)
    return {document: sorted(rules) for document, rules in found.items()}


def expected(answer: str) -> list[str]:
    return [] if answer in WHY else [answer]


def table(case: Case, home: tuple[str, str], state: int) -> dict[str, list[str]]:
    return {document: expected(SPEAKS[home[0]][document][state]) for document in documents(case)}


def test_of_what_is_missing(case, home):
    assert heard(case) == table(case, home, 0)


def test_of_what_is_there_without_a_review_day_of_its_own(case, home):
    for document in documents(case):
        add(case, document, "2026-10-20")

    assert heard(case) == table(case, home, 1)


def test_of_what_is_out_of_review(case, home):
    for document in documents(case):
        add(case, document, "2026-10-20", "2026-11-01")

    assert heard(case) == table(case, home, 2)


def say(
    case: Case, applies: str, *, of: list[str], from_on: str = "2026-03-02", until: str | None = None
) -> None:
    for document in of:
        FileSaidFactory(
            placement=case.placement,
            type=document,
            applies=applies,
            from_on=on(from_on),
            until_on=on(until) if until else None,
        )


def asked_for(case: Case, home: tuple[str, str]) -> dict[str, list[str]]:
    """Who speaks of what is missing once somebody has said of all of it that it belongs there."""
    said = {document: [rule] for document, rule in SAID_TO_APPLY.items() if document in documents(case)}
    return {**table(case, home, 0), **said}


def test_of_what_is_said_to_apply_and_is_missing(case, home):
    say(case, "yes", of=documents(case))

    assert heard(case) == asked_for(case, home)


def test_of_what_does_not_apply(case, home):
    """Of what every child has, nobody can say so: the rules speak as if nobody had."""
    say(case, "no", of=documents(case))

    missing = table(case, home, 0)
    assert heard(case) == {
        document: missing[document] if document in OF_EVERY_CHILD[home[0]] else []
        for document in documents(case)
    }


NOT_YET = {"in time": ("2026-03-02", "2026-03-30"), "too late": ("2026-10-12", "2026-11-09")}


@pytest.mark.parametrize("when", NOT_YET)
def test_of_what_is_missing_and_said_to_come_later(case, home, when):
    from_on, until = NOT_YET[when]
    say(case, "not_yet", of=documents(case), from_on=from_on, until=until)

    assert heard(case) == asked_for(case, home)


@pytest.mark.parametrize(("review", "state"), [(None, 1), ("2026-11-01", 2)])
def test_of_what_is_there_whatever_was_said_of_a_later_one(case, home, review, state):
    for document in documents(case):
        add(case, document, "2026-10-20", review)
    say(case, "not_yet", of=documents(case), from_on="2026-10-25", until="2026-11-22")

    assert heard(case) == table(case, home, state)


def test_of_a_child_of_whom_nobody_knows_in_whose_care(case, home):
    set_fields(case.placement, by=system_user(), looked_after_since=None)

    assert heard(case) == table(case, home, 0)


def test_a_meeting_about_a_plan_whose_copy_is_missing_dates_its_review(case, home):
    say(case, "yes", of=["EHCP"])
    CareEventFactory(placement=case.placement, kind="ehc_review", happened_on=on("2026-10-20"))

    assert heard(case)["EHCP"] == ["EHCP"]

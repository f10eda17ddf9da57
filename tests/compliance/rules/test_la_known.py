"""LA-KNOWN: in whose care a child is, asked 5 working days after moving in; until then it counts as yes."""

import datetime as dt

import pytest

from children.duties.saying import fix_for, sentence_for
from compliance.rules import BY_CODE, Scope
from homes.permissions import access_for
from tests.compliance.caring import all_said, cared, ends, falls_away, happened, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-09"),  # a Monday
        ("2026-03-06", "2026-03-13"),  # a Friday
        ("2026-03-07", "2026-03-13"),  # a Saturday
        ("2026-03-31", "2026-04-09"),  # Good Friday and Easter Monday
        ("2026-12-24", "2027-01-05"),  # Christmas, Boxing Day kept on Monday 28, New Year
        ("2024-02-27", "2024-03-05"),  # over a leap day
    ],
)
def test_five_working_days_after_moving_in(moved_in, due):
    case = cared(moved_in, since=None)

    assert case.due("LA-KNOWN", moved_in) == on(due)


@pytest.mark.parametrize(
    ("day", "shown"), [("2026-03-02", "due"), ("2026-03-09", "due"), ("2026-03-10", "overdue")]
)
def test_it_shows_from_moving_in_and_is_over_the_day_after(day, shown):
    assert shows(cared("2026-03-02", since=None), "LA-KNOWN", day) == shown


@pytest.mark.parametrize("since", ["2020-01-01", "2026-03-02"])
def test_a_day_answers_it(since):
    assert cared("2026-03-02", since=since).due("LA-KNOWN", "2026-03-09") is None


@pytest.mark.parametrize("code", ["C2", "V2", "L2", "V4", "none"])
def test_a_legal_status_answers_it_from_its_day(code):
    case = cared("2026-03-02", since=None)
    LegalStatusFactory(placement=case.placement, code=code, started_on=on("2026-03-05"))

    assert case.due("LA-KNOWN", "2026-03-04") == on("2026-03-09")
    assert case.due("LA-KNOWN", "2026-03-05") is None


def test_a_status_that_was_withdrawn_answers_nothing():
    case = cared("2026-03-02", since=None)
    LegalStatusFactory(
        placement=case.placement,
        started_on=on("2026-03-02"),
        standing="withdrawn",
        withdrawn_on=on("2026-03-05"),
        withdrawn_reason="Of another child",
    )

    assert case.due("LA-KNOWN", "2026-03-04") is None
    assert case.due("LA-KNOWN", "2026-03-05") == on("2026-03-09")


def test_not_from_the_18th_birthday_on():
    case = cared("2026-03-02", since=None, born="2008-03-06")

    assert case.due("LA-KNOWN", "2026-03-05") == on("2026-03-09")
    assert case.due("LA-KNOWN", "2026-03-06") is None


def test_not_after_the_child_has_moved_on():
    case = cared("2026-03-02", since=None)
    ends(case, "2026-03-06")

    assert case.due("LA-KNOWN", "2026-03-05") == on("2026-03-09")
    assert all_said(case, "LA-KNOWN", "2026-03-06") == []


def test_a_home_may_ask_sooner():
    case = cared("2026-03-02", since=None)
    HomeStandardFactory(home=case.home, rule_code="LA-KNOWN", amount=1)

    assert case.due("LA-KNOWN", "2026-03-09") == on("2026-03-03")


def test_its_words_and_where_its_link_leads():
    case = cared("2026-03-02", since=None)
    due, over = case.flag("LA-KNOWN", "2026-03-04"), case.flag("LA-KNOWN", "2026-03-10")

    assert sentence_for(due, as_of=on("2026-03-04")) == (
        "In whose care is Rae? Neither a day nor a legal status is noted. It is due by 9 March. "
        "Until then what is owed counts as if Rae were looked after."
    )
    assert sentence_for(over, as_of=on("2026-03-10")) == (
        "In whose care is Rae? Rae moved in on 2 March and neither a day nor a legal status is noted. "
        "It was due by 9 March. Until then what is owed counts as if Rae were looked after."
    )
    fix = fix_for(over, access_for(case.sam, now=dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)))
    assert (fix.url_name, fix.args) == ("children:orders", (case.child.public_id,))


# --- what every rule of care owes, by what is known -------------------------------------------------

BORN = "2009-12-01"  # 16, and eligible for a pathway plan after 13 weeks
# What is known -> rule -> the day it is owed by on 29 June 2026, moved in on Monday 2 March 2026.
OWED = {
    "PP-LA": "2026-03-09",  # 5 working days after moving in
    "CARE-PLAN": "2026-03-16",  # 10 working days
    "SW-VISIT": "2026-03-09",  # a week
    "HA-INIT": "2026-03-30",  # 20 working days
    "PEP-INIT": "2026-03-30",
    "PATH-NEEDS": "2026-09-01",  # eligible on 1 June, 13 weeks after moving in; then 3 months
}
EARLIER = {
    **OWED,
    "CARE-PLAN": "2026-03-30",  # was due before the child came here: 20 working days after moving in to find out
    "PATH-NEEDS": "2026-06-02",  # eligible on 2 March
}
NOTHING = dict.fromkeys(OWED)
KNOWN = {
    "nothing": (None, None, OWED),
    "a day": (None, "2025-12-01", EARLIER),
    "a status": (("C2", "2025-12-01"), None, EARLIER),
    "a status and a day": (("C2", "2026-01-05"), "2025-12-01", EARLIER),
    "not looked after": (("none", "2026-03-02"), None, NOTHING),
    "not looked after any more": (("none", "2026-03-02"), "2025-12-01", NOTHING),
    "short breaks": (("V4", "2025-12-01"), "2025-12-01", NOTHING),
    "looked after later": (None, "2026-06-30", NOTHING),
}


@pytest.mark.parametrize("known", KNOWN)
def test_every_rule_of_care_asks_the_one_answer(known):
    status, since, owed = KNOWN[known]
    case = cared("2026-03-02", since=since, born=BORN)
    if status:
        LegalStatusFactory(placement=case.placement, code=status[0], started_on=on(status[1]))

    found = {code: case.due(code, "2026-06-29") for code in owed}

    assert found == {code: on(day) if day else None for code, day in owed.items()}
    if owed is NOTHING:
        assert all(falls_away(case, code, "2026-06-29") for code in owed)


def test_a_child_with_nothing_known_owes_later_rounds_too():
    """What comes round again is owed as well: health, school, pathway."""
    case = cared("2026-03-02", since=None, born=BORN)
    happened(case, "health_assessment", "2026-03-10")
    happened(case, "pep_meeting", "2026-03-10")
    add(case, "PATHWAY", "2026-03-10")

    assert case.due("HA-REV", "2026-06-29") == on("2027-03-10")
    assert case.due("PEP-REV", "2026-06-29") is not None
    assert case.due("PATH-PLAN", "2026-06-29") == on("2026-09-10")
    assert case.due("SW-UPDATE", "2026-06-29") == on("2026-03-09")


def test_a_welsh_authoritys_plan_for_school_is_owed_too():
    case = cared("2026-03-02", since=None, authority="Wales", home="Wales")

    assert case.due("PEP-W", "2026-03-09") == on("2026-03-30")


@pytest.mark.parametrize(
    ("statuses", "since"),
    [
        (
            [("C1", "2024-01-08", "2025-01-06"), ("C2", "2025-01-06", None)],
            "2024-01-08",
        ),  # one after the other
        ([("C1", "2024-01-08", "2025-01-06"), ("C2", "2025-01-07", None)], "2025-01-07"),  # a day between
        ([("none", "2024-01-08", "2025-01-06"), ("V2", "2025-01-06", None)], "2025-01-06"),
    ],
)
def test_in_care_without_a_break(statuses, since):
    case = cared("2026-03-02", since=None)
    for code, start, end in statuses:
        LegalStatusFactory(
            placement=case.placement, code=code, started_on=on(start), ended_on=on(end) if end else None
        )

    scope = Scope(as_of=on("2026-03-02"), home_ids=[case.home.pk])
    assert scope.placements[0].in_care.since == on(since)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("HA-INIT", "A first health assessment for Rae is due by 30 March."),
        ("PEP-INIT", "A first personal education plan for Rae is due by 30 March."),
    ],
)
def test_no_sentence_says_since_when_where_it_is_not_known(code, words):
    case = cared("2026-03-02", since=None)
    flag = case.flag(code, "2026-03-09")

    assert sentence_for(flag, as_of=on("2026-03-09")) == (
        f"{words} In whose care Rae is, is not known: this counts from moving in."
    )


def test_it_is_in_the_registry_as_the_homes_own():
    assert BY_CODE["LA-KNOWN"].default.owner == "home"
    assert BY_CODE["LA-KNOWN"].default.severity == "medium"

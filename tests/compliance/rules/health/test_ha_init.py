"""HA-INIT: a first health assessment within 20 working days of becoming looked after, not of moving in."""

import pytest

from children.duties.saying import sentence_for, source_for
from homes.standards import CATALOGUE, Owner
from tests.compliance.caring import cared, due, ends, falls_away, happened, open_flag, shows
from tests.compliance.judging import on
from tests.factories.care import CareEventFactory, LegalStatusFactory
from tests.factories.file import FileVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-06-01", "2026-06-29"),
        ("2026-03-16", "2026-04-15"),  # two days of Easter
        ("2026-12-07", "2027-01-07"),  # 25 and 28 December, 1 January
        ("2028-02-29", "2028-03-28"),
        ("2021-05-03", "2021-06-01"),  # a bank holiday itself
    ],
)
def test_20_working_days_after_becoming_looked_after(since, expected):
    assert due(cared(since, since=since), "HA-INIT", "2028-03-01") == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-05-31", ""), ("2026-06-01", "due"), ("2026-06-29", "due"), ("2026-06-30", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(cared("2026-05-20", since="2026-06-01"), "HA-INIT", day) == state


def test_a_health_assessment_or_a_health_plan_of_any_home_meets_it():
    assessed, planned = cared(since="2021-01-01"), cared(since="2021-01-01", code="oak")
    CareEventFactory(
        child=assessed.child, home=assessed.home, kind="health_assessment", happened_on=on("2021-02-01")
    )
    FileVersionFactory(child=planned.child, home=planned.home, type="HEALTH", dated_on=on("2021-02-01"))

    for case in (assessed, planned):
        said = case.says("HA-INIT", "2026-06-01")
        assert (said.due_on, said.applies) == (None, True)


def test_what_is_dated_later_does_not_exist_yet():
    case = cared("2026-06-01", since="2026-06-01")
    happened(case, "health_assessment", "2026-06-20")

    assert due(case, "HA-INIT", "2026-06-19") == on("2026-06-29")
    assert due(case, "HA-INIT", "2026-06-20") is None


def test_the_day_not_known_counts_from_moving_in():
    assert due(cared("2026-03-02", since=None), "HA-INIT", "2026-06-01") == on("2026-03-30")


def test_looked_after_only_from_the_day():
    assert due(cared("2026-05-01", since="2026-06-01"), "HA-INIT", "2026-05-31") is None


@pytest.mark.parametrize("code", ["none", "V3", "V4"])
def test_not_looked_after_or_short_breaks(code):
    case = cared(since="2026-03-02")
    LegalStatusFactory(
        placement=case.placement, code=code, started_on=on("2026-03-02"), ended_on=on("2026-05-01")
    )

    assert falls_away(case, "HA-INIT", "2026-04-30")
    assert due(case, "HA-INIT", "2026-05-01") == on("2026-03-30")  # the status ended


def test_a_withdrawn_status_counts_for_nothing():
    case = cared(since="2026-03-02")
    LegalStatusFactory(
        placement=case.placement,
        code="none",
        started_on=on("2026-03-02"),
        standing="withdrawn",
        withdrawn_on=on("2026-04-01"),
        withdrawn_reason="Wrong child",
    )

    assert falls_away(case, "HA-INIT", "2026-03-31")
    assert due(case, "HA-INIT", "2026-04-01") == on("2026-03-30")


@pytest.mark.parametrize(("day", "away"), [("2026-06-14", False), ("2026-06-15", True)])
def test_it_stops_at_18(day, away):
    case = cared("2026-03-02", since="2026-03-02", born="2008-06-15")

    assert falls_away(case, "HA-INIT", day) == away


def test_an_ended_placement_is_not_judged():
    case = cared()
    ends(case, "2026-06-01")

    assert case.says("HA-INIT", "2026-06-01") is None


@pytest.mark.parametrize(
    ("home", "authority", "source"),
    [
        ("England", "", "Law: Care Planning, Placement and Case Review Regulations 2010, regulation 7"),
        ("Wales", "", "Law: Care Planning, Placement and Case Review (Wales) Regulations 2015"),
        ("Wales", "England", "Law: Care Planning, Placement and Case Review Regulations 2010, regulation 7"),
        ("England", "Wales", "Law: Care Planning, Placement and Case Review (Wales) Regulations 2015"),
    ],
)
def test_the_source_is_that_of_the_responsible_authority(home, authority, source):
    case = cared("2026-06-01", since="2026-06-01", home=home, authority=authority)

    assert source_for(open_flag(case, "HA-INIT", "2026-06-29"), as_of=on("2026-06-29")) == source


@pytest.mark.parametrize("authority", ["Scotland", "Northern Ireland"])
@pytest.mark.parametrize("code", ["HA-INIT", "CARE-PLAN", "PP-LA", "SW-VISIT"])
def test_no_law_is_cited_of_an_authority_whose_rules_are_not_built_in(code, authority):
    case = cared("2026-06-01", since="2026-06-01", authority=authority)

    assert source_for(open_flag(case, code, "2026-06-29"), as_of=on("2026-06-29")) == (
        f"The authority is in {authority}: the rules of that nation are not built in."
    )


def test_others_owe_it_and_what_it_says():
    case = cared("2026-06-10", since="2026-06-01")
    flag = open_flag(case, "HA-INIT", "2026-06-30")

    assert CATALOGUE["HA-INIT"].default.owner == Owner.HEALTH
    assert sentence_for(flag, as_of=on("2026-06-29")) == (
        "A first health assessment is due today: Rae is looked after since 1 June."
    )
    assert sentence_for(flag, as_of=on("2026-06-30")) == (
        "No health assessment is noted for Rae, looked after since 1 June. It was due by 29 June."
    )

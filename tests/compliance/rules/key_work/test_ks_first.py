"""KS-FIRST: a first session within days of moving in."""

import datetime as dt

import pytest

from compliance.rules.time_together.sessions import first_session_due_on
from homes.audit import record_change
from homes.models import Unit
from tests.compliance.caring import ends
from tests.compliance.file.filing import returns
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildAbsenceFactory, ChildFactory, PlacementFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "amount", "unit", "due"),
    [
        ("2026-03-02", 3, Unit.DAYS, "2026-03-05"),
        ("2024-02-27", 3, Unit.DAYS, "2024-03-01"),  # over 29 February
        ("2026-02-27", 3, Unit.DAYS, "2026-03-02"),
        ("2026-03-27", 3, Unit.DAYS, "2026-03-30"),  # over the night of 29 March
        ("2026-10-23", 3, Unit.DAYS, "2026-10-26"),  # over the night of 25 October
        ("2026-12-30", 3, Unit.DAYS, "2027-01-02"),  # ISO week 53
        ("2026-01-31", 1, Unit.MONTHS, "2026-02-28"),
        ("2026-03-02", 0, Unit.DAYS, "2026-03-02"),
    ],
)
def test_due_day_on_bare_values(moved_in, amount, unit, due):
    assert first_session_due_on(moved_in_on=on(moved_in), last_on=None, amount=amount, unit=unit) == on(due)


def test_nothing_is_due_once_a_session_counts():
    assert first_session_due_on(moved_in_on=on("2026-03-02"), last_on=on("2026-03-02"), amount=3) is None


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-03-01", False, False),  # not here yet
        ("2026-03-02", True, False),  # the day of moving in
        ("2026-03-04", True, False),
        ("2026-03-05", True, False),  # the due day itself
        ("2026-03-06", True, True),
    ],
)
def test_the_flag_shows_from_moving_in_and_is_over_after_the_due_day(day, shows, overdue):
    case = make_case("2026-03-02")

    flag = case.flag("KS-FIRST", day)

    assert (flag is not None) == shows
    assert shows is False or (flag.due_on < on(day)) == overdue
    assert shows is False or flag.due_on == on("2026-03-05")


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "declined"},
        {"outcome": "attempted"},
        {"outcome": "cancelled_by_home"},
        {"outcome": "not_possible"},
        {"draft": True},
        {"format": "quick_chat"},
    ],
)
def test_what_is_not_a_session_never_counts(fields):
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"), **fields)

    assert case.due("KS-FIRST", "2026-03-10") == on("2026-03-05")


def test_a_void_session_stops_counting():
    case = make_case("2026-03-02")
    session = KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"))
    assert case.due("KS-FIRST", "2026-03-10") is None

    session.status, session.voided_by, session.voided_reason = "void", case.sam, "Wrong child"
    session.voided_at = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
    record_change(session, by=case.sam, update=True)

    assert case.due("KS-FIRST", "2026-03-10") == on("2026-03-05")


@pytest.mark.parametrize(
    ("home", "fields", "counts"),
    [
        ({}, {"outcome": "part_held"}, True),
        ({"part_held_counts": False}, {"outcome": "part_held"}, False),
        ({"quick_chat_counts": True}, {"format": "quick_chat"}, True),
        (
            {"quick_chat_counts": True, "part_held_counts": False},
            {"format": "quick_chat", "outcome": "part_held"},
            False,
        ),
        ({"part_held_counts": False}, {}, True),
    ],
)
def test_the_home_decides_what_counts(home, fields, counts):
    case = make_case("2026-03-02", **home)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"), **fields)

    assert (case.due("KS-FIRST", "2026-03-10") is None) == counts


def test_a_session_dated_later_is_ignored_and_counts_from_its_day():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-06"))

    assert case.due("KS-FIRST", "2026-03-05") == on("2026-03-05")
    assert case.due("KS-FIRST", "2026-03-06") is None


def test_signing_late_does_not_move_the_day_it_was_held():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(
        placement=case.placement,
        author=case.sam,
        held_on=on("2026-03-03"),
        signed_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
    )

    assert case.due("KS-FIRST", "2026-03-04") is None


def test_time_away_does_not_move_it():
    case = make_case("2026-03-02")
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-03"))

    assert case.due("KS-FIRST", "2026-03-10") == on("2026-03-05")


def test_a_move_to_another_home_starts_afresh():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"))
    ends(case, "2026-04-01")
    oak = HomeFactory(name="Oak Lodge")
    old, case.home, case.placement = (
        case.home,
        oak,
        PlacementFactory(child=case.child, home=oak, moved_in_on=on("2026-04-01")),
    )

    assert case.due("KS-FIRST", "2026-04-01") == on("2026-04-04")
    case.home = old
    assert (
        case.says("KS-FIRST", "2026-04-01") is None
    )  # the old stay is no longer judged on the day of the move


def test_a_second_placement_at_the_same_home_starts_afresh():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"))
    returns(case, "2026-04-01", "2026-06-01")

    assert case.due("KS-FIRST", "2026-06-02") == on("2026-06-04")


def test_a_placement_that_ends_later_is_still_here_and_one_that_begins_later_is_not():
    case = make_case("2026-03-02")
    ends(case, "2026-03-20")

    assert case.says("KS-FIRST", "2026-03-01") is None
    assert case.due("KS-FIRST", "2026-03-19") == on("2026-03-05")
    assert case.says("KS-FIRST", "2026-03-20") is None


def test_a_child_who_is_only_expected_is_owed_nothing():
    case = make_case("2026-03-02")
    expected = ChildFactory(known_as="Leo", home=case.home)
    case.placement = PlacementFactory(
        child=expected, home=case.home, moved_in_on=None, expected_on=on("2026-03-01")
    )

    assert case.says("KS-FIRST", "2026-03-10") is None


@pytest.mark.parametrize(("day", "due"), [("2026-03-31", "2026-04-02"), ("2026-04-01", "2026-04-01")])
def test_a_stricter_standard_asks_for_nothing_before_its_day(day, due):
    case = make_case("2026-03-30")
    HomeStandardFactory(home=case.home, rule_code="KS-FIRST", amount=1, applies_from=on("2026-04-01"))

    assert case.due("KS-FIRST", day) == on(due)

"""KS-WEEK: after the first session, one in every interval; time away moves it only when all of it was away."""

import datetime as dt

import pytest

from children.duties.saying import severity_on
from compliance.rules.rows import Away
from compliance.rules.time_together.sessions import joined, session_due_on
from homes.models import Severity, Unit
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildAbsenceFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def away(*pairs: tuple[str, str | None]) -> list[Away]:
    return [Away(on(start), on(end) if end else None) for start, end in pairs]


@pytest.mark.parametrize(
    ("held", "due"),
    [
        ("2026-03-02", "2026-03-09"),
        ("2024-02-22", "2024-02-29"),
        ("2024-02-29", "2024-03-07"),
        ("2026-03-22", "2026-03-29"),  # clocks go forward in the night of the due day
        ("2026-03-28", "2026-04-04"),
        ("2026-10-18", "2026-10-25"),  # clocks go back
        ("2026-10-24", "2026-10-31"),
        ("2026-12-28", "2027-01-04"),  # ISO week 53
    ],
)
def test_due_day_on_bare_values(held, due):
    assert session_due_on(last_on=on(held), amount=7) == (on(due), None)


def test_an_interval_in_months_is_clamped():
    assert session_due_on(last_on=on("2026-01-31"), amount=1, unit=Unit.MONTHS) == (on("2026-02-28"), None)


@pytest.mark.parametrize(
    ("absences", "due", "returned"),
    [
        # the last session was on Monday 2 March; the interval is 3 to 9 March
        ([("2026-03-03", "2026-03-09")], "2026-03-09", None),  # back on the due day
        ([("2026-03-03", "2026-03-10")], "2026-03-13", "2026-03-10"),  # away on every day, back the day after
        ([("2026-03-03", "2026-04-01")], "2026-04-04", "2026-04-01"),
        ([("2026-02-20", "2026-03-12")], "2026-03-15", "2026-03-12"),  # a session in hospital, while away
        ([("2026-03-04", "2026-03-20")], "2026-03-09", None),  # at home on 3 March
        ([("2026-03-04", None)], "2026-03-09", None),  # left later: the due date stands
        ([("2026-03-03", None)], None, None),  # still away
        ([("2026-03-03", "2026-03-05"), ("2026-03-06", None)], "2026-03-09", None),  # one day at home
        ([("2026-03-03", "2026-03-05"), ("2026-03-05", None)], None, None),  # joined end to end
        ([("2026-03-03", "2026-03-05"), ("2026-03-05", "2026-03-11")], "2026-03-14", "2026-03-11"),
        (
            [("2026-03-01", "2026-03-20"), ("2026-03-05", "2026-03-06")],
            "2026-03-23",
            "2026-03-20",
        ),  # one in another
        (
            [("2026-03-01", "2026-03-08"), ("2026-03-05", "2026-03-12")],
            "2026-03-15",
            "2026-03-12",
        ),  # overlapping
        ([("2026-02-01", "2026-03-03")], "2026-03-09", None),  # back before the interval
        ([("2026-03-10", None)], "2026-03-09", None),
        (
            [("2026-03-03", "2026-03-10"), ("2026-03-11", None)],
            "2026-03-13",
            "2026-03-10",
        ),  # left again later
        ([("2026-03-03", "2026-03-03")], "2026-03-09", None),  # no whole day
    ],
)
def test_time_away_on_bare_values(absences, due, returned):
    expected = (on(due) if due else None, on(returned) if returned else None)

    assert session_due_on(last_on=on("2026-03-02"), amount=7, absences=away(*absences)) == expected
    assert session_due_on(last_on=on("2026-03-02"), amount=7, absences=away(*reversed(absences))) == expected


def test_absences_that_touch_are_one():
    assert joined(
        away(("2026-03-05", "2026-03-07"), ("2026-03-01", "2026-03-05"), ("2026-03-08", None))
    ) == away(("2026-03-01", "2026-03-07"), ("2026-03-08", None))


@pytest.mark.parametrize(
    ("day", "shows", "overdue", "severity"),
    [
        ("2026-03-06", False, False, None),
        ("2026-03-07", True, False, Severity.HIGH),  # 2 days before
        ("2026-03-08", True, False, Severity.HIGH),
        ("2026-03-09", True, False, Severity.HIGH),  # the due day
        ("2026-03-10", True, True, Severity.HIGH),
        ("2026-03-16", True, True, Severity.HIGH),  # 14 days
        ("2026-03-17", True, True, Severity.CRITICAL),  # after 14 days
    ],
)
def test_the_flag_before_on_and_after_the_due_day(day, shows, overdue, severity):
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))

    flag = case.flag("KS-WEEK", day)

    assert (flag is not None) == shows
    if flag is not None:
        assert flag.due_on == on("2026-03-09")
        assert (flag.due_on < on(day)) == overdue
        assert severity_on(flag, on(day)) == severity
        assert flag.severity == Severity.HIGH


def test_nothing_recorded_ever_is_the_first_session_rule():
    case = make_case("2026-02-01")

    said = case.says("KS-WEEK", "2026-03-10")

    assert (said.due_on, said.applies) == (None, False)


def test_the_latest_session_that_counts_sets_the_day():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-02-20"))
    for outcome in ("declined", "attempted", "cancelled_by_home", "not_possible"):
        KeyWorkSessionFactory(
            placement=case.placement, author=case.sam, held_on=on("2026-03-08"), outcome=outcome
        )
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-08"), draft=True)
    KeyWorkSessionFactory(
        placement=case.placement, author=case.sam, held_on=on("2026-03-08"), format="quick_chat"
    )
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-30"))  # dated later

    assert case.due("KS-WEEK", "2026-03-10") == on("2026-03-09")
    assert case.due("KS-WEEK", "2026-03-30") == on("2026-04-06")


def test_a_session_held_before_the_placement_does_not_count():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(
        placement=case.placement, author=case.sam, held_on=on("2026-01-20")
    )  # before the placement began

    assert case.due("KS-FIRST", "2026-03-10") == on("2026-02-04")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-03-04", None),  # away since the day after the session: nothing owed, even before the 9th
        ("2026-03-09", None),
        ("2026-03-19", None),
        ("2026-03-20", "2026-03-23"),  # the day of return
        ("2026-04-01", "2026-03-23"),
    ],
)
def test_time_away_as_known_on_the_day(day, due):
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    ChildAbsenceFactory(
        placement=case.placement, started_on=on("2026-03-03"), returned_on=on("2026-03-10"), kind="hospital"
    )
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-10"), returned_on=on("2026-03-20"))

    assert case.due("KS-WEEK", day) == (on(due) if due else None)
    assert case.says("KS-WEEK", day).applies == (due is not None)


def test_an_absence_dated_later_is_ignored():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-03"))

    assert case.due("KS-WEEK", "2026-03-02") == on("2026-03-09")
    assert case.due("KS-WEEK", "2026-03-03") is None


def test_time_away_written_down_at_an_earlier_home_counts_too():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    ChildAbsenceFactory(
        child=case.child, home=HomeFactory(name="Oak Lodge"), started_on=on("2026-01-01")
    )  # missing since before the move

    assert case.due("KS-WEEK", "2026-03-20") is None


@pytest.mark.parametrize(("day", "due"), [("2026-03-31", "2026-04-04"), ("2026-04-01", "2026-04-11")])
def test_a_standard_counts_from_its_day(day, due):
    case = make_case("2026-02-01")
    HomeStandardFactory(
        home=case.home, rule_code="KS-WEEK", amount=14, applies_from=on("2026-04-01"), severity="medium"
    )
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-28"))

    assert case.due("KS-WEEK", day) == on(due)


def test_a_longer_interval_becomes_critical_after_twice_its_length():
    case = make_case("2026-02-01")
    HomeStandardFactory(home=case.home, rule_code="KS-WEEK", amount=14, severity="medium")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))

    flag = case.flag("KS-WEEK", "2026-03-30")

    assert flag.due_on == on("2026-03-16")
    assert [severity_on(flag, day) for day in (dt.date(2026, 3, 30), dt.date(2026, 3, 31))] == [
        "medium",
        "critical",
    ]

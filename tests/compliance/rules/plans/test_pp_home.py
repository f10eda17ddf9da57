"""PP-HOME: the home's placement plan is there, and reviewed in time. England."""

import pytest

from children.duties.saying import sentence_for, source_for
from compliance.rules.plans import placement_began_after, plan_due_on, plan_of_this_placement
from compliance.rules.rows import EarlierPlacement, Version
from homes.models import Unit
from tests.compliance.file.filing import add, moves_to, returns
from tests.compliance.judging import make_case, on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("dated", "amount", "unit", "due"),
    [
        ("2026-03-02", 3, Unit.MONTHS, "2026-06-02"),
        ("2026-11-30", 3, Unit.MONTHS, "2027-02-28"),  # clamped
        ("2023-11-30", 3, Unit.MONTHS, "2024-02-29"),
        ("2024-02-29", 12, Unit.MONTHS, "2025-02-28"),
        ("2026-10-01", 3, Unit.MONTHS, "2027-01-01"),
        ("2026-03-02", 30, Unit.DAYS, "2026-04-01"),
    ],
)
def test_the_interval_on_bare_values(dated, amount, unit, due):
    assert plan_due_on(dated_on=on(dated), review_due_on=None, amount=amount, unit=unit) == on(due)


@pytest.mark.parametrize(
    ("own", "due"),
    [
        ("2026-03-20", "2026-03-20"),
        ("2026-09-02", "2026-09-02"),  # twice the standard
        ("2026-09-03", "2026-06-02"),  # beyond it, the standard counts
        ("2040-01-01", "2026-06-02"),
    ],
)
def test_the_plans_own_review_date_counts_up_to_twice_the_standard(own, due):
    assert plan_due_on(dated_on=on("2026-03-02"), review_due_on=on(own), amount=3) == on(due)


@pytest.mark.parametrize(
    ("minutes", "day", "due"),
    [
        (["2026-03-02"], "2026-03-25", "2026-06-02"),  # of the plan's own day: the plan knows of it
        (["2026-02-20"], "2026-03-25", "2026-06-02"),
        (["2026-03-16"], "2026-03-15", "2026-06-02"),  # not held yet
        (["2026-03-16"], "2026-03-16", "2026-04-15"),  # 20 working days, Easter between
        (["2026-03-16", "2026-04-01"], "2026-04-20", "2026-04-15"),  # the first review since
        (["2026-05-20"], "2026-05-20", "2026-06-02"),  # the interval comes first
    ],
)
def test_20_working_days_after_review_minutes_that_are_later_than_the_plan(minutes, day, due):
    case = make_case("2026-03-02", plans=False)
    add(case, "HOME_PLAN", "2026-03-02")
    for held_on in minutes:
        add(case, "REVIEW_MINUTES", held_on)

    assert case.due("PP-HOME", day) == on(due)


def test_what_it_says_after_a_review():
    case = make_case("2026-03-02", plans=False)
    add(case, "HOME_PLAN", "2026-03-02")
    add(case, "REVIEW_MINUTES", "2026-03-16")
    flag = case.flag("PP-HOME", "2026-04-16")

    assert sentence_for(flag, as_of=on("2026-04-16")) == (
        "Rae’s care was reviewed and the placement plan is older. A new version was due by 15 April."
    )
    assert source_for(flag, as_of=on("2026-04-16")) == (
        "Home standard: the plan follows a review within 20 working days"
    )


def test_which_version_counts_on_bare_values():
    versions = [
        Version(1, on("2026-01-01"), None),
        Version(1, on("2026-02-01"), None),
        Version(2, on("2026-03-01"), None),
    ]

    assert plan_of_this_placement(versions, home_id=1, not_before=None) == versions[1]
    assert plan_of_this_placement(versions, home_id=1, not_before=on("2026-02-01")) == versions[1]
    assert plan_of_this_placement(versions, home_id=1, not_before=on("2026-02-02")) is None
    assert plan_of_this_placement([], home_id=1, not_before=None) is None


def test_when_the_previous_placement_ended_on_bare_values():
    placements = [
        EarlierPlacement(1, on("2025-01-01"), on("2025-02-01")),
        EarlierPlacement(2, on("2025-03-01"), on("2025-09-01")),
        EarlierPlacement(9, on("2026-01-01"), on("2026-05-01")),  # the placement itself
    ]

    assert placement_began_after(placements, placement_id=9, moved_in_on=on("2026-01-01")) == on("2025-09-01")
    assert placement_began_after([], placement_id=9, moved_in_on=on("2026-01-01")) is None


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-09"),  # a Monday
        ("2026-03-06", "2026-03-13"),  # a Friday
        ("2026-03-07", "2026-03-13"),  # a Saturday: Monday is working day 1
        ("2026-03-31", "2026-04-09"),  # Good Friday 3 April, Easter Monday 6 April
        ("2026-12-22", "2026-12-31"),  # Christmas Day, and Boxing Day kept on Monday 28
        ("2026-12-24", "2027-01-05"),  # and New Year's Day
        ("2024-02-27", "2024-03-05"),
    ],
)
def test_no_plan_is_due_5_working_days_after_moving_in(moved_in, due):
    case = make_case(moved_in, plans=False)

    assert case.due("PP-HOME", moved_in) == on(due)
    assert case.flag("PP-HOME", moved_in).due_on == on(due)  # shows from the first day


def test_no_flag_before_moving_in():
    assert make_case("2026-03-02", plans=False).flag("PP-HOME", "2026-03-01") is None


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-05-18", False, False),
        ("2026-05-19", True, False),  # 14 days before
        ("2026-06-02", True, False),
        ("2026-06-03", True, True),
    ],
)
def test_the_flag_before_on_and_after_the_review(day, shows, overdue):
    case = make_case("2026-03-02", plans=False)
    add(case, "HOME_PLAN", "2026-03-02")

    flag = case.flag("PP-HOME", day)

    assert (flag is not None) == shows
    assert flag is None or (flag.due_on, flag.due_on < on(day)) == (on("2026-06-02"), overdue)


def test_the_latest_version_by_then_counts():
    case = make_case("2026-03-02", plans=False)
    add(case, "HOME_PLAN", "2026-02-20", "2026-04-01")  # made before moving in
    add(case, "HOME_PLAN", "2026-03-25")

    assert case.due("PP-HOME", "2026-03-24") == on("2026-04-01")
    assert case.due("PP-HOME", "2026-03-25") == on("2026-06-25")


def test_a_home_in_wales_is_not_judged():
    case = make_case("2026-03-02", plans=False, nation="Wales")

    assert case.says("PP-HOME", "2026-04-01") is None
    assert case.due("HP-STALE", "2026-04-01") is not None


def test_after_a_move_the_old_homes_plan_does_not_count():
    case = make_case("2026-03-02")
    moves_to(case, "2026-04-01")

    assert case.due("PP-HOME", "2026-04-01") == on("2026-04-10")  # Easter lies between


def test_in_a_second_placement_a_plan_of_the_first_does_not_count():
    case = make_case("2026-01-05", plans=False)
    add(case, "HOME_PLAN", "2026-02-28")
    returns(case, "2026-03-01", "2026-06-01")
    assert case.due("PP-HOME", "2026-06-02") == on("2026-06-08")

    add(case, "HOME_PLAN", "2026-05-20")  # for coming back

    assert case.due("PP-HOME", "2026-06-02") == on("2026-08-20")


@pytest.mark.parametrize(("day", "due"), [("2026-03-31", "2026-06-02"), ("2026-04-01", "2026-05-02")])
def test_a_standard_counts_from_its_day(day, due):
    case = make_case("2026-03-02", plans=False)
    HomeStandardFactory(
        home=case.home, rule_code="PP-HOME", amount=2, unit="months", applies_from=on("2026-04-01")
    )
    add(case, "HOME_PLAN", "2026-03-02")

    assert case.due("PP-HOME", day) == on(due)

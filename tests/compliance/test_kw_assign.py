"""KW-ASSIGN: a named key worker on the day of moving in."""

import pytest

from compliance.rules.key_workers import earlier, held_until, left_on
from compliance.rules.scope import Job
from homes.audit import record_change
from tests.compliance.judging import make_case, on
from tests.factories.children import make_assignment, make_stay
from tests.factories.homes import give_role, make_home, make_user, set_standard

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([], (False, None)),
        ([None], (True, None)),
        (["2026-03-01"], (False, None)),  # ended before moving in
        (["2026-03-02"], (True, "2026-03-02")),  # its last day is the day of moving in
        (["2026-03-05", None], (True, None)),
        (["2026-03-05", "2026-03-09", "2026-03-01"], (True, "2026-03-09")),
    ],
)
def test_held_until_on_bare_values(ends, expected):
    ever, last = expected
    days = [on(end) if end else None for end in ends]

    assert held_until(days, moved_in_on=on("2026-03-02")) == (ever, on(last) if last else None)


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ([], None),  # no role was ever known
        ([(1, None, None)], None),
        ([(1, None, "2026-03-05")], "2026-03-05"),
        ([(1, None, "2026-03-05"), (1, None, "2026-04-05")], "2026-04-05"),
        ([(1, None, "2026-03-05"), (1, None, None)], None),  # left and came back
        ([(1, None, "2026-03-05"), (2, None, None)], "2026-03-05"),  # works elsewhere now
        ([(1, None, "2026-03-05"), (None, 7, None)], None),  # a role at every home of the provider
        ([(1, None, "2026-03-05"), (None, 8, None)], "2026-03-05"),  # another provider's
        ([(2, None, None)], None),  # lent from elsewhere
        ([(2, None, "2026-03-05")], "2026-03-05"),
    ],
)
def test_left_on_bare_values(jobs, expected):
    held = [Job(home, provider, on(end) if end else None) for home, provider, end in jobs]

    assert left_on(held, home_id=1, provider_id=7) == (on(expected) if expected else None)


def test_the_earlier_end_counts():
    assert earlier(None, None) is None
    assert earlier(on("2026-03-05"), None) == on("2026-03-05")
    assert earlier(on("2026-03-05"), on("2026-03-04")) == on("2026-03-04")


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [("2026-02-28", False, False), ("2026-03-01", True, False), ("2026-03-02", True, True)],
)
def test_owed_on_the_day_of_moving_in_and_over_the_day_after(day, shows, overdue):
    case = make_case("2026-03-01", held=False)

    flag = case.flag("KW-ASSIGN", day)

    assert (flag is not None) == shows
    assert flag is None or (flag.due_on, flag.due_on < on(day)) == (on("2026-03-01"), overdue)
    assert case.flag("KW-GAP", day) is None


@pytest.mark.parametrize(("role", "met"), [("lead", True), ("second", True), ("cover", False)])
def test_lead_or_second_is_a_key_worker_and_cover_is_not(role, met):
    case = make_case("2026-03-02", held=False)
    make_assignment(case.stay, case.sam, role, started_on=on("2026-03-02"))

    assert (case.due("KW-ASSIGN", "2026-03-05") is None) == met


def test_a_key_worker_named_before_moving_in_counts():
    case = make_case("2026-03-02", held=False)
    make_assignment(case.stay, case.sam, started_on=on("2026-02-20"))

    assert case.due("KW-ASSIGN", "2026-03-02") is None


def test_one_that_ended_before_moving_in_does_not_count():
    case = make_case("2026-03-02", held=False)
    make_assignment(case.stay, case.sam, started_on=on("2026-02-20"), ended_on=on("2026-03-01"))

    assert case.due("KW-ASSIGN", "2026-03-05") == on("2026-03-02")
    assert case.due("KW-GAP", "2026-03-05") is None


def test_one_dated_later_is_ignored():
    case = make_case("2026-03-02", held=False)
    make_assignment(case.stay, case.sam, started_on=on("2026-03-05"))

    assert case.due("KW-ASSIGN", "2026-03-04") == on("2026-03-02")
    assert case.due("KW-ASSIGN", "2026-03-05") is None


def test_an_adult_who_had_left_before_the_child_came_holds_nobody():
    case = make_case("2026-03-02", held=False)
    gone = make_user("Gil Past")
    give_role(gone, case.home, ended_on=on("2026-02-15"))
    make_assignment(case.stay, gone, started_on=on("2026-02-10"))

    assert case.due("KW-ASSIGN", "2026-03-05") == on("2026-03-02")


def test_a_second_stay_needs_its_own_key_worker():
    case = make_case("2026-03-02")
    case.stay.moved_on_on = on("2026-04-01")
    record_change(case.stay, by=case.sam, update=True)
    oak = make_home("Oak Lodge")
    case.home, case.stay = oak, make_stay(case.child, oak, on("2026-04-01"))

    assert case.due("KW-ASSIGN", "2026-04-01") == on("2026-04-01")


def test_a_homes_own_number_and_the_year_end():
    case = make_case("2026-12-31", held=False)
    set_standard(case.home, "KW-ASSIGN", 2)

    assert case.due("KW-ASSIGN", "2027-01-01") == on("2027-01-02")
    assert case.flag("KW-ASSIGN", "2027-01-01") is None  # no warning days: the flag opens when it is due
    assert case.flag("KW-ASSIGN", "2027-01-02") is not None

"""KW-ASSIGN: a named key worker on the day of moving in."""

import pytest

from compliance.rules.key_workers import earlier, held_until, left_on
from compliance.rules.rows import Job
from homes.audit import record_change
from tests.compliance.file.filing import moves_to
from tests.compliance.judging import make_case, on
from tests.factories.children import (
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
    PreAdmissionVisitFactory,
)
from tests.factories.homes import HomeStandardFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

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
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=case.sam, role=role, started_on=on("2026-03-02")
    )

    assert (case.due("KW-ASSIGN", "2026-03-05") is None) == met


def test_a_key_worker_named_before_moving_in_counts():
    case = make_case("2026-03-02", held=False)
    KeyWorkerAssignmentFactory(placement=case.placement, worker=case.sam, started_on=on("2026-02-20"))

    assert case.due("KW-ASSIGN", "2026-03-02") is None


def test_one_that_ended_before_moving_in_does_not_count():
    case = make_case("2026-03-02", held=False)
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=case.sam, started_on=on("2026-02-20"), ended_on=on("2026-03-01")
    )

    assert case.due("KW-ASSIGN", "2026-03-05") == on("2026-03-02")
    assert case.due("KW-GAP", "2026-03-05") is None


def test_one_dated_later_is_ignored():
    case = make_case("2026-03-02", held=False)
    KeyWorkerAssignmentFactory(placement=case.placement, worker=case.sam, started_on=on("2026-03-05"))

    assert case.due("KW-ASSIGN", "2026-03-04") == on("2026-03-02")
    assert case.due("KW-ASSIGN", "2026-03-05") is None


def test_an_adult_who_had_left_before_the_child_came_holds_nobody():
    case = make_case("2026-03-02", held=False)
    gone = UserFactory(full_name="Gil Past")
    StaffRoleFactory(user=gone, home=case.home, ended_on=on("2026-02-15"))
    KeyWorkerAssignmentFactory(placement=case.placement, worker=gone, started_on=on("2026-02-10"))

    assert case.due("KW-ASSIGN", "2026-03-05") == on("2026-03-02")


def test_a_second_placement_needs_its_own_key_worker():
    case = make_case("2026-03-02")
    moves_to(case, "2026-04-01")

    assert case.due("KW-ASSIGN", "2026-04-01") == on("2026-04-01")


def test_a_homes_own_number_and_the_year_end():
    case = make_case("2026-12-31", held=False)
    HomeStandardFactory(home=case.home, rule_code="KW-ASSIGN", amount=2)

    assert case.due("KW-ASSIGN", "2027-01-01") == on("2027-01-02")
    assert case.flag("KW-ASSIGN", "2027-01-01") is None  # no warning days: the flag opens when it is due
    assert case.flag("KW-ASSIGN", "2027-01-02") is not None


# --- before moving in: as the practice of the home says -----------------------------------------

OFFER, VISITS = "keyworker-england-wales", "key-worker"


def expected_case(profile: str, *, moved_in: str | None = None, offered: str | None = None):
    case = make_case("2020-01-01", profile=profile)
    case.child = ChildFactory(known_as="Ash", home=case.home)
    case.placement = PlacementFactory(
        child=case.child, home=case.home, moved_in_on=on(moved_in) if moved_in else None,
        expected_on=on("2026-03-20"), offered_on=on(offered) if offered else None,
    )  # fmt: skip
    return case


@pytest.mark.parametrize(
    ("profile", "offered", "visited", "moved_in", "day", "due"),
    [
        (OFFER, None, None, None, "2026-03-10", None),  # nothing has come yet
        (OFFER, "2026-03-05", None, None, "2026-03-04", None),  # the offer does not exist yet
        (OFFER, "2026-03-05", None, None, "2026-03-05", "2026-03-05"),
        (OFFER, "2026-03-05", None, None, "2026-03-06", "2026-03-05"),
        (OFFER, None, "2026-03-07", None, "2026-03-10", None),  # a visit is not the offer
        (OFFER, None, "2026-03-07", "2026-03-12", "2026-03-12", "2026-03-12"),
        (OFFER, "2026-03-05", None, "2026-03-12", "2026-03-12", "2026-03-05"),
        (OFFER, "2026-03-15", None, "2026-03-12", "2026-03-20", "2026-03-12"),  # moved in first
        (VISITS, "2026-03-05", None, None, "2026-03-10", None),  # an offer is not a visit
        (VISITS, None, "2026-03-07", None, "2026-03-06", None),  # a visit still to come
        (VISITS, None, "2026-03-07", None, "2026-03-07", "2026-03-07"),
        (VISITS, None, "2026-03-07", "2026-03-12", "2026-03-13", "2026-03-07"),
        (VISITS, None, None, "2026-03-12", "2026-03-11", None),  # expected until the day
        (VISITS, None, None, "2026-03-12", "2026-03-12", "2026-03-12"),
        (OFFER, "2024-02-29", None, None, "2024-02-29", "2024-02-29"),
        (VISITS, None, "2026-03-29", None, "2026-03-30", "2026-03-29"),  # the clocks change
    ],
)
def test_due_by_the_offer_or_the_first_visit(profile, offered, visited, moved_in, day, due):
    case = expected_case(profile, moved_in=moved_in, offered=offered)
    if visited:
        PreAdmissionVisitFactory(placement=case.placement, visited_on=on(visited))

    assert case.due("KW-ASSIGN", day) == (on(due) if due else None)
    flag = case.flag("KW-ASSIGN", day)
    assert (flag is not None) == (due is not None)
    assert flag is None or flag.child == case.child


def test_the_first_of_several_visits_counts():
    case = expected_case(VISITS)
    for day in ("2026-03-09", "2026-03-07", "2026-03-15"):
        PreAdmissionVisitFactory(placement=case.placement, visited_on=on(day))

    assert case.due("KW-ASSIGN", "2026-03-10") == on("2026-03-07")


def test_an_expected_child_with_somebody_named_is_owed_nobody():
    case = expected_case(OFFER, offered="2026-03-05")
    held = KeyWorkerAssignmentFactory(placement=case.placement, worker=case.sam, started_on=on("2026-03-06"))

    assert case.due("KW-ASSIGN", "2026-03-05") == on("2026-03-05")
    assert case.due("KW-ASSIGN", "2026-03-06") is None
    held.ended_on, held.end_reason = on("2026-03-08"), "staff_left"
    record_change(held, by=case.sam, update=True)
    assert case.due("KW-ASSIGN", "2026-03-07") is None
    assert case.due("KW-ASSIGN", "2026-03-08") == on("2026-03-05")
    assert case.says("KW-GAP", "2026-03-08") is None


def test_a_homes_own_days_after_the_offer():
    case = expected_case(OFFER, offered="2026-03-05")
    HomeStandardFactory(home=case.home, rule_code="KW-ASSIGN", amount=2)

    assert case.flag("KW-ASSIGN", "2026-03-06") is None
    assert case.flag("KW-ASSIGN", "2026-03-07").due_on == on("2026-03-07")

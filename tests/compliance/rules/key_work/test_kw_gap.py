"""KW-GAP: no day without a key worker once there was one."""

import pytest

from homes.audit import record_change
from tests.compliance.caring import ends
from tests.compliance.judging import make_case, on
from tests.factories.children import KeyWorkerAssignmentFactory
from tests.factories.homes import HomeStandardFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def end(assignment, day: str):
    assignment.ended_on, assignment.end_reason = on(day), "staff_left"
    record_change(assignment, by=assignment.worker, update=True)


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-03-09", False, False),  # still to come: ended later is still open
        ("2026-03-10", True, False),  # the last day itself
        ("2026-03-11", True, True),
    ],
)
def test_owed_from_the_last_day_and_over_the_day_after(day, shows, overdue):
    case = make_case("2026-03-02")
    end(case.placement.assignments.get(), "2026-03-10")

    flag = case.flag("KW-GAP", day)

    assert (flag is not None) == shows
    assert flag is None or (flag.due_on, flag.due_on < on(day)) == (on("2026-03-10"), overdue)
    assert case.due("KW-ASSIGN", day) is None  # never both


@pytest.mark.parametrize("last", ["2024-02-29", "2026-03-29", "2026-10-25", "2026-12-31"])
def test_leap_day_clock_changes_and_year_end(last):
    case = make_case("2024-01-02")
    end(case.placement.assignments.get(), last)

    assert case.due("KW-GAP", last) == on(last)


def test_nobody_ever_named_is_the_other_rule():
    case = make_case("2026-03-02", held=False)

    assert case.due("KW-GAP", "2026-03-10") is None


def test_a_second_key_worker_who_stays_holds_the_child():
    case = make_case("2026-03-02")
    end(case.placement.assignments.get(), "2026-03-10")
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=UserFactory(full_name="Jo Price"),
        role="second",
        started_on=on("2026-03-03"),
    )

    assert case.due("KW-GAP", "2026-03-11") is None


def test_cover_does_not_close_a_gap():
    case = make_case("2026-03-02")
    end(case.placement.assignments.get(), "2026-03-10")
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=UserFactory(full_name="Jo Price"),
        role="cover",
        started_on=on("2026-03-03"),
    )

    assert case.due("KW-GAP", "2026-03-11") == on("2026-03-10")


def test_a_new_key_worker_closes_it_from_the_first_day():
    case = make_case("2026-03-02")
    end(case.placement.assignments.get(), "2026-03-10")
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=UserFactory(full_name="Jo Price"), started_on=on("2026-03-12")
    )

    assert case.due("KW-GAP", "2026-03-11") == on("2026-03-10")
    assert case.due("KW-GAP", "2026-03-12") is None


def test_the_latest_of_several_ends_counts():
    case = make_case("2026-03-02")
    end(case.placement.assignments.get(), "2026-03-10")
    jo = UserFactory(full_name="Jo Price")
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=jo,
        role="second",
        started_on=on("2026-03-03"),
        ended_on=on("2026-03-15"),
    )

    assert case.due("KW-GAP", "2026-03-12") is None
    assert case.due("KW-GAP", "2026-03-20") == on("2026-03-15")


@pytest.mark.parametrize(("day", "due"), [("2026-03-08", None), ("2026-03-09", "2026-03-09")])
def test_an_adult_who_leaves_the_home_leaves_the_child(day, due):
    case = make_case("2026-03-02", held=False)
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home, ended_on=on("2026-03-09"))
    KeyWorkerAssignmentFactory(placement=case.placement, worker=jo, started_on=on("2026-03-02"))

    assert case.due("KW-GAP", day) == (on(due) if due else None)


def test_a_role_at_every_home_of_the_provider_keeps_the_adult_here():
    case = make_case("2026-03-02", held=False)
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home, ended_on=on("2026-03-09"))
    StaffRoleFactory(user=jo, provider=case.home.provider, role="responsible_individual")
    KeyWorkerAssignmentFactory(placement=case.placement, worker=jo, started_on=on("2026-03-02"))

    assert case.due("KW-GAP", "2026-03-20") is None


def test_an_adult_who_leaves_and_comes_back_holds_the_child_again():
    case = make_case("2026-03-02", held=False)
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home, ended_on=on("2026-03-09"))
    StaffRoleFactory(user=jo, home=case.home, role="senior", started_on=on("2026-03-20"))
    KeyWorkerAssignmentFactory(placement=case.placement, worker=jo, started_on=on("2026-03-02"))

    assert case.due("KW-GAP", "2026-03-19") == on("2026-03-09")
    assert case.due("KW-GAP", "2026-03-20") is None


def test_the_assignments_end_counts_when_it_comes_before_leaving():
    case = make_case("2026-03-02", held=False)
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home, ended_on=on("2026-03-09"))
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=jo, started_on=on("2026-03-02"), ended_on=on("2026-03-05")
    )

    assert case.due("KW-GAP", "2026-03-20") == on("2026-03-05")


def test_an_account_made_inactive_with_no_end_to_its_role_changes_nothing():
    case = make_case("2026-03-02")
    case.sam.is_active = False
    record_change(case.sam, by=case.sam, update=True)

    assert case.due("KW-GAP", "2026-03-20") is None


def test_a_homes_own_days_of_grace():
    case = make_case("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="KW-GAP", amount=3)
    end(case.placement.assignments.get(), "2026-03-10")

    assert case.due("KW-GAP", "2026-03-11") == on("2026-03-13")
    assert case.flag("KW-GAP", "2026-03-12") is None
    assert case.flag("KW-GAP", "2026-03-13") is not None


def test_a_child_who_moved_on_is_owed_nobody():
    case = make_case("2026-03-02")
    end(case.placement.assignments.get(), "2026-03-10")
    ends(case, "2026-03-15")

    assert case.due("KW-GAP", "2026-03-14") == on("2026-03-10")
    assert case.says("KW-GAP", "2026-03-15") is None

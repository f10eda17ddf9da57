"""KW-TOLD: the child is told of a change within days."""

import pytest

from compliance.rules import BY_CODE, Scope
from homes.audit import record_change
from tests.compliance.caring import ends
from tests.compliance.judging import make_case, on
from tests.factories.children import KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.staff import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def everything(case, day):
    return list(BY_CODE["KW-TOLD"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def says(case, held, day):
    """What the rule says about one assignment; None where it is not judged."""
    key = f"assignment:{held.public_id}"
    return next((said for said in everything(case, day) if said.subject_key == key), None)


def change(case, day="2026-03-10", role="lead", **fields):
    """Sam stops and Jo follows on a day."""
    sam = case.placement.assignments.get(worker=case.sam)
    sam.ended_on, sam.end_reason = on(day), "child_asked"
    record_change(sam, by=case.sam, update=True)
    return KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=UserFactory(full_name="Jo Price"),
        role=role,
        started_on=on(day),
        **fields,
    )


@pytest.mark.parametrize(
    ("start", "day", "due"),
    [
        ("2026-03-10", "2026-03-09", None),  # nothing dated later exists
        ("2026-03-10", "2026-03-10", "2026-03-12"),
        ("2026-03-10", "2026-03-12", "2026-03-12"),
        ("2026-03-10", "2026-03-13", "2026-03-12"),
        ("2028-02-28", "2028-03-02", "2028-03-01"),  # a leap year
        ("2026-03-28", "2026-03-31", "2026-03-30"),  # the clocks change
        ("2026-12-30", "2027-01-02", "2027-01-01"),
    ],
)
def test_due_two_days_after_the_first_day(start, day, due):
    case = make_case("2026-03-02")
    jo = change(case, start)

    said = says(case, jo, day)

    assert (said.due_on if said else None) == (on(due) if due else None)


@pytest.mark.parametrize(
    ("day", "shows"), [("2026-03-11", False), ("2026-03-12", True), ("2026-03-13", True)]
)
def test_the_flag_shows_from_the_day_it_is_due(day, shows):
    case = make_case("2026-03-02")
    change(case)

    assert bool([said for said in everything(case, day) if said.due_on and said.due_on <= on(day)]) == shows


@pytest.mark.parametrize(("told", "met"), [("2026-03-08", True), ("2026-03-12", True), ("2026-03-13", False)])
def test_met_from_the_day_the_child_was_told(told, met):
    case = make_case("2026-03-02")
    jo = change(case, child_told_on=on(told))

    assert (says(case, jo, "2026-03-12").due_on is None) == met


def test_the_first_key_workers_of_a_placement_are_no_change():
    case = make_case("2026-03-02")
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=UserFactory(full_name="Jo Price"),
        role="second",
        started_on=on("2026-03-02"),
    )

    assert everything(case, "2026-03-20") == []


@pytest.mark.parametrize("role", ["second", "cover"])
def test_a_later_second_or_cover_is_a_change(role):
    case = make_case("2026-03-02")
    jo = KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=UserFactory(full_name="Jo Price"),
        role=role,
        started_on=on("2026-03-10"),
    )

    said = says(case, jo, "2026-03-10")

    assert (said.due_on, said.facts["kind"]) == (on("2026-03-12"), role)


def test_one_adult_in_another_place_follows_nobody():
    case = make_case("2026-03-02", held=False)
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=case.sam,
        role="second",
        started_on=on("2026-03-02"),
        ended_on=on("2026-03-10"),
    )
    KeyWorkerAssignmentFactory(placement=case.placement, worker=case.sam, started_on=on("2026-03-10"))

    assert everything(case, "2026-03-20") == []


def test_what_has_ended_is_owed_no_more():
    case = make_case("2026-03-02")
    jo = KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=UserFactory(full_name="Jo Price"),
        role="cover",
        started_on=on("2026-03-10"),
        ended_on=on("2026-03-15"),
    )

    assert says(case, jo, "2026-03-14").due_on == on("2026-03-12")
    assert says(case, jo, "2026-03-15") is None


def test_a_change_before_moving_in_counts_from_moving_in():
    case = make_case("2026-03-10", held=False)
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=case.sam, started_on=on("2026-03-01"), ended_on=on("2026-03-05")
    )
    jo = KeyWorkerAssignmentFactory(
        placement=case.placement, worker=UserFactory(full_name="Jo Price"), started_on=on("2026-03-05")
    )

    assert says(case, jo, "2026-03-09") is None
    assert says(case, jo, "2026-03-10").due_on == on("2026-03-12")


def test_a_move_between_homes_begins_again():
    case = make_case("2026-03-02")
    ends(case, "2026-03-10")
    case.home = HomeFactory(name="Oak Lodge")
    case.placement = PlacementFactory(child=case.child, home=case.home, moved_in_on=on("2026-03-10"))
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=UserFactory(full_name="Tom Reed"), started_on=on("2026-03-10")
    )

    assert everything(case, "2026-03-20") == []


def test_a_homes_own_number():
    case = make_case("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="KW-TOLD", amount=5)
    jo = change(case)

    assert says(case, jo, "2026-03-10").due_on == on("2026-03-15")

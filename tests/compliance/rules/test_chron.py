"""CHRON: a child's chronology goes on."""

import pytest

from children.duties.saying import sentence_for
from homes.audit import set_fields, system_user
from tests.compliance.caring import happened
from tests.compliance.file.filing import add
from tests.compliance.judging import make_case, on
from tests.factories.children import (
    ChildAbsenceFactory,
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
)
from tests.factories.chronology import ChronologyEntryFactory
from tests.factories.homes import HomeStandardFactory
from tests.factories.staff import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "entry", "day", "due"),
    [
        ("2026-03-02", None, "2026-03-02", "2026-04-02"),
        ("2026-03-02", None, "2026-04-03", "2026-04-02"),
        ("2026-03-02", "2026-03-20", "2026-03-19", "2026-04-02"),  # dated later: not there yet
        ("2026-03-02", "2026-03-20", "2026-03-20", "2026-04-20"),
        ("2028-01-20", "2028-01-31", "2028-02-10", "2028-03-02"),  # a leap year
        ("2026-10-01", "2026-10-20", "2026-10-30", "2026-11-20"),  # the clocks change
        ("2026-03-02", "2019-05-04", "2026-03-10", "2026-04-02"),  # long ago: never before moving in
    ],
)
def test_due_31_days_after_the_latest_entry(moved_in, entry, day, due):
    case = make_case(moved_in)
    if entry:
        ChronologyEntryFactory(placement=case.placement, happened_on=on(entry))

    assert case.due("CHRON", day) == on(due)


def test_what_the_record_adds_by_itself_does_not_count():
    case = make_case("2026-03-02")
    jo = UserFactory(full_name="Jo Price")
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=jo, role="second", started_on=on("2026-03-10")
    )
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-12"), returned_on=on("2026-03-14"))
    add(case, "RISK", "2026-03-18")
    happened(case, "health_assessment", "2026-03-19")

    assert case.due("CHRON", "2026-03-31") == on("2026-04-02")


def test_an_entry_that_was_withdrawn_does_not_count():
    case = make_case("2026-03-02")
    ChronologyEntryFactory(
        placement=case.placement,
        happened_on=on("2026-03-20"),
        standing="withdrawn",
        withdrawn_on=on("2026-03-21"),
        withdrawn_reason="Another child’s",
    )

    assert case.due("CHRON", "2026-03-25") == on("2026-04-02")


def test_another_childs_entry_does_not_count_and_nobody_is_judged_after_moving_on():
    case = make_case("2026-03-02")
    other = ChildFactory(known_as="Ali", home=case.home)
    ChronologyEntryFactory(
        placement=PlacementFactory(child=other, home=case.home, moved_in_on=on("2026-03-02")),
        happened_on=on("2026-03-20"),
    )
    set_fields(case.placement, by=system_user(), moved_on_on=on("2026-03-30"))

    assert case.due("CHRON", "2026-03-29") == on("2026-04-02")
    assert case.says("CHRON", "2026-03-30") is None


def test_a_homes_own_number():
    case = make_case("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="CHRON", amount=2, unit="months")

    assert case.due("CHRON", "2026-03-10") == on("2026-05-02")


@pytest.mark.parametrize(
    ("entry", "day", "sentence"),
    [
        (None, "2026-03-25", None),
        (
            None,
            "2026-03-26",
            "Rae’s chronology is due an entry by 2 April. Nobody wrote one of the days since Rae moved in on 2 March.",
        ),
        ("2026-03-10", "2026-04-10", "Rae’s chronology is due an entry today. The last one is of 10 March."),
        (
            "2026-03-10",
            "2026-04-11",
            "Rae’s chronology was due an entry by 10 April. The last one is of 10 March.",
        ),
    ],
)
def test_what_the_flag_says(entry, day, sentence):
    case = make_case("2026-03-02")
    if entry:
        ChronologyEntryFactory(placement=case.placement, happened_on=on(entry))
    flag = case.flag("CHRON", day)

    assert (sentence_for(flag, as_of=on(day)) if flag else None) == sentence

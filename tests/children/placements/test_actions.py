"""What adults do around a placement: one history row each in the right name, and clear refusals."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from children.file import actions
from children.key_workers import actions as key_workers_actions
from children.models import (
    Child,
    ChildAbsence,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
)
from children.moving_on import actions as moving_on_actions
from children.placements import actions as placements_actions
from homes.audit import set_fields
from homes.models import LedgerEntry, User
from tests.factories.children import ChildAbsenceFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.file import FileVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def test_add_child_makes_the_child_and_the_placement(world):
    child = placements_actions.add_child(
        home=world.maple, ref="leo", known_as="Leo", date_of_birth=None, pronouns="he", picture="fox",
        moved_in_on=world.today, by=world.jean,
    )  # fmt: skip

    placement = Placement.objects.get(child=child)
    assert (placement.home, placement.moved_in_on) == (world.maple, world.today)
    assert [version.history_user for version in child.history.all()] == [world.jean]


def test_add_child_refuses_a_reference_in_use(world):
    with pytest.raises(placements_actions.UnableToMove):
        placements_actions.add_child(
            home=world.maple, ref="kai", known_as="Kai B", date_of_birth=None, pronouns="he", picture="fox",
            moved_in_on=world.today, by=world.jean,
        )  # fmt: skip

    assert Child.objects.filter(known_as="Kai B").count() == 0


def test_moving_on_ends_the_placement_its_key_workers_and_time_away(world):
    ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today - dt.timedelta(days=2))

    moving_on_actions.move_on(
        placement=world.placements["kai"],
        moved_on_on=world.today,
        by=world.jean,
        reason="Nearer school",
        to_home=world.oak,
    )

    old, new = Placement.objects.filter(child=world.kai).order_by("pk")
    assert old.moved_on_on == new.moved_in_on == world.today
    assert {a.end_reason for a in old.assignments.all()} == {"child_moved_on"}
    assert ChildAbsence.objects.get(child=world.kai).returned_on == world.today
    assert new.assignments.count() == 0
    assert old.history.first().history_change_reason == "Nearer school"


def test_in_whose_care_goes_along_to_another_of_our_homes(world):
    in_care = {
        "looked_after_since": dt.date(2024, 2, 29),
        "responsible_authority": "Northshire",
        "responsible_nation": "Wales",
        "intended_to_last_to_18": False,
    }
    set_fields(world.placements["kai"], by=world.jean, **in_care)

    moving_on_actions.move_on(
        placement=world.placements["kai"], moved_on_on=world.today, by=world.jean, to_home=world.oak
    )

    assert Placement.objects.filter(child=world.kai, home=world.oak).values(*in_care).get() == in_care


def test_moving_on_before_moving_in_changes_nothing(world):
    with pytest.raises(placements_actions.UnableToMove):
        moving_on_actions.move_on(
            placement=world.placements["kai"], moved_on_on=dt.date(2000, 1, 1), by=world.jean
        )

    world.placements["kai"].refresh_from_db()
    assert world.placements["kai"].moved_on_on is None


def test_naming_a_lead_when_there_is_one_says_who(world):
    with pytest.raises(key_workers_actions.UnableToAssign, match="Sam Okafor is the lead"):
        key_workers_actions.assign_key_worker(
            placement=world.placements["kai"],
            worker=world.dee,
            role="lead",
            started_on=world.today,
            by=world.jean,
        )


def test_ending_and_naming_keeps_both_rows(world):
    lead = KeyWorkerAssignment.objects.get(child=world.kai, role="lead")
    key_workers_actions.end_assignment(
        assignment=lead, ended_on=world.today, end_reason="child_asked", end_note="Kai asked.", by=world.jean
    )
    key_workers_actions.assign_key_worker(
        placement=world.placements["kai"],
        worker=world.dee,
        role="lead",
        started_on=world.today,
        by=world.jean,
    )

    held = KeyWorkerAssignment.objects.filter(child=world.kai, role="lead").order_by("pk")
    assert [(a.worker, a.ended_on, a.end_reason) for a in held] == [
        (world.sam, world.today, "child_asked"),
        (world.dee, None, ""),
    ]


def test_an_assignment_ends_once(world):
    lead = KeyWorkerAssignment.objects.get(child=world.kai, role="lead")
    key_workers_actions.end_assignment(
        assignment=lead, ended_on=world.today, end_reason="staff_left", by=world.jean
    )

    with pytest.raises(key_workers_actions.UnableToAssign):
        key_workers_actions.end_assignment(
            assignment=lead, ended_on=world.today, end_reason="child_asked", by=world.jean
        )


@pytest.mark.parametrize(
    ("start", "back"),
    [(5, 3), (12, 8), (8, 7), (10, None), (20, 6), (5, None)],
)
def test_overlapping_time_away_is_refused(world, start, back):
    """Known: away from 10 days ago, back 5 days ago. Days are counted back from today."""
    day = world.today
    ChildAbsenceFactory(
        child=world.kai,
        home=world.maple,
        started_on=day - dt.timedelta(days=10),
        returned_on=day - dt.timedelta(days=5),
    )
    overlaps = not (start <= 5)
    kwargs = {
        "placement": world.placements["kai"],
        "kind": "holiday",
        "started_on": day - dt.timedelta(days=start),
        "returned_on": None if back is None else day - dt.timedelta(days=back),
        "by": world.sam,
    }

    if overlaps:
        with pytest.raises(placements_actions.UnableToRecordAbsence):
            placements_actions.record_absence(**kwargs)
    else:
        placements_actions.record_absence(**kwargs)

    assert ChildAbsence.objects.filter(child=world.kai).count() == (1 if overlaps else 2)


def test_a_return_is_recorded_once(world):
    away = ChildAbsenceFactory(
        child=world.kai, home=world.maple, started_on=world.today - dt.timedelta(days=2)
    )
    placements_actions.record_return(absence=away, returned_on=world.today, by=world.sam)

    with pytest.raises(placements_actions.UnableToRecordAbsence):
        placements_actions.record_return(absence=away, returned_on=world.today, by=world.sam)

    assert away.history.count() == 2


def test_a_new_plan_leaves_the_earlier_version_alone(world):
    first = FileVersionFactory(
        child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=world.today - dt.timedelta(days=90)
    )

    actions.add_plan(placement=world.placements["kai"], type="HOME_PLAN", dated_on=world.today, by=world.sam)

    assert FileVersion.objects.filter(child=world.kai).count() == 2
    assert first.history.count() == 1


def test_a_second_version_of_a_day_is_refused(world):
    FileVersionFactory(child=world.kai, home=world.maple, type="HOME_PLAN", dated_on=world.today)

    with pytest.raises(actions.UnableToAddPlan):
        actions.add_plan(
            placement=world.placements["kai"], type="HOME_PLAN", dated_on=world.today, by=world.sam
        )


def test_each_action_writes_one_ledger_row_per_history_row(world):
    before = LedgerEntry.objects.count()

    placements_actions.record_absence(
        placement=world.placements["kai"], kind="hospital", started_on=world.today, by=world.sam
    )

    rows = LedgerEntry.objects.order_by("-pk")[: LedgerEntry.objects.count() - before]
    assert [(row.model, row.user_name, row.child_id, row.home_id) for row in rows] == [
        ("children.ChildAbsence", "Sam Okafor", world.kai.pk, world.maple.pk)
    ]


@pytest.mark.parametrize(
    "broken",
    [
        lambda w: PlacementFactory(child=w.kai, home=w.oak, moved_in_on=w.today),  # a second open placement
        lambda w: PlacementFactory(
            child=w.kai, home=w.oak, moved_in_on=w.today, moved_on_on=w.today - dt.timedelta(days=1)
        ),
        lambda w: PlacementFactory(
            child=w.noa, home=w.maple, moved_in_on=None
        ),  # neither moved in nor expected
        lambda w: KeyWorkerAssignmentFactory(
            placement=w.placements["kai"], worker=w.dee, started_on=w.today
        ),  # a second open lead
        lambda w: KeyWorkerAssignmentFactory(
            placement=w.placements["kai"], worker=w.sam, role="cover", started_on=w.today
        ),  # Sam twice
        lambda w: KeyWorkerAssignmentFactory(
            placement=w.placements["mia"], worker=w.dee, role="boss", started_on=w.today
        ),
        lambda w: KeyWorkerAssignmentFactory(
            placement=w.placements["mia"],
            worker=w.dee,
            role="second",
            started_on=w.today,
            ended_on=w.moved_in,
        ),
        lambda w: KeyWorkerAssignmentFactory(
            placement=w.placements["mia"],
            worker=w.dee,
            role="second",
            started_on=w.today,
            end_reason="staff_left",
        ),
        lambda w: ChildAbsenceFactory(child=w.kai, home=w.maple, started_on=w.today, returned_on=w.moved_in),
        lambda w: ChildAbsenceFactory(child=w.kai, home=w.maple, started_on=w.today, kind="space"),
        lambda w: FileVersionFactory(
            child=w.kai, home=w.maple, type="HOME_PLAN", dated_on=w.today, review_due_on=w.moved_in
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(world, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        broken(world)


def test_two_open_absences_are_refused_by_the_database(world):
    ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today - dt.timedelta(days=3))

    with pytest.raises(IntegrityError), transaction.atomic():
        ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today)


def test_moving_on_is_recorded_once(world):
    """A double click: the second request read the placement before the first had written it."""
    first, second = (Placement.objects.get(pk=world.placements["kai"].pk) for _ in range(2))
    moving_on_actions.move_on(placement=first, moved_on_on=world.today, by=world.jean)

    with pytest.raises(placements_actions.UnableToMove, match="already recorded"):
        moving_on_actions.move_on(
            placement=second, moved_on_on=world.today - dt.timedelta(days=1), by=world.jean
        )

    assert Placement.objects.get(pk=first.pk).moved_on_on == world.today


def test_a_double_click_ends_an_assignment_and_a_time_away_once(world):
    assignments = [KeyWorkerAssignment.objects.get(child=world.kai, role="lead") for _ in range(2)]
    ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today)
    absences = [ChildAbsence.objects.get(child=world.kai) for _ in range(2)]
    end = {"ended_on": world.today, "end_reason": "staff_left", "by": world.jean}
    key_workers_actions.end_assignment(assignment=assignments[0], **end)
    placements_actions.record_return(absence=absences[0], returned_on=world.today, by=world.jean)

    with pytest.raises(key_workers_actions.UnableToAssign):
        key_workers_actions.end_assignment(assignment=assignments[1], **end)
    with pytest.raises(placements_actions.UnableToRecordAbsence):
        placements_actions.record_return(absence=absences[1], returned_on=world.today, by=world.jean)

    assert (assignments[0].history.count(), absences[0].history.count()) == (2, 2)


def test_a_last_day_still_to_come_holds_the_place(world):
    lead = KeyWorkerAssignment.objects.get(child=world.kai, role="lead")
    last = world.today + dt.timedelta(days=20)
    key_workers_actions.end_assignment(
        assignment=lead, ended_on=last, end_reason="planned_handover", by=world.jean
    )
    name = {"placement": world.placements["kai"], "worker": world.dee, "role": "lead", "by": world.jean}

    with pytest.raises(key_workers_actions.UnableToAssign):
        key_workers_actions.assign_key_worker(started_on=last - dt.timedelta(days=1), **name)
    key_workers_actions.assign_key_worker(started_on=last, **name)


def test_somebody_who_oversees_is_not_offered_as_key_worker(world):
    assert set(User.objects.working_at([world.maple.pk], world.today)) == {
        world.sam, world.jo, world.dee, world.jean
    }  # fmt: skip


def test_as_many_key_workers_at_once_as_the_home_names(world):
    """Kai has a lead and a second already; cover is not counted."""
    name = {
        "placement": world.placements["kai"],
        "worker": world.dee,
        "started_on": world.today,
        "by": world.jean,
    }

    with pytest.raises(key_workers_actions.UnableToAssign, match="2 key workers for a child at once"):
        key_workers_actions.assign_key_worker(role="second", most_at_once=2, **name)
    key_workers_actions.assign_key_worker(role="cover", most_at_once=2, **name)


def test_a_child_who_lives_elsewhere_cannot_move_in(world):
    placement = PlacementFactory(child=world.kai, home=world.oak, moved_in_on=None, expected_on=world.today)

    with pytest.raises(placements_actions.UnableToMove, match="lives at another home"):
        placements_actions.move_in(placement=placement, moved_in_on=world.today, by=world.ama)

    placement.refresh_from_db()
    assert placement.moved_in_on is None


def test_that_a_child_was_told_is_noted_once(world):
    held = KeyWorkerAssignment.objects.get(child=world.mia)
    twin = KeyWorkerAssignment.objects.get(pk=held.pk)
    said = {"told_on": world.today, "told_by": world.sam, "by": world.jean}
    key_workers_actions.record_told(assignment=held, **said)

    with pytest.raises(key_workers_actions.UnableToAssign):
        key_workers_actions.record_told(assignment=twin, **said)

    assert (held.child_told_on, held.child_told_by, held.history.count()) == (world.today, world.sam, 2)

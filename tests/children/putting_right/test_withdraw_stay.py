"""A stay typed for the wrong child, and a key worker who never was: withdrawn once nothing hangs on them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from children.models import KeyWorkerAssignment, Placement
from children.moving_on.actions import move_on
from children.placements.actions import record_absence, record_return
from children.putting_right.actions import as_written
from homes.audit import set_fields
from tests.compliance.judging import evaluate_home
from tests.factories.children import (
    ChildAbsenceFactory,
    ChildFactory,
    KeyWorkerAssignmentFactory,
    PlacementFactory,
    PreAdmissionVisitFactory,
)
from tests.factories.file import FileVersionFactory
from tests.factories.people import ContactEntryFactory
from tests.factories.plans import SessionPlanFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
A_DAY = dt.timedelta(days=1)


def address(kind, record, what="withdraw"):
    return reverse(f"children:{what}_{kind}", args=[record.public_id])


def body(record, **more):
    return {"because": "other_child", "seen": as_written(record), **more}


def owed(world, child):
    return [
        flag.rule_code for flag in evaluate_home(world.maple.pk, world.today) if flag.child_id == child.pk
    ]


@pytest.fixture
def bo(world):
    """Quentin's stay at Maple was typed by mistake: he never came."""
    return PlacementFactory(
        child=ChildFactory(known_as="Quentin", home=world.maple), home=world.maple,
        moved_in_on=world.today - 30 * A_DAY,
    )  # fmt: skip


def test_a_stay_nothing_hangs_on_is_withdrawn_and_counts_nowhere(world, signed_in, bo):
    jean = signed_in(world.jean)
    board = reverse("compliance:board", args=[world.maple.public_id])
    assert owed(world, bo.child) and "Quentin" in jean.get(board).text

    answer = jean.post(address("stay", bo), body(bo), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("compliance:home_history", args=[world.maple.public_id])
    assert "Withdrawn: " in answer.text and "It was another child" in answer.text
    assert owed(world, bo.child) == [] and "Quentin" not in jean.get(board).text
    assert jean.get(bo.child.get_absolute_url()).status_code == 404
    assert Placement.kept.get(pk=bo.pk).withdrawn_by == world.jean


HANGS = {
    "Key-work session: 1": lambda s, w: KeyWorkSessionFactory(placement=s, author=w.sam, held_on=w.today),
    "Plan for a key-work session: 1": lambda s, w: SessionPlanFactory(
        placement=s, worker=w.sam, planned_on=w.today + A_DAY
    ),
    "Key worker assignment: 1": lambda s, w: KeyWorkerAssignmentFactory(
        placement=s, worker=w.jo, started_on=w.today
    ),
    "Call or visit: 1": lambda s, w: ContactEntryFactory(child=s.child, home=s.home, by=w.dee),
    "Version of a document: 1": lambda s, w: FileVersionFactory(
        child=s.child, home=s.home, type="RISK", by=w.dee
    ),
    "Time away: 1": lambda s, w: record_absence(placement=s, kind="missing", started_on=w.today, by=w.dee),
    "Visit before moving in: 1": lambda s, w: PreAdmissionVisitFactory(
        placement=s, visited_on=s.moved_in_on - A_DAY
    ),
}


@pytest.mark.parametrize("words", HANGS)
def test_what_hangs_on_a_stay_is_named_led_to_and_prevents_it(world, signed_in, bo, words):
    HANGS[words](bo, world)
    jean = signed_in(world.jean)

    page, answer = jean.get(address("stay", bo)), jean.post(address("stay", bo), body(bo))

    assert words in page.text, page.text[page.text.index("Withdraw these first") :][:600]
    assert answer.url == address("stay", bo)
    assert Placement.objects.filter(pk=bo.pk).exists()
    leads = page.text[page.text.index("Withdraw these first") :]
    target = leads.split('href="')[1].split('"')[0]
    assert jean.get(target).status_code == 200


def test_what_was_withdrawn_hangs_no_more(world, signed_in, bo):
    held = KeyWorkerAssignmentFactory(placement=bo, worker=world.jo, started_on=world.today)
    jean = signed_in(world.jean)

    first = jean.post(address("assignment", held), body(held))
    then = jean.post(address("stay", bo), body(bo))

    assert (first.status_code, then.status_code) == (302, 302)
    assert not Placement.objects.filter(pk=bo.pk).exists()


def test_another_stay_can_be_written_where_one_was_withdrawn(world, signed_in, bo):
    signed_in(world.jean).post(address("stay", bo), body(bo))

    again = PlacementFactory(child=bo.child, home=world.maple, moved_in_on=bo.moved_in_on)

    assert list(Placement.objects.filter(child=bo.child)) == [again]


def test_the_stay_before_goes_on_with_key_workers_and_time_away(world, signed_in):
    kai = world.placements["kai"]
    away = record_absence(placement=kai, kind="missing", started_on=world.today - 9 * A_DAY, by=world.dee)
    move_on(placement=kai, moved_on_on=world.today - 3 * A_DAY, to_home=world.oak, by=world.jean)
    wrong = Placement.objects.get(child=world.kai, home=world.oak)

    answer = signed_in(world.ama).post(address("stay", wrong), body(wrong))

    assert answer.status_code == 302
    kai.refresh_from_db()
    away.refresh_from_db()
    assert (kai.moved_on_on, away.returned_on) == (None, None)
    assert set(kai.assignments.values_list("ended_on", flat=True)) == {None}


# --- time away that moving on ended ---------------------------------------------------------------------


def righted(stay, **changes):
    names = ("referred_on", "offered_on", "expected_on", "moved_in_on", "moved_on_on")
    said = {name: getattr(stay, name) or "" for name in names}
    return {"because": "typed", "wrong": "details", "seen": as_written(stay), **said, **changes}


@pytest.fixture
def moved(world):
    """Kai was missing, and moved on three days ago: that ended it."""
    kai = world.placements["kai"]
    away = record_absence(placement=kai, kind="missing", started_on=world.today - 9 * A_DAY, by=world.dee)
    move_on(placement=kai, moved_on_on=world.today - 3 * A_DAY, by=world.jean)
    kai.refresh_from_db()
    return kai, away


@pytest.mark.parametrize("day", [None, 5, 1])
def test_time_away_goes_along_with_the_day_of_moving_on(world, signed_in, moved, day):
    kai, away = moved
    right = "" if day is None else world.today - day * A_DAY

    signed_in(world.jean).post(address("stay", kai, "put_right"), righted(kai, moved_on_on=right))

    away.refresh_from_db()
    assert away.returned_on == (right or None)


def test_a_child_who_had_come_back_by_then_stays_back(world, signed_in):
    kai = world.placements["kai"]
    away = record_absence(placement=kai, kind="missing", started_on=world.today - 9 * A_DAY, by=world.dee)
    record_return(absence=away, returned_on=world.today - 3 * A_DAY, by=world.dee)
    move_on(placement=kai, moved_on_on=world.today - 3 * A_DAY, by=world.jean)
    kai.refresh_from_db()

    signed_in(world.jean).post(address("stay", kai, "put_right"), righted(kai, moved_on_on=""))

    away.refresh_from_db()
    assert away.returned_on == world.today - 3 * A_DAY


def test_time_away_that_would_meet_another_is_refused_with_a_sentence(world, signed_in, moved):
    kai, _away = moved
    ChildAbsenceFactory(placement=kai, started_on=world.today - 2 * A_DAY, returned_on=world.today - A_DAY)

    answer = signed_in(world.jean).post(address("stay", kai, "put_right"), righted(kai, moved_on_on=""))

    assert (answer.status_code, "There is already time away on these days." in answer.text) == (422, True)
    kai.refresh_from_db()
    assert kai.moved_on_on is not None


# --- key workers ------------------------------------------------------------------------------------------


def test_a_key_worker_who_never_was_is_in_no_list(world, signed_in):
    held = KeyWorkerAssignmentFactory(
        placement=world.placements["mia"], worker=world.dee, role="second", started_on=world.today - 5 * A_DAY
    )
    jean = signed_in(world.jean)
    page = reverse("compliance:key_workers", args=[world.mia.public_id])
    assert "Dee Shah" in jean.get(page).text

    jean.post(address("assignment", held), body(held))

    assert "Dee Shah" not in jean.get(page).text
    assert "Withdrawn: " in jean.get(reverse("compliance:child_history", args=[world.mia.public_id])).text


def test_the_place_of_one_who_never_was_can_be_taken(world, signed_in):
    held = KeyWorkerAssignment.objects.get(placement=world.placements["kai"], role="lead")
    signed_in(world.jean).post(address("assignment", held), body(held))

    KeyWorkerAssignmentFactory(
        placement=world.placements["kai"], worker=world.dee, role="lead", started_on=world.today - 9 * A_DAY
    )

    leads = KeyWorkerAssignment.objects.filter(placement=world.placements["kai"], role="lead")
    assert [one.worker for one in leads] == [world.dee]
    with pytest.raises(IntegrityError), transaction.atomic():
        set_fields(
            KeyWorkerAssignment.kept.get(pk=held.pk), by=world.jean, standing="stands", withdrawn_on=None,
            withdrawn_reason="",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("person", "status"), [("sam", 403), ("nell", 403), ("ama", 404), ("elm_manager", 404)]
)
def test_nobody_else_withdraws_a_stay(world, signed_in, bo, person, status):
    assert signed_in(getattr(world, person)).post(address("stay", bo), body(bo)).status_code == status
    assert Placement.objects.filter(pk=bo.pk).exists()

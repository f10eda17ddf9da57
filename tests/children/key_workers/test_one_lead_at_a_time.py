"""The database refuses two leads of one placement, and one adult in the same place twice. On both databases."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django_scopes import scopes_disabled

from children.models import KeyWorkerAssignment
from homes.audit import record_new, set_fields, system_user
from homes.database import triggers
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
DAY = dt.date(2026, 3, 1)


def later(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


@pytest.fixture
def placement(world):
    """A placement nobody holds yet."""
    child = ChildFactory(known_as="Rae", home=world.maple)
    return PlacementFactory(child=child, home=world.maple, moved_in_on=DAY)


def accepted(placement, worker, role, first, last) -> bool:
    try:
        with transaction.atomic():
            KeyWorkerAssignmentFactory(
                placement=placement,
                worker=worker,
                role=role,
                started_on=first,
                ended_on=last,
                end_reason="planned_handover" if last else "",
            )
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (later(10), None, True),  # the day of handover is shared
        (later(11), None, True),
        (later(9), None, False),
        (later(3), later(5), False),  # inside
        (later(-5), later(20), False),  # around
        (later(-5), later(1), False),
        (later(-5), later(0), True),  # up to the first day
        (later(10), later(10), True),
        (later(5), later(5), False),  # one day inside
    ],
)
def test_two_leads_share_no_day_but_that_of_a_handover(world, placement, first, last, fits):
    KeyWorkerAssignmentFactory(
        placement=placement,
        worker=world.sam,
        started_on=later(0),
        ended_on=later(10),
        end_reason="planned_handover",
    )

    assert accepted(placement, world.jo, "lead", first, last) is fits


def test_an_open_lead_leaves_no_room(world, placement):
    KeyWorkerAssignmentFactory(placement=placement, worker=world.sam, started_on=DAY)

    assert not accepted(placement, world.jo, "lead", later(400), None)
    assert not accepted(placement, world.jo, "lead", later(30), later(40))
    assert accepted(placement, world.jo, "second", later(30), None)
    assert accepted(placement, world.dee, "cover", later(30), later(40))


def test_one_adult_holds_the_same_place_once(world, placement):
    KeyWorkerAssignmentFactory(
        placement=placement, worker=world.jo, role="cover", started_on=DAY, ended_on=later(10)
    )

    assert not accepted(placement, world.jo, "cover", later(5), later(15))
    assert accepted(placement, world.jo, "cover", later(10), later(15))
    assert accepted(placement, world.dee, "cover", later(5), later(15))


def test_moving_a_last_day_over_the_next_lead_is_refused(world, placement):
    first = KeyWorkerAssignmentFactory(
        placement=placement,
        worker=world.sam,
        started_on=DAY,
        ended_on=later(10),
        end_reason="planned_handover",
    )
    KeyWorkerAssignmentFactory(placement=placement, worker=world.jo, started_on=later(10))

    with pytest.raises(IntegrityError), transaction.atomic():
        set_fields(first, by=system_user(), ended_on=later(11))
    set_fields(first, by=system_user(), ended_on=later(9))


def test_many_rows_at_once_are_looked_at_one_by_one(world, placement):
    rows = [
        KeyWorkerAssignment(
            child=placement.child, placement=placement, home=placement.home, worker=worker, role="lead",
            started_on=later(days), decided_by=world.jean,
        )
        for worker, days in ((world.sam, 0), (world.jo, 5))
    ]  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        record_new(rows, by=system_user())
    assert not KeyWorkerAssignment.objects.filter(placement=placement).exists()


def test_two_who_each_held_the_child_for_no_more_than_a_day_may_meet_on_it(world, placement):
    """Named and taken back, twice on one day: neither is in the way of the other, nor of who follows."""
    assert accepted(placement, world.sam, "lead", DAY, DAY)
    assert accepted(placement, world.jo, "lead", DAY, DAY)
    assert accepted(placement, world.dee, "lead", DAY, None)
    assert not accepted(placement, world.jo, "lead", later(1), later(1))


def test_many_at_once_take_no_lock_each(world, placement):
    """PostgreSQL holds a lock for each until the end, in memory of a fixed size."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one lock")
    for days in range(5):
        assert accepted(placement, world.sam, "lead", later(days), later(days + 1))

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


def test_another_placement_is_another_matter(world, placement):
    KeyWorkerAssignmentFactory(placement=placement, worker=world.sam, started_on=DAY)
    other = PlacementFactory(
        child=ChildFactory(known_as="Ali", home=world.maple), home=world.maple, moved_in_on=DAY
    )

    assert accepted(other, world.sam, "lead", DAY, None)


def test_without_the_triggers_it_would_pass(world, placement):
    """The test above bites: it is the trigger, or the constraint, that refuses."""
    KeyWorkerAssignmentFactory(
        placement=placement, worker=world.sam, started_on=DAY, ended_on=later(10), end_reason="staff_left"
    )
    names = [name for name in _installed() if "_lead_" in name]
    settle()
    with connection.cursor() as cursor:
        for name in names:
            if connection.vendor == "postgresql":
                cursor.execute(f"alter table {KeyWorkerAssignment._meta.db_table} drop constraint {name}")
            else:
                cursor.execute(f"drop trigger {name}")
    assert set(names) <= set(triggers.missing())

    assert accepted(placement, world.jo, "lead", later(5), None)

    passed = KeyWorkerAssignment.objects.filter(worker=world.jo, placement=placement).get()
    set_fields(
        passed, by=system_user(), started_on=later(10)
    )  # no constraint is made over rows that break it
    settle()
    triggers.install()
    assert triggers.missing() == []


def settle() -> None:
    """PostgreSQL changes no trigger of a table that waits for its foreign keys to be looked at."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")


def _installed() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select conname from pg_constraint where contype = 'x'")
        else:
            cursor.execute("select name from sqlite_master where type = 'trigger'")
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_leave_one_lead(world):
    with scopes_disabled():
        placement = PlacementFactory(
            child=ChildFactory(known_as="Rae", home=world.maple), home=world.maple, moved_in_on=DAY
        )
        barrier, outcomes = threading.Barrier(2), []

        def name(worker, days):
            with scopes_disabled():
                barrier.wait()
                outcomes.append(accepted(placement, worker, "lead", later(days), later(days + 20)))
                connection.close()

        writers = [threading.Thread(target=name, args=args) for args in ((world.sam, 0), (world.jo, 5))]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()

        assert sorted(outcomes) == [False, True]
        assert KeyWorkerAssignment.objects.filter(placement=placement).count() == 1

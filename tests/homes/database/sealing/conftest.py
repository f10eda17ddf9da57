import contextlib
import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from homes.audit import record_change, set_fields
from homes.database.sealing import seal
from homes.dates import now
from homes.models import AccessEvent, Seal
from tests.factories.children import ChildFactory
from tests.factories.sessions import KeyWorkSessionFactory

NOON = dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def sealed(world, unscoped):
    """A house with some life in it, sealed in several links."""
    seal.seal_pending(now=NOON)
    sessions = []
    for week in range(4):
        held_on = world.today - dt.timedelta(weeks=week)
        sessions.append(
            KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=held_on)
        )
        look(world, world.kai)
        seal.seal_pending(now=NOON + dt.timedelta(minutes=week + 1))
    set_fields(world.kai, by=world.jean, known_as="Kaya")
    seal.seal_pending(now=NOON + dt.timedelta(minutes=9))
    return SimpleNamespace(world=world, sessions=sessions, at=now())


def look(world, child):
    AccessEvent(
        user_id=world.sam.pk, user_name="Sam Okafor", home_id=world.maple.pk, child_id=child.pk, what="child"
    ).save(force_insert=True)


@contextlib.contextmanager
def behind_its_back(*tables):
    """As whoever owns the database: no trigger of ours on these tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set constraints all immediate")
            for table in tables:
                cursor.execute(f"alter table {table} disable trigger user")
        else:
            marks = ", ".join(["%s"] * len(tables))
            cursor.execute(
                f"select name from sqlite_master where type = 'trigger' and tbl_name in ({marks})",
                list(tables),
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"drop trigger {name}")
        yield cursor


def positions():
    """Of every sealed row: (table, id) -> its place in the order of sealing, counted by hand."""
    found, place = {}, 0
    for one in Seal.objects.order_by("number"):
        for part in filter(None, one.ids.split(",")):
            first, _dash, last = part.partition("-")
            for number in range(int(first), int(last or first) + 1):
                place += 1
                found[one.table_name, number] = place
    return found


def another_child(world):
    return ChildFactory(by=world.jean)


__all__ = ["behind_its_back", "look", "positions", "record_change"]

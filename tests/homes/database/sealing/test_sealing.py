"""Every row is sealed once, in the order it was found, whoever seals and whenever it was committed."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from homes.audit import set_fields
from homes.database.sealing import seal, stored
from homes.database.sealing.check import Check
from homes.models import LedgerEntry, Seal, SealedColumns
from tests.homes.database.sealing.conftest import NOON, behind_its_back, look, positions

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def check():
    return Check(stored.Stored(), stored.keys()).run()


def test_every_row_of_the_ledger_and_of_who_looked_is_sealed_once(sealed):
    sealed_rows = positions()

    assert {row for table, row in sealed_rows if table == "homes_ledgerentry"} == set(
        LedgerEntry.objects.values_list("pk", flat=True)
    )
    assert sorted(sealed_rows.values()) == list(range(1, len(sealed_rows) + 1))
    assert check().rows == len(sealed_rows)
    assert check().waiting == 0


def test_with_nothing_new_no_link_is_written(sealed):
    before = Seal.objects.count()

    assert seal.seal_pending(now=NOON + 20 * MINUTE) == 0
    assert Seal.objects.count() == before


def test_what_has_no_versions_of_its_own_is_sealed_too(world):
    tables = {model._meta.db_table for model in seal.sealed_models()}

    assert tables == {
        "homes_ledgerentry", "homes_accessevent", "children_flagresponse", "children_handoverseen",
        "sessions_app_signature",
    }  # fmt: skip


def test_a_row_committed_late_is_sealed_with_the_next(sealed, world):
    """Its key was given out before those of others that are sealed already."""
    look(world, world.kai)
    look(world, world.kai)
    late = max(row for table, row in positions() if table == "homes_accessevent") + 1
    with behind_its_back("homes_accessevent") as cursor:
        cursor.execute("delete from homes_accessevent where id = %s", [late])
    seal.seal_pending(now=NOON + 20 * MINUTE)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into homes_accessevent (id, at, user_id, user_name, role, what) "
            "values (%s, '2026-11-03 12:00:00+00:00', 1, 'Late', '', 'child')",
            [late],
        )

    assert seal.seal_pending(now=NOON + 21 * MINUTE) == 1
    assert check().problems == []


def test_a_row_put_between_sealed_ones_days_later_is_named(sealed, world):
    look(world, world.kai)
    old = LedgerEntry.objects.order_by("pk").first()
    seal.seal_pending(now=NOON + dt.timedelta(days=3))
    with behind_its_back("homes_accessevent") as cursor:
        cursor.execute(
            "insert into homes_accessevent (id, at, user_id, user_name, role, what) "
            "values (0, '2020-01-01 12:00:00+00:00', 1, 'Forged', '', 'child')"
        )
    assert old.pk > 0

    assert seal.seal_pending(now=NOON + dt.timedelta(days=3, minutes=1)) == 0
    assert [(one.what, one.row) for one in check().problems] == [
        ("a row stands among sealed ones and never was", 0)
    ]


def test_a_change_of_key_is_a_link_under_the_old_one(sealed, world, settings):
    old, settings.LEDGER_KEY = settings.LEDGER_KEY, "another key, from today on, and nobody has it but us"
    settings.LEDGER_OLD_KEYS = [old]
    look(world, world.kai)

    assert seal.seal_pending(now=NOON + 20 * MINUTE) == 1
    assert check().problems == []
    first, change = Seal.objects.order_by("-number")[:2]
    assert (change.table_name, change.rows) == ("", 0)
    assert first.key == change.key == stored.key_now().name

    settings.LEDGER_OLD_KEYS = []
    assert "not at hand" in check().first.what


def test_without_the_old_key_nothing_is_sealed_and_it_says_which_is_wanted(sealed, world, settings):
    lost = stored.key_now().name
    settings.LEDGER_KEY = "another key, and the old one thrown away"
    look(world, world.kai)

    with pytest.raises(seal.KeyLost, match=lost):
        seal.seal_pending(now=NOON + 20 * MINUTE)


def test_a_key_made_up_by_who_holds_the_database_is_not_followed(sealed, world, settings):
    """The change of key must stand under the key before it."""
    ours, settings.LEDGER_KEY = settings.LEDGER_KEY, "guessed by whoever holds the database, to go on with"
    settings.LEDGER_OLD_KEYS = [ours]
    look(world, world.kai)
    seal.seal_pending(now=NOON + 20 * MINUTE)
    change = Seal.objects.get(table_name="")
    with behind_its_back("homes_seal") as cursor:
        forged = stored.link_of(change).code(stored.key_now(), Seal.objects.get(number=change.number - 1).mac)
        cursor.execute("update homes_seal set mac = %s where id = %s", [forged, change.pk])

    assert "was not written by Keywork" in check().first.what


def test_a_column_added_later_leaves_what_was_sealed_as_it_was(sealed, world):
    with connection.cursor() as cursor:
        cursor.execute("alter table homes_accessevent add column later text default 'new'")
    look(world, world.kai)
    seal.seal_pending(now=NOON + 20 * MINUTE)

    assert check().problems == []
    said = SealedColumns.objects.filter(table_name="homes_accessevent").order_by("since")
    assert ["later" in one.columns.split(",") for one in said] == [False, True]


def test_a_column_taken_away_is_named_and_not_passed_over(sealed, world):
    with behind_its_back("homes_accessevent") as cursor:
        if connection.vendor == "sqlite":
            for (name,) in cursor.execute(
                "select name from sqlite_master where type = 'index' and tbl_name = 'homes_accessevent'"
            ).fetchall():
                cursor.execute(f"drop index {name}")
        cursor.execute("alter table homes_accessevent drop column role")

    report = check()
    assert report.first.what == "the columns of homes_accessevent are not those that were sealed"


def test_texts_of_every_kind_are_sealed_and_read_back(sealed, world):
    odd = "a\tb\nc\\d \\N \\. \r\x0b\x0c é \U0001f6b2 'quoted' \"twice\""
    set_fields(world.kai, by=world.jean, reason=odd, known_as="Kai")
    seal.seal_pending(now=NOON + 20 * MINUTE)

    assert LedgerEntry.objects.order_by("-pk").first().reason == odd
    assert check().problems == []


@pytest.mark.django_db(transaction=True)
def test_two_who_seal_at_once_make_one_chain(world, unscoped):
    for _times in range(30):
        look(world, world.kai)
    begin = threading.Barrier(4)

    def run():
        begin.wait()
        try:
            for _times in range(5):
                seal.seal_pending(now=NOON)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _each in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    seal.seal_pending(now=NOON)

    report = check()
    assert (report.problems, report.waiting) == ([], 0)
    assert report.links == Seal.objects.count()

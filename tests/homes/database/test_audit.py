"""Every change has a person behind it, and nobody can touch what the audit wrote."""

import pytest
from django.db import DatabaseError, connection, transaction

from homes.audit import NobodyNamed, record_change, set_fields
from homes.database import triggers
from homes.models import LedgerEntry
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def test_record_change_writes_history_and_ledger_in_one_name(world):
    world.kai.known_as = "Kaya"

    record_change(world.kai, by=world.jean, reason="Kai asked", update=True)

    version = world.kai.history.first()
    entry = LedgerEntry.objects.get(model="children.Child", history_id=version.pk)
    assert version.history_user == world.jean
    assert version.history_change_reason == "Kai asked"
    assert (entry.user_id, entry.user_name, entry.child_id) == (world.jean.pk, "Jean Ward", world.kai.pk)


def test_a_save_nobody_stands_behind_is_refused_and_undone(world):
    world.kai.known_as = "Nobody"

    with pytest.raises(NobodyNamed), transaction.atomic():
        world.kai.save()

    world.kai.refresh_from_db()
    assert world.kai.known_as == "Kai"


def test_set_fields_writes_nothing_when_nothing_differs(world):
    before = world.kai.history.count()

    changed = set_fields(world.kai, by=world.jean, known_as="Kai")

    assert changed is False
    assert world.kai.history.count() == before


def test_every_trigger_is_in_place(world):
    assert triggers.missing() == []


@pytest.mark.parametrize(
    "statement",
    [
        "update homes_ledgerentry set user_name = 'Somebody Else'",
        "delete from homes_ledgerentry",
        "update children_historicalchild set known_as = 'Other'",
        "delete from children_historicalchild",
        "update sessions_app_keyworksession set account = 'never happened'",
        "update sessions_app_keyworksession set status = 'draft', signed_at = null",
        "delete from sessions_app_keyworksession",
    ],
)
def test_raw_sql_cannot_change_the_audit_or_signed_words(world, statement):
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

"""PostgreSQL lets no transaction end in which a record was written and its history or its ledger row was not."""

import pytest
from django.db import DatabaseError, connection, transaction

from homes.audit import record_change, record_new, set_fields, system_user
from homes.database import kept
from homes.models import LedgerEntry, RingNumber

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("unscoped"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite judges nothing at the end"),
]
VERSION = (
    "insert into children_historicalchild (id, public_id, put_right_at, provider_id, ref, known_as, legal_name, "
    "date_of_birth, pronouns, picture, history_date, history_type, history_user_id) select id, public_id, "
    "put_right_at, provider_id, ref, known_as, legal_name, date_of_birth, pronouns, picture, now(), '~', {by} "
    "from children_child where id = {child}"
)


def ends(*statements) -> bool:
    """Whether a transaction of these would be committed. It is taken back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
    except DatabaseError as error:
        assert "changed unseen" in str(error), error
        return False
    return True


def renamed(child) -> str:
    return f"update children_child set known_as = 'Somebody' where id = {child.pk}"


def test_every_record_is_judged():
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_trigger join pg_class c on c.oid = tgrelid where tgname like 'kw%\\_h'"
        )
        judged = {name for (name,) in cursor.fetchall()}

    assert judged == {model._meta.db_table for model in kept.historied_models()}
    assert len(judged) > 50


def test_an_update_without_history_is_refused_and_passes_without_the_trigger(world):
    assert not ends(renamed(world.kai))
    assert ends(
        "set constraints all immediate",
        "set constraints all deferred",
        "alter table children_child disable trigger kw_children_child_h",
        renamed(world.kai),
    )


def test_a_new_record_without_history_is_refused(world):
    assert not ends(
        "insert into homes_ringnumber (public_id, created_at, phone, home_id, user_id) values "
        f"(gen_random_uuid(), now(), '07700900123', {world.maple.pk}, {world.sam.pk})"
    )


def test_history_without_its_ledger_row_is_refused(world):
    assert not ends(renamed(world.kai), VERSION.format(by=world.sam.pk, child=world.kai.pk))


def test_history_that_says_something_else_is_refused(world):
    set_fields(world.kai, by=world.sam, known_as="Kay")

    assert not ends(renamed(world.kai))


def test_going_back_to_what_was_true_once_is_refused_too(world):
    set_fields(world.kai, by=world.sam, known_as="Kay")
    connection.check_constraints()

    assert not ends(f"update children_child set known_as = 'Kai' where id = {world.kai.pk}")


def test_what_the_product_writes_passes(world):
    set_fields(world.kai, by=world.sam, known_as="Kay")
    with transaction.atomic():
        set_fields(world.kai, by=world.sam, known_as="Kaya")
        with transaction.atomic():
            set_fields(world.kai, by=world.jo, known_as="K")
    record_new([RingNumber(home=world.maple, user=world.jean, phone="07700900456")], by=system_user())
    record_change(world.mia, by=world.sam)

    connection.check_constraints()
    assert LedgerEntry.objects.filter(model="homes.User", object_id=system_user().pk).exists()

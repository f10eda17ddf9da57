"""Every table of the audit refuses every way of changing a row, on both databases, also after a rebuild."""

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction

from homes.audit import record_change, set_fields
from homes.database import kept, triggers
from homes.models import InspectionGrant
from homes.querysets import UnseenWrite
from sessions_app.models import Addendum, KeyWorkSession, Signature
from tests.factories.sessions import KeyWorkSessionFactory
from tests.world.parts import one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
POSTGRES = connection.vendor == "postgresql"
TABLES = sorted(model._meta.db_table for model in kept.append_only_models())
SESSION = "sessions_app_keyworksession"
# Every column of a signed session but those, with another value in SQL. The lists are the test's own.
CHANGED_BY_VOIDING = {"status", "voided_at", "voided_by_id", "voided_reason", "version"}
SOMEBODY_ELSE = "(select max(id) + 1 from homes_user)"
LOCKED = {
    **dict.fromkeys(
        (
            "session_ref", "place", "outcome", "format", "moment", "others_present", "account", "reason", "voice",
            "voice_text",
            "small_steps", "next_steps", "worry_text", "child_part", "key_worker_name", "key_worker_title",
            "seemed_before", "seemed_during", "seemed_after",
            "late_reason", "worry_told_name", "worry_told_title", "worry_told_how", "worry_tried",
        ),
        "'changed'",
    ),
    **dict.fromkeys(("author_id", "drafted_by_id", "key_worker_id", "plan_id", "worry_told_to_id"), SOMEBODY_ELSE),
    **dict.fromkeys(("id", "child_id", "placement_id", "home_id"), "-1"),
    **dict.fromkeys(("written_to_child", "worry"), "true"),
    **dict.fromkeys(("people_present", "purposes", "topics", "agreed", "progress", "pictures"), """'["changed"]'"""),
    "public_id": "'00000000000000000000000000000000'",
    "held_on": "'2020-01-01'",
    "share_on": "'2020-01-01'",
    "starts": "'04:05:06'",
    "signed_at": "'2020-01-01 12:00:00+00:00'",
    "worry_told_at": "'2020-01-01 12:00:00+00:00'",
    "created_at": "'2020-01-01 12:00:00+00:00'",
}  # fmt: skip
SIGNED = sorted(model._meta.db_table for model in kept.signed_models())


@pytest.fixture
def filled(world):
    """At least one row in every table that must never change."""
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    detail = Addendum(session=session, home=world.maple, child=world.kai, text="More", author=world.jo)
    record_change(detail, by=world.jo)
    Signature(
        session=session, home=world.maple, user=world.sam, name="Sam Okafor", signed_at=session.signed_at,
        statement="True", content_hash="0" * 64,
    ).save(force_insert=True)  # fmt: skip
    one_of_each(world)
    flag = apps.get_model("children.Flag").objects.create(
        rule_code="KS-WEEK", subject_key="x", home=world.maple, child=world.kai,
        opens_on=world.today, due_on=world.today,
        severity="high", raised_at=session.signed_at,
    )  # fmt: skip
    apps.get_model("children.FlagResponse")(
        flag=flag,
        home=world.maple,
        kind="seen",
        given_by=world.sam,
        given_by_name="Sam",
        given_at=flag.raised_at,
    ).save(force_insert=True)
    if POSTGRES:
        with connection.cursor() as cursor:  # TRUNCATE and DROP TRIGGER wait for deferred foreign keys
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")
    return world


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        assert "append-only" in str(error) or "never" in str(error), error
        return True
    return False


def rows_in(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def key_of(table: str) -> str:
    return next(m._meta.pk.column for m in apps.get_models() if m._meta.db_table == table)


def test_the_tables_of_the_audit_are_these():
    assert len(TABLES) >= 17
    assert {
        "homes_ledgerentry",
        "homes_accessevent",
        "sessions_app_signature",
        "sessions_app_addendum",
    } <= set(TABLES)
    assert [table for table in TABLES if "historical" not in table] == [
        "children_filesaid",
        "children_flagresponse",
        "children_handoverseen",
        "children_storedfile",
        "homes_accessevent",
        "homes_ledgerentry",
        "homes_practicechange",
        "homes_seal",
        "homes_sealcheck",
        "homes_sealedcolumns",
        "sessions_app_actionstep",
        "sessions_app_addendum",
        "sessions_app_agreedaction",
        "sessions_app_childspart",
        "sessions_app_childspartwithdrawn",
        "sessions_app_planstep",
        "sessions_app_signature",
    ]
    assert {model._meta.db_table for model in apps.get_models() if "istorical" in model.__name__} <= set(
        TABLES
    )
    assert SIGNED == ["sessions_app_keyworkreport", "sessions_app_keyworksession"]


def test_update_and_delete_are_refused_on_every_table(filled):
    for table in TABLES:
        key = key_of(table)
        before = rows_in(table)
        assert before > 0, table
        assert refused(f"update {table} set {key} = {key}"), table
        assert refused(f"delete from {table}"), table
        assert rows_in(table) == before


@pytest.mark.skipif(not POSTGRES, reason="TRUNCATE is PostgreSQL's")
def test_truncate_is_refused_on_every_table(filled):
    for table in TABLES + SIGNED:
        assert refused(f"truncate {table} cascade"), table


@pytest.mark.skipif(POSTGRES, reason="INSERT OR REPLACE is SQLite's")
def test_insert_or_replace_is_refused_on_every_table(filled):
    for table in TABLES + SIGNED:
        assert refused(f"insert or replace into {table} select * from {table}"), table


@pytest.mark.skipif(not POSTGRES, reason="ON CONFLICT DO UPDATE there; SQLite's is INSERT OR REPLACE")
def test_an_upsert_is_refused_on_every_table(filled):
    for table in TABLES:
        key = key_of(table)
        copied = f"insert into {table} select * from {table}"
        assert refused(f"{copied} on conflict ({key}) do update set {key} = excluded.{key}"), table


def test_every_column_of_a_session_is_locked_or_one_of_these():
    columns = {field.column for field in KeyWorkSession._meta.concrete_fields}

    assert set(LOCKED) | CHANGED_BY_VOIDING == columns
    assert not set(LOCKED) & CHANGED_BY_VOIDING


def test_signed_words_are_refused_column_by_column(filled):
    first = KeyWorkSession.objects.earliest("pk").pk
    for column, other in LOCKED.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"select count(*) from {SESSION} where {column} is distinct from {other} and id = {first}"
            )
            assert cursor.fetchone()[0] == 1, f"{other} is no change of {column}"
        assert refused(f"update {SESSION} set {column} = {other}"), column


def test_a_voided_record_stays_void(filled):
    session = KeyWorkSession.objects.earliest("pk")
    set_fields(
        session,
        by=filled.jean,
        status="void",
        voided_at=session.signed_at,
        voided_by=filled.jean,
        voided_reason="x",
    )

    changes = ("voided_reason = 'y'", "status = 'signed', voided_at = null, voided_by_id = null")
    for change in changes:
        assert refused(f"update {SESSION} set {change} where id = {session.pk}")


def test_the_models_refuse_before_the_database_does(filled):
    for model in kept.append_only_models():
        if not getattr(model, "APPEND_ONLY", False):
            continue
        with pytest.raises(UnseenWrite):
            model.objects.all().update(pk=1)
        with pytest.raises(UnseenWrite):
            model.objects.all().delete()
    with pytest.raises(UnseenWrite):
        InspectionGrant.objects.all().update(withdrawn_at=None)


def test_a_rebuilt_table_loses_its_triggers_and_migrating_brings_them_back(filled):
    table = "homes_ledgerentry"
    with connection.cursor() as cursor:
        if POSTGRES:
            names = [f"kw_{table}_t", f"kw_{table}_u"]
            for name in names:
                cursor.execute(f"drop trigger {name} on {table}")
        else:
            names = [f"kw_{table}_d", f"kw_{table}_r", f"kw_{table}_u"]
            for name in names:
                cursor.execute(f"drop trigger {name}")
    assert triggers.missing() == sorted(names)

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert triggers.missing() == []
    assert refused(f"delete from {table}")


def test_one_person_stands_behind_every_history_row(filled):
    for model in apps.get_models():
        if hasattr(model, "history"):
            assert not model.history.model.objects.filter(history_user__isnull=True).exists(), model

"""Every table of the audit refuses every way of changing a row, on both databases, also after a rebuild."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from homes import triggers
from homes.audit import set_fields
from homes.models import AccessEvent, InspectionGrant
from homes.querysets import UnseenWrite
from sessions_app.models import KeyWorkSession
from tests.factories.children import ChildAbsenceFactory, PreAdmissionVisitFactory
from tests.factories.file import FileVersionFactory
from tests.factories.flags import FlagResponseFactory
from tests.factories.homes import HomeStandardFactory, PracticeChangeFactory
from tests.factories.sessions import (
    AddendumFactory,
    KeyWorkSessionFactory,
    SessionPlanFactory,
    SignatureFactory,
)
from tests.factories.staff import ReadinessFactory, StaffAbsenceFactory
from tests.factories.team import TeamReflectionFactory
from tests.policy_parts import one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
POSTGRES = connection.vendor == "postgresql"
TABLES = sorted(model._meta.db_table for model in triggers.append_only_models())
SIGNED = sorted(model._meta.db_table for model in triggers.signed_models())


@pytest.fixture
def filled(world):
    """At least one row in every table that must never change."""
    session = KeyWorkSessionFactory(placement=world.stays["kai"], author=world.sam, held_on=world.today)
    AddendumFactory(session=session, author=world.jo)
    SignatureFactory(session=session)
    AccessEvent(user_id=world.sam.pk, user_name="Sam Okafor", what="child").save(force_insert=True)
    ChildAbsenceFactory(child=world.kai, home=world.maple, started_on=world.today)
    FileVersionFactory(child=world.kai, home=world.maple, type="HEALTH", dated_on=world.today)
    PreAdmissionVisitFactory(placement=world.stays["kai"], visited_on=world.moved_in)
    TeamReflectionFactory(child=world.kai, home=world.maple, reflected_on=world.today)
    HomeStandardFactory(home=world.maple, rule_code="KS-WEEK", amount=5)
    PracticeChangeFactory(home=world.maple, kind="limit", key="most_at_once", value={"number": 3})
    StaffAbsenceFactory(user=world.sam, home=world.maple, started_on=world.today)
    ReadinessFactory(user=world.sam, home=world.maple, kind="key_work_training", done_on=world.today)
    SessionPlanFactory(placement=world.stays["kai"], worker=world.sam, planned_on=world.today)
    one_of_each(world)
    FlagResponseFactory(flag__child=world.kai, flag__home=world.maple, by=world.sam)
    if POSTGRES:
        with connection.cursor() as cursor:  # TRUNCATE and DROP TRIGGER wait for deferred foreign keys
            cursor.execute("set constraints all immediate")
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
        "children_aboutme",
        "children_chronologyentry",
        "children_chronologyvoid",
        "children_filechase",
        "children_goalstep",
        "children_handovernote",
        "children_handoverseen",
        "children_removeditem",
        "children_removeditemnote",
        "children_restrictionreview",
        "children_roomcheck",
        "children_socialworkerupdate",
        "children_storedfile",
        "children_supportneed",
        "children_supportstep",
        "children_swvisitchase",
        "children_teamreflection",
        "compliance_flagresponse",
        "homes_accessevent",
        "homes_ledgerentry",
        "homes_practicechange",
        "sessions_app_addendum",
        "sessions_app_signature",
    ]
    assert SIGNED == ["sessions_app_keyworksession"]


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


def test_signed_words_are_refused_column_by_column(filled):
    frozen = [f for f in KeyWorkSession._meta.concrete_fields if f.column not in KeyWorkSession.AFTER_SIGNING]
    words = [f.column for f in frozen if isinstance(f, (models.CharField, models.TextField))]
    assert len(words) > 10
    for column in words:
        assert refused(f"update sessions_app_keyworksession set {column} = 'changed'"), column
    for change in (
        "held_on = null",
        "signed_at = null",
        "worry = true",
        "people_present = '[]'",
        "topics = '[1]'",
    ):
        assert refused(f"update sessions_app_keyworksession set {change}"), change


def test_a_voided_record_stays_void(filled):
    session = KeyWorkSession.objects.get()
    set_fields(
        session,
        by=filled.jean,
        status="void",
        voided_at=session.signed_at,
        voided_by=filled.jean,
        voided_reason="x",
    )

    assert refused("update sessions_app_keyworksession set voided_reason = 'y'")
    assert refused(
        "update sessions_app_keyworksession set status = 'signed', voided_at = null, voided_by_id = null"
    )


def test_the_models_refuse_before_the_database_does(filled):
    for model in triggers.append_only_models():
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

    triggers.install_after_migrate()

    assert triggers.missing() == []
    assert refused(f"delete from {table}")


def test_one_person_stands_behind_every_history_row(filled):
    for model in apps.get_models():
        if hasattr(model, "history"):
            assert not model.history.model.objects.filter(history_user__isnull=True).exists(), model

"""No row of a record, a history, the ledger or a signature can be taken away, in any table, by any statement."""

import contextlib
import sqlite3

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from homes.database import kept, triggers
from homes.models import AccessEvent
from sessions_app.models import KeyWorkSession
from tests.factories.flags import ComplianceRunFactory, FlagFactory, FlagResponseFactory
from tests.factories.sessions import AddendumFactory
from tests.world.parts import one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
POSTGRES = connection.vendor == "postgresql"
EMPTIED = {"homes_browsersession", "homes_sentform", "homes_passwordtries", "children_homesweep"}
REFUSALS = ("append-only", "never")
TABLES = sorted(model._meta.db_table for model in kept.kept_models())


@pytest.fixture
def filled(world):
    """At least one row in every table that keeps its rows."""
    one_of_each(world)
    flag = FlagFactory(home=world.maple, child=world.kai)
    FlagResponseFactory(flag=flag, by=world.sam)
    ComplianceRunFactory()
    AddendumFactory(session=KeyWorkSession.objects.earliest("pk"), author=world.sam)
    settle()
    return world


def settle():
    if POSTGRES:  # TRUNCATE and DROP TRIGGER wait for deferred foreign keys
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set constraints all deferred")


def ask(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchall()


def do(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@contextlib.contextmanager
def taken_back():
    """What is done here is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def refused(sql) -> bool:
    try:
        with transaction.atomic():
            do(sql)
    except DatabaseError as error:
        assert any(words in str(error) for words in REFUSALS), error
        return True
    return False


def test_every_table_of_ours_is_kept_but_these():
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ("homes", "children", "sessions_app", "compliance")
    }

    assert ours - set(TABLES) == EMPTIED
    assert set(TABLES) <= ours
    assert len(TABLES) > 100


def test_no_row_is_deleted_from_any_table(filled):
    empty = {table for table in TABLES if not ask(f"select 1 from {table} limit 1")}

    for table in set(TABLES) - empty:
        assert refused(f"delete from {table}"), table
    assert empty == set(), empty


@pytest.mark.skipif(not POSTGRES, reason="SQLite has no TRUNCATE")
def test_no_table_is_truncated(filled):
    for table in TABLES:
        assert refused(f"truncate {table} cascade"), table


def test_a_flag_that_nobody_has_seen_may_go_and_one_that_was_raised_may_not(world):
    about = {"home": world.maple, "child": world.kai}
    seen, ahead = FlagFactory(**about), FlagFactory(**about, subject_key="y", raised_at=None)

    assert refused(f"delete from children_flag where id = {seen.pk}")
    assert refused(f"update children_flag set raised_at = null where id = {seen.pk}")
    assert not refused(f"delete from children_flag where id = {ahead.pk}")


def test_the_door_is_open_within_its_block_and_for_no_change(world):
    AccessEvent(user_id=world.sam.pk, user_name="Sam", what="child").save()
    settle()

    with triggers.purge_open():
        assert refused("update homes_accessevent set user_name = 'Jo'")
        do("delete from homes_accessevent")
    assert ask("select count(*) from homes_accessevent") == [(0,)]

    AccessEvent(user_id=world.sam.pk, user_name="Sam", what="child").save()
    assert refused("delete from homes_accessevent")


@pytest.mark.skipif(not POSTGRES, reason="SQLite has no roles")
def test_the_door_opens_for_the_owner_of_a_table_alone(world):
    AccessEvent(user_id=world.sam.pk, user_name="Sam", what="child").save()
    settle()
    do("create role kw_test_stranger")
    do("grant select, insert, update, delete, truncate on all tables in schema public to kw_test_stranger")
    with taken_back():
        do("set local role kw_test_stranger")
        do("set local kw.purge = 'on'")
        assert refused("delete from homes_accessevent")
        assert refused("truncate homes_accessevent")
    do("create role kw_test_owner")
    do("alter table homes_accessevent owner to kw_test_owner")
    with taken_back():
        do("set local role kw_test_owner")
        do("set local kw.purge = 'on'")
        do("delete from homes_accessevent")


@pytest.mark.skipif(POSTGRES, reason="the file of SQLite")
def test_a_connection_that_is_not_ours_finds_no_door_in_the_file(world):
    AccessEvent(user_id=world.sam.pk, user_name="Sam", what="child").save()
    plain = sqlite3.connect(":memory:")
    for (sql,) in ask(
        "select sql from sqlite_master where tbl_name = 'homes_accessevent' and sql is not null"
    ):
        plain.execute(sql)
    plain.execute(
        "insert into homes_accessevent values (1, '2026-01-01', 1, 'Sam', '', null, null, 'child', null)"
    )

    with pytest.raises(sqlite3.OperationalError, match="no such function: kw_purge_open"):
        plain.execute("delete from homes_accessevent")
    for pragma in ("recursive_triggers = on", "recursive_triggers = off", "ignore_check_constraints = on"):
        plain.execute(f"pragma {pragma}")
        with pytest.raises(sqlite3.Error):
            plain.execute("insert or replace into homes_accessevent select * from homes_accessevent")
    assert plain.execute("select count(*) from homes_accessevent").fetchone() == (1,)


def key_of(table):
    return next(name for _n, name, *_rest, is_key in ask(f"pragma table_info({table})") if is_key)


def unique_keys(table):
    """Columns and condition of every unique index, as SQLite itself lists them."""
    yield [key_of(table)], ""
    for _n, name, unique, _origin, _partial in ask(f"pragma index_list({table})"):
        if unique:
            ((sql,),) = ask("select sql from sqlite_master where name = %s", name)
            _, _, rows = (sql or "").partition(" WHERE ")
            yield [column for _s, _c, column in ask(f"pragma index_info({name})")], rows


@pytest.fixture
def every_key_taken(filled):
    """A row for each unique key, also for those that are for some rows alone. Days may overlap: that is no key."""
    for (name,) in ask("select name from sqlite_master where type = 'trigger'"):
        do(f"drop trigger {name}")
    do("pragma ignore_check_constraints = on")
    for table, said in (
        ("homes_staffabsence", "ended_on = null, withdrawn_on = null"),
        ("sessions_app_worryanswer", "answered_at = created_at"),
        ("sessions_app_reviewquestion", "answer_id = (select min(id) from sessions_app_addendum)"),
        ("sessions_app_signature", "addendum_id = (select min(id) from sessions_app_addendum)"),
        ("sessions_app_keyworksession", "session_ref = 'S1'"),
    ):
        do(f"update {table} set {said} where id = (select min(id) from {table})")
    triggers.install()
    for (name,) in ask("select name from sqlite_master where type = 'trigger' and name glob '*_o[iu]'"):
        do(f"drop trigger {name}")
    yield
    do("pragma ignore_check_constraints = off")


def row_of(table, columns, rows):
    """A row that the key is for, or None."""
    said = " and ".join(f"{column} is not null" for column in columns)
    ((here,),) = ask(f"select min({key_of(table)}) from {table} where {said} and ({rows or '1'})")
    return here


def another(table, same, *, number):
    """The select list of a copy of a row that shares nothing unique with it but the columns `same`."""
    keys = {column for columns, _rows in unique_keys(table) for column in columns}
    values = []
    for _n, name, kind, *_rest in ask(f"pragma table_info({table})"):
        other = f"date({name}, '-{number} days')" if kind == "date" else f"{name} || '{number}'"
        if "int" in kind.lower():
            other = f"{name} + 1000000 * {number}"
        values.append(other if name in keys - set(same) else name)
    return ", ".join(values)


@pytest.mark.skipif(POSTGRES, reason="OR REPLACE is SQLite's")
def test_or_replace_is_refused_by_every_unique_key_and_would_pass_without_the_trigger(every_key_taken):
    tried, not_tried = 0, set()
    for table in TABLES:
        name, key = f"kw_{table}"[:58], key_of(table)
        for columns, rows in unique_keys(table):
            here = row_of(table, columns, rows)
            if here is None:
                not_tried.add((table, *columns))
                continue
            where = f"where {key} = {here}"
            insert = f"insert or replace into {table} select {another(table, columns, number=1)} from {table} {where}"
            assert refused(insert), (table, columns)
            tried += 1
            if columns != [key]:
                with taken_back():
                    do(f"drop trigger {name}_r")
                    do(insert)
                    assert not ask(f"select 1 from {table} {where}"), (table, columns, "was not in the way")
    assert tried > 150
    assert not_tried == set()


@pytest.mark.skipif(POSTGRES, reason="OR REPLACE is SQLite's")
def test_update_or_replace_is_refused_by_every_unique_key_and_would_pass_without_the_trigger(every_key_taken):
    tried = 0
    for table in TABLES:
        name, key = f"kw_{table}"[:58], key_of(table)
        for columns, rows in unique_keys(table):
            here = row_of(table, columns, rows)
            if here is None:
                continue
            with taken_back():
                do(
                    f"insert into {table} select {another(table, [], number=7)} from {table} where {key} = {here}"
                )
                ((other,),) = ask(f"select max({key}) from {table}")
                taken = ", ".join(f"{c} = (select {c} from {table} where {key} = {here})" for c in columns)
                update = f"update or replace {table} set {taken} where {key} = {other}"
                assert refused(update), (table, columns)
                tried += 1
                for suffix in ("u", "s", "c"):
                    do(f"drop trigger if exists {name}_{suffix}")
                do(update)
                assert ask(f"select count(*) from {table} where {key} in ({here}, {other})") == [(1,)], table
    assert tried > 150

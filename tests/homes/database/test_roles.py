"""What the account Keywork runs as may do on PostgreSQL: a working day, and none of what an attacker would want."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from homes.audit import set_fields
from homes.database import kept, roles
from homes.models import LedgerEntry
from tests.factories.sessions import KeyWorkSessionFactory
from tests.homes.database.sealing.conftest import behind_its_back
from tests.world.parts import one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
POSTGRES = connection.vendor == "postgresql"
of_postgresql = pytest.mark.skipif(not POSTGRES, reason="SQLite has no roles")
APP, BACKUP = "kw_test_app", "kw_test_backup"
READ_ALONE = {
    "auth_permission", "auth_group", "auth_group_permissions", "django_content_type", "django_migrations",
}  # fmt: skip
# What may lose rows, by hand: passing things, and libraries' own tables.
MAY_LOSE = {
    "homes_browsersession", "homes_sentform", "homes_passwordtries", "children_homesweep", "children_flag",
    "keywork_cache", "account_emailaddress", "account_emailconfirmation", "mfa_authenticator",
    "axes_accessattempt", "axes_accessattemptexpiration", "axes_accessfailurelog", "axes_accesslog",
}  # fmt: skip


def do(*said):
    with connection.cursor() as cursor:
        for statement in said:
            cursor.execute(statement)


def as_app():
    """From here to the end of the test this connection is the account Keywork runs as."""
    do("set constraints all immediate", "set constraints all deferred", f"set local role {APP}")


@pytest.fixture
def accounts():
    do(f"create role {APP}", f"create role {BACKUP}")
    call_command("database_roles", app=APP, backup=BACKUP, apply=True, stdout=io.StringIO())


def test_only_passing_things_may_lose_rows_and_history_is_only_added_to(world):
    said = roles.rights()

    assert {table for table, what in said.items() if "delete" in what} == MAY_LOSE
    assert {table for table, what in said.items() if what == "select"} == READ_ALONE
    for model in kept.append_only_models():
        assert said[model._meta.db_table] == "select, insert"
    assert {model._meta.db_table for model in apps.get_models(include_auto_created=True)} <= set(said)


def test_it_is_printed_and_asked_of_postgresql_alone(world):
    out = io.StringIO()
    if not POSTGRES:
        with pytest.raises(CommandError, match="Accounts are a matter of PostgreSQL"):
            call_command("database_roles", stdout=out)
        return
    call_command("database_roles", stdout=out)
    said = out.getvalue()
    assert 'grant select, insert on "homes_ledgerentry" to "keywork_app";' in said
    assert 'grant select, insert, update on "children_child" to "keywork_app";' in said
    with pytest.raises(CommandError, match="Make the accounts first"):
        call_command("database_roles", app="kw_nobody", apply=True, stdout=out)
    with pytest.raises(CommandError, match="quotation mark"):
        call_command("database_roles", app='x" superuser', stdout=out)


def test_every_table_there_is_has_its_rights(world):
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    assert there - {"django_session"} <= set(roles.rights())


@of_postgresql
def test_a_working_day_needs_no_more(world, signed_in, accounts):
    as_app()
    client = signed_in(world.sam)
    assert client.get(reverse("compliance:today")).status_code == 200
    set_fields(world.kai, by=world.jean, known_as="Kaya")
    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    assert (
        signed_in(world.jean).get(reverse("compliance:board", args=[world.maple.public_id])).status_code
        == 200
    )
    do("set constraints all immediate")


ATTACKS = [
    "delete from children_child",
    "delete from sessions_app_keyworksession",
    "delete from homes_ledgerentry",
    "delete from homes_accessevent",
    "delete from sessions_app_signature",
    "delete from children_historicalchild",
    "delete from homes_seal",
    "delete from children_contactentry",
    "truncate homes_ledgerentry",
    "truncate children_child cascade",
    "truncate homes_seal",
    "update homes_ledgerentry set user_name = 'Somebody Else'",
    "update homes_ledgerentry set at = '2020-01-01'",
    "update homes_accessevent set user_id = 1",
    "update children_historicalchild set known_as = 'Other'",
    "update sessions_app_signature set name = 'Somebody Else'",
    "update homes_seal set mac = ''",
    "update sessions_app_keyworksession set account = 'Nothing happened.' where status = 'signed'",
    "update sessions_app_keyworksession set status = 'void', voided_at = now(), voided_by_id = author_id, "
    "voided_reason = 'x' where status = 'signed'",
    "update sessions_app_keyworksession set status = 'draft', signed_at = null where status = 'signed'",
    "update children_child set known_as = 'Other'",
    "update children_placement set moved_on_on = current_date",
    "update homes_user set is_platform_admin = true",
    "update homes_staffrole set role = 'registered_manager'",
    "select set_config('kw.purge', 'on', true); delete from homes_ledgerentry",
    "set kw.purge = 'on'; delete from children_child",
    "set session_replication_role = replica",
    "alter table homes_ledgerentry disable trigger all",
    "alter table homes_ledgerentry disable trigger user",
    "alter table homes_ledgerentry owner to kw_test_app",
    "alter table children_child drop column known_as",
    "drop table homes_ledgerentry cascade",
    "drop function kw_append_only cascade",
    "create or replace function kw_append_only() returns trigger language plpgsql as 'begin return old; end'",
    "create trigger mine before insert on homes_ledgerentry for each row execute function kw_append_only()",
    "create rule mine as on insert to homes_ledgerentry do instead nothing",
    "insert into homes_seal select * from homes_seal on conflict (id) do update set mac = ''",
    "insert into homes_ledgerentry select * from homes_ledgerentry on conflict (id) do update set user_name = 'x'",
    "merge into homes_ledgerentry a using homes_ledgerentry b on a.id = b.id when matched then delete",
    "with gone as (delete from homes_accessevent returning id) select count(*) from gone",
    "copy children_child to program 'cat'",
    "do $$ begin execute 'delete from homes_ledgerentry'; end $$",
    "alter role kw_test_app superuser",
    "comment on table homes_ledgerentry is 'mine'",
]


HELD_BY_OTHER_ROWS = {  # foreign keys alone refuse these too
    "delete from children_child",
    "delete from sessions_app_keyworksession",
    "set kw.purge = 'on'; delete from children_child",
}


@pytest.fixture
def filled(world, accounts):
    one_of_each(world)
    session = KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)
    assert LedgerEntry.objects.exists()
    return session


def test_at_least_forty_attacks_are_tried():
    assert len(set(ATTACKS)) >= 40


def attack(statement):
    """What came of it, at the latest at the end of the transaction; everything is taken back."""
    try:
        with transaction.atomic():
            do(statement, "set constraints all immediate")
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return None


@of_postgresql
def test_the_same_statements_work_for_the_owner_once_the_triggers_are_off(filled):
    """So it is the rights and the triggers that refuse them, and nothing else."""
    tables = [model._meta.db_table for model in kept.kept_models()]
    with behind_its_back(*tables):
        passed = {statement for statement in ATTACKS if attack(statement) is None}
    assert set(ATTACKS) - passed == HELD_BY_OTHER_ROWS


@of_postgresql
def test_every_attack_of_the_account_keywork_runs_as_is_refused(filled):
    as_app()

    passed = {statement: attack(statement) for statement in ATTACKS}
    assert {statement for statement, refusal in passed.items() if refusal is None} == set()
    wrong = {said: why for said, why in passed.items() if "syntax error" in why or "does not exist" in why}
    assert wrong == {}, "an attack that says nothing proves nothing"

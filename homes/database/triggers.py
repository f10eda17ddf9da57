"""What makes the audit append-only, signed words immutable and dated places single, on both databases.

Triggers; for dated places an exclusion constraint where there is one (PostgreSQL), which takes no lock for each row, so
that an import may write any number. Installed after every migrate, because SQLite rebuilds a table on ALTER and drops
its triggers silently; `missing()` is asked by /readyz. The only door is `purge_open()`, for lawful erasure and for the
flush of the test suite. On PostgreSQL the table's owner could open it: in production run as a role with UPDATE and
DELETE revoked (docs/).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db import connections, models, transaction

PG_FUNCTIONS = """
create or replace function kw_append_only() returns trigger language plpgsql as $$ begin
  if current_setting('kw.purge', true) = 'on' and tg_op in ('DELETE', 'TRUNCATE') then
    return case when tg_op = 'DELETE' then old else null end;
  end if;
  raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create or replace function kw_signed_locked() returns trigger language plpgsql as $$
declare allowed text[] := string_to_array(tg_argv[0], ',');
begin
  if tg_op in ('DELETE', 'TRUNCATE') then
    if current_setting('kw.purge', true) = 'on' then
      return case when tg_op = 'DELETE' then old else null end;
    end if;
    raise exception 'records are never deleted: %', tg_table_name using errcode = 'restrict_violation';
  end if;
  if old.status <> 'draft' and (to_jsonb(new) - allowed) is distinct from (to_jsonb(old) - allowed) then
    raise exception 'signed words are never changed: %', tg_table_name using errcode = 'restrict_violation';
  end if;
  if old.status = 'void' or (old.status = 'signed' and new.status = 'draft') then
    raise exception 'signed words are never changed: %', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
"""


def append_only_models() -> list[type[models.Model]]:
    """Every history table and every AppendOnly model."""
    return [
        model
        for model in apps.get_models()
        if getattr(model, "APPEND_ONLY", False) or hasattr(model, "history_user")
    ]


def signed_models() -> list[type[models.Model]]:
    """Models with a `status` whose signed rows may change only in their `AFTER_SIGNING` columns."""
    return [model for model in apps.get_models() if hasattr(model, "AFTER_SIGNING")]


def dated_models() -> list[type[models.Model]]:
    """Models whose rows may not share a day: `NO_OVERLAP` says which (children.KeyWorkerAssignment)."""
    return [model for model in apps.get_models() if getattr(model, "NO_OVERLAP", ())]


def install(using: str = "default") -> None:
    """Create or renew every trigger. Safe to run any number of times."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    wanted = [m for m in append_only_models() if m._meta.db_table in existing]
    signed = [m for m in signed_models() if m._meta.db_table in existing]
    statements = _postgres(wanted, signed) if connection.vendor == "postgresql" else _sqlite(wanted, signed)
    dated = [m for m in dated_models() if m._meta.db_table in existing]
    postgres = connection.vendor == "postgresql"
    absent = set(missing(using)) if postgres else set()
    statements += _excluding(dated, absent) if postgres else _sqlite_no_overlap(dated)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install_after_migrate(*, sender: AppConfig, using: str = "default", **kwargs: object) -> None:
    """Receiver of post_migrate, which comes once for each app with models: after the last, every table is there."""
    *_, last = (app for app in apps.get_app_configs() if app.models_module is not None)
    if sender is last:
        install(using)


def missing(using: str = "default") -> list[str]:
    """Names of triggers and exclusion constraints that should be there and are not. One query."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "select tgname from pg_trigger where not tgisinternal and tgenabled <> 'D' "
                "union all select conname from pg_constraint where contype = 'x'"
            )
        else:
            cursor.execute("select name from sqlite_master where type = 'trigger'")
        present = {row[0] for row in cursor.fetchall()}
    postgres = connection.vendor == "postgresql"
    wanted = [
        f"{_short(m)}_{x}"
        for m in append_only_models()
        for x in (("u", "t") if postgres else ("u", "d", "r"))
    ]
    wanted += [
        f"{_short(m)}_{x}" for m in signed_models() for x in (("s", "t") if postgres else ("s", "d", "r"))
    ]
    wanted += [
        f"{_short(m)}_{rule['name']}_{x}"
        for m in dated_models()
        for rule in m.NO_OVERLAP
        for x in (("o",) if postgres else ("oi", "ou"))
    ]
    return sorted(set(wanted) - present)


@contextlib.contextmanager
def purge_open(using: str = "default") -> Iterator[None]:
    """Open the door for deletion within one transaction. Never for UPDATE."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("set local kw.purge = 'on'")
            yield
        else:
            cursor.execute("update kw_purge_guard set open = 1")
            yield
            cursor.execute("update kw_purge_guard set open = 0")


def _short(model: type[models.Model]) -> str:
    return f"kw_{model._meta.db_table}"[:58]


def _postgres(wanted: list[type[models.Model]], signed: list[type[models.Model]]) -> list[str]:
    statements = [PG_FUNCTIONS]
    for model in wanted:
        name, table = _short(model), model._meta.db_table
        statements += [
            f"create or replace trigger {name}_u before update or delete on {table} "
            "for each row execute function kw_append_only()",
            f"create or replace trigger {name}_t before truncate on {table} "
            "for each statement execute function kw_append_only()",
            f"alter table {table} enable always trigger {name}_u",
            f"alter table {table} enable always trigger {name}_t",
        ]
    for model in signed:
        name, table = _short(model), model._meta.db_table
        allowed = ",".join(model.AFTER_SIGNING)
        statements += [
            f"create or replace trigger {name}_s before update or delete on {table} "
            f"for each row execute function kw_signed_locked('{allowed}')",
            f"create or replace trigger {name}_t before truncate on {table} "
            f"for each statement execute function kw_signed_locked('{allowed}')",
            f"alter table {table} enable always trigger {name}_s",
            f"alter table {table} enable always trigger {name}_t",
        ]
    return statements


def _sqlite(wanted: list[type[models.Model]], signed: list[type[models.Model]]) -> list[str]:
    statements = [
        "create table if not exists kw_purge_guard (id integer primary key check (id = 1), open integer not null)",
        "insert or ignore into kw_purge_guard (id, open) values (1, 0)",
    ]
    for model in wanted:
        statements += _sqlite_triggers(model, "u", "1", "append-only")
    for model in signed:
        frozen = [f.column for f in model._meta.concrete_fields if f.column not in model.AFTER_SIGNING]
        differs = " or ".join(f'old."{column}" is not new."{column}"' for column in frozen)
        condition = (
            f"(old.status <> 'draft' and ({differs})) or old.status = 'void' "
            "or (old.status = 'signed' and new.status = 'draft')"
        )
        statements += _sqlite_triggers(model, "s", condition, "signed words are never changed")
    return statements


def _sqlite_triggers(model: type[models.Model], suffix: str, when: str, message: str) -> list[str]:
    name, table, key = _short(model), model._meta.db_table, model._meta.pk.column
    return [
        f"drop trigger if exists {name}_{suffix}",
        f"create trigger {name}_{suffix} before update on {table} when {when} "
        f"begin select raise(abort, '{message}'); end",
        f"drop trigger if exists {name}_d",
        f"create trigger {name}_d before delete on {table} "
        f"when (select open from kw_purge_guard) is not 1 begin select raise(abort, '{message}'); end",
        # INSERT OR REPLACE slips past a delete trigger
        f"drop trigger if exists {name}_r",
        f"create trigger {name}_r before insert on {table} "
        f'when exists (select 1 from {table} where "{key}" = new."{key}") '
        f"begin select raise(abort, '{message}'); end",
    ]


def _excluding(dated: list[type[models.Model]], absent: set[str]) -> list[str]:
    """PostgreSQL: rows that agree may not share days. Made where it is missing: to make it reads the whole table.

    Two rows overlap when each begins before the last day of the other, so a shared day of handover is none. A row that
    ends the day it begins is a point: inside another's days it is in the way, beside another such row it is not.
    """
    point = "started_on = ended_on"
    statements = ["create extension if not exists btree_gist"]  # "=" beside "&&" in one index
    for model in dated:
        for rule in model.NO_OVERLAP:
            name = _name_of(model, rule)
            if name not in absent:
                continue
            same = "".join(f"{column} with =, " for column in rule["same"])
            where = " and ".join(f"{column} = '{value}'" for column, value in rule["where"].items())
            statements.append(
                f"alter table {model._meta.db_table} add constraint {name} exclude using gist ({same}"
                f"tsrange(started_on::timestamp, ended_on::timestamp, case when {point} then '[]' else '()' end) "
                f"with &&, int8range(case when {point} then id end, case when {point} then id end, '[]') with &&) "
                f"where ({where or 'true'})"
            )
    return statements


def _sqlite_no_overlap(dated: list[type[models.Model]]) -> list[str]:
    """SQLite: a trigger looks for another row that shares days. Column names and values come from our own models."""
    statements = []
    for model in dated:
        for rule in model.NO_OVERLAP:
            table, name = model._meta.db_table, _name_of(model, rule)
            for suffix, event in (("i", "insert"), ("u", "update")):
                statements += [
                    f"drop trigger if exists {name}{suffix}",
                    f"create trigger {name}{suffix} before {event} on {table} when {_overlapping(table, rule)} "
                    "begin select raise(abort, 'days overlap'); end",
                ]
    return statements


def _overlapping(table: str, rule: dict) -> str:
    about = "".join(f"new.{column} = '{value}' and " for column, value in rule["where"].items())
    same = " and ".join(f"o.{column} = new.{column}" for column in rule["same"])
    where = "".join(f" and o.{column} = '{value}'" for column, value in rule["where"].items())
    never = "'9999-12-31'"
    return (
        f"{about}exists (select 1 from {table} o where o.id is not new.id and {same}{where} "
        f"and o.started_on < coalesce(new.ended_on, {never}) and new.started_on < coalesce(o.ended_on, {never}))"
    )


def _name_of(model: type[models.Model], rule: dict) -> str:
    return f"{_short(model)}_{rule['name']}_o"

"""The triggers of SQLite, in the file itself: they hold for every connection, whatever pragmas it has set.

`OR REPLACE` removes the rows in the way of a new one without asking a delete trigger, unless the connection has set
`recursive_triggers`. So what would be in the way is looked for before the row is written, by every unique key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections, models

from homes.database import kept
from homes.database.guards import Guard
from homes.database.kept import Model

# A function of our own connections alone: any other that would delete is told "no such function".
DOOR = "kw_purge_open()"
APPEND_ONLY, NEVER_DELETED = "append-only", "records are never deleted or replaced"
SIGNED = "signed words are never changed"


def absent(cursor: Any) -> list[str]:
    """Names of triggers that are missing or say something else."""
    cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
    standing = {(name, _from_name(sql)) for name, sql in cursor.fetchall()}
    return sorted(guard.name for guard in guards() if (guard.name, _from_name(guard.sql)) not in standing)


def install(cursor: Any, existing: set[str]) -> None:
    """Make what is absent, of the tables that exist."""
    missing = set(absent(cursor))
    for guard in guards():
        if guard.name in missing and guard.table in existing:
            cursor.execute(f"drop trigger if exists {guard.name}")
            cursor.execute(guard.sql)
    cursor.execute("drop table if exists kw_purge_guard")  # the door of earlier versions


def guards() -> Iterator[Guard]:
    append_only, signed = set(kept.append_only_models()), set(kept.signed_models())
    for model in kept.kept_models():
        once, is_kept = getattr(model, "KEPT_ONCE", ""), f"{DOOR} is not 1"
        if model in append_only:
            said, changing = APPEND_ONLY, [("u", "1")]
        elif model in signed:
            said, changing = SIGNED, [("s", _breaks_the_lock(model))]
        else:
            said, changing = NEVER_DELETED, []
        if once:
            changing.append(("k", f"old.{once} is not null and new.{once} is null"))
            is_kept += f" and old.{once} is not null"
        if model not in append_only:
            key = model._meta.pk.column
            changing.append(("c", f'new."{key}" is not old."{key}" or {_in_the_way(model, changed=True)}'))
        for suffix, when in changing:
            yield _guard(model, suffix, "update", when, said)
        yield _guard(model, "d", "delete", is_kept, said)
        yield _guard(model, "r", "insert", _in_the_way(model), said)
    for model in kept.dated_models():
        for rule in model.NO_OVERLAP:
            for suffix, event in (("i", "insert"), ("u", "update")):
                name, table = kept.overlap_name(model, rule) + suffix, model._meta.db_table
                when = _overlapping(table, rule)
                yield Guard(name, table, _sql(name, event, table, when, "days overlap"))


def unique_keys(model: Model) -> Iterator[tuple[list[str], str]]:
    """The columns of each, and which rows it is for (SQL of that row's columns; empty for all)."""
    fields = model._meta.concrete_fields
    yield from (([field.column], "") for field in fields if field.unique)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            columns = [model._meta.get_field(name).column for name in constraint.fields]
            yield columns, _rows_of(model, constraint)


def _rows_of(model: Model, constraint: Any) -> str:
    connection = connections["default"]
    return constraint._get_condition_sql(model, connection.SchemaEditorClass(connection)) or ""


def _in_the_way(model: Model, *, changed: bool = False) -> str:
    """Another row has what the new one has, where only one may."""
    table, key = model._meta.db_table, model._meta.pk.column
    as_written = ", ".join(
        f'new."{field.column}" as "{field.column}"' for field in model._meta.concrete_fields
    )
    found = []
    for columns, rows in unique_keys(model):
        if changed and columns == [key]:
            continue
        same = " and ".join(f'"{column}" = new."{column}"' for column in columns)
        same += f' and "{key}" is not new."{key}"' if changed else ""
        there = f'exists (select 1 from "{table}" where {same}{f" and ({rows})" if rows else ""})'
        found.append(
            f"({there} and exists (select 1 from (select {as_written}) where {rows}))" if rows else there
        )
    return " or ".join(found) or "0"


def _breaks_the_lock(model: Any) -> str:
    frozen = [f.column for f in model._meta.concrete_fields if f.column not in model.AFTER_SIGNING]
    differs = " or ".join(f'old."{column}" is not new."{column}"' for column in frozen)
    return (
        f"(old.status <> 'draft' and ({differs})) or old.status = 'void' "
        "or (old.status = 'signed' and new.status = 'draft')"
    )


def _overlapping(table: str, rule: dict) -> str:
    about = "".join(f"new.{column} = '{value}' and " for column, value in rule["where"].items())
    same = " and ".join(f"o.{column} = new.{column}" for column in rule["same"])
    where = "".join(f" and o.{column} = '{value}'" for column, value in rule["where"].items())
    never = "'9999-12-31'"
    return (
        f"{about}exists (select 1 from {table} o where o.id is not new.id and {same}{where} "
        f"and o.started_on < coalesce(new.ended_on, {never}) and new.started_on < coalesce(o.ended_on, {never}))"
    )


def _guard(model: Model, suffix: str, event: str, when: str, said: str) -> Guard:
    name, table = f"{kept.short(model)}_{suffix}", model._meta.db_table
    return Guard(name, table, _sql(name, event, table, when, said))


def _sql(name: str, event: str, table: str, when: str, said: str) -> str:
    return f"create trigger {name} before {event} on {table} when {when} begin select raise(abort, '{said}'); end"


def _from_name(sql: str) -> str:
    """Without the first two words, which SQLite writes in its own way."""
    return sql.split(None, 2)[2]

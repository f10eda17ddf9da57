"""The triggers of PostgreSQL, their functions, and the constraint that keeps dated places single.

A function looks nothing up by a search path of the caller's: `set search_path = evil, pg_catalog` would put another
`pg_has_role` before the real one. The text of a function and of a trigger is what PostgreSQL gives back, so that
`absent` sees one that was made to do nothing as well as one that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from homes.database import kept
from homes.database.guards import Guard

# Lawful erasure, and the flush of the test suite: for the table's owner alone, in a transaction that says so.
DOOR = """
  if tg_op in ('DELETE', 'TRUNCATE') and current_setting('kw.purge', true) = 'on'
    and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'MEMBER') then
    return case when tg_op = 'DELETE' then old else null end;
  end if;"""
FUNCTIONS = {
    "kw_append_only": f"""
begin{DOOR}
  raise exception 'append-only: % on %', tg_op, tg_table_name using errcode = 'restrict_violation';
end """,
    "kw_kept": f"""
begin{DOOR}
  raise exception 'records are never deleted: %', tg_table_name using errcode = 'restrict_violation';
end """,
    "kw_signed_locked": f"""
declare allowed text[] := string_to_array(tg_argv[0], ',');
begin{DOOR}
  if tg_op in ('DELETE', 'TRUNCATE') then
    raise exception 'records are never deleted: %', tg_table_name using errcode = 'restrict_violation';
  end if;
  if old.status <> 'draft' and (to_jsonb(new) - allowed) is distinct from (to_jsonb(old) - allowed) then
    raise exception 'signed words are never changed: %', tg_table_name using errcode = 'restrict_violation';
  end if;
  if old.status = 'void' or (old.status = 'signed' and new.status = 'draft') then
    raise exception 'signed words are never changed: %', tg_table_name using errcode = 'restrict_violation';
  end if;
  return new;
end """,
}
STANDING = """
select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgenabled = 'A'
union all select conname, '' from pg_constraint where contype = 'x'
union all select proname, prosrc from pg_proc
where proname like 'kw\\_%' and proconfig = '{"search_path=pg_catalog, pg_temp"}' and not prosecdef
"""


def absent(cursor: Any) -> list[str]:
    """Names of triggers, functions and exclusion constraints that are missing, switched off or say something else."""
    cursor.execute(STANDING)
    standing = set(cursor.fetchall())
    wanted = {(guard.name, guard.sql) for guard in guards(_schema(cursor))}
    wanted |= set(FUNCTIONS.items())
    wanted |= {(kept.overlap_name(m, rule), "") for m in kept.dated_models() for rule in m.NO_OVERLAP}
    return sorted(name for name, _sql in wanted - standing)


def install(cursor: Any, existing: set[str]) -> None:
    """Make what is absent, of the tables that exist. One statement where all is well, and no lock on any table."""
    missing = set(absent(cursor))
    statements = [
        f"create or replace function {name}() returns trigger language plpgsql "
        f"set search_path = pg_catalog, pg_temp as $kw${body}$kw$"
        for name, body in FUNCTIONS.items()
        if name in missing
    ]
    for guard in guards(_schema(cursor)):
        if guard.name in missing and guard.table in existing:
            statements += [
                f"drop trigger if exists {guard.name} on {guard.table}",
                guard.sql,
                f"alter table {guard.table} enable always trigger {guard.name}",
            ]
    statements += _excluding(missing, existing)
    if statements:
        cursor.execute(";\n".join(statements))


def guards(schema: str) -> Iterator[Guard]:
    """Every trigger there should be, each spelt as pg_get_triggerdef spells it."""
    append_only, signed = set(kept.append_only_models()), set(kept.signed_models())
    for model in kept.kept_models():
        function, of_a_row = "kw_kept()", [("d", "DELETE", "")]
        if model in append_only:
            function, of_a_row = "kw_append_only()", [("u", "DELETE OR UPDATE", "")]
        elif model in signed:
            function = f"kw_signed_locked('{','.join(model.AFTER_SIGNING)}')"
            of_a_row = [("s", "DELETE OR UPDATE", "")]
        elif once := getattr(model, "KEPT_ONCE", ""):
            is_kept = f"old.{once} IS NOT NULL"
            of_a_row = [
                ("d", "DELETE", f"WHEN (({is_kept})) "),
                ("k", "UPDATE", f"WHEN ((({is_kept}) AND (new.{once} IS NULL))) "),
            ]
        name, table = kept.short(model), model._meta.db_table
        for suffix, event, when in of_a_row:
            yield Guard(
                f"{name}_{suffix}",
                table,
                f"CREATE TRIGGER {name}_{suffix} BEFORE {event} ON {schema}.{table} "
                f"FOR EACH ROW {when}EXECUTE FUNCTION {function}",
            )
        yield Guard(
            f"{name}_t",
            table,
            f"CREATE TRIGGER {name}_t BEFORE TRUNCATE ON {schema}.{table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {function}",
        )


def _schema(cursor: Any) -> str:
    cursor.execute("select current_schema()")
    (schema,) = cursor.fetchone()
    return schema


def _excluding(missing: set[str], existing: set[str]) -> list[str]:
    """Rows that agree may not share days. Made where it is missing: to make it reads the whole table.

    Two rows overlap when each begins before the last day of the other, so a shared day of handover is none. A row that
    ends the day it begins is a point: inside another's days it is in the way, beside another such row it is not.
    """
    point = "started_on = ended_on"
    statements = []
    for model in kept.dated_models():
        for rule in model.NO_OVERLAP:
            name, table = kept.overlap_name(model, rule), model._meta.db_table
            if name not in missing or table not in existing:
                continue
            same = "".join(f"{column} with =, " for column in rule["same"])
            where = " and ".join(f"{column} = '{value}'" for column, value in rule["where"].items())
            statements.append(
                f"alter table {table} add constraint {name} exclude using gist ({same}"
                f"tsrange(started_on::timestamp, ended_on::timestamp, case when {point} then '[]' else '()' end) "
                f"with &&, int8range(case when {point} then id end, case when {point} then id end, '[]') with &&) "
                f"where ({where or 'true'})"
            )
    if statements:  # "=" beside "&&" in one index
        statements.insert(0, "create extension if not exists btree_gist")
    return statements

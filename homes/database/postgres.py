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
from homes.database.kept import Model

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
# What a record says at the end of a transaction that wrote it is what its newest history row says, which was written
# since that transaction began, and the ledger has that row. Asked of the state, so that savepoints, batches and the
# order of statements make no difference.
SEEN = """
declare newest bigint;
begin
  select max(x.history_id) into newest from {schema}.{versions} x where x.id = new.id;
  if not exists (
    select from {schema}.{versions} h, {schema}.{table} r
    where h.history_id = newest and r.id = new.id and age(h.xmin) <= 0
      and ({of_the_version}) is not distinct from ({of_the_record}))
    or not exists (select from {schema}.{ledger} l where l.model = '{label}' and l.history_id = newest)
  then
    raise exception 'changed unseen: %', tg_table_name using errcode = 'restrict_violation',
      hint = 'A record is written with its history and ledger rows in one transaction: homes.audit.record_change.';
  end if;
  return null;
end """
# A plan is kept for as long as a connection, and was perhaps made of an empty table: leave it one choice, the index
# that the condition is about. (Bitmaps are read of no other.)
BY_ITS_INDEX = " set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off"
SAFE_PATH = "search_path = pg_catalog, pg_temp"
STANDING = """
select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgenabled = 'A'
union all select conname, '' from pg_constraint where contype = 'x'
union all select proname, array_to_string(proconfig, ' set ') || prosrc from pg_proc
where proname like 'kw\\_%' and pronamespace = current_schema()::regnamespace and not prosecdef
"""


def absent(cursor: Any) -> list[str]:
    """Names of triggers, functions and exclusion constraints that are missing, switched off or say something else."""
    cursor.execute(STANDING)
    standing = set(cursor.fetchall())
    wanted = {(guard.name, guard.sql) for guard in guards(_schema(cursor))}
    wanted |= {(name, _setting(config) + body) for name, (config, body) in functions(_schema(cursor)).items()}
    wanted |= {(kept.overlap_name(m, rule), "") for m in kept.dated_models() for rule in m.NO_OVERLAP}
    return sorted(name for name, _sql in wanted - standing)


def install(cursor: Any, existing: set[str]) -> None:
    """Make what is absent, of the tables that exist. One statement where all is well, and no lock on any table."""
    missing = set(absent(cursor))
    schema = _schema(cursor)
    statements = [
        f"create or replace function {name}() returns trigger language plpgsql set {config} as $kw${body}$kw$"
        for name, (config, body) in functions(schema).items()
        if name in missing
    ]
    for guard in guards(schema):
        if guard.name in missing and guard.table in existing:
            statements += [
                f"drop trigger if exists {guard.name} on {guard.table}",
                guard.sql,
                f"alter table {guard.table} enable always trigger {guard.name}",
            ]
    statements += _excluding(missing, existing)
    if statements:
        cursor.execute(";\n".join(statements))


def functions(schema: str) -> dict[str, tuple[str, str]]:
    """Name of each -> the settings it runs under, and its body."""
    found = {name: (SAFE_PATH, body) for name, body in FUNCTIONS.items()}
    for model in kept.historied_models():
        versions = model.history.model._meta
        columns = [
            field.column for field in versions.concrete_fields if not field.name.startswith("history_")
        ]
        found[_seen(model)] = (
            SAFE_PATH + BY_ITS_INDEX,
            SEEN.format(
                schema=schema,
                table=model._meta.db_table,
                versions=versions.db_table,
                of_the_version=", ".join(f"h.{column}" for column in columns),
                of_the_record=", ".join(f"r.{column}" for column in columns),
                ledger="homes_ledgerentry",
                label=model._meta.label,
            ),
        )
    return found


def _seen(model: Model) -> str:
    return f"kw_seen_{model._meta.db_table}"


def _setting(config: str) -> str:
    return config.replace(" = ", "=")


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
    for model in kept.historied_models():
        name, table = f"{kept.short(model)}_h", model._meta.db_table
        yield Guard(
            name,
            table,
            f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE ON {schema}.{table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {_seen(model)}()",
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

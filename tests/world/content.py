"""What is stored, compared by content: a changed word of one row shows, not only a row more or a row less."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

# Rows that reading, signing in and signing out write: who looked, the session, the e-mail addresses of the sign-in
# library, and what limits guessing.
NOT_RECORDS = (
    *("homes_accessevent", "homes_browsersession", "account_emailaddress"),
    *("homes_passwordtries", "keywork_cache"),
)
# What the sweep writes follows from the records, and differs with their days.
SWEPT = ("children_flag", "children_homesweep", "compliance_compliancerun")
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET ")
WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)


@cache
def record_tables() -> tuple[str, ...]:
    """Every table but those that reading writes to."""
    models = apps.get_models(include_auto_created=True)
    return tuple(sorted({model._meta.db_table for model in models} - set(NOT_RECORDS)))


def digest(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'select * from "{table}"')
        rows = sorted(map(repr, cursor.fetchall()))  # in a history many rows share the first column
        return hashlib.sha1("".join(rows).encode(), usedforsecurity=False).hexdigest()


def content(tables: Iterable[str] | None = None) -> dict[str, str]:
    """A digest of every row of each record table."""
    return {table: digest(table) for table in tables or record_tables()}


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}"')
        return cursor.fetchone()[0]


@contextlib.contextmanager
def watching() -> Iterator[set[str]]:
    """The record tables that statements write to meanwhile: nothing else needs comparing.

    A statement not known to read, and not known to write one table, counts as written to all of them.
    """
    touched: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(READS):
            found = WRITES.match(sql)
            touched.update({found[1]} - set(NOT_RECORDS) if found else record_tables())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield touched


def changed(before: dict[str, str], touched: set[str]) -> set[str]:
    """Of the tables written to, those that hold something else than before."""
    return {table for table in touched if digest(table) != before[table]}

"""What many tests begin with is built once in a worker, and laid before each as it was built.

Each test has rows and objects of its own, which are taken back after it, exactly as if it had built them: only the
building is done once. What is committed is kept apart, with all that came of its commits. A test that begins with rows,
or has another day on its clock, builds its own.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from homes import dates

FRESH_FOR = dt.timedelta(minutes=30)  # what is built at noon ends or begins at most so much too early


@dataclass
class Built:
    at: dt.datetime
    before: dict[str, int]  # rows of each table, when it was built
    rows: dict[str, list[tuple]]
    things: Any


class Kept:
    def __init__(self, build: Callable[[], Any]) -> None:
        self.build = build
        self.kept: dict[bool, Built] = {}  # within a transaction what waits for the commit has not happened

    def __call__(self) -> Any:
        before, built = sizes(), self.kept.get(connection.in_atomic_block)
        if built is None or not is_of_now(built.at):
            return self._keep(before)
        if built.before != before:
            return self.build()
        with transaction.atomic():
            for table, rows in built.rows.items():
                insert(table, rows)
        return copy.deepcopy(built.things)

    def _keep(self, before: dict[str, int]) -> Any:
        at, made = dates.now(), self.build()
        grown = [table for table, number in sizes().items() if number != before[table]]
        if not any(before[table] for table in grown):
            rows = {table: rows_of(table) for table in grown}
            self.kept[connection.in_atomic_block] = Built(at, before, rows, copy.deepcopy(made))
        return made


def is_of_now(at: dt.datetime) -> bool:
    now = dates.now()
    return dates.london_day(at) == dates.london_day(now) and dt.timedelta(0) <= now - at < FRESH_FOR


def sizes() -> dict[str, int]:
    tables = connection.introspection.django_table_names()
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(f'(select count(*) from {quoted(table)})' for table in tables)}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


def rows_of(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {quoted(table)}")
        return [tuple(map(storable, row)) for row in cursor.fetchall()]


def storable(value: Any) -> Any:
    """SQLite reads times of day, and takes them as text alone."""
    return str(value) if isinstance(value, dt.time) else value


def insert(table: str, rows: list[tuple]) -> None:
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        cursor.executemany(f"insert into {quoted(table)} values ({marks})", rows)
        if connection.vendor == "postgresql":
            _move_on(cursor, quoted(table))


def _move_on(cursor: Any, table: str) -> None:
    """Rows laid with their ids move no sequence on, and the next row would get the id of one of them.

    It shows once a made-up estate has set the sequences back to its own rows: no rollback of the rows undoes that.
    """
    cursor.execute(
        "select attname, pg_get_serial_sequence(%s, attname) from pg_attribute "
        "where attrelid = %s::regclass and attnum > 0 and not attisdropped",
        [table, table],
    )
    for column, sequence in cursor.fetchall():
        if sequence:
            last = f'greatest((select max("{column}") from {table}), (select last_value from {sequence}))'
            cursor.execute(f"select setval(%s, {last})", [sequence])


def quoted(table: str) -> str:
    return connection.ops.quote_name(table)

"""Reads the seal of a dump where Keywork does not run: `LEDGER_KEY=… python -m homes.database.sealing.dump FILE`.

FILE is what `pg_dump` writes as plain text, or a copy of an SQLite database. Needs Python alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from homes.database.sealing import chain
from homes.database.sealing.chain import Key, Link, Report
from homes.database.sealing.check import Check

SEALS, COLUMNS = "homes_seal", "homes_sealedcolumns"
LINK = ("number", "table_name", "ids", "rows", "reach", "marks", "key", "at", "mac")
COPY = re.compile(rb'COPY (?:"?\w+"?\.)?"?(\w+)"? \((.*)\) FROM stdin;\n')
INSTANT = re.compile(r"(?<![^\t])(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d(?::?\d\d)?)(?![^\t])")


class Unreadable(Exception):
    """The file is neither a plain dump nor an SQLite database."""


class PlainDump:
    """What `pg_dump` writes. Where each row begins is noted in one pass, and rows are read from there."""

    def __init__(self, path: str) -> None:
        self._file: BinaryIO = open(path, "rb")  # noqa: SIM115 - read to the end of the check
        self._columns: dict[str, list[str]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        for row in iter(self._file.readline, b""):
            found = COPY.fullmatch(row)
            if found:
                self._note(found[1].decode(), [name.strip('" ') for name in found[2].decode().split(",")])
        if SEALS not in self._columns:
            self.close()
            raise Unreadable(
                "This is no plain dump with a seal in it. Of another format: pg_restore -f plain.sql FILE"
            )

    def _note(self, table: str, columns: list[str]) -> None:
        self._columns[table], starts = columns, {}
        key = chain.key_column(table)
        at = columns.index(key) if key in columns else None
        start = self._file.tell()
        while (row := self._file.readline()) not in (b"\\.\n", b""):
            if at is not None:
                starts[int(row.split(b"\t", at + 1)[at])] = start
            start = self._file.tell()
        self._starts[table] = starts

    def close(self) -> None:
        self._file.close()

    def links(self) -> Iterator[Link]:
        rows = (self._values(SEALS, row, LINK) for row in self.ids(SEALS))
        for number, table, ids, count, reach, marks, key, at, mac in sorted(
            rows, key=lambda row: int(row[0])
        ):
            blob = bytes.fromhex(marks.removeprefix("\\x"))
            yield Link(int(number), table, ids, int(count), int(reach), blob, key, chain.instant(at), mac)

    def layouts(self) -> Iterator[tuple[str, str, int]]:
        for row in self.ids(COLUMNS):
            table, columns, since = self._values(COLUMNS, row, ("table_name", "columns", "since"))
            yield table, columns, int(since)

    def lines(self, table: str, columns: Sequence[str], ids: Sequence[int]) -> Mapping[int, str] | None:
        here = self._columns.get(table, [])
        if not set(columns) <= set(here):
            return None
        order = [here.index(column) for column in columns]
        return {row: self._line(table, row, order) for row in ids if row in self._starts[table]}

    def ids(self, table: str) -> Iterator[int]:
        return iter(sorted(self._starts.get(table, ())))

    def _line(self, table: str, row: int, order: Sequence[int]) -> str:
        self._file.seek(self._starts[table][row])
        values = self._file.readline().decode().removesuffix("\n").split("\t")
        return INSTANT.sub(_in_utc, "\t".join(values[index] for index in order))

    def _values(self, table: str, row: int, columns: Sequence[str]) -> list[str]:
        order = [self._columns[table].index(column) for column in columns]
        return [value or "" for value in chain.values_of(self._line(table, row, order))]


class SqliteFile:
    def __init__(self, path: str) -> None:
        self._file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            self._file.execute(f"select 1 from {SEALS}")
        except sqlite3.DatabaseError:
            self.close()
            raise Unreadable("This is no SQLite database with a seal in it.") from None

    def close(self) -> None:
        self._file.close()

    def links(self) -> Iterator[Link]:
        wanted = ", ".join(f'"{name}"' for name in LINK)
        for *said, at, mac in self._file.execute(f"select {wanted} from {SEALS} order by number"):
            yield Link(*said, chain.instant(at), mac)

    def layouts(self) -> Iterator[tuple[str, str, int]]:
        return iter(
            self._file.execute(
                f"select table_name, columns, since from {COLUMNS} order by since, id"
            ).fetchall()
        )

    def lines(self, table: str, columns: Sequence[str], ids: Sequence[int]) -> Mapping[int, str] | None:
        here = {name for _cid, name, *_rest in self._file.execute(f'pragma table_info("{table}")')}
        if not set(columns) <= here:
            return None
        rows = self._file.execute(sqlite_lines(table, columns), [json.dumps(list(ids))])
        return {number: chain.line(values) for number, *values in rows}

    def ids(self, table: str) -> Iterator[int]:
        key = chain.key_column(table)
        return (number for (number,) in self._file.execute(f'select {key} from "{table}" order by {key}'))


def sqlite_lines(table: str, columns: Sequence[str]) -> str:
    """The statement that reads rows as text, their keys given as one JSON list."""
    key = chain.key_column(table)
    wanted = ", ".join(f'cast("{column}" as text)' for column in columns)
    return f'select {key}, {wanted} from "{table}" where {key} in (select value from json_each(?))'


def _in_utc(found: re.Match[str]) -> str:
    """PostgreSQL writes instants in the time of its server, and leaves out the zeros at their end."""
    if found[2] == "+00":
        return found[0]
    utc = chain.instant(found[0])
    whole, _point, part = utc.removesuffix("Z").replace("T", " ").partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}+00" if part else f"{whole}+00"


def read(path: str, keys: Mapping[str, Key]) -> Report:
    """Raises Unreadable, and OSError where the file cannot be opened."""
    with open(path, "rb") as file:
        is_sqlite = file.read(15) == b"SQLite format 3"
    with contextlib.closing(SqliteFile(path) if is_sqlite else PlainDump(path)) as source:
        return Check(source, keys).run()


def main(path: str) -> int:
    words = [os.environ["LEDGER_KEY"], *filter(None, os.environ.get("LEDGER_OLD_KEYS", "").split(","))]
    report = read(path, {key.name: key for key in map(Key.of, words)})
    sys.stdout.write(json.dumps(report.as_json(), indent=1) + "\n")
    return int(bool(report.problems))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

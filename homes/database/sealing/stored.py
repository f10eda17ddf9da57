"""The rows of this installation's own database, as lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.db import connection

from homes.database.sealing import chain
from homes.database.sealing.chain import Key, Link
from homes.database.sealing.dump import sqlite_lines
from homes.models import LedgerEntry, Seal, SealedColumns


def keys() -> dict[str, Key]:
    """Every key at hand by its name: the one that seals now is the first."""
    found = [Key.of(words) for words in (settings.LEDGER_KEY, *settings.LEDGER_OLD_KEYS)]
    return {key.name: key for key in found}


def key_now() -> Key:
    return Key.of(settings.LEDGER_KEY)


def name_to(entry: LedgerEntry) -> LedgerEntry:
    """Put the code under a row of the ledger that is about to be written: who and when, in the hand of Keywork."""
    at, *rest = (getattr(entry, name) for name in chain.SAID)
    entry.mac = chain.said(key_now(), at, rest)
    return entry


def link_of(seal: Seal) -> Link:
    return Link(
        number=seal.number, table=seal.table_name, ids=seal.ids, rows=seal.rows, reach=seal.reach,
        marks=bytes(seal.marks), key=seal.key, at=chain.instant(seal.at), mac=seal.mac,
    )  # fmt: skip


class Stored:
    """A `chain.Source`."""

    def __init__(self, *, after: Seal | None = None) -> None:
        """`after`: only the links behind this one."""
        self.after = after.number if after else 0

    def links(self) -> Iterator[Link]:
        seals = Seal.objects.filter(number__gt=self.after).order_by("number")
        return map(link_of, seals.iterator(chunk_size=500))

    def layouts(self) -> Iterator[tuple[str, str, int]]:
        return iter(
            SealedColumns.objects.order_by("since", "pk").values_list("table_name", "columns", "since")
        )

    def lines(self, table: str, columns: Sequence[str], ids: Sequence[int]) -> Mapping[int, str] | None:
        """None where the table has not all of these columns any more."""
        if not set(columns) <= set(columns_of(table)):
            return None
        return lines(table, columns, ids)

    def ids(self, table: str) -> Iterator[int]:
        key = chain.key_column(table)
        with connection.cursor() as cursor:
            cursor.execute(f"select {key} from {_quoted(table)} order by {key}")
            while rows := cursor.fetchmany(chain.AT_A_TIME):
                yield from (number for (number,) in rows)


def columns_of(table: str) -> list[str]:
    """As they stand in the table, without its primary key's place changing anything."""
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def lines(table: str, columns: Sequence[str], ids: Sequence[int]) -> dict[int, str]:
    """Each row that is there, by its key, as PostgreSQL copies it out."""
    if not ids:
        return {}
    if connection.vendor == "postgresql":
        return _copied(table, columns, ids)
    return _cast(table, columns, ids)


def _copied(table: str, columns: Sequence[str], ids: Sequence[int]) -> dict[int, str]:
    key, found = chain.key_column(table), {}
    wanted = ", ".join([key, *map(_quoted, columns)])
    array = "{" + ",".join(map(str, ids)) + "}"
    sql = f"copy (select {wanted} from {_quoted(table)} where {key} = any('{array}'::bigint[])) to stdout"
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in copy:  # one at a time, each with its end of line
            number, _tab, text = bytes(row).decode().removesuffix("\n").partition("\t")
            found[int(number)] = text
    return found


def _cast(table: str, columns: Sequence[str], ids: Sequence[int]) -> dict[int, str]:
    sql = sqlite_lines(table, columns).replace("?", "%s")
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(list(ids))])
        return {number: chain.line(values) for number, *values in cursor.fetchall()}


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)

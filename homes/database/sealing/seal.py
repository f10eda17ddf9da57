"""Seals what was written since the last time. The worker does it every minute (homes.tasks)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.apps import apps
from django.db import connection, models, transaction

from homes.database.sealing import chain, stored
from homes.database.sealing.chain import Key, Link
from homes.models import LedgerEntry, Seal, SealCheck, SealedColumns

ROWS_OF_A_LINK = 2000
AT_ONCE = 100_000  # in one transaction
LOCK = 0x6B77_5EA1  # of PostgreSQL's advisory locks: one process seals at a time


class KeyLost(Exception):
    """The chain was made with a key that is not at hand, so that nothing can follow it."""


def sealed_models() -> list[type[models.Model]]:
    """The ledger, each row with the version it stands for; and every row written once that has no versions."""
    others = (
        model
        for model in apps.get_models()
        if getattr(model, "APPEND_ONLY", False) and not hasattr(model, "history")
    )
    return [
        LedgerEntry,
        *(model for model in others if model not in (LedgerEntry, Seal, SealedColumns, SealCheck)),
    ]


def seal_pending(*, now: dt.datetime) -> int:
    """Seal every row that waits. Number of rows; 0 too where another process is at it. Raises KeyLost."""
    sealed = 0
    for model in sealed_models():
        some = AT_ONCE
        while some == AT_ONCE:
            with transaction.atomic():
                if not _alone():
                    return sealed
                some = Sealing(now=now).seal(model._meta.db_table)
            sealed += some
    return sealed


class Sealing:
    """The end of the chain, held for one transaction."""

    def __init__(self, *, now: dt.datetime) -> None:
        self.now = now
        self.key = stored.key_now()
        last = Seal.objects.order_by("-number").first()
        self.number, self.head = (last.number, last.mac) if last else (0, "")
        if last is not None and last.key != self.key.name:
            self._change_key(last.key)

    def seal(self, table: str) -> int:
        reach, ids = unsealed(table, now=self.now)
        for start in range(0, len(ids), ROWS_OF_A_LINK):
            some = ids[start : start + ROWS_OF_A_LINK]
            reach = max(reach, some[-1])
            self._link(table, some, reach)
        return len(ids)

    def _link(self, table: str, ids: Sequence[int], reach: int) -> None:
        marks = marks_of(table, ids, key=self.key, number=self.number + 1)
        self._write(
            Link(
                number=self.number + 1, table=table, ids=chain.ranges(ids), rows=len(ids), reach=reach,
                marks=marks, key=self.key.name, at=chain.instant(self.now),
            ),
            self.key,
        )  # fmt: skip

    def _change_key(self, before: str) -> None:
        """Under the old key: whoever has only the new one cannot say that it follows."""
        old = stored.keys().get(before)
        if old is None:
            raise KeyLost(f"The seal was made with the key {before}: put it into LEDGER_OLD_KEYS.")
        self._write(
            Link(
                number=self.number + 1, table="", ids="", rows=0, reach=0,
                marks=b"", key=self.key.name, at=chain.instant(self.now),
            ),
            old,
        )  # fmt: skip

    def _write(self, link: Link, key: Key) -> None:
        self.head = link.code(key, self.head)
        self.number = link.number
        values = {**vars(link), "table_name": link.table, "at": self.now, "mac": self.head}
        del values["table"]
        Seal(**values).save(force_insert=True)


def unsealed(table: str, *, now: dt.datetime) -> tuple[int, list[int]]:
    """The highest key sealed so far, and the keys that wait, at most `AT_ONCE`.

    Between sealed ones they are looked for a day back: no transaction is open for longer.
    """
    links = Seal.objects.filter(table_name=table).order_by("-number")
    since, settled = links.filter(at__lt=now - chain.LONGEST).values_list("number", "reach").first() or (0, 0)
    recent = list(links.filter(number__gt=since).values_list("ids", "reach"))
    reach = max([settled, *(reached for _ids, reached in recent)])
    gaps = chain.between((settled, reach), (pair for ids, _reached in recent for pair in chain.pairs(ids)))
    key = chain.key_column(table)
    where = " or ".join([f"{key} > {reach}", *(f"{key} between {first} and {last}" for first, last in gaps)])
    with connection.cursor() as cursor:
        cursor.execute(f"select {key} from {table} where {where} order by {key} limit {AT_ONCE}")
        return reach, [number for (number,) in cursor.fetchall()]


def marks_of(table: str, ids: Sequence[int], *, key: Key, number: int) -> bytes:
    layout = columns_sealed(table, number)
    lines = stored.lines(table, layout, ids)
    if table != chain.LEDGER:
        return b"".join(key.mark(table, lines[one]) for one in ids)
    bodies = dict(_bodies(layout, lines, number))
    return b"".join(key.mark(table, lines[one], bodies[one]) for one in ids)


def _bodies(layout: Sequence[str], lines: dict[int, str], number: int) -> Iterator[tuple[int, str]]:
    model, version = layout.index("model"), layout.index("history_id")
    by_table: dict[str, dict[int, int]] = {}
    for row, text in lines.items():
        values = text.split("\t")
        by_table.setdefault(chain.history_table(values[model]), {})[row] = int(values[version])
    for table, versions in by_table.items():
        found = stored.lines(table, columns_sealed(table, number), sorted(set(versions.values())))
        yield from ((row, found[version]) for row, version in versions.items())


def columns_sealed(table: str, number: int) -> list[str]:
    """The columns of a table as link `number` seals them; noted where they are new."""
    columns = stored.columns_of(table)
    said = ",".join(columns)
    last = SealedColumns.objects.filter(table_name=table).order_by("-since", "-pk").first()
    if last is None or last.columns != said:
        SealedColumns(table_name=table, columns=said, since=number).save(force_insert=True)
    return columns


def _alone() -> bool:
    """On SQLite the transaction itself keeps others out."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])

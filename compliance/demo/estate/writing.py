"""Many records at once, each with the history and ledger rows that `record_change` would have written.

Records are told home by home in any order, filed in the order of time (history pages read the ledger by its key) and
written in batches: COPY on PostgreSQL, executemany on SQLite. The databases' own constraints and triggers judge every
row. Nothing is kept but the batch and one home.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
import uuid
from collections.abc import Callable, Iterable
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from homes.database.sealing.stored import name_to
from homes.models import LedgerEntry

BATCH = 40_000  # rows of all tables together
Row = SimpleNamespace  # a record that is told: its columns, and the records it speaks of


class Sheet:
    """The waiting rows of one table."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = model._meta.concrete_fields
        self.model = model
        # Asked once: every look at `.history` builds a class.
        self.versions: type[models.Model] | None = model.history.model if hasattr(model, "history") else None
        self.columns = [field.column for field in fields]
        self.defaults = {field.attname: _default(field) for field in fields}
        self.relations = {field.name: field.attname for field in fields if field.is_relation}
        self.first = (model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1
        self.ids = itertools.count(self.first)
        self.rows: list[tuple[Any, ...]] = []
        self._values = attrgetter(*(field.attname for field in fields))
        self._adapt = [
            (index, adapt) for index, field in enumerate(fields) if (adapt := _adapter(field)) is not None
        ]
        self._private_to: Any = getattr(model, "private_to_id", None)

    def take(self, row: Row) -> None:
        self.rows.append(self._values(row))

    def private_to(self, row: Row) -> int | None:
        return None if self._private_to is None else self._private_to.fget(row)

    def adapted(self) -> Iterable[list[Any]]:
        for row in self.rows:
            values = list(row)
            for index, adapt in self._adapt:
                values[index] = adapt(values[index])
            yield values


def _default(field: models.Field) -> Any:
    if field.has_default():
        return field.get_default()
    return "" if isinstance(field, models.CharField | models.TextField) and not field.null else None


def _adapter(field: models.Field) -> Callable[[Any], Any] | None:
    """What the driver does not do by itself for a column."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.UUIDField | models.DateField | models.TimeField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


class Book:
    """What is told of the estate. `tell` gives back the row, for other rows to speak of."""

    def __init__(self, *, seed: str) -> None:
        self._random = random.Random(seed)
        self._sheets: dict[type[models.Model], Sheet] = {}
        self._told: list[tuple[dt.datetime, int, Sheet, Row]] = []

    def sheet(self, model: type[models.Model]) -> Sheet:
        if model not in self._sheets:
            self._sheets[model] = Sheet(model)
        return self._sheets[model]

    def tell(
        self, model: type[models.Model], *, at: dt.datetime, by: Row | None = None, **values: Any
    ) -> Row:
        """A record written down at an instant by somebody. A foreign key takes a row told before."""
        sheet = self.sheet(model)
        number = next(sheet.ids)
        row = Row(**{**sheet.defaults, **values, "by": by, "id": number, "pk": number})
        for name, column in sheet.relations.items():
            if name in values:
                setattr(row, column, None if values[name] is None else values[name].id)
        if "public_id" in sheet.defaults:
            row.public_id = uuid.UUID(int=self._random.getrandbits(128), version=4)
        for name in ("created_at", "at"):  # what auto_now_add would fill in
            if name in sheet.defaults:
                setattr(row, name, at)
        self._told.append((at, len(self._told), sheet, row))
        return row

    def file(self) -> None:
        """Put what was told in the order of time, with its history; write once a batch is full."""
        for at, _order, sheet, row in sorted(self._told, key=lambda told: told[:2]):
            sheet.take(row)
            if sheet.versions is not None:
                self._file_version(sheet, self.sheet(sheet.versions), row, at)
        self._told.clear()
        if sum(len(sheet.rows) for sheet in self._sheets.values()) >= BATCH:
            self.write()

    def _file_version(self, sheet: Sheet, versions: Sheet, row: Row, at: dt.datetime) -> None:
        ledger = self.sheet(LedgerEntry)
        row.history_id = next(versions.ids)
        row.history_date, row.history_type, row.history_user_id = at, "+", row.by.id
        row.history_change_reason = None
        versions.take(row)
        home_id, child_id = sheet.model.ledger_place(row)
        entry = Row(
            id=next(ledger.ids),
            at=at,
            home_id=home_id,
            child_id=child_id,
            model=sheet.model._meta.label,
            object_id=row.id,
            history_id=row.history_id,
            change="+",
            user_id=row.by.id,
            user_name=row.by.full_name,
            reason="",
            private_to_id=sheet.private_to(row),
        )
        ledger.take(name_to(entry))

    def write(self) -> None:
        """One statement a table, one transaction: the checks of foreign keys wait for its end."""
        with transaction.atomic():
            for sheet in self._sheets.values():
                if sheet.rows:
                    _insert(sheet)
                    sheet.rows.clear()

    def close(self) -> None:
        """Write the rest, and let the sequences go on behind the highest keys."""
        self.write()
        statements = connection.ops.sequence_reset_sql(no_style(), list(self._sheets))
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def _insert(sheet: Sheet) -> None:
    """Table and columns come from our own models."""
    quote = connection.ops.quote_name
    table = quote(sheet.model._meta.db_table)
    columns = ", ".join(quote(column) for column in sheet.columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"copy {table} ({columns}) from stdin") as copy:
                for row in sheet.adapted():
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(sheet.columns))
        cursor.executemany(f"insert into {table} ({columns}) values ({marks})", list(sheet.adapted()))  # noqa: S608

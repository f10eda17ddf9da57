"""What happened, told in any order and saved in the order of time.

History pages read the ledger by its key, newest first, so a story told home by home must still be written day by day,
each row under the instant it happened and in the name of the person who did it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.apps import apps

from homes.audit import record_change
from homes.dates import LONDON, add_days, london_day
from homes.models import Record, User

# The same demo has the same addresses every time it is told: links in a tour or a screenshot go on working.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.example")
R = TypeVar("R", bound=Record)


class Diary:
    """Entries waiting to be written. Days are counted back from the day of telling."""

    def __init__(self, *, now: dt.datetime) -> None:
        self.now = now
        self.today = london_day(now)
        self._entries: list[tuple[dt.datetime, int, Callable[[], None]]] = []
        self._told: Counter[str] = Counter()

    def day(self, ago: int) -> dt.date:
        return add_days(self.today, -ago)

    def at(self, ago: int, clock: str) -> dt.datetime:
        """A time of a London day, never later than now: nothing in the demo is dated in the future."""
        time = dt.time.fromisoformat(clock)
        return min(dt.datetime.combine(self.day(ago), time, tzinfo=LONDON).astimezone(dt.UTC), self.now)

    def then(self, at: dt.datetime, do: Callable[[], None]) -> None:
        self._entries.append((at, len(self._entries), do))

    def add(self, record: R, *, by: User, at: dt.datetime, reason: str = "") -> R:
        """Something written down for the first time."""
        label = record._meta.label
        self._told[label] += 1
        record.public_id = uuid.uuid5(NAMESPACE, f"{label}/{self._told[label]}")

        def write() -> None:
            record.created_at = at
            save_as_of(record, by=by, at=at, reason=reason)

        self.then(at, write)
        return record

    def change(self, record: Record, *, by: User, at: dt.datetime, reason: str = "", **fields: Any) -> None:
        """A later version of something already told."""

        def write() -> None:
            for name, value in fields.items():
                setattr(record, name, value)
            save_as_of(record, by=by, at=at, reason=reason, update=True)

        self.then(at, write)

    def write(self) -> None:
        """Save everything, oldest first; what was told first wins within the same instant."""
        with written_down_then():
            for _at, _order, do in sorted(self._entries, key=lambda entry: entry[:2]):
                do()
        self._entries.clear()


def save_as_of(record: Record, *, by: User, at: dt.datetime, reason: str = "", update: bool = False) -> None:
    """`record_change` with the history and ledger rows dated the day it happened."""
    record._history_date = at
    try:
        record_change(record, by=by, reason=reason, update=update)
    finally:
        del record._history_date


@contextlib.contextmanager
def written_down_then() -> Iterator[None]:
    """Let `created_at` say when the story was written down, not when the demo was made."""
    fields = [
        model._meta.get_field("created_at")
        for model in apps.get_models()
        if issubclass(model, Record) and not model._meta.proxy
    ]
    for field in fields:
        field.auto_now_add = False
    try:
        yield
    finally:
        for field in fields:
            field.auto_now_add = True

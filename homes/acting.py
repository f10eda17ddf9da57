"""What every action shares: it refuses with a sentence, holds its row, and tells the engine what it changed."""

from __future__ import annotations

from django.db import models

from homes.models import Record
from homes.signals import case_changed


class Unable(Exception):
    """An action refuses, and writes nothing. The message is fit for the person who asked."""


def lock(row: models.Model, *, no_key: bool = False) -> None:
    """Read the row again and hold it to the end of the transaction: the twin of a double click waits, then sees.

    `no_key` leaves others free to write rows that point at this one: a home, that everything points at.
    """
    held = type(row)._default_manager.select_for_update(of=("self",), no_key=no_key)
    row.refresh_from_db(from_queryset=held)


def tell(record: Record) -> None:
    """Tell the engine that the case of this record changed: the one signal, sent inside the transaction."""
    home_id, child_id = record.ledger_place()
    case_changed.send(sender=type(record), home_id=home_id, child_id=child_id)

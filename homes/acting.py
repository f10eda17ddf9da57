"""What every action shares: it refuses with a sentence, holds its row, and writes once."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, models

from homes.audit import record_change
from homes.models import Record, User

R = TypeVar("R", bound=Record)
NOT_SAID = ("id", "public_id", "created_at")  # what no form says, so what two clicks do not share


class Unable(Exception):
    """An action refuses, and writes nothing. The message is fit for the person who asked."""


def lock(row: models.Model, *, no_key: bool = False) -> None:
    """Read the row again and hold it to the end of the transaction: the twin of a double click waits, then sees.

    `no_key` leaves others free to write rows that point at this one: a home, that everything points at.
    """
    held = type(row)._base_manager.select_for_update(of=("self",), no_key=no_key)
    row.refresh_from_db(from_queryset=held)


def keep(record: R, *, by: User) -> R:
    """Write a record. One that says the same to the letter is given back instead: a second click.

    The caller holds a row that both clicks need. Not for a model with JSON: no two databases compare that alike.
    """
    said = [one.attname for one in record._meta.concrete_fields if one.name not in NOT_SAID]
    same = {name: getattr(record, name) for name in said}
    twin = type(record)._base_manager.filter(**same).order_by("pk").first()
    if twin is not None:
        return twin
    record_change(record, by=by)
    return record


def keep_or_refuse(record: Record, *, by: User, refusal: Unable) -> None:
    """Write a record that the database lets in once: the twin of a double click gets the refusal."""
    try:
        record_change(record, by=by)
    except IntegrityError as error:
        raise refusal from error


def same_case(record: Any) -> dict[str, int]:
    """The child and the home of a placement, or of another record, for one that is written about it."""
    return {"child_id": record.child_id, "home_id": record.home_id}


def named(field: str, person: User, words: str = "") -> dict[str, Any]:
    """Who stands behind a record, with the name and title of that moment: `sent_by`, `sent_by_name`, `sent_by_title`.

    `words`: how the two begin where they are not named for the field.
    """
    start = words or field
    return {field: person, f"{start}_name": person.full_name, f"{start}_title": person.job_title}

"""Putting a record right, and withdrawing it. Both need a reason, and neither rubs anything out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction

from children.placements import keeping
from children.putting_right.checks import UnableToPutRight
from children.putting_right.lines import Line
from homes.acting import lock
from homes.audit import record_change
from homes.models import User
from homes.words import gettext as _


def as_written(record: Any) -> int:
    """Which version of a record somebody has before them: the key of its last history row."""
    return record.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0


def changed_since() -> str:
    return _("Somebody has changed this since you opened it. Look at what is written now, and send it again.")


@transaction.atomic
def put_right(
    *,
    line: Line,
    record: Any,
    seen: int,
    reason: str,
    by: User,
    now: dt.datetime,
    today: dt.date,
    values: dict[str, Any],
) -> None:
    """Change what was written wrong. Raises UnableToPutRight when it does not fit, or was changed since `seen`.

    `values`: the record's fields, apart from the rest: a restriction has a `reason` of its own.
    """
    _hold(record, seen)
    if not getattr(record, "stands", True):
        raise UnableToPutRight(_("This was withdrawn already."))
    if not reason:
        raise UnableToPutRight(_("Say why."))
    if all(getattr(record, name) == value for name, value in values.items()):
        raise UnableToPutRight(_("Nothing is different yet. Change what is wrong."))
    before = {name: getattr(record, name) for name in values}
    for name, value in values.items():
        setattr(record, name, value)
    line.check(record, today)
    record.put_right_at = now
    with _fitting():
        record_change(record, by=by, reason=reason, update=True)
        line.then(record, before=before, by=by, reason=reason)


@transaction.atomic
def withdraw(*, line: Line, record: Any, seen: int, reason: str, by: User, today: dt.date) -> None:
    """It stays to be read and counts nowhere. Raises UnableToPutRight when it was changed since `seen`."""
    _hold(record, seen)
    if found := line.hangs(record):
        first = ", ".join(one.what for one in found)
        raise UnableToPutRight(_("This has to be withdrawn or put right first: %(what)s.") % {"what": first})
    with _fitting():
        keeping.withdraw(entry=record, withdrawn_on=today, reason=reason, by=by)
        line.withdrawn(record, by=by, today=today)


@contextmanager
def _fitting() -> Iterator[None]:
    """What the database itself refuses is said."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise UnableToPutRight(_("This does not fit with what else is written. Look at the days.")) from error


def _hold(record: Any, seen: int) -> None:
    lock(record)
    if as_written(record) != seen:
        raise UnableToPutRight(changed_since())

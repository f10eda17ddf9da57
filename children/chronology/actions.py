"""Adding to the chronology by hand, and voiding what was wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.chronology.models import ChronologyEntry, ChronologyVoid
from children.placements.keeping import UnableToKeep, refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import keep, lock, named, same_case
from homes.audit import record_change
from homes.models import User
from homes.words import gettext as _


@transaction.atomic
def add_chronology_entry(
    *, placement: Placement, happened_on: dt.date, by: User, **said: Any
) -> ChronologyEntry:
    """A day of a child's life, by hand. It may lie long before the child moved in, and not after the child left."""
    lock(placement)
    refuse_after_moving_on(placement, happened_on)
    said["happened_on"] = happened_on
    return keep(ChronologyEntry(**same_case(placement), **named("written_by", by), **said), by=by)


@transaction.atomic
def void_chronology_entry(*, entry: ChronologyEntry, reason: str, on: dt.date, by: User) -> ChronologyVoid:
    """An entry does not stand any more. It is kept. Raises UnableToKeep when it was voided before."""
    lock(entry)
    if ChronologyVoid.objects.filter(entry=entry).exists():
        raise UnableToKeep(_("This entry is voided already."))
    void = ChronologyVoid(
        entry=entry,
        **same_case(entry),
        voided_on=on,
        reason=reason,
        voided_by=by,
        voided_by_name=by.full_name,
    )
    record_change(void, by=by)
    return void

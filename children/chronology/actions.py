"""Adding to the chronology by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.chronology.models import ChronologyEntry
from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import keep, lock, named, same_case
from homes.models import User


@transaction.atomic
def add_chronology_entry(
    *, placement: Placement, happened_on: dt.date, by: User, **said: Any
) -> ChronologyEntry:
    """A day of a child's life, by hand. It may lie long before the child moved in, and not after the child left."""
    lock(placement)
    refuse_after_moving_on(placement, happened_on)
    said["happened_on"] = happened_on
    return keep(ChronologyEntry(**same_case(placement), **named("written_by", by), **said), by=by)

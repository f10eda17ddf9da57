"""Writing a note for the next shift, and reading the handover."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from children.handover.models import HandoverNote, HandoverSeen
from children.placements.models import Child
from homes.acting import lock, named
from homes.audit import record_change
from homes.models import Home, User

SAME_NOTE = dt.timedelta(minutes=10)  # the same words again within this are a second click


@transaction.atomic
def add_handover_note(
    *, home: Home, text: str, by: User, now: dt.datetime, child: Child | None = None
) -> HandoverNote:
    """Something the next shift should know. The same words again within minutes are a second click."""
    lock(home, no_key=True)
    note = HandoverNote(home=home, child=child, text=text, **named("written_by", by))
    said = HandoverNote.objects.filter(
        home=home, child=child, text=text, written_by=by, created_at__gt=now - SAME_NOTE
    )
    twin = said.order_by("pk").first()
    if twin is not None:
        return twin
    record_change(note, by=by)
    return note


@transaction.atomic
def read_handover(*, home: Home, day: dt.date, by: User, now: dt.datetime) -> HandoverSeen:
    """Somebody has read the handover of a day. Once a day each."""
    lock(home, no_key=True)
    seen = HandoverSeen.objects.filter(home=home, handover_on=day, seen_by=by).first()
    if seen is None:
        seen = HandoverSeen(home=home, handover_on=day, seen_by=by, seen_by_name=by.full_name, seen_at=now)
        seen.save(force_insert=True)
    return seen

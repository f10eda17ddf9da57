"""What was explained, what was taken away and what became of it, and when the room was looked at."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import Max, Q

from children.models import Explained, ItemStep, RemovedItem, RemovedItemNote, RoomCheck, Understood
from compliance.rules.facts.base import Facts


class Told(NamedTuple):
    """Something explained to a child in a placement, and the day it is due again."""

    kind: str
    given_on: dt.date
    refresh_on: dt.date | None
    copy: bool = True  # the child has one
    understood: str = Understood.YES


class Taken(NamedTuple):
    """Something taken away, and what had become of it by the day."""

    public_id: uuid.UUID
    what: str
    removed_on: dt.date
    return_on: dt.date | None  # as planned last
    back: bool  # given back or replaced


class AboutMeFacts(Facts):
    @cached_property
    def explained(self) -> dict[int, list[Told]]:
        """Placement -> what had been explained by the day and was not withdrawn by then, oldest first. One query."""
        rows = Explained.objects.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=self.as_of),
            placement__in=self._lived_in(),
            given_on__lte=self.as_of,
        )
        found: dict[int, list[Told]] = defaultdict(list)
        values = rows.order_by("given_on", "pk").values_list(
            "placement_id", "kind", "given_on", "refresh_on", "with_copy", "understood"
        )
        for placement_id, kind, given_on, refresh_on, copy, understood in values:
            found[placement_id].append(Told(kind, given_on, refresh_on, copy, understood))
        return found

    @cached_property
    def _item_notes(self) -> dict[int, list[tuple[str, dt.date | None]]]:
        """Item -> notes of days up to the day, oldest first. One query."""
        rows = RemovedItemNote.objects.filter(
            item__placement__in=self._lived_in(), happened_on__lte=self.as_of
        )
        found: dict[int, list[tuple[str, dt.date | None]]] = defaultdict(list)
        values = rows.order_by("happened_on", "pk").values_list("item_id", "kind", "return_on")
        for item_id, kind, return_on in values:
            found[item_id].append((kind, return_on))
        return found

    @cached_property
    def taken(self) -> dict[int, list[Taken]]:
        """Placement -> everything taken away by the day, oldest first. One query, and one for the notes."""
        rows = RemovedItem.objects.filter(
            placement__in=self._lived_in(), removed_on__lte=self.as_of
        ).order_by("removed_on", "pk")
        found: dict[int, list[Taken]] = defaultdict(list)
        for row in rows:
            notes = self._item_notes.get(row.pk, [])
            planned = [row.return_on, *(again for kind, again in notes if kind == ItemStep.KEPT)]
            back = any(kind != ItemStep.KEPT for kind, _again in notes)
            found[row.placement_id].append(Taken(row.public_id, row.what, row.removed_on, planned[-1], back))
        return found

    @cached_property
    def room_checks(self) -> dict[int, dt.date]:
        """Placement -> the last day by the day that the room was looked at. One query."""
        rows = RoomCheck.objects.filter(placement__in=self._lived_in(), checked_on__lte=self.as_of)
        return dict(rows.order_by().values_list("placement_id").annotate(Max("checked_on")))

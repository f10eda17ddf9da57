"""What was explained, and what was taken away and what became of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from children.models import Explained, ItemStep, RemovedItem, Understood
from compliance.rules.facts.base import Facts
from homes.models.put_right import Standing


class Told(NamedTuple):
    """Something explained to a child in a placement, and the day it is due again."""

    kind: str
    given_on: dt.date
    refresh_on: dt.date | None
    with_copy: bool = True
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
    def explained(self) -> dict[tuple[int, str], list[Told]]:
        """Placement and kind -> what had been explained by the day and was not withdrawn by then, oldest first."""
        rows = Explained.objects.filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=self.as_of),
            placement__in=self._lived_in(),
            given_on__lte=self.as_of,
        )
        found: dict[tuple[int, str], list[Told]] = defaultdict(list)
        values = rows.order_by("given_on", "pk").values_list(
            "placement_id", "kind", "given_on", "refresh_on", "with_copy", "understood"
        )
        for placement_id, kind, given_on, refresh_on, copy, understood in values:
            found[placement_id, kind].append(Told(kind, given_on, refresh_on, copy, understood))
        return found

    @cached_property
    def taken(self) -> dict[int, list[Taken]]:
        """Placement -> everything taken away by the day, oldest first. One query, a row for each note by the day."""
        noted = Q(notes__standing=Standing.STANDS, notes__happened_on__lte=self.as_of)
        rows = RemovedItem.objects.filter(placement__in=self._lived_in(), removed_on__lte=self.as_of)
        rows = rows.annotate(note=FilteredRelation("notes", condition=noted)).order_by(
            "removed_on", "pk", "note__happened_on", "note__pk"
        )
        item = ("placement_id", "public_id", "what", "removed_on", "return_on")
        found: dict[int, list[Taken]] = defaultdict(list)
        for (placement_id, public_id, what, removed_on, return_on), noted_rows in groupby(
            rows.values_list(*item, "note__kind", "note__return_on"), key=lambda row: row[: len(item)]
        ):
            notes = [(kind, again) for *_item, kind, again in noted_rows if kind is not None]
            planned = [return_on, *(again for kind, again in notes if kind == ItemStep.KEPT)]
            back = any(kind != ItemStep.KEPT for kind, _again in notes)
            found[placement_id].append(Taken(public_id, what, removed_on, planned[-1], back))
        return found

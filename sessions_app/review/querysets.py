"""Which records wait for whom. One order for every page: worries first, then what was signed first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Q

from children.placements.querysets import OfChildQuerySet

OPEN = (
    "owed",
    "answered",
)  # what a manager is to read; a question that waits is for whoever wrote the record


def took_part(person: Any) -> Q:
    """Whoever wrote a record, began it, or was the only adult there does not read it for the home."""
    return Q(author=person) | Q(begun_by=person) | Q(only_adult=person)


class ReviewQuerySet(OfChildQuerySet):
    def to_read(self) -> ReviewQuerySet:
        return self.filter(state__in=OPEN)

    def for_reader(self, person: Any, today: dt.date) -> ReviewQuerySet:
        """What a manager of the home is to read: not their own, and not what they keep for a later day.

        `person`: an account, or the column of one in a larger query.
        """
        theirs = self.to_read().filter(
            ~Q(author=person),
            Q(begun_by__isnull=True) | ~Q(begun_by=person),
            Q(only_adult__isnull=True) | ~Q(only_adult=person),
        )
        return theirs.exclude(kept_by=person, kept_until_on__gt=today)

    def nobody_else(self, managers: Collection[int]) -> ReviewQuerySet:
        """What none of a home's managers may read, for they took part: the responsible individual's."""
        left = self
        for one in managers:
            left = left.filter(took_part(one))
        return left

    def in_turn(self) -> ReviewQuerySet:
        return self.order_by("-worry", "signed_on", "pk")

    def for_list(self) -> ReviewQuerySet:
        return self.select_related("child", "home", "author", "session", "placement")

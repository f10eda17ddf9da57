"""What the facts of every topic start from: the day, the home, and whose stays are judged.

A topic keeps its facts in a file of its own, `facts_<topic>.py`, as a class over Facts that Scope inherits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from children.models import Placement


def happened(end: dt.date | None, *, as_of: dt.date) -> dt.date | None:
    """The end of a range as it was known on a day: an end that lies later has not happened yet."""
    return end if end is not None and end <= as_of else None


@dataclass(frozen=True)
class Facts:
    """A day, and some homes or all of them: what every topic's facts start from."""

    as_of: dt.date
    home_ids: Collection[int] | None = None

    def _current(self) -> QuerySet[Placement]:
        return self._here(Placement.objects.current_on(self.as_of))

    def _children(self) -> QuerySet:
        return self._current().values("child_id")

    def _not_begun(self) -> QuerySet[Placement]:
        later = Q(moved_in_on__isnull=True) | Q(moved_in_on__gt=self.as_of)
        return self._here(Placement.objects.filter(later))

    def _judged(self) -> QuerySet:
        return (self._current() | self._not_begun()).values("pk")

    def _here(self, rows: QuerySet) -> QuerySet:
        return rows if self.home_ids is None else rows.filter(home_id__in=self.home_ids)

"""What the facts of every topic start from: the day, the home, and whose placements are judged.

A topic keeps its facts in a file of its own, `facts_<topic>.py`, as a class over Facts that Scope inherits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet, Subquery

from children.models import Placement, PreAdmissionVisit


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

    def _not_begun(self) -> QuerySet[Placement]:
        later = Q(moved_in_on__isnull=True) | Q(moved_in_on__gt=self.as_of)
        return self._here(Placement.objects.filter(later))

    @cached_property
    def _rows(self) -> list[Placement]:
        """Placements of the day and those still to come, with the first visit that had been by the day. One query."""
        visits = PreAdmissionVisit.objects.filter(placement=OuterRef("pk"), visited_on__lte=self.as_of)
        first = visits.order_by("visited_on").values("visited_on")[:1]
        placements = (self._current() | self._not_begun()).annotate(first_visit_on=Subquery(first))
        return list(placements.select_related("child", "home").order_by("pk"))

    # Of some homes the few keys that were read already; of all homes the question itself, asked in the database.

    def _children(self) -> QuerySet | list[int]:
        if self.home_ids is None:
            return self._current().values("child_id")
        return [placement.child_id for placement in self._rows if placement.covers(self.as_of)]

    def _lived_in(self) -> QuerySet | list[int]:
        if self.home_ids is None:
            return self._current().values("pk")
        return [placement.pk for placement in self._rows if placement.covers(self.as_of)]

    def _judged(self) -> QuerySet | list[int]:
        if self.home_ids is None:
            return (self._current() | self._not_begun()).values("pk")
        return [placement.pk for placement in self._rows]

    def _here(self, rows: QuerySet) -> QuerySet:
        return rows if self.home_ids is None else rows.filter(home_id__in=self.home_ids)

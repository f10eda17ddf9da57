"""What the social worker was told and when they came, and when the chronology last grew: two queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from children.chronology.sources import that_stand
from children.models import Person, PersonRole, SwVisitChase
from children.social_worker.querysets import heard, latest, visited
from compliance.rules.facts.base import Facts


class Heard(NamedTuple):
    """The last days that count for one placement, by the day."""

    written_on: dt.date | None  # the week's news, as filed
    told_on: dt.date | None  # a call or letter with news that got through
    visited_on: dt.date | None
    has_social_worker: bool
    last_event_on: dt.date | None  # of any kind that belongs in the chronology

    @property
    def heard_on(self) -> dt.date | None:
        """When the social worker last heard from us."""
        return max((day for day in (self.written_on, self.told_on) if day), default=None)


class SocialWorkerFacts(Facts):
    @cached_property
    def social_worker(self) -> dict[int, Heard]:
        """Placement -> what the social worker heard and saw, and the latest event of any kind. One query."""
        events = {
            f"event_{source.key}": latest(
                rows.filter(child=OuterRef("child"), **{f"{source.dated}__lte": self.as_of}), source.dated
            )
            for source, rows in that_stand()
        }
        here = Person.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=self.as_of),
            child=OuterRef("child"),
            role=PersonRole.SOCIAL_WORKER,
            started_on__lte=self.as_of,
        )
        rows = self._current().annotate(
            **heard(self.as_of), visited_on=visited(self.as_of), has_social_worker=Exists(here), **events
        )
        names = ("written_on", "told_on", "visited_on", "has_social_worker")
        found = {}
        for row in rows.values("pk", *names, *events):
            last = max((row[name] for name in events if row[name]), default=None)
            written, told, came, has = (row[name] for name in names)
            found[row["pk"]] = Heard(written, told, came, has, last)
        return found

    @cached_property
    def visit_chases(self) -> dict[int, list[dt.date]]:
        """Placement -> the days on which we asked for a visit, oldest first."""
        rows = SwVisitChase.objects.filter(placement__in=self._lived_in(), asked_on__lte=self.as_of)
        found: dict[int, list[dt.date]] = defaultdict(list)
        for placement_id, day in rows.order_by("asked_on", "pk").values_list("placement_id", "asked_on"):
            found[placement_id].append(day)
        return found

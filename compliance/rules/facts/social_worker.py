"""What the social worker was told and when they came, and when somebody last wrote in the chronology."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from children.chronology.sources import written_by_hand
from children.models import Person, PersonRole, SwVisitChase
from children.social_worker.querysets import heard, latest, visited
from compliance.rules.facts.base import Facts


class Heard(NamedTuple):
    """The last days that count for one placement, by the day."""

    written_on: dt.date | None  # the week's news, as filed
    told_on: dt.date | None  # a call or letter with news that got through
    visited_on: dt.date | None
    has_social_worker: bool
    wrote_on: dt.date | None  # the latest day somebody wrote of in the chronology

    @property
    def heard_on(self) -> dt.date | None:
        """When the social worker last heard from us."""
        return max((day for day in (self.written_on, self.told_on) if day), default=None)


class SocialWorkerFacts(Facts):
    @cached_property
    def social_worker(self) -> dict[int, Heard]:
        """Placement -> what the social worker heard and saw, and when somebody last wrote. One query."""
        here = Person.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=self.as_of),
            child=OuterRef("child"),
            role=PersonRole.SOCIAL_WORKER,
            started_on__lte=self.as_of,
        )
        wrote = written_by_hand().filter(child=OuterRef("child"), happened_on__lte=self.as_of)
        rows = self._current().annotate(
            **heard(self.as_of),
            visited_on=visited(self.as_of),
            has_social_worker=Exists(here),
            wrote_on=latest(wrote, "happened_on"),
        )
        names = ("pk", "written_on", "told_on", "visited_on", "has_social_worker", "wrote_on")
        return {placement_id: Heard(*row) for placement_id, *row in rows.values_list(*names)}

    @cached_property
    def visit_chases(self) -> dict[int, list[dt.date]]:
        """Placement -> the days on which we asked for a visit, oldest first."""
        rows = SwVisitChase.objects.filter(placement__in=self._lived_in(), asked_on__lte=self.as_of)
        found: dict[int, list[dt.date]] = defaultdict(list)
        for placement_id, day in rows.order_by("asked_on", "pk").values_list("placement_id", "asked_on"):
            found[placement_id].append(day)
        return found

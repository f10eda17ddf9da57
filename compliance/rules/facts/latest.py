"""When each thing that comes round in a placement was done last."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from children.chronology.sources import written_by_hand
from children.models import Person, PersonRole, RoomCheck
from children.social_worker.querysets import heard, latest, visited
from compliance.rules.facts.base import Facts
from sessions_app.models import KeyWorkSession


class Latest(NamedTuple):
    """The last days that count for one placement, by the day."""

    session_on: dt.date | None  # a session that counts, held in this placement
    room_checked_on: dt.date | None
    written_on: dt.date | None  # the week's news to the social worker, as filed
    told_on: dt.date | None  # a call or letter with news that got through
    visited_on: dt.date | None  # by the social worker
    has_social_worker: bool
    wrote_on: dt.date | None  # the latest day somebody wrote of in the chronology

    @property
    def heard_on(self) -> dt.date | None:
        """When the social worker last heard from us."""
        return max((day for day in (self.written_on, self.told_on) if day), default=None)


class LatestFacts(Facts):
    @cached_property
    def latest(self) -> dict[int, Latest]:
        """Placement -> when each thing was done last. One query."""
        of_placement, of_child = {"placement": OuterRef("pk")}, {"child": OuterRef("child")}
        sessions = KeyWorkSession.objects.counting_on(self.as_of)
        checks = RoomCheck.objects.filter(**of_placement, checked_on__lte=self.as_of)
        social_workers = Person.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=self.as_of),
            **of_child,
            role=PersonRole.SOCIAL_WORKER,
            started_on__lte=self.as_of,
        )
        written = written_by_hand().filter(**of_child, happened_on__lte=self.as_of)
        rows = self._current().annotate(
            **heard(self.as_of),
            session_on=latest(
                sessions.filter(**of_placement, held_on__gte=OuterRef("moved_in_on")), "held_on"
            ),
            room_checked_on=latest(checks, "checked_on"),
            visited_on=visited(self.as_of),
            has_social_worker=Exists(social_workers),
            wrote_on=latest(written, "happened_on"),
        )
        return {
            placement_id: Latest(*days) for placement_id, *days in rows.values_list("pk", *Latest._fields)
        }

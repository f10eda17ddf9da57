"""Worries adults signed about the children of the day: who was told, and when a manager answered. One query."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery

from compliance.rules.facts.base import Facts
from homes.dates import add_days, london_day
from sessions_app.models import KeyWorkSession, WorryAnswer

LONG_ANSWERED_DAYS = 7  # by then a sweep has closed its flag as done


class Worry(NamedTuple):
    """One signed worry. `answered_on`: the day a manager answered, if that was by the day."""

    session_id: uuid.UUID
    signed_at: dt.datetime
    by: str
    writer: uuid.UUID  # whose name that is
    manager_told: bool
    nobody_reached: bool
    answered_on: dt.date | None


class WorryFacts(Facts):
    @cached_property
    def worries(self) -> dict[int, list[Worry]]:
        """Placement -> its worries signed by the day, oldest first; one answered long ago asks for nothing."""
        answered = WorryAnswer.objects.answered().filter(session=OuterRef("pk")).values("answered_at")[:1]
        rows = KeyWorkSession.objects.filter(child__in=self._children()).signed().filter(worry=True)
        long_ago = dt.datetime.combine(add_days(self.as_of, -LONG_ANSWERED_DAYS), dt.time(), tzinfo=dt.UTC)
        still = Q(answered_at__isnull=True) | Q(answered_at__gte=long_ago)
        values = rows.annotate(answered_at=Subquery(answered)).filter(still).order_by("signed_at", "pk")
        found: dict[int, list[Worry]] = defaultdict(list)
        for placement_id, public_id, at, by, writer, told_to, tried, done_at in values.values_list(
            "placement_id", "public_id", "signed_at", "author__full_name", "author__public_id", "worry_told_to_id",
            "worry_tried", "answered_at",
        ):  # fmt: skip
            if london_day(at) > self.as_of:
                continue
            done_on = london_day(done_at) if done_at and london_day(done_at) <= self.as_of else None
            found[placement_id].append(
                Worry(public_id, at, by, writer, told_to is not None, bool(tried), done_on)
            )
        return found

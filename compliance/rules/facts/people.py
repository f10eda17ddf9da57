"""What the rules about restrictions, calls and visits are judged on: two SELECTs for any number of children."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from children.models import ContactEntry, Restriction, RestrictionReview
from compliance.rules.facts.base import Facts
from homes.dates import london_day


class InForce(NamedTuple):
    """One restriction that is in force, with its latest review."""

    public_id: uuid.UUID
    kind: str
    started_on: dt.date
    review_due_on: dt.date | None
    order_ends_on: dt.date | None
    reviewed_on: dt.date | None
    next_review_on: dt.date | None
    basis: str = ""
    consent_on: dt.date | None = None


class Outside(NamedTuple):
    """One call or visit that went against a restriction."""

    public_id: uuid.UUID
    happened_on: dt.date
    seen: bool


class PeopleFacts(Facts):
    @cached_property
    def restrictions(self) -> dict[int, list[InForce]]:
        """Child -> restrictions in force on the day, oldest first, each with the day its latest review named."""
        reviews = RestrictionReview.objects.filter(restriction=OuterRef("pk"), reviewed_on__lte=self.as_of)
        latest = reviews.order_by("-reviewed_on", "-pk")
        rows = Restriction.objects.filter(child__in=self._children()).in_force_on(self.as_of)
        found: dict[int, list[InForce]] = defaultdict(list)
        for child_id, *fields in (
            rows.annotate(
                last_on=Subquery(latest.values("reviewed_on")[:1]),
                next_on=Subquery(latest.values("next_review_on")[:1]),
            )
            .order_by("started_on", "pk")
            .values_list(
                "child_id",
                "public_id",
                "kind",
                "started_on",
                "review_due_on",
                "order_ends_on",
                "last_on",
                "next_on",
                "basis",
                "consent_on",
            )
        ):
            found[child_id].append(InForce(*fields))
        return found

    @cached_property
    def outside_restriction(self) -> dict[int, list[Outside]]:
        """Child -> calls and visits against a restriction that had happened by the day, oldest first."""
        rows = ContactEntry.objects.filter(child__in=self._children(), happened_on__lte=self.as_of)
        found: dict[int, list[Outside]] = defaultdict(list)
        for child_id, public_id, happened_on, seen_at in (
            rows.exclude(outside_restriction_reason="")
            .order_by("happened_on", "pk")
            .values_list("child_id", "public_id", "happened_on", "seen_by_manager_at")
        ):
            seen = seen_at is not None and london_day(seen_at) <= self.as_of
            found[child_id].append(Outside(public_id, happened_on, seen))
        return found

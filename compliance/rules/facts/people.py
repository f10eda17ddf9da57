"""What the rules about restrictions, calls and visits are judged on: one query for each kind of fact."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from children.models import ContactEntry, Restriction, RestrictionReview
from compliance.rules.facts.base import Facts
from homes.dates import add_days, midnight


class InForce(NamedTuple):
    """One restriction that is in force, with its latest review."""

    public_id: uuid.UUID
    kind: str
    started_on: dt.date
    review_due_on: dt.date | None
    order_ends_on: dt.date | None
    basis: str
    consent_on: dt.date | None
    reviewed_on: dt.date | None = None
    next_review_on: dt.date | None = None


class Outside(NamedTuple):
    """One call or visit that went against a restriction."""

    public_id: uuid.UUID
    happened_on: dt.date
    seen: bool


class Review(NamedTuple):
    """One review of a restriction."""

    restriction_id: int
    child_id: int
    reviewed_on: dt.date
    next_review_on: dt.date | None
    what_changes: str


class PeopleFacts(Facts):
    @cached_property
    def _restricted(self) -> list[tuple[int, dt.date | None, int, InForce]]:
        """Child, last day and key of each restriction that had begun by the day, oldest first."""
        rows = Restriction.objects.filter(child__in=self._children(), started_on__lte=self.as_of)
        own_fields = InForce._fields[:-2]  # without those of its review
        values = rows.order_by("started_on", "pk").values_list("child_id", "ended_on", "pk", *own_fields)
        return [(child_id, end, pk, InForce(*own)) for child_id, end, pk, *own in values]

    @cached_property
    def _reviews(self) -> list[Review]:
        """Reviews of restrictions by the day, oldest first."""
        rows = RestrictionReview.objects.filter(child__in=self._children(), reviewed_on__lte=self.as_of)
        return [Review(*row) for row in rows.order_by("reviewed_on", "pk").values_list(*Review._fields)]

    @cached_property
    def restrictions(self) -> dict[int, list[InForce]]:
        """Child -> restrictions in force on the day, oldest first, each with the day its latest review named."""
        latest = {review.restriction_id: review for review in self._reviews}
        found: dict[int, list[InForce]] = defaultdict(list)
        for child_id, end, pk, restriction in self._restricted:
            if end is None or end > self.as_of:
                review = latest.get(pk)
                if review is not None:
                    restriction = restriction._replace(
                        reviewed_on=review.reviewed_on, next_review_on=review.next_review_on
                    )
                found[child_id].append(restriction)
        return found

    @cached_property
    def restricted_on(self) -> list[tuple[int, dt.date]]:
        """Child and day, of each restriction that began by the day and of each review that changed one."""
        begun = [(child_id, restriction.started_on) for child_id, _end, _pk, restriction in self._restricted]
        return begun + [
            (review.child_id, review.reviewed_on) for review in self._reviews if review.what_changes
        ]

    @cached_property
    def outside_restriction(self) -> dict[int, list[Outside]]:
        """Child -> calls and visits against a restriction that had happened by the day, oldest first."""
        rows = ContactEntry.objects.filter(child__in=self._children(), happened_on__lte=self.as_of)
        rows = rows.exclude(outside_restriction_reason="").annotate(
            seen=Q(seen_by_manager_at__isnull=False, seen_by_manager_at__lt=midnight(add_days(self.as_of, 1)))
        )
        found: dict[int, list[Outside]] = defaultdict(list)
        for child_id, *entry in rows.order_by("happened_on", "pk").values_list("child_id", *Outside._fields):
            found[child_id].append(Outside(*entry))
        return found

"""Health and education, and in whose care a child is: one query for each kind of fact."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from children.legal_status.looked_after import same_side
from children.models import CareEvent, LegalStatus
from compliance.rules.facts.base import Facts


class Done(NamedTuple):
    """The latest thing of one kind that was done for a child."""

    happened_on: dt.date
    next_due_on: dt.date | None


class StatusOfDay(NamedTuple):
    code: str
    since: dt.date  # in care without a break, or out of it: one status may have followed another


class CareFacts(Facts):
    @cached_property
    def done(self) -> dict[tuple[int, str], Done]:
        """Child and kind -> the latest that had happened by the day and was not withdrawn by then."""
        rows = CareEvent.objects.filter(child__in=self._children()).latest_of_each_kind(self.as_of)
        values = rows.values_list("child_id", "kind", "happened_on", "next_due_on")
        return {(child_id, kind): Done(day, following) for child_id, kind, day, following in values}

    @cached_property
    def statuses(self) -> dict[int, StatusOfDay]:
        """Child -> the legal status that had begun last, unless it had ended by the day."""
        rows = LegalStatus.objects.filter(child__in=self._children(), started_on__lte=self.as_of)
        found: dict[int, StatusOfDay] = {}
        ends: dict[int, dt.date | None] = {}
        for child_id, code, started_on, ended_on in (
            rows.stood_on(self.as_of)
            .order_by("started_on", "pk")
            .values_list("child_id", "code", "started_on", "ended_on")
        ):
            before = found.get(child_id)
            goes_on = before is not None and ends[child_id] == started_on and same_side(before.code, code)
            found[child_id] = StatusOfDay(code, before.since if before and goes_on else started_on)
            ends[child_id] = ended_on
        over = {child_id for child_id, end in ends.items() if end is not None and end <= self.as_of}
        return {child_id: status for child_id, status in found.items() if child_id not in over}

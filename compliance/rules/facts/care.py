"""Health, education and safety, and in whose care a child is: one query for each kind of fact."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple, cast

from children.legal_status.looked_after import same_side
from children.models import (
    AbsenceKind,
    CareEvent,
    ChildAbsence,
    LegalStatus,
    Restriction,
    RestrictionReview,
)
from compliance.rules.facts.base import Facts
from homes.dates import london_day
from sessions_app.models import KeyWorkSession


class Done(NamedTuple):
    """The latest thing of one kind that was done for a child."""

    happened_on: dt.date
    next_due_on: dt.date | None


class StatusOfDay(NamedTuple):
    code: str
    since: dt.date  # in care without a break, or out of it: one status may have followed another


class Cause(NamedTuple):
    """Something that asks to look at risk and safety again: when it happened, and from when it was known."""

    happened_on: dt.date
    known_on: dt.date
    what: str  # returned, restricted, worry


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

    @cached_property
    def risk_causes(self) -> dict[int, list[Cause]]:
        """Child -> what asks to look at risk again, by the day, oldest first. Four queries, one a kind."""
        children, found = self._children(), defaultdict(list)
        back = ChildAbsence.objects.filter(
            child__in=children, kind=AbsenceKind.MISSING, returned_on__lte=self.as_of
        )
        for child_id, back_on in back.values_list("child_id", "returned_on"):
            day = cast(dt.date, back_on)
            found[child_id].append(Cause(day, day, "returned"))
        begun = Restriction.objects.filter(child__in=children, started_on__lte=self.as_of)
        for child_id, day in begun.values_list("child_id", "started_on"):
            found[child_id].append(Cause(day, day, "restricted"))
        changed = RestrictionReview.objects.filter(child__in=children, reviewed_on__lte=self.as_of)
        for child_id, day in changed.exclude(what_changes="").values_list("child_id", "reviewed_on"):
            found[child_id].append(Cause(day, day, "restricted"))
        worries = KeyWorkSession.objects.filter(child__in=children).signed().filter(worry=True)
        for child_id, day, signed_at in worries.values_list("child_id", "held_on", "signed_at"):
            signed_on = london_day(signed_at)
            if signed_on <= self.as_of:
                found[child_id].append(Cause(day, signed_on, "worry"))
        return {child_id: sorted(causes) for child_id, causes in found.items()}

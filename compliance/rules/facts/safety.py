"""What keeps a child safe: time away, when risk was looked at last, and what asks to look at it again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from children.models import AbsenceKind, CareKind, ChildAbsence, FileType
from compliance.rules.facts.base import happened
from compliance.rules.facts.care import CareFacts, Done
from compliance.rules.facts.file import FileFacts
from compliance.rules.facts.people import PeopleFacts
from compliance.rules.rows import Away
from homes.dates import london_day
from sessions_app.models import KeyWorkSession


class Cause(NamedTuple):
    """Something that asks to look at risk and safety again: when it happened, and from when it was known."""

    happened_on: dt.date
    known_on: dt.date
    what: str  # returned, restricted, worry


class SafetyFacts(CareFacts, FileFacts, PeopleFacts):
    @cached_property
    def absences(self) -> dict[int, list[Away]]:
        """Child -> time away that had begun by the day, oldest first."""
        rows = ChildAbsence.objects.filter(child__in=self._children(), started_on__lte=self.as_of)
        found: dict[int, list[Away]] = defaultdict(list)
        for child_id, kind, start, end in rows.oldest_first().values_list(
            "child_id", "kind", "started_on", "returned_on"
        ):
            found[child_id].append(Away(start, happened(end, as_of=self.as_of), kind))
        return found

    @cached_property
    def risk_looked_at(self) -> dict[int, Done]:
        """Child with a RISK document -> the later of its latest version and the latest review, with its next day."""
        found = {}
        for (child_id, document), versions in self.plans.items():
            if document == FileType.RISK:
                version, review = versions[-1], self.done.get((child_id, CareKind.RISK_REVIEW))
                own = version.review_due_on
                found[child_id] = Done(
                    version.dated_on, own if own is not None and own > version.dated_on else None
                )
                if review is not None and review.happened_on >= version.dated_on:
                    found[child_id] = review
        return found

    @cached_property
    def _worries(self) -> list[tuple[int, dt.date, dt.datetime]]:
        """Signed sessions with a worry, later than risk was looked at last of whichever child that is longest ago."""
        days = [last.happened_on for last in self.risk_looked_at.values()]
        rows = KeyWorkSession.objects.filter(child__in=self._children()).signed().filter(worry=True)
        return list(
            rows.filter(held_on__gt=min(days)).values_list("child_id", "held_on", "signed_at") if days else ()
        )

    @cached_property
    def risk_causes(self) -> dict[int, list[Cause]]:
        """Child -> what asks to look at risk again, by the day, oldest first."""
        found = defaultdict(list)
        for child_id, absences in self.absences.items():
            for away in absences:
                if away.kind == AbsenceKind.MISSING and away.returned_on is not None:
                    found[child_id].append(Cause(away.returned_on, away.returned_on, "returned"))
        for child_id, day in self.restricted_on:
            found[child_id].append(Cause(day, day, "restricted"))
        for child_id, day, signed_at in self._worries:
            signed_on = london_day(signed_at)
            if signed_on <= self.as_of:
                found[child_id].append(Cause(day, signed_on, "worry"))
        return {child_id: sorted(causes) for child_id, causes in found.items()}

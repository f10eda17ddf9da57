"""The facts the rules are judged on: one SELECT per kind of fact, for any number of children.

Everything is read as of one day: what happened by then, whenever it was written down; what is dated later does not
exist yet, and what ends later has not ended. Dates are compared in SQL, never calculated there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import Min, Q

from children.legal_status.looked_after import LookedAfter, looked_after_in
from children.models import AssignmentRole, KeyWorkerAssignment, Placement
from compliance.rules.base import Evaluation, say
from compliance.rules.facts.about_me import AboutMeFacts
from compliance.rules.facts.base import happened
from compliance.rules.facts.first_days import FirstDaysFacts
from compliance.rules.facts.latest import LatestFacts
from compliance.rules.facts.safety import SafetyFacts
from compliance.rules.facts.time_together import TimeTogetherFacts
from compliance.rules.facts.worries import WorryFacts
from compliance.rules.rows import (
    Adult,
    AwayAdult,
    Before,
    CurrentPlacement,
    EarlierPlacement,
    Expected,
    Held,
    Holding,
    Job,
    Ready,
)
from homes.models import Home, HomeStandard, PracticeChange, Readiness, StaffAbsence, StaffRole
from homes.permissions import changes_of
from homes.practice import Practice, practice_of
from homes.staff.standing import Days
from homes.standards import Figure, decided, figures_for, standards_by_home


@dataclass(frozen=True)
class Scope(SafetyFacts, LatestFacts, AboutMeFacts, FirstDaysFacts, WorryFacts, TimeTogetherFacts):
    """A day, and some homes or all of them. Each fact is read once, when the first rule asks for it."""

    def _before(self, row: Any) -> Before:  # a placement of `_rows`: it knows its first visit
        return Before(happened(row.offered_on, as_of=self.as_of), row.first_visit_on)

    def _in_care(self, row: Placement) -> LookedAfter:
        code, since = self.statuses.get(row.child_id) or (None, None)
        return looked_after_in(row, self.as_of, status=code, status_since=since)

    @cached_property
    def placements(self) -> list[CurrentPlacement]:
        """Placements the children live in on the day, with child and home."""
        return [
            CurrentPlacement(
                row.pk,
                str(row.public_id),
                row.child,
                row.home,
                cast(dt.date, row.moved_in_on),
                self._before(row),
                self._in_care(row),
                row.responsible_nation,
                row.intended_to_last_to_18,
            )
            for row in self._rows
            if row.covers(self.as_of)
        ]

    @cached_property
    def expected(self) -> list[Expected]:
        """Placements that had not begun by the day, with child and home."""
        return [
            Expected(row.pk, str(row.public_id), row.child, row.home, self._before(row), row.expected_on)
            for row in self._rows
            if not row.covers(self.as_of)
        ]

    @cached_property
    def _standards(self) -> dict[tuple[int, str], list[HomeStandard]]:
        rows = HomeStandard.objects.filter(applies_from__lte=self.as_of).select_related("set_by")
        return standards_by_home(self._here(rows))

    def figures(self, code: str, home: Home) -> tuple[Figure, ...]:
        """The numbers that have counted for a rule in a home up to the day, oldest first."""
        return figures_for(code, home_id=home.id, as_of=self.as_of, standards=self._standards)

    def decided(
        self, code: str, placement: CurrentPlacement | Expected, due_on: Callable[[Figure], dt.date | None]
    ) -> tuple[Figure, dt.date | None]:
        """The number of the placement's home that decides this duty, and the day it is owed by."""
        return self.decided_at(code, placement.home, due_on)

    def decided_at(
        self, code: str, home: Home, due_on: Callable[[Figure], dt.date | None]
    ) -> tuple[Figure, dt.date | None]:
        """The same for what adults of a home owe."""
        return decided(self.figures(code, home), due_on)

    def says(
        self,
        code: str,
        placement: CurrentPlacement | Expected,
        due_on: Callable[[Figure], dt.date | None],
        **facts: Any,
    ) -> Evaluation:
        """What a rule says of a placement, dated by the number that decides. `facts` as `say` takes them."""
        figure, due = self.decided(code, placement, due_on)
        return say(placement, figure, due, **facts)

    def asks_nothing(self, code: str, placement: CurrentPlacement) -> Evaluation:
        """The duty is not one of this child, or of this child any more."""
        return say(placement, self.figure(code, placement), None, applies=False)

    def figure(self, code: str, placement: CurrentPlacement | Expected) -> Figure:
        """The number that counts for a rule in the placement's home on the day."""
        return self.figures(code, placement.home)[-1]

    @cached_property
    def _changes(self) -> dict[int, tuple[PracticeChange, ...]]:
        homes = Home.objects.all() if self.home_ids is None else Home.objects.filter(pk__in=self.home_ids)
        return changes_of(homes.values_list("pk", flat=True))

    @cached_property
    def _practices(self) -> dict[int, Practice]:
        return {}

    def practice(self, home: Home) -> Practice:
        """How a home does key work on the day, and in which words."""
        if home.pk not in self._practices:
            self._practices[home.pk] = practice_of(home, self._changes.get(home.pk, ()), on=self.as_of)
        return self._practices[home.pk]

    def practice_on(self, home: Home, day: dt.date) -> Practice:
        """How a home did key work on an earlier day. A home that has changed nothing does it as it always has."""
        changes = self._changes.get(home.pk)
        return practice_of(home, changes, on=day) if changes else self.practice(home)

    @cached_property
    def _assignments(self) -> list[tuple[int, Adult, Held, int | None, Days]]:
        """Everybody ever named for a placement, oldest first: as it had happened by the day, and as it is planned."""
        rows = KeyWorkerAssignment.objects.filter(placement__in=self._judged()).order_by("started_on", "pk")
        values = ("placement_id", "started_on", "ended_on", "role", "child_told_on", "public_id", "covers_id")
        found = []
        for placement_id, start, end, role, told, public_id, covers_id, *worker in rows.values_list(
            *values, "worker_id", "worker__public_id", "worker__full_name"
        ):
            adult = Adult(*worker)
            ended, knows = (happened(day, as_of=self.as_of) for day in (end, told))
            held = Held(adult.pk, ended, start, role, knows, public_id)
            found.append((placement_id, adult, held, covers_id, Days(start, end)))
        return found

    @cached_property
    def holding(self) -> dict[int, list[Held]]:
        """Placement -> assignments that had begun by the day, oldest first."""
        found: dict[int, list[Held]] = defaultdict(list)
        for placement_id, _adult, held, _covers, _days in self._assignments:
            if held.started_on <= self.as_of:
                found[placement_id].append(held)
        return found

    @cached_property
    def key_workers(self) -> dict[int, list[Held]]:
        """Placement -> lead and second assignments that had begun by the day. Cover stands in; it holds nobody."""
        return {
            placement_id: [one for one in held if one.role != AssignmentRole.COVER]
            for placement_id, held in self.holding.items()
        }

    @cached_property
    def jobs(self) -> dict[int, list[Job]]:
        """Worker -> every role that had begun by the day."""
        workers = {adult.pk for _placement, adult, *_held in self._assignments}
        rows = StaffRole.objects.filter(started_on__lte=self.as_of)
        rows = rows if self.home_ids is None else rows.filter(user__in=workers)
        found: dict[int, list[Job]] = defaultdict(list)
        for user_id, home_id, provider_id, end in rows.values_list(
            "user_id", "home_id", "provider_id", "ended_on"
        ):
            found[user_id].append(Job(home_id, provider_id, happened(end, as_of=self.as_of)))
        return found

    # --- the adults, with what is planned: cover is named before it begins ---

    @cached_property
    def holdings(self) -> dict[int, list[Holding]]:
        """Placement -> everybody named for a day from the day on, cover included; the latest first."""
        found: dict[int, list[Holding]] = defaultdict(list)
        for placement_id, adult, held, covers_id, days in reversed(self._assignments):
            if days.last is None or days.last >= self.as_of:
                found[placement_id].append(Holding(adult, held.role, covers_id, days))
        return found

    @cached_property
    def adults_away(self) -> list[AwayAdult]:
        """Absences of adults that are not over, noted by the day and not called off by then."""
        rows = self._here(StaffAbsence.objects.filter(noted_on__lte=self.as_of)).filter(
            Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=self.as_of),
            Q(ended_on__isnull=True) | Q(ended_on__gte=self.as_of),
        )
        return [
            AwayAdult(
                row.public_id, row.home_id, row.user_id, Days(row.started_on, row.ended_on), row.noted_on
            )
            for row in rows.order_by("started_on", "pk")
        ]

    @cached_property
    def employed(self) -> dict[int, list[tuple[Job, Days]]]:
        """Person -> the planned days of every role that is not over, at a home or all of a provider."""
        rows = StaffRole.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=self.as_of))
        if self.home_ids is not None:
            providers = Home.objects.filter(pk__in=self.home_ids).values("provider")
            rows = rows.filter(Q(home__in=self.home_ids) | Q(provider__in=providers))
        found: dict[int, list[tuple[Job, Days]]] = defaultdict(list)
        for user_id, home_id, provider_id, first, last in rows.values_list(
            "user_id", "home_id", "provider_id", "started_on", "ended_on"
        ):
            found[user_id].append((Job(home_id, provider_id, last), Days(first, last)))
        return found

    @cached_property
    def readiness(self) -> list[Ready]:
        """Training and supervision done by the day, oldest first."""
        kinds = Readiness.Kind
        rows = self._here(
            Readiness.objects.filter(
                kind__in=(kinds.KEY_WORK_TRAINING, kinds.SPECIALIST_TRAINING, kinds.SUPERVISION),
                done_on__lte=self.as_of,
            )
        )
        values = ("home_id", "user_id", "kind", "what", "done_on", "valid_until_on")
        return [Ready(*row) for row in rows.order_by("done_on", "pk").values_list(*values)]

    @cached_property
    def first_held(self) -> dict[tuple[int, int], dt.date]:
        """(home, person) -> the first day, by the day, as lead or second of a child there."""
        rows = self._here(KeyWorkerAssignment.objects.filter(started_on__lte=self.as_of))
        rows = rows.exclude(role=AssignmentRole.COVER).order_by().values("home_id", "worker_id")
        found = rows.annotate(first=Min("started_on")).values_list("home_id", "worker_id", "first")
        return {(home_id, worker_id): first for home_id, worker_id, first in found}

    @cached_property
    def earlier_placements(self) -> dict[int, list[EarlierPlacement]]:
        """Child -> placements, at any home, that had ended by the day."""
        rows = Placement.objects.filter(child__in=self._children(), moved_on_on__lte=self.as_of)
        found: dict[int, list[EarlierPlacement]] = defaultdict(list)
        for placement in rows.only("pk", "child_id", "moved_in_on", "moved_on_on"):
            began, ended = cast(dt.date, placement.moved_in_on), cast(dt.date, placement.moved_on_on)
            found[placement.child_id].append(EarlierPlacement(placement.pk, began, ended))
        return found

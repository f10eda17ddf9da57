"""The adults of a home: whether they work on a day, derived and never stored; and what is noted about them.

Each action is one transaction in the name of `by`: an adult away is a child to be covered.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from homes.models import Home, Role, StaffAbsence, StaffRole, User
from homes.permissions import Access
from homes.querysets import access_open, live_on
from homes.words import gettext_lazy

LONG_KINDS = (StaffAbsence.Kind.LONG_TERM,)


class Days(NamedTuple):
    """Days in a row, both ends included. No last day: not known, or it goes on."""

    first: dt.date
    last: dt.date | None

    def holds(self, day: dt.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, other: Days) -> bool:
        before = self.last is not None and self.last < other.first
        after = other.last is not None and other.last < self.first
        return not (before or after)


class State:
    ACTIVE, ON_LEAVE, OFF_SICK = "active", "on_leave", "off_sick"
    LONG_ABSENCE, LEAVING, LEFT, NOT_HERE = "long_absence", "leaving", "left", "not_here"


STATE_OF_KIND = {
    StaffAbsence.Kind.LEAVE: State.ON_LEAVE,
    StaffAbsence.Kind.SICK: State.OFF_SICK,
    StaffAbsence.Kind.LONG_TERM: State.LONG_ABSENCE,
}

WORDS = {
    State.ACTIVE: gettext_lazy("at work"),
    State.ON_LEAVE: gettext_lazy("on leave"),
    State.OFF_SICK: gettext_lazy("off sick"),
    State.LONG_ABSENCE: gettext_lazy("away for long"),
    State.LEAVING: gettext_lazy("leaving"),
    State.LEFT: gettext_lazy("left"),
    State.NOT_HERE: gettext_lazy("does not work here yet"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an adult stands at a home on a day, with the days it is about."""

    state: str
    first: dt.date | None = None
    last: dt.date | None = None
    leaves_on: dt.date | None = None  # the last day, also of somebody who is away today

    @property
    def words(self) -> str:
        return str(WORDS[self.state])

    @property
    def away(self) -> bool:
        return self.state in STATE_OF_KIND.values()

    @property
    def away_for_long(self) -> bool:
        return self.state == State.LONG_ABSENCE

    @property
    def works_here(self) -> bool:
        return self.state not in (State.LEFT, State.NOT_HERE)


def standing(employed: Sequence[Days], absences: Iterable[tuple[str, Days]], *, on: dt.date) -> Standing:
    """Pure. `employed`: the days of every role at the home; `absences`: kind and days of those that count."""
    ends = [days.last for days in employed if days.last is None or days.last >= on]
    if not any(days.holds(on) for days in employed):
        past = [days.last for days in employed if days.last is not None and days.last < on]
        return Standing(State.LEFT, last=max(past)) if past else Standing(State.NOT_HERE)
    leaves_on = None if None in ends else max((end for end in ends if end is not None), default=None)
    for kind, days in sorted(absences, key=lambda one: (one[0] not in LONG_KINDS, one[1].first)):
        if days.holds(on):
            return Standing(STATE_OF_KIND[StaffAbsence.Kind(kind)], days.first, days.last, leaves_on)
    return Standing(State.LEAVING if leaves_on else State.ACTIVE, last=leaves_on, leaves_on=leaves_on)


# --- reads --------------------------------------------------------------------------------------


def roles_at(home: Home):
    """Roles of those who work with the children of a home, at it or at every home of its provider."""
    here = Q(home=home) | Q(home__isnull=True, provider=home.provider_id)
    return StaffRole.objects.filter(here).exclude(role=Role.RESPONSIBLE_INDIVIDUAL)


def absences_known(home: Home, *, on: dt.date):
    """Absences that count as known on a day: noted by then, and not called off."""
    return StaffAbsence.objects.filter(home=home, noted_on__lte=on, withdrawn_on__isnull=True)


def days_employed(home: Home, people: Iterable[User]) -> dict[int, list[Days]]:
    """Person -> the days of every role here. One query."""
    found: dict[int, list[Days]] = defaultdict(list)
    rows = roles_at(home).filter(user__in=[person.pk for person in people])
    for user_id, first, last in rows.values_list("user_id", "started_on", "ended_on"):
        found[user_id].append(Days(first, last))
    return found


def standings(home: Home, people: Sequence[User], *, on: dt.date) -> dict[int, Standing]:
    """Person -> how they stand on a day. Two queries, however many people."""
    away: dict[int, list[tuple[str, Days]]] = defaultdict(list)
    rows = absences_known(home, on=on).filter(user__in=[person.pk for person in people])
    for user_id, kind, first, last in rows.values_list("user_id", "kind", "started_on", "ended_on"):
        away[user_id].append((kind, Days(first, last)))
    employed = days_employed(home, people)
    return {person.pk: standing(employed[person.pk], away[person.pk], on=on) for person in people}


def away_on(home: Home, days: Days, *, on: dt.date) -> dict[int, Days]:
    """Person -> the absence that meets these days, of those known on a day."""
    rows = absences_known(home, on=on).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=days.first))
    if days.last is not None:
        rows = rows.filter(started_on__lte=days.last)
    return {
        user_id: Days(first, last)
        for user_id, first, last in rows.values_list("user_id", "started_on", "ended_on")
    }


def manager_of(home: Home, access: Access) -> User | None:
    """The registered manager to tell and to ask here; None when that is this person."""
    live = StaffRole.objects.filter(
        live_on(access.today), access_open(access.now), home=home, role=Role.REGISTERED_MANAGER
    )
    return (
        User.objects.filter(is_active=True, pk__in=live.values("user_id"))
        .exclude(pk=access.user.pk)
        .order_by("full_name", "pk")
        .first()
    )

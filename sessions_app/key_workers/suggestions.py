"""Who could hold this child: who knows the child already, how many children each holds, and what has lapsed.

Contract: the number of queries does not depend on the number of adults or sessions.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from children.models import AssignmentRole, KeyWorkerAssignment, Placement
from homes.dates import add_days, add_months
from homes.models import Readiness, StaffAbsence, StaffRole, Unit, User
from homes.permissions import Access
from homes.practice import Support
from homes.querysets import live_on
from homes.standards import Figure, figure_for, standards_of
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.models import HAPPENED, KeyWorkSession

KNOWS_DAYS = 84  # the 12 weeks of every strip
# What lapses, and the figure of the home that says after how long.
LAPSES = {
    Support.TRAINING: "KW-READY",
    Support.SPECIALIST_TRAINING: "KW-READY",
    Support.SUPERVISION: "KW-SUPV",
}


@dataclass(frozen=True)
class ReadyLine:
    """One thing the guidance gives a key worker, as noted for one adult."""

    words: str
    lapsed: bool = False


@dataclass(frozen=True)
class Suggestion:
    """One adult who could be named."""

    person: User
    child: str
    sessions: int
    held_before: bool
    holds: int
    ready: tuple[ReadyLine, ...]
    long_absence: StaffAbsence | None = None
    leaving_on: dt.date | None = None

    @property
    def lapsed(self) -> tuple[ReadyLine, ...]:
        return tuple(line for line in self.ready if line.lapsed)

    @property
    def not_first(self) -> bool:
        """Away for long, or about to leave: shown, and not offered first."""
        return self.long_absence is not None or self.leaving_on is not None

    @property
    def order(self) -> tuple[Any, ...]:
        return (-self.sessions, not self.held_before, self.holds, self.person.full_name, self.person.pk)

    @property
    def reason(self) -> str:
        """ "knows Rae: 4 sessions · key worker for 1 · training in date"."""
        said = [self._known(), self._load(), *self._not_there(), *(line.words for line in self.ready)]
        return " · ".join(word for word in said if word)

    def _known(self) -> str:
        values = {"child": self.child, "n": self.sessions}
        if self.sessions:
            return (
                ngettext("knows %(child)s: %(n)s session", "knows %(child)s: %(n)s sessions", self.sessions)
                % values
            )
        if self.held_before:
            return _("knows %(child)s: was {key worker} before") % values
        return _("no time with %(child)s in 12 weeks") % values

    def _load(self) -> str:
        if not self.holds:
            return _("{key worker} for nobody yet")
        return _("{key worker} for %(n)s") % {"n": self.holds}

    def _not_there(self) -> list[str]:
        said = []
        if self.long_absence is not None:
            said.append(_("away for long since %(day)s") % {"day": kday(self.long_absence.started_on)})
        if self.leaving_on is not None:
            said.append(_("leaves on %(day)s") % {"day": kday(self.leaving_on)})
        return said


def suggestions_for(placement: Placement, *, access: Access, without: User | None = None) -> list[Suggestion]:
    """The adults of the home, best first. `placement` comes with child and home; who calls may name them."""
    people = list(User.objects.working_at([placement.home_id], access.today))
    if without is not None:
        people = [person for person in people if person.pk != without.pk]
    sessions, before = _time_with(placement, access), _earlier(placement, access)
    loads, away, leaving = _loads(people, access), _long_absences(placement, access), _leaving(people, access)
    ready = _readiness(placement, people, access)
    found = [
        Suggestion(
            person=person,
            child=placement.child.known_as,
            sessions=sessions[str(person.public_id)],
            held_before=person.pk in before,
            holds=loads.get(person.pk, 0),
            ready=ready[person.pk],
            long_absence=away.get(person.pk),
            leaving_on=leaving.get(person.pk),
        )
        for person in people
    ]
    return sorted(found, key=lambda one: (one.not_first, *one.order))


def _time_with(placement: Placement, access: Access) -> Counter[str]:
    """Public id -> sessions and quick chats of the last 12 weeks."""
    since = add_days(access.today, -KNOWS_DAYS)
    held = KeyWorkSession.objects.visible_to(access).signed().filter(child=placement.child_id)
    recent = held.filter(outcome__in=HAPPENED, held_on__gte=since, held_on__lte=access.today)
    return Counter(
        person.get("id") for there in recent.values_list("people_present", flat=True) for person in there
    )


def _earlier(placement: Placement, access: Access) -> set[int]:
    held = KeyWorkerAssignment.objects.visible_to(access).key_workers().filter(child=placement.child_id)
    return set(held.order_by().values_list("worker_id", flat=True))


def _loads(people: list[User], access: Access) -> dict[int, int]:
    """Children each adult holds as lead or second, from today or named ahead: a count, wherever they live."""
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gt=access.today)
    held = KeyWorkerAssignment.objects.filter(going_on, worker__in=[person.pk for person in people])
    counted = held.exclude(role=AssignmentRole.COVER).order_by().values_list("worker_id")
    return dict(counted.annotate(Count("child_id", distinct=True)))


def _long_absences(placement: Placement, access: Access) -> dict[int, StaffAbsence]:
    rows = StaffAbsence.objects.visible_to(access).filter(home=placement.home_id, withdrawn_on__isnull=True)
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gte=access.today)
    long = rows.filter(not_over, kind=StaffAbsence.Kind.LONG_TERM, noted_on__lte=access.today)
    return {one.user_id: one for one in long.order_by("-started_on", "-pk")}


def _leaving(people: list[User], access: Access) -> dict[int, dt.date]:
    """The last day of adults all of whose roles end."""
    ends: dict[int, list[dt.date | None]] = defaultdict(list)
    live = StaffRole.objects.filter(live_on(access.today), user__in=[person.pk for person in people])
    for user_id, ended_on in live.values_list("user_id", "ended_on"):
        ends[user_id].append(ended_on)
    return {
        user_id: max(day for day in days if day is not None)
        for user_id, days in ends.items()
        if None not in days
    }


def _readiness(placement: Placement, people: list[User], access: Access) -> dict[int, tuple[ReadyLine, ...]]:
    wanted = [kind for kind in Support if kind in access.practice_of(placement.home).support]
    latest: dict[tuple[int, str], Readiness] = {}
    noted = Readiness.objects.visible_to(access).filter(home=placement.home_id, done_on__lte=access.today)
    for row in noted.select_related("with_person").order_by("done_on", "pk"):
        latest[row.user_id, row.kind] = row
    standards = standards_of([placement.home_id])
    figures = {
        code: figure_for(code, home_id=placement.home_id, as_of=access.today, standards=standards)
        for code in set(LAPSES.values())
    }
    return {
        person.pk: tuple(
            _line(kind, latest.get((person.pk, kind.value)), figures, today=access.today) for kind in wanted
        )
        for person in people
    }


def _line(kind: Support, noted: Readiness | None, figures: dict[str, Figure], *, today: dt.date) -> ReadyLine:
    what = {"what": _NAMES[kind]()}
    if noted is None:
        return ReadyLine(_("no %(what)s noted") % what)
    until = _in_date_until(kind, noted, figures)
    if until is not None and until < today:
        return ReadyLine(_("%(what)s lapsed on %(day)s") % {**what, "day": kday(until)}, lapsed=True)
    if noted.with_person is not None and kind == Support.MENTOR:
        return ReadyLine(_("mentor %(name)s") % {"name": noted.with_person.full_name})
    if kind == Support.CHAMPION_ROLE:
        return ReadyLine(_("champion: %(what)s") % {"what": noted.what} if noted.what else what["what"])
    return ReadyLine(_("%(what)s in date") % what)


def _in_date_until(kind: Support, noted: Readiness, figures: dict[str, Figure]) -> dt.date | None:
    """The last day something noted counts: its own, or the home's figure after it was done."""
    if noted.valid_until_on is not None or kind not in LAPSES:
        return noted.valid_until_on
    figure = figures[LAPSES[kind]]
    if figure.unit == Unit.MONTHS:
        return add_months(noted.done_on, figure.amount)
    return add_days(noted.done_on, figure.amount)


_NAMES = {
    Support.TRAINING: lambda: _("training"),
    Support.SPECIALIST_TRAINING: lambda: _("specialist training"),
    Support.SUPERVISION: lambda: _("supervision"),
    Support.CHAMPION_ROLE: lambda: _("champion role"),
    Support.MENTOR: lambda: _("mentor"),
}

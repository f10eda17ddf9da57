"""Who could stand in for a key worker who is away: each with the reason in words, the best known to the child first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from children.models import KeyWorkerAssignment, Placement
from homes.dates import add_days
from homes.models import StaffAbsence, User
from homes.permissions import Access
from homes.staff.standing import Days, away_on, days_employed
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.models import KeyWorkSession

SESSIONS_WEEKS = 12


@dataclass(frozen=True)
class Suggestion:
    """One adult who works here and is not away, and what the child knows of them."""

    person: User
    holds: bool
    sessions: int
    key_children: int
    reason: str

    @property
    def order(self) -> tuple[Any, ...]:
        return (not self.holds, -self.sessions, self.key_children, self.person.full_name, self.person.pk)


def suggestions(placement: Placement, absence: StaffAbsence, *, access: Access) -> list[Suggestion]:
    """Adults who work here on the first of the days and are not away on any. Five queries, however many."""
    days = Days(max(absence.started_on, access.today), absence.ended_on)
    away = away_on(placement.home, days, on=access.today)
    working = User.objects.working_at([placement.home_id], access.today).exclude(pk=absence.user_id)
    people = [person for person in working if person.pk not in away]
    employed = days_employed(placement.home, people)
    held = KeyWorkerAssignment.objects.filter(home=placement.home_id).current_on(access.today).key_workers()
    children = Counter(held.values_list("worker_id", flat=True))
    mine = set(held.filter(placement=placement).values_list("worker_id", flat=True))
    seen = _sessions(placement, access)
    found = []
    for person in people:
        last = _last_day(employed[person.pk], days)
        values = {
            "holds": person.pk in mine,
            "sessions": seen[str(person.public_id)],
            "key_children": children[person.pk],
        }
        found.append(Suggestion(person, **values, reason=_reason(placement, last=last, **values)))
    return sorted(found, key=lambda one: one.order)


def _last_day(employed: list[Days], days: Days):
    """The last day here, when it comes before the absence is over."""
    ends = [one.last for one in employed if one.holds(days.first)]
    if not ends or None in ends:
        return None
    end = max(one for one in ends if one is not None)
    return end if days.last is None or end < days.last else None


def _sessions(placement: Placement, access: Access) -> Counter[str]:
    """How often each adult was there, in sessions that count. One query."""
    since = add_days(access.today, -7 * SESSIONS_WEEKS)
    rows = KeyWorkSession.objects.filter(child=placement.child_id, held_on__gt=since).counting_on(
        access.today
    )
    there: Counter[str] = Counter()
    for people in rows.values_list("people_present", flat=True):
        there.update(str(one.get("id")) for one in people)
    return there


def _reason(placement: Placement, *, holds: bool, sessions: int, key_children: int, last) -> str:
    name = {"child": placement.child.known_as}
    words = []
    if holds:
        words.append(_("already {a key worker} of %(child)s") % name)
    if sessions:
        there = ngettext(
            "%(n)s session with %(child)s in 12 weeks", "%(n)s sessions with %(child)s in 12 weeks", sessions
        )
        words.append(there % {"n": sessions, **name})
    if not holds:
        held = ngettext("holds %(n)s {key child}", "holds %(n)s {key children}", key_children)
        words.append(held % {"n": key_children} if key_children else _("holds no {key child}"))
    if last is not None:
        words.append(_("last day here %(day)s") % {"day": kday(last)})
    return ", ".join(words)

"""The child's card: who is here this week. First names and pictures, and no other word about anybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from children.models import AssignmentRole, KeyWorkerAssignment, Placement
from homes.dates import add_days, week_start
from homes.models import User
from homes.staff import Days, Standing, absences_known, days_employed, standing


@dataclass
class DayOfCard:
    day: dt.date
    people: list[User] = field(default_factory=list)


def who_is_here(stay: Placement, *, today: dt.date) -> list[DayOfCard]:
    """Monday to Sunday of this week: key workers on the days they are here, cover on the days it counts."""
    monday = week_start(today)
    week = Days(monday, add_days(monday, 6))
    held = [
        one
        for one in KeyWorkerAssignment.objects.filter(placement=stay, started_on__lte=week.last)
        .select_related("worker")
        .order_by("started_on", "pk")
        if week.meets(Days(one.started_on, one.ended_on))
    ]
    standings = _standings(stay, [one.worker for one in held], today=today)
    order = [AssignmentRole.LEAD, AssignmentRole.SECOND, AssignmentRole.COVER]
    held.sort(key=lambda one: order.index(AssignmentRole(one.role)))
    days = []
    for number in range(7):
        day = DayOfCard(add_days(monday, number))
        for one in held:
            here = standings[one.worker_id][number]
            holds = Days(one.started_on, one.ended_on).holds(day.day)
            if holds and here.works_here and not here.away and one.worker not in day.people:
                day.people.append(one.worker)
        days.append(day)
    return days


def _standings(stay: Placement, people: list[User], *, today: dt.date) -> dict[int, list[Standing]]:
    """Person -> how they stand on each day of the week, as it is known today. Two queries."""
    monday = week_start(today)
    employed = days_employed(stay.home, people)
    away: dict[int, list[tuple[str, Days]]] = {}
    rows = absences_known(stay.home, on=today).filter(user__in=people)
    for user_id, kind, first, last in rows.values_list("user_id", "kind", "started_on", "ended_on"):
        away.setdefault(user_id, []).append((kind, Days(first, last)))
    return {
        person.pk: [
            standing(employed[person.pk], away.get(person.pk, ()), on=add_days(monday, number))
            for number in range(7)
        ]
        for person in people
    }

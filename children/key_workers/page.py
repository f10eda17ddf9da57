"""The read object of the key workers' page: who holds the child, who did, and how steady that has been."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from children.key_workers.models import AssignmentRole, KeyWorkerAssignment
from children.placements.models import Child, Placement
from children.placements.page import tenure
from homes.dates import add_days, week_start
from homes.models import User
from homes.permissions import Access
from homes.staff.standing import Days, Standing, absences_known, days_employed, standing


@dataclass(frozen=True)
class HoldingCard:
    """One adult's time with the child, as the page tells it."""

    held: KeyWorkerAssignment
    why: str
    may_change: bool

    @property
    def may_end(self) -> bool:
        return self.may_change and self.held.ended_on is None

    @property
    def may_hand_over(self) -> bool:
        return self.may_end and self.held.role != AssignmentRole.COVER

    @property
    def may_tell(self) -> bool:
        return self.may_change and self.held.child_told_on is None and self.held.ended_on is None


@dataclass(frozen=True)
class Continuity:
    """How long the present lead has held the child, how often that changed, and why."""

    lead: KeyWorkerAssignment | None
    tenure: str
    changes: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class KeyWorkersPage:
    now: list[HoldingCard]
    to_come: list[HoldingCard]
    earlier: list[HoldingCard]
    continuity: Continuity


def key_workers_page(
    child: Child, placement: Placement | None, *, access: Access, may: bool
) -> KeyWorkersPage:
    """Everything this person may see of who held the child. One query."""
    rows = (
        KeyWorkerAssignment.objects.visible_to(access)
        .filter(child=child)
        .select_related("worker", "decided_by", "end_decided_by", "child_told_by", "covers", "child", "home")
        .order_by("-started_on", "-pk")
    )
    here = placement.pk if placement is not None else None
    cards = [HoldingCard(row, why_in_words(row, access), may and row.placement_id == here) for row in rows]
    today = access.today
    over = [card for card in cards if _is_over(card.held, here, today)]
    open_cards = [card for card in cards if not _is_over(card.held, here, today)]
    now = [card for card in open_cards if card.held.started_on <= today]
    return KeyWorkersPage(
        now=sorted(now, key=lambda card: (AssignmentRole.values.index(card.held.role), card.held.pk)),
        to_come=[card for card in open_cards if card.held.started_on > today],
        earlier=over,
        continuity=_continuity(cards, here, today),
    )


def _is_over(held: KeyWorkerAssignment, here: int | None, today: dt.date) -> bool:
    """Ended, or of another placement. The day of a handover belongs to who follows: the one who stops is over then."""
    return held.placement_id != here or (held.ended_on is not None and held.ended_on <= today)


def why_in_words(held: KeyWorkerAssignment, access: Access) -> str:
    """Why it ended, in the words of the home on that day."""
    if held.ended_on is None or not held.end_reason:
        return ""
    words = access.practice_of(held.home, on=held.ended_on).text_of("reasons", held.end_reason)
    if words == held.end_reason:  # not of any list: what follows from the child moving on
        words = held.why_it_ended
    return words.replace("{child}", held.child.known_as)


def _continuity(cards: list[HoldingCard], here: int | None, today: dt.date) -> Continuity:
    leads = [
        card
        for card in cards
        if card.held.role == AssignmentRole.LEAD
        and card.held.placement_id == here
        and card.held.started_on <= today
    ]
    present = next((card.held for card in leads if not _is_over(card.held, here, today)), None)
    return Continuity(
        lead=present,
        tenure=tenure(present.started_on, today) if present else "",
        changes=max(len(leads) - 1, 0),
        reasons=tuple(card.why for card in reversed(leads) if card.why),
    )


@dataclass
class DayOfCard:
    day: dt.date
    people: list[User] = field(default_factory=list)


def who_is_here(placement: Placement, *, today: dt.date) -> list[DayOfCard]:
    """Monday to Sunday of this week: key workers who may be here that day, cover on the days it counts.

    No rota is known: the card leaves out who is away, and promises nobody.
    """
    monday = week_start(today)
    week = Days(monday, add_days(monday, 6))
    held = [
        one
        for one in KeyWorkerAssignment.objects.filter(placement=placement, started_on__lte=week.last)
        .select_related("worker")
        .order_by("started_on", "pk")
        if week.meets(Days(one.started_on, one.ended_on))
    ]
    standings = _standings(placement, [one.worker for one in held], today=today)
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


def _standings(placement: Placement, people: list[User], *, today: dt.date) -> dict[int, list[Standing]]:
    """Person -> how they stand on each day of the week, as it is known today. Two queries."""
    monday = week_start(today)
    employed = days_employed(placement.home, people)
    away: dict[int, list[tuple[str, Days]]] = {}
    rows = absences_known(placement.home, on=today).filter(user__in=people)
    for user_id, kind, first, last in rows.values_list("user_id", "kind", "started_on", "ended_on"):
        away.setdefault(user_id, []).append((kind, Days(first, last)))
    return {
        person.pk: [
            standing(employed[person.pk], away.get(person.pk, ()), on=add_days(monday, number))
            for number in range(7)
        ]
        for person in people
    }

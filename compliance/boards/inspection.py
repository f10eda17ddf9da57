"""The children of a home as an inspector meets them: those who live there, then those who have moved on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from children.models import Child, KeyWorkerAssignment, Placement
from homes.models import Home
from homes.permissions import Access


@dataclass(frozen=True)
class ChildLine:
    """One child of the home: the latest stay and who was key worker in it."""

    child: Child
    stay: Placement
    key_workers: tuple[str, ...]
    today: dt.date

    @property
    def moved_on(self) -> bool:
        return self.stay.moved_on_on is not None and self.stay.moved_on_on <= self.today

    @property
    def expected(self) -> bool:
        return self.stay.moved_in_on is None or self.stay.moved_in_on > self.today

    @property
    def lives_here(self) -> bool:
        return not self.moved_on and not self.expected


def children_of_home(access: Access, home: Home) -> list[ChildLine]:
    """Every child with a stay at the home, by name. Two queries, however many children."""
    stays = Placement.objects.visible_to(access).filter(home=home).select_related("child")
    latest: dict[int, Placement] = {}
    for stay in sorted(stays, key=_oldest_first):
        latest[stay.child_id] = stay
    workers: dict[int, list[str]] = {}
    held = KeyWorkerAssignment.objects.visible_to(access).filter(home=home).key_workers()
    for one in held.select_related("worker"):
        workers.setdefault(one.placement_id, []).append(_in_words(one, access.today))
    lines = [
        ChildLine(
            child=stay.child,
            stay=stay,
            key_workers=tuple(name for name in workers.get(stay.pk, ()) if name),
            today=access.today,
        )
        for stay in latest.values()
    ]
    return sorted(lines, key=lambda line: (line.child.known_as, line.child.pk))


def _oldest_first(stay: Placement) -> tuple[bool, dt.date, int]:
    """Open stays after closed ones; among those by the day of moving in, an expected one first."""
    return stay.moved_on_on is None, stay.moved_in_on or dt.date.min, stay.pk


def _in_words(held: KeyWorkerAssignment, today: dt.date) -> str:
    """The name of a key worker of today; of a stay that is over, of its last ones. Empty for earlier ones."""
    over = held.ended_on is not None and held.ended_on < today
    ended_with_stay = held.end_reason == "child_moved_on"
    return "" if over and not ended_with_stay else held.worker.full_name

"""The children of a home as an inspector meets them: those who live there, then those who have moved on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from children.models import Child, KeyWorkerAssignment, Placement
from homes.models import Home
from homes.permissions import Access


@dataclass(frozen=True)
class ChildLine:
    """One child of the home: the latest placement and who was key worker in it."""

    child: Child
    placement: Placement
    key_workers: tuple[str, ...]
    today: dt.date

    @property
    def moved_on(self) -> bool:
        return self.placement.moved_on_on is not None and self.placement.moved_on_on <= self.today

    @property
    def expected(self) -> bool:
        return self.placement.moved_in_on is None or self.placement.moved_in_on > self.today

    @property
    def lives_here(self) -> bool:
        return not self.moved_on and not self.expected


def children_of_home(access: Access, home: Home) -> list[ChildLine]:
    """Every child with a placement at the home, by name. Two queries, however many children."""
    placements = Placement.objects.visible_to(access).filter(home=home).select_related("child")
    latest: dict[int, Placement] = {}
    for placement in sorted(placements, key=_oldest_first):
        latest[placement.child_id] = placement
    workers: dict[int, list[str]] = {}
    held = KeyWorkerAssignment.objects.visible_to(access).filter(home=home).key_workers()
    for one in held.select_related("worker"):
        workers.setdefault(one.placement_id, []).append(_in_words(one, access.today))
    lines = [
        ChildLine(
            child=placement.child,
            placement=placement,
            key_workers=tuple(name for name in workers.get(placement.pk, ()) if name),
            today=access.today,
        )
        for placement in latest.values()
    ]
    return sorted(lines, key=lambda line: (line.child.known_as, line.child.pk))


def _oldest_first(placement: Placement) -> tuple[bool, dt.date, int]:
    """Open placements after closed ones; among those by the day of moving in, an expected one first."""
    return placement.moved_on_on is None, placement.moved_in_on or dt.date.min, placement.pk


def _in_words(held: KeyWorkerAssignment, today: dt.date) -> str:
    """The name of a key worker of today; of a placement that is over, of its last ones. Empty for earlier ones."""
    over = held.ended_on is not None and held.ended_on < today
    ended_with_placement = held.end_reason == "child_moved_on"
    return "" if over and not ended_with_placement else held.worker.full_name

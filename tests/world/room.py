"""Where a part of the world puts its records, and the words nobody else may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from children.models import Child, Placement
from homes.models import Home, User


@dataclass(frozen=True)
class Room:
    """Where a part puts its records: a child, the placement, and the people, at one home of the world."""

    name: str
    child: Child
    placement: Placement
    home: Home
    author: User
    manager: User
    now: dt.datetime
    put: Callable[[str, frozenset[str]], str]
    readers: Callable[..., frozenset[str]]

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def canary(self, label: str, *standings: str) -> str:
        """A word only these standings of the home may read; without any, whoever may read the record."""
        return self.put(self.name + label, self.readers(*standings))

    def canaries(self, **labels: str) -> dict[str, str]:
        """One for each of these fields."""
        return {name: self.canary(label) for name, label in labels.items()}

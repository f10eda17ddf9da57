"""Weekly time together, counted as the written rules say it and as nothing of the product does: day by day.

Default of a home: a first session within 3 days of moving in; then one within 7 days of the day the last one was
held. Only what was held, signed and not void counts, whoever held it. A child who is away on every day of those seven
owes nothing while away, and has a session within 3 days of coming back. A child who has moved on owes nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

FIRST, WEEK, BACK = 3, 7, 3
A_DAY = dt.timedelta(days=1)


@dataclass
class Held:
    """One record: on what day, whether time was spent, and what became of it."""

    day: dt.date
    held: bool
    signed: bool = False
    void: bool = False


@dataclass
class Away:
    first: dt.date
    back: dt.date | None = None
    withdrawn: bool = False

    def covers(self, day: dt.date) -> bool:
        return not self.withdrawn and self.first <= day and (self.back is None or day < self.back)


@dataclass
class ChildsWeek:
    """What is known of one child."""

    moved_in: dt.date
    moved_on: dt.date | None = None
    records: dict[int, Held] = field(default_factory=dict)
    aways: dict[int, Away] = field(default_factory=dict)

    def is_away(self, day: dt.date) -> bool:
        return any(away.covers(day) for away in self.aways.values())

    def owed(self, today: dt.date) -> tuple[str, dt.date, str] | None:
        """Which rule, by what day, and how grave; None where nothing is owed."""
        if self.moved_on is not None and self.moved_on <= today:
            return None
        counts = [
            one.day
            for one in self.records.values()
            if one.held and one.signed and not one.void and one.day <= today
        ]
        if not counts:
            return "KS-FIRST", self.moved_in + FIRST * A_DAY, "high"
        last = max(counts)
        due = last + WEEK * A_DAY
        if all(self.is_away(last + number * A_DAY) for number in range(1, WEEK + 1)):
            day = due
            while self.is_away(day):
                day += A_DAY
                if day > today + WEEK * A_DAY * 2:
                    return None  # still away
            due = day + BACK * A_DAY
        return "KS-WEEK", due, "critical" if today > due + WEEK * A_DAY else "high"

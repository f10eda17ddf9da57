"""What was written of the first days of children."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from compliance.rules.facts.base import Facts
from sessions_app.models import FirstDaysEntry


class Said(NamedTuple):
    """One adult's word on one thing of the list."""

    reached: str
    happened_on: dt.date
    planned_on: dt.date | None


class FirstDaysFacts(Facts):
    @cached_property
    def first_days(self) -> dict[tuple[int, str], list[Said]]:
        """Placement and thing -> what had been written of it by the day, oldest first. One query."""
        rows = FirstDaysEntry.objects.filter(placement__in=self._lived_in(), happened_on__lte=self.as_of)
        found: dict[tuple[int, str], list[Said]] = defaultdict(list)
        values = ("placement_id", "task", "reached", "happened_on", "planned_on")
        for placement_id, task, *said in rows.order_by("happened_on", "pk").values_list(*values):
            found[placement_id, task].append(Said(*said))
        return found

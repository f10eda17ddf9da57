"""Chainable reads of who holds a child."""

from __future__ import annotations

import datetime as dt

from children.placements.querysets import OfChildQuerySet
from homes.querysets import live_on


class AssignmentQuerySet(OfChildQuerySet):
    def current_on(self, day: dt.date) -> AssignmentQuerySet:
        return self.filter(live_on(day))

    def key_workers(self) -> AssignmentQuerySet:
        """Lead and second, lead first. Cover stands in; it does not hold the child."""
        return self.filter(role__in=["lead", "second"]).order_by("role", "started_on", "pk")

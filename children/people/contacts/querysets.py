"""Chainable reads of calls and visits."""

from __future__ import annotations

from children.placements.querysets import OfChildQuerySet


class ContactQuerySet(OfChildQuerySet):
    def newest_first(self) -> ContactQuerySet:
        return self.order_by("-happened_on", "-pk")

    def done(self) -> ContactQuerySet:
        """What came about. An attempt counts as tried, never as done."""
        return self.exclude(outcome="tried")

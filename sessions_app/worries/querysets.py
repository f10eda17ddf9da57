"""Chainable reads of answers to a worry."""

from __future__ import annotations

from children.placements.querysets import OfChildQuerySet


class WorryAnswerQuerySet(OfChildQuerySet):
    def answered(self) -> WorryAnswerQuerySet:
        """Without what is not finished: that is its writer's alone."""
        return self.filter(answered_at__isnull=False)

"""Chainable reads of legal statuses and court orders."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from children.placements.querysets import WithdrawableQuerySet


class StatusQuerySet(WithdrawableQuerySet):
    """Legal statuses and court orders."""

    def of_day(self, day: dt.date) -> StatusQuerySet:
        """The statuses a child has on a day, the one that began last first."""
        standing = self.stood_on(day).filter(started_on__lte=day)
        not_over = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        return standing.filter(not_over).order_by("-started_on", "-pk")

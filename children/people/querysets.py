"""Chainable reads of the people around a child."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from children.placements.querysets import OfChildQuerySet


class PersonQuerySet(OfChildQuerySet):
    def around_on(self, day: dt.date) -> PersonQuerySet:
        """Who is around the child on a day. The day somebody stops belongs to whoever follows."""
        return self.filter(started_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

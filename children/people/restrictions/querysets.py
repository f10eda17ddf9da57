"""Chainable reads of restrictions."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from children.placements.querysets import OfChildQuerySet


class RestrictionQuerySet(OfChildQuerySet):
    def in_force_on(self, day: dt.date) -> RestrictionQuerySet:
        """Begun by a day and not ended by it."""
        return self.filter(started_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

"""Chainable reads of what was done for health, education and safety."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from children.placements.querysets import WithdrawableQuerySet


class CareQuerySet(WithdrawableQuerySet):
    def newest_first(self) -> CareQuerySet:
        return self.order_by("-happened_on", "-pk")

    def latest_of_each_kind(self, day: dt.date) -> CareQuerySet:
        """The latest row of each child and kind that had happened and stood on a day. One query."""
        known = self.filter(happened_on__lte=day).stood_on(day)
        later = (
            self.model.objects.filter(child=OuterRef("child"), kind=OuterRef("kind"), happened_on__lte=day)
            .stood_on(day)
            .filter(
                Q(happened_on__gt=OuterRef("happened_on"))
                | Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
            )
        )
        return known.filter(~Exists(later))

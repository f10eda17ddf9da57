"""Chainable reads of flags. Boards and lists read here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from homes.permissions import Access


class FlagQuerySet(models.QuerySet):
    def visible_to(self, access: Access) -> FlagQuerySet:
        """Flags of homes whose flags this person may read, about children whose page this person may open.

        A flag about no child is about an adult: for those who see staff.
        """
        children = self.model._meta.get_field("child").related_model.objects.visible_to(access)
        return self.filter(home__in=access.flag_home_ids).filter(
            Q(child__isnull=True, home__in=access.staff_home_ids) | Q(child__in=children.values("pk"))
        )

    def open(self) -> FlagQuerySet:
        return self.filter(resolved_at__isnull=True)

    def done(self) -> FlagQuerySet:
        """Closed ones, latest first."""
        return self.filter(resolved_at__isnull=False).order_by("-resolved_at", "-pk")

    def overdue(self, *, on: dt.date) -> FlagQuerySet:
        """Due dates are inclusive: overdue when the day is after due_on."""
        return self.open().filter(due_on__lt=on)

    def for_list(self) -> FlagQuerySet:
        return self.select_related("child", "home").prefetch_related("responses__owner")

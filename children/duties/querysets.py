"""Chainable reads of what is owed."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Prefetch, Q

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

    def unresolved(self) -> FlagQuerySet:
        """What is owed, showing yet or not."""
        return self.filter(resolved_at__isnull=True)

    def open(self) -> FlagQuerySet:
        """Found showing by a sweep, and not resolved."""
        return self.unresolved().filter(raised_at__isnull=False)

    def open_on(self, day: dt.date) -> FlagQuerySet:
        """What is owed and shows by a day."""
        return self.unresolved().filter(opens_on__lte=day)

    def done(self) -> FlagQuerySet:
        """Closed ones, latest first."""
        return self.filter(resolved_at__isnull=False).order_by("-resolved_at", "-pk")

    def for_list(self) -> FlagQuerySet:
        """With child and home, and what was answered with who will do it. One query more for the answers."""
        answers = self.model._meta.get_field("responses").related_model.objects.select_related("owner")
        return self.select_related("child", "home").prefetch_related(Prefetch("responses", answers))

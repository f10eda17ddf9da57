"""When we asked the social worker to visit."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from children.models import SwVisitChase
from compliance.rules.facts.base import Facts


class SocialWorkerFacts(Facts):
    @cached_property
    def visit_chases(self) -> dict[int, list[dt.date]]:
        """Placement -> the days on which we asked for a visit, oldest first."""
        rows = SwVisitChase.objects.filter(placement__in=self._lived_in(), asked_on__lte=self.as_of)
        found: dict[int, list[dt.date]] = defaultdict(list)
        for placement_id, day in rows.order_by("asked_on", "pk").values_list("placement_id", "asked_on"):
            found[placement_id].append(day)
        return found

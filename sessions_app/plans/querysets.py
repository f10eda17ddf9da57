"""Plans with what became of them: whether the time together was recorded. One query each."""

from __future__ import annotations

import datetime as dt

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from children.placements.querysets import OfChildQuerySet


class PlanQuerySet(OfChildQuerySet):
    def planned(self) -> PlanQuerySet:
        return self.filter(state="planned")

    def with_record(self) -> PlanQuerySet:
        """Each with the signed record of it: `record_key`. One that says of which plan it is; else one of that day.

        A draft is nobody's record yet, and not for everybody to know of.
        """
        sessions: type[Model] = self.model.records.rel.related_model
        of_it = Q(plan=OuterRef("pk")) | Q(
            plan__isnull=True, child=OuterRef("child"), held_on=OuterRef("planned_on")
        )
        signed: QuerySet = sessions.objects.filter(of_it, status="signed")
        return self.annotate(record_key=Subquery(signed.order_by("-plan", "-pk").values("public_id")[:1]))

    def nothing_recorded(self, day: dt.date) -> PlanQuerySet:
        """Planned for a day that is over, and no record says what came of it. Of plans read `with_record`."""
        return self.planned().filter(planned_on__lt=day, record_key__isnull=True)

    def in_order(self) -> PlanQuerySet:
        return self.order_by("planned_on", "starts", "pk")

    def for_list(self) -> PlanQuerySet:
        return self.select_related("child", "home", "worker", "placement")

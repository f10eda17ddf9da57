"""What was agreed and is still open on a day, by which day, and with whom it is now. One query each."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from children.models import AssignmentRole, KeyWorkerAssignment, Placement
from children.placements.querysets import OfChildQuerySet
from homes.dates import add_days
from homes.models import StaffRole
from homes.querysets import live_on

CLOSED = ("done", "not_needed")
JUDGED_DAYS = 31  # after its end: long before that every home was swept


class ActionQuerySet(OfChildQuerySet):
    @property
    def _steps(self) -> QuerySet:
        steps: type[Model] = self.model.steps.rel.related_model
        return steps.objects.filter(action=OuterRef("pk"))

    def stands(self) -> ActionQuerySet:
        """Of records that are signed and not void."""
        return self.filter(session__status="signed")

    def open_on(self, day: dt.date) -> ActionQuerySet:
        """Agreed by a day and neither done nor dropped by then, each with the day it is due: `due_on`."""
        closed = self._steps.filter(kind__in=CLOSED, happened_on__lte=day)
        return self.stands().filter(~Exists(closed), agreed_on__lte=day).due_as_of(day)

    def judged_on(self, day: dt.date) -> ActionQuerySet:
        """Those open on a day, and those that ended lately, with how: `ended`. Longer ago it is news to nobody."""
        closed = self._steps.filter(kind__in=CLOSED, happened_on__lte=day)
        long_ago = closed.filter(happened_on__lte=add_days(day, -JUDGED_DAYS))
        lately = self.stands().filter(~Exists(long_ago), agreed_on__lte=day)
        return lately.annotate(ended=Subquery(closed.values("kind")[:1])).due_as_of(day)

    def due_as_of(self, day: dt.date) -> ActionQuerySet:
        moved = self._steps.filter(kind="moved", happened_on__lte=day).order_by("-pk")
        return self.annotate(due_on=Coalesce(Subquery(moved.values("by_on")[:1]), F("by_on")))

    def with_holder(self, day: dt.date) -> ActionQuerySet:
        """With whom an adult's line is on a day: `with_id`, `with_name`; and whether it has passed on: `passed`.

        It is whoever's said it, as long as they work at the home where the child lives, and, if they said it as the
        child's key worker, still are. Otherwise it is with the child's lead of the day; with nobody there is none.
        """
        here = Placement.objects.current_on(day).filter(child=OuterRef("child")).values("home")[:1]
        works = StaffRole.objects.filter(
            live_on(day), Q(home=OuterRef("lives_at")) | Q(provider__homes=OuterRef("lives_at"))
        ).filter(user=OuterRef("person"))
        held = KeyWorkerAssignment.objects.current_on(day).filter(child=OuterRef("child"))
        lead = held.filter(role=AssignmentRole.LEAD).order_by("-started_on", "-pk")
        return self.annotate(lives_at=Subquery(here)).annotate(
            works=Exists(works),
            holds=Exists(held.exclude(role=AssignmentRole.COVER).filter(worker=OuterRef("person"))),
            lead_id=Subquery(lead.values("worker")[:1]),
            lead_key=Subquery(lead.values("worker__public_id")[:1]),
            lead_name=Subquery(lead.values("worker__full_name")[:1]),
        )

    def soonest_first(self) -> ActionQuerySet:
        return self.order_by("due_on", "pk")

    def for_list(self) -> ActionQuerySet:
        return self.select_related("child", "home", "session", "person")

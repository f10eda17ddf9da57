"""Chainable reads of children and their dated facts.

`visible_to(access)` is where every page starts. Who sees what:
- adults of a home (and its managers and responsible individual): the whole file of children who live there or are
  expected there; and for FINISHING_DAYS after a child has left, what was written at their own home, to finish it;
- managers, responsible individual and inspectors: the home's own records of everybody who has lived there.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, F, Model, OuterRef, Q, Subquery

from homes.dates import add_days
from homes.permissions import Access
from homes.querysets import RecordQuerySet

# Within four weeks everybody has been on shift again, leave and nights included; later than that an account is no
# memory any more. Drafts are their author's until they are signed, however late.
FINISHING_DAYS = 28


def living_there(day: dt.date, prefix: str = "") -> Q:
    """Placements that cover a day or are still expected. The day of moving on belongs to the next home."""
    return Q(**{f"{prefix}moved_on_on__isnull": True}) | Q(**{f"{prefix}moved_on_on__gt": day})


def left_lately(day: dt.date) -> Q:
    """Placements that have ended, and of which the home's adults may still write down the days."""
    return Q(moved_on_on__lte=day, moved_on_on__gt=add_days(day, -FINISHING_DAYS))


def placements_of(children: type[Model]) -> PlacementQuerySet:
    """Every placement, reached from the model of the child: the models import this module."""
    return children.placements.rel.related_model.objects.all()


class ChildQuerySet(RecordQuerySet):
    def visible_to(self, access: Access) -> ChildQuerySet:
        """Children whose page this person may open today."""
        placements = placements_of(self.model).filter(child=OuterRef("pk"))
        lately = living_there(access.today) | left_lately(access.today)
        return self.filter(
            Exists(placements.filter(lately, home__in=access.living_home_ids))
            | Exists(placements.filter(home__in=access.period_home_ids))
        )

    def living_at(self, home_id: int, day: dt.date) -> ChildQuerySet:
        """Children who live at a home on a day."""
        placements = placements_of(self.model).filter(child=OuterRef("pk"), home_id=home_id).current_on(day)
        return self.filter(Exists(placements))

    def by_name(self) -> ChildQuerySet:
        return self.order_by("known_as", "pk")


class OfChildQuerySet(RecordQuerySet):
    """Records with a `child` and the `home` they were written at."""

    @property
    def _children(self) -> type[Model]:
        return self.model._meta.get_field("child").related_model

    def visible_to(self, access: Access):
        return self.filter(self.within_reach(access))

    def with_left_on(self, dated: str):
        """Each with the day the child left that home, if the stay of the record's day is over: `left_on`."""
        stays = placements_of(self._children).filter(child=OuterRef("child"), home=OuterRef("home"))
        of_the_day = stays.filter(moved_in_on__lte=OuterRef(dated)).order_by("-moved_in_on", "-pk")
        return self.annotate(left_on=Subquery(of_the_day.values("moved_on_on")[:1]))

    def within_reach(self, access: Access) -> Q:
        """The whole file of children who live with this person; of others, what their own homes wrote and may read."""
        here = placements_of(self._children).filter(home__in=access.living_home_ids)
        living = here.filter(living_there(access.today))
        written = Q(home__in=access.period_home_ids)
        if access.living_home_ids - access.period_home_ids:
            left = here.filter(left_lately(access.today), child=OuterRef("child"), home=OuterRef("home"))
            written |= Exists(left)
        return Q(child__in=living.values("child_id")) | written


class PlacementQuerySet(OfChildQuerySet):
    def current_on(self, day: dt.date) -> PlacementQuerySet:
        """Placements the child lives in on a day: moved in by then, not moved on by then."""
        return self.filter(moved_in_on__lte=day).filter(Q(moved_on_on__isnull=True) | Q(moved_on_on__gt=day))

    def expected_on_or_after(self, day: dt.date) -> PlacementQuerySet:
        """Not moved in yet: expected, or with a day of moving in still to come."""
        return self.filter(Q(moved_in_on__isnull=True) | Q(moved_in_on__gt=day), moved_on_on__isnull=True)

    def ended_by(self, day: dt.date) -> PlacementQuerySet:
        return self.filter(moved_on_on__lte=day)

    def living_on(self, day: dt.date) -> PlacementQuerySet:
        """The placement of a day first, then one that is still expected."""
        return self.filter(living_there(day)).order_by(F("moved_in_on").desc(nulls_last=True), "-pk")

    def left_lately(self, day: dt.date) -> PlacementQuerySet:
        """Ended, and of which the home's adults may still write down the days."""
        return self.filter(left_lately(day))

    def latest_first(self) -> PlacementQuerySet:
        return self.order_by("-moved_in_on", "-pk")


class AbsenceQuerySet(OfChildQuerySet):
    def current_on(self, day: dt.date) -> AbsenceQuerySet:
        """Time away that covers a day. The day of return is at home."""
        return self.filter(started_on__lte=day).filter(Q(returned_on__isnull=True) | Q(returned_on__gt=day))

    def oldest_first(self) -> AbsenceQuerySet:
        return self.order_by("started_on", "pk")


class WithdrawableQuerySet(OfChildQuerySet):
    def stood_on(self, day: dt.date) -> WithdrawableQuerySet:
        """Rows that had not been withdrawn by a day."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))

"""Chainable reads of children and their dated facts.

`visible_to(access)` is where every page starts. Who sees what:
- adults of a home (and its managers and responsible individual): the whole file of children who live there or are
  expected there;
- managers, responsible individual and inspectors: the home's own records of everybody who has lived there.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, F, Model, OuterRef, Q

from homes.querysets import RecordQuerySet, live_on

if TYPE_CHECKING:
    from homes.permissions import Access


def living_there(day: dt.date, prefix: str = "") -> Q:
    """Stays that cover a day or are still expected. The day of moving on belongs to the next home."""
    return Q(**{f"{prefix}moved_on_on__isnull": True}) | Q(**{f"{prefix}moved_on_on__gt": day})


def stays_of(children: type[Model]) -> PlacementQuerySet:
    """Every stay, reached from the model of the child: the models import this module."""
    return children.placements.rel.related_model.objects.all()


class ChildQuerySet(RecordQuerySet):
    def visible_to(self, access: Access) -> ChildQuerySet:
        """Children whose page this person may open today."""
        stays = stays_of(self.model).filter(child=OuterRef("pk"))
        return self.filter(
            Exists(stays.filter(living_there(access.today), home__in=access.living_home_ids))
            | Exists(stays.filter(home__in=access.period_home_ids))
        )

    def living_at(self, home_id: int, day: dt.date) -> ChildQuerySet:
        """Children who live at a home on a day."""
        stays = stays_of(self.model).filter(child=OuterRef("pk"), home_id=home_id).current_on(day)
        return self.filter(Exists(stays))

    def by_name(self) -> ChildQuerySet:
        return self.order_by("known_as", "pk")


class OfChildQuerySet(RecordQuerySet):
    """Records with a `child` and the `home` they were written at."""

    @property
    def _children(self) -> type[Model]:
        return self.model._meta.get_field("child").related_model

    def visible_to(self, access: Access):
        living = stays_of(self._children).filter(living_there(access.today), home__in=access.living_home_ids)
        return self.filter(Q(child__in=living.values("child_id")) | Q(home__in=access.period_home_ids))


class HomeNoteQuerySet(OfChildQuerySet):
    """Records of a home that may be about one child. Those about the home itself are read by everybody of the home."""

    def visible_to(self, access: Access):
        about_home = Q(child__isnull=True, home__in=access.living_home_ids | access.period_home_ids)
        return self.filter(about_home | Q(pk__in=super().visible_to(access).values("pk")))


class PlacementQuerySet(OfChildQuerySet):
    def current_on(self, day: dt.date) -> PlacementQuerySet:
        """Stays the child lives in on a day: moved in by then, not moved on by then."""
        return self.filter(moved_in_on__lte=day).filter(Q(moved_on_on__isnull=True) | Q(moved_on_on__gt=day))

    def expected_on_or_after(self, day: dt.date) -> PlacementQuerySet:
        """Not moved in yet: expected, or with a day of moving in still to come."""
        return self.filter(Q(moved_in_on__isnull=True) | Q(moved_in_on__gt=day), moved_on_on__isnull=True)

    def ended_by(self, day: dt.date) -> PlacementQuerySet:
        return self.filter(moved_on_on__lte=day)

    def living_on(self, day: dt.date) -> PlacementQuerySet:
        """The stay of a day first, then one that is still expected."""
        return self.filter(living_there(day)).order_by(F("moved_in_on").desc(nulls_last=True), "-pk")

    def latest_first(self) -> PlacementQuerySet:
        return self.order_by("-moved_in_on", "-pk")


class AbsenceQuerySet(OfChildQuerySet):
    def current_on(self, day: dt.date) -> AbsenceQuerySet:
        """Time away that covers a day. The day of return is at home."""
        return self.filter(started_on__lte=day).filter(Q(returned_on__isnull=True) | Q(returned_on__gt=day))

    def oldest_first(self) -> AbsenceQuerySet:
        return self.order_by("started_on", "pk")


class AssignmentQuerySet(OfChildQuerySet):
    def current_on(self, day: dt.date) -> AssignmentQuerySet:
        return self.filter(live_on(day))

    def key_workers(self) -> AssignmentQuerySet:
        """Lead and second, lead first. Cover stands in; it does not hold the child."""
        return self.filter(role__in=["lead", "second"]).order_by("role", "started_on", "pk")


class FileItemQuerySet(RecordQuerySet):
    def visible_to(self, access: Access) -> FileItemQuerySet:
        children = self.model._meta.get_field("child").related_model
        return self.filter(child__in=children.objects.visible_to(access).values("pk"))


class FileVersionQuerySet(OfChildQuerySet):
    def newest_first(self) -> FileVersionQuerySet:
        return self.order_by("-dated_on", "-pk")


class WithdrawableQuerySet(OfChildQuerySet):
    def stood_on(self, day: dt.date) -> WithdrawableQuerySet:
        """Rows that had not been withdrawn by a day."""
        return self.filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))


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


class StatusQuerySet(WithdrawableQuerySet):
    """Legal statuses and court orders."""

    def of_day(self, day: dt.date) -> StatusQuerySet:
        """The statuses a child has on a day, the one that began last first."""
        standing = self.stood_on(day).filter(started_on__lte=day)
        not_over = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
        return standing.filter(not_over).order_by("-started_on", "-pk")


class PersonQuerySet(OfChildQuerySet):
    def around_on(self, day: dt.date) -> PersonQuerySet:
        """Who is around the child on a day. The day somebody stops belongs to whoever follows."""
        return self.filter(started_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class RestrictionQuerySet(OfChildQuerySet):
    def in_force_on(self, day: dt.date) -> RestrictionQuerySet:
        """Begun by a day and not ended by it."""
        return self.filter(started_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))


class ContactQuerySet(OfChildQuerySet):
    def newest_first(self) -> ContactQuerySet:
        return self.order_by("-happened_on", "-pk")

    def done(self) -> ContactQuerySet:
        """What came about. An attempt counts as tried, never as done."""
        return self.exclude(outcome="tried")


class StoredFileQuerySet(OfChildQuerySet):
    def by_since(self, person_id: int, moment: dt.datetime) -> StoredFileQuerySet:
        return self.filter(stored_by=person_id, created_at__gt=moment)

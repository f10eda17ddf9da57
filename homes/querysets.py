"""Chainable reads of places, people and the audit, in the trade's words."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, QuerySet

if TYPE_CHECKING:  # homes.permissions imports the models, and they import this module
    from homes.permissions import Access


# Codes of homes.models.Role, which imports this module.
MANAGING = ("registered_manager", "deputy_manager")
LEADING = (*MANAGING, "senior")


OVERSEEING = "responsible_individual"


class UnseenWrite(Exception):
    """A write that simple-history would not see, or that would remove rows."""


class RecordQuerySet(models.QuerySet):
    """Reads of historied records. Bulk writes raise: they would leave no history row."""

    def update(self, **kwargs):
        raise UnseenWrite("update() writes no history row: use homes.audit.record_change")

    def bulk_create(self, *args, **kwargs):
        raise UnseenWrite("bulk_create() writes no history row: use homes.audit.record_change")

    def bulk_update(self, *args, **kwargs):
        raise UnseenWrite("bulk_update() writes no history row: use homes.audit.record_change")

    def delete(self):
        raise UnseenWrite("records are never deleted")


class AppendOnlyQuerySet(models.QuerySet):
    """Reads of rows that are only ever added."""

    def update(self, **kwargs):
        raise UnseenWrite("append-only rows are never changed")

    def delete(self):
        raise UnseenWrite("append-only rows are never deleted")


def live_on(day: dt.date) -> Q:
    """Rows of a dated range that count on a day: started by then, last day not over."""
    return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gte=day))


def access_open(now: dt.datetime) -> Q:
    """Roles whose access was not ended before their last day is over."""
    return Q(access_ended_at__isnull=True) | Q(access_ended_at__gt=now)


class HomeQuerySet(RecordQuerySet):
    def visible_to(self, access: Access) -> HomeQuerySet:
        """Homes in which this person has anything to see today."""
        return self.filter(pk__in=access.home_ids)


class StaffRecordQuerySet(RecordQuerySet):
    """Records about an adult at a home: absence, training, supervision."""

    def visible_to(self, access: Access) -> StaffRecordQuerySet:
        """One's own, and those of homes whose staff this person may see."""
        return self.filter(
            Q(user=access.user.pk, home__in=access.home_ids) | Q(home__in=access.staff_home_ids)
        )


class InvitationQuerySet(RecordQuerySet):
    """Roles that were offered."""

    def visible_to(self, access: Access) -> InvitationQuerySet:
        """Those of homes whose staff this person may see."""
        return self.filter(home__in=access.staff_home_ids)

    def waiting(self) -> InvitationQuerySet:
        """Not taken up and not called off; the link may have ended."""
        return self.filter(taken_up_at__isnull=True, called_off_at__isnull=True)


class UserQuerySet(RecordQuerySet):
    def managing(self, home_ids, day: dt.date) -> UserQuerySet:
        """Managers of these homes: who decides about key workers."""
        managing = self._roles().filter(role__in=MANAGING)
        return self._in_roles(managing, home_ids, day)

    def leading(self, home_ids, day: dt.date) -> UserQuerySet:
        """Managers and seniors of these homes: with whom a plan is talked through."""
        return self._in_roles(self._roles().filter(role__in=LEADING), home_ids, day)

    def working_at(self, home_ids, day: dt.date) -> UserQuerySet:
        """Adults who work with the children of these homes. A responsible individual oversees and does not."""
        working = self._roles().exclude(role=OVERSEEING)
        return self._in_roles(working, home_ids, day)

    def _roles(self) -> RecordQuerySet:
        """Every role, reached from the model of the person: the models import this module."""
        return self.model.roles.rel.related_model.objects.all()

    def _in_roles(self, roles, home_ids, day: dt.date) -> UserQuerySet:
        live = roles.filter(live_on(day)).filter(
            Q(home__in=home_ids) | Q(home__isnull=True, provider__homes__in=home_ids)
        )
        return self.filter(is_active=True, pk__in=live.values("user_id")).order_by("full_name", "pk")


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    is_first: bool
    last: str  # the public id of its last row, where older ones follow

    @property
    def older(self) -> str:
        """The query of the next page."""
        return f"?before={self.last}" if self.last else ""


def page_by_day(rows: QuerySet, dated: str, *, before: str, size: int, among: QuerySet | None = None) -> Page:
    """One page of rows by (day, id), from the row with the public id `before` on. What is no such row is page one.

    `among`: where that row is looked for, if these are narrowed. The hundredth page costs what the first does.
    """
    mark = _mark(rows if among is None else among, dated, before)
    found = rows.order_by(f"-{dated}", "-pk")
    if mark is not None:
        found = found.filter(Q(**{f"{dated}__lt": mark[0]}) | Q(**{dated: mark[0], "pk__lt": mark[1]}))
    page = list(found[: size + 1])
    return Page(page[:size], mark is None, str(page[size - 1].public_id) if len(page) > size else "")


def _mark(rows: QuerySet, dated: str, public_id: str) -> tuple[Any, int] | None:
    try:
        key = uuid.UUID(public_id)
    except ValueError:
        return None
    return rows.filter(public_id=key).values_list(dated, "pk").first()

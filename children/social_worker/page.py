"""The read objects of the social worker's page, of its line on the child's page, and what the pages here share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from children.duties.cards import FlagCard, flag_cards
from children.duties.reading import duties_at
from children.file.models import Chase
from children.legal_status.short_breaks import short_breaks_of
from children.people.contacts.models import ContactEntry, ContactKind
from children.people.models import Person
from children.people.page import social_worker_of
from children.placements.models import Child, Placement
from children.placements.page import can_be_written, lives_here, placement_to_show
from children.social_worker.models import SocialWorkerUpdate
from children.social_worker.querysets import heard, visited
from homes.permissions import Access, Permission
from homes.querysets import Page, page_by_day

A_PAGE = 10
SHOWN = 8  # of visits and of the days we asked
RULES = ("SW-UPDATE", "SW-VISIT")


@dataclass(frozen=True)
class LastUpdate:
    """When the social worker heard from us, and came."""

    heard_on: dt.date | None
    visited_on: dt.date | None
    today: dt.date

    @property
    def days(self) -> int:
        return (self.today - self.heard_on).days if self.heard_on else 0

    @property
    def days_since_visit(self) -> int:
        return (self.today - self.visited_on).days if self.visited_on else 0


@dataclass
class SocialWorkerPage:
    placement: Placement | None
    worker: Person | None
    last: LastUpdate | None
    cards: list[FlagCard]
    updates: Page
    visits: list[ContactEntry]
    chases: list[Chase]
    may_write: bool
    why_silent: str


def last_update(placement: Placement, access: Access) -> LastUpdate | None:
    """One query. None for a placement that has not begun."""
    if not placement.covers(access.today):
        return None
    placements = Placement.objects.filter(pk=placement.pk).annotate(
        **heard(access.today), visited_on=visited(access.today)
    )
    written, told, came = placements.values_list("written_on", "told_on", "visited_on").get()
    return LastUpdate(max((day for day in (written, told) if day), default=None), came, access.today)


def social_worker_page(child: Child, *, access: Access, before: str = "") -> SocialWorkerPage:
    """A fixed number of queries, however many updates and visits there were."""
    placement = placement_to_show(child, access)
    here = lives_here(placement, access.today)
    updates = SocialWorkerUpdate.objects.visible_to(access).filter(child=child).select_related("home")
    came = ContactEntry.objects.visible_to(access).filter(child=child, kind=ContactKind.SW_VISIT)
    asked = Chase.objects.visible_to(access).filter(child=child)
    return SocialWorkerPage(
        placement=placement,
        worker=social_worker_of(child, access),
        last=last_update(placement, access) if placement and here else None,
        cards=_cards(placement, access) if placement and here else [],
        updates=page_by_day(updates, "sent_on", before=before, size=A_PAGE),
        visits=list(came.order_by("-happened_on", "-pk")[:SHOWN]),
        chases=list(asked.order_by("-asked_on", "-pk")[:SHOWN]),
        may_write=placement is not None
        and placement.moved_in_on is not None
        and placement.moved_in_on <= access.today
        and can_be_written(placement, access)
        and access.may(Permission.RECORD_CONTACTS, placement.home_id),
        why_silent=short_breaks_of(child, access) if here else "",
    )


def _cards(placement: Placement, access: Access) -> list[FlagCard]:
    if not access.may(Permission.SEE_FLAGS, placement.home_id):
        return []
    owed = duties_at(placement.home_id, access).open().filter(child=placement.child_id, rule_code__in=RULES)
    return flag_cards(owed, access=access)


def child_in_reach(request: HttpRequest, child: UUID) -> Child:
    return get_object_or_404(Child.objects.visible_to(request.access), public_id=child)

"""The placement a page about a child speaks of."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from children.placements.models import Child, Placement
from homes.dates import add_months
from homes.models import Home
from homes.permissions import Access
from homes.words import gettext as _
from homes.words import ngettext


def placement_to_show(child: Child, access: Access) -> Placement | None:
    """The placement of today or the one expected, otherwise the latest this person may see. One or two queries."""
    placements = Placement.objects.visible_to(access).filter(child=child).select_related("child", "home")
    placement = placements.living_on(access.today).first() or placements.latest_first().first()
    access.speak_of(placement.home_id if placement else None)
    return placement


def lives_here(placement: Placement | None, today: dt.date) -> bool:
    """Lives here, or is expected."""
    return placement is not None and (placement.moved_on_on is None or placement.moved_on_on > today)


def child_and_placement(request: HttpRequest, child_id: UUID) -> tuple[Child, Placement | None]:
    """The child in scope, and the placement of today or the one still expected. Out of scope: 404."""
    child = get_object_or_404(Child.objects.visible_to(request.access), public_id=child_id)
    placements = (
        Placement.objects.visible_to(request.access).filter(child=child).select_related("home", "child")
    )
    placement = placements.living_on(request.access.today).first()
    request.access.speak_of(placement.home_id if placement else None)
    return child, placement


SHORT_DAYS = 60  # up to here a time is told in days


def tenure(since: dt.date, today: dt.date) -> str:
    """ "12 days", "5 months", "1 year and 2 months"."""
    days = (today - since).days
    if days < SHORT_DAYS:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    months = (today.year - since.year) * 12 + today.month - since.month
    months -= add_months(since, months) > today
    years, months = divmod(months, 12)
    said = []
    if years:
        said.append(ngettext("%(n)s year", "%(n)s years", years) % {"n": years})
    if months:
        said.append(ngettext("%(n)s month", "%(n)s months", months) % {"n": months})
    return _(" and ").join(said)


def children_at(home: Home, access: Access) -> list[Child]:
    """The children who live here today, by name. One query."""
    placements = Placement.objects.visible_to(access).filter(home=home).current_on(access.today)
    return [
        placement.child for placement in placements.select_related("child").order_by("child__known_as", "pk")
    ]

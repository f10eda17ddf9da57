"""The placement a page about a child speaks of."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from children.placements.models import Child, Placement
from children.placements.querysets import FINISHING_DAYS, left_lately, living_there
from homes.dates import add_days, add_months
from homes.models import Home
from homes.permissions import Access
from homes.templatetags.keywork_ui import kdate, kday
from homes.words import gettext as _
from homes.words import ngettext


def placement_to_show(child: Child, access: Access) -> Placement | None:
    """The placement of today or the one expected, otherwise the latest this person may see. One or two queries."""
    placements = Placement.objects.visible_to(access).filter(child=child).select_related("child", "home")
    placement = placements.living_on(access.today).first() or placements.latest_first().first()
    access.speak_of(placement.home_id if placement else None)
    return placement


def child_to_read(request: HttpRequest, child_id: UUID) -> tuple[Child, Placement | None]:
    """The child in scope, and the placement a page about all of them shows. Out of scope: 404."""
    child = get_object_or_404(Child.objects.visible_to(request.access), public_id=child_id)
    return child, placement_to_show(child, request.access)


def lives_here(placement: Placement | None, today: dt.date) -> bool:
    """Lives here, or is expected."""
    return placement is not None and (placement.moved_on_on is None or placement.moved_on_on > today)


def can_be_written(placement: Placement | None, access: Access) -> bool:
    """Whether days of a placement may be written down: the child lives here, is expected, or left this home lately."""
    if placement is None or lives_here(placement, access.today):
        return placement is not None
    return placement.home_id in access.living_home_ids and _last_day_to_write(placement) >= access.today


def _last_day_to_write(placement: Placement) -> dt.date:
    return add_days(placement.moved_on_on, FINISHING_DAYS - 1)


def left_lately_words(placement: Placement | None, access: Access) -> str:
    """What is said of a stay that is over and can still be written of; nothing of any other."""
    if placement is None or lives_here(placement, access.today) or not can_be_written(placement, access):
        return ""
    words = _(
        "%(child)s moved on on %(day)s. What belongs to a day at %(home)s can be written down here until %(last)s."
    )
    return words % {
        "child": placement.child.known_as,
        "day": kdate(placement.moved_on_on),
        "home": placement.home.name,
        "last": kdate(_last_day_to_write(placement)),
    }


def written_after(child: Child, left_on: dt.date | None, *, day: dt.date, written_on: dt.date) -> str:
    """ "written on 30 November, after Ash moved on": of a day of a stay that was over by then."""
    if left_on is None or written_on < left_on or (day >= left_on and written_on <= left_on):
        return ""
    words = _("written on %(day)s, after %(child)s moved on")
    return words % {"day": kday(written_on), "child": child.known_as}


def child_and_placement(request: HttpRequest, child_id: UUID) -> tuple[Child, Placement | None]:
    """The child in scope, and the placement of today or the one still expected. Out of scope: 404."""
    child = get_object_or_404(Child.objects.visible_to(request.access), public_id=child_id)
    placements = (
        Placement.objects.visible_to(request.access).filter(child=child).select_related("home", "child")
    )
    placement = placements.living_on(request.access.today).first()
    request.access.speak_of(placement.home_id if placement else None)
    return child, placement


def stays_to_write(child: Child, access: Access) -> list[Placement]:
    """The stays whose days this person may write down, the one of today first. One query.

    A record belongs to the home where the child lived on its day: to that of today or the one expected, and to each
    home of this person that the child left lately.
    """
    today = access.today
    open_still = living_there(today) | left_lately(today) & Q(home__in=access.living_home_ids)
    stays = Placement.objects.visible_to(access).filter(open_still, child=child)
    stays = stays.select_related("home", "child").latest_first()
    return sorted(stays, key=lambda one: (not one.covers(today), not lives_here(one, today)))


def stay_to_write(child: Child, access: Access, *, asked: str = "") -> Placement | None:
    """The stay a record is written in: the one asked for by its id, else the first. Of one long over: why not."""
    stays = stays_to_write(child, access)
    stay = next((one for one in stays if str(one.public_id) == asked), next(iter(stays), None))
    if stay is None:
        _refuse_long_over(child, access)
    access.speak_of(stay.home_id if stay else None)
    return stay


def _refuse_long_over(child: Child, access: Access) -> None:
    ours = Placement.objects.visible_to(access).filter(child=child, home__in=access.living_home_ids)
    left = ours.ended_by(access.today).latest_first().first()
    if left is not None:
        access.speak_of(left.home_id)
        words = _(
            "%(child)s moved on on %(day)s. What belongs to a day here could be written down until %(last)s. "
            "A manager can still add details to a signed record."
        )
        last = kdate(_last_day_to_write(left))
        facts = {"child": child.known_as, "day": kdate(left.moved_on_on), "last": last}
        raise PermissionDenied(words % facts)


def child_and_stay(request: HttpRequest, child_id: UUID) -> tuple[Child, Placement | None]:
    """The child in scope, and the stay a record of a day is written in. What is about today: `child_and_placement`."""
    child = get_object_or_404(Child.objects.visible_to(request.access), public_id=child_id)
    return child, stay_to_write(child, request.access, asked=request.GET.get("stay", ""))


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


def children_at(home: Home, access: Access, *, since: dt.date | None = None) -> list[Child]:
    """The children who live here today, by name; with `since`, also those who have left from that day on. One query."""
    day = add_days(since, -1) if since else access.today
    placements = Placement.objects.visible_to(access).filter(living_there(day), home=home)
    placements = placements.filter(moved_in_on__lte=access.today)
    return [
        placement.child for placement in placements.select_related("child").order_by("child__known_as", "pk")
    ]

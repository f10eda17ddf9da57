"""The read object of the page of a child's team reflections."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from children.placements.models import Child, Placement
from children.placements.querysets import OfChildQuerySet
from children.team.models import TeamReflection
from homes.permissions import Access, Permission

A_PAGE = 10


@dataclass
class ReflectionsPage:
    home_id: int | None
    lives_here: bool  # or is expected
    rows: list[TeamReflection]
    is_first: bool
    older: str
    asks: bool  # the home asks its team questions
    may_add: bool


def reflections_page(child: Child, *, access: Access, before: str = "") -> ReflectionsPage:
    """One page by key (day, id): the hundredth costs what the first does."""
    stays = Placement.objects.visible_to(access).filter(child=child).select_related("home", "child")
    stay = stays.living_on(access.today).first() or stays.latest_first().first()
    access.speak_of(stay.home_id if stay else None)
    said = TeamReflection.objects.visible_to(access).filter(child=child)
    mark, rows = _mark(said, before), newest_first(said).select_related("written_by", "home")
    if mark is not None:
        rows = rows.filter(Q(reflected_on__lt=mark[0]) | Q(reflected_on=mark[0], pk__lt=mark[1]))
    found = list(rows[: A_PAGE + 1])
    lives_here = stay is not None and (stay.moved_on_on is None or stay.moved_on_on > access.today)
    asks = stay is not None and lives_here and bool(access.practice_of(stay.home).questions)
    home_id = stay.home_id if stay else None
    return ReflectionsPage(
        home_id=home_id,
        lives_here=lives_here,
        rows=found[:A_PAGE],
        is_first=mark is None,
        older=f"?before={found[A_PAGE - 1].public_id}" if len(found) > A_PAGE else "",
        asks=asks,
        may_add=asks and access.may(Permission.REFLECT_AS_TEAM, home_id),
    )


def last_reflection(child: Child, access: Access) -> dt.date | None:
    """The day of the latest talk this person may read. One query."""
    said = newest_first(TeamReflection.objects.visible_to(access).filter(child=child))
    return said.values_list("reflected_on", flat=True).first()


def newest_first(said: OfChildQuerySet) -> OfChildQuerySet:
    return said.order_by("-reflected_on", "-pk")


def _mark(said: OfChildQuerySet, public_id: str) -> tuple[dt.date, int] | None:
    try:
        key = uuid.UUID(public_id)
    except ValueError:
        return None
    return said.filter(public_id=key).values_list("reflected_on", "pk").first()

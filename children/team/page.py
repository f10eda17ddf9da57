"""The read object of the page of a child's team reflections."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from children.placements.models import Child
from children.placements.page import can_be_written, lives_here, placement_to_show
from children.team.models import TeamReflection
from homes.permissions import Access, Permission
from homes.querysets import page_by_day

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
    placement = placement_to_show(child, access)
    said = TeamReflection.objects.visible_to(access).filter(child=child).select_related("written_by", "home")
    page = page_by_day(said, "reflected_on", before=before, size=A_PAGE)
    here = lives_here(placement, access.today)
    open_still = placement is not None and can_be_written(placement, access)
    asks = open_still and bool(access.practice_of(placement.home).questions)
    home_id = placement.home_id if placement else None
    return ReflectionsPage(
        home_id=home_id,
        lives_here=here,
        rows=page.rows,
        is_first=page.is_first,
        older=page.older,
        asks=asks,
        may_add=asks and access.may(Permission.REFLECT_AS_TEAM, home_id),
    )


def last_reflection(child: Child, access: Access) -> dt.date | None:
    """The day of the latest talk this person may read. One query."""
    said = TeamReflection.objects.visible_to(access).filter(child=child).order_by("-reflected_on", "-pk")
    return said.values_list("reflected_on", flat=True).first()

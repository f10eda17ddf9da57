"""The read object of a child's chronology: what the record knows and what was written by hand, in the order of days."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from children.chronology.models import ChronologyEntry
from children.chronology.sources import BY_HAND, Source, sources
from children.placements.models import Child, Placement
from children.placements.page import can_be_written, placement_to_show, written_after
from homes.dates import london_day
from homes.permissions import Access, Permission

A_PAGE = 25
OLDEST = "oldest"


class Mark(NamedTuple):
    """A place in the chronology: the day, which kind of event, and the row."""

    day: dt.date
    turn: int
    pk: int


@dataclass(frozen=True)
class Line:
    """One event, in words."""

    mark: Mark
    key: str  # for the address of the next page
    title: str
    text: str
    entry: ChronologyEntry | None = None  # by hand

    @property
    def day(self) -> dt.date:
        return self.mark.day

    @property
    def after(self) -> str:
        """ "written on 30 November, after Ash moved on", of an entry by hand."""
        if self.entry is None:
            return ""
        written = london_day(self.entry.created_at)
        return written_after(self.entry.child, self.entry.left_on, day=self.day, written_on=written)


@dataclass
class ChronologyPage:
    placement: Placement | None
    lines: list[Line]
    is_first: bool
    oldest_first: bool
    further: str
    turned: str  # the query of the other order
    may_add: bool


def chronology_page(child: Child, *, access: Access, order: str = "", after: str = "") -> ChronologyPage:
    """One page by key: one query for each kind of event, however long the child's story is."""
    placement = placement_to_show(child, access)
    oldest_first = order == OLDEST
    kinds = list(enumerate(sources()))
    mark = _mark(child, access, after)
    home_id = placement.home_id if placement else None
    lines = [
        _line(source, turn, row)
        for turn, source in kinds
        for row in _rows(child, access, source, turn, mark, oldest_first)
    ]
    lines.sort(key=lambda line: line.mark, reverse=not oldest_first)
    order_query = f"order={OLDEST}&" if oldest_first else ""
    return ChronologyPage(
        placement=placement,
        lines=lines[:A_PAGE],
        is_first=mark is None,
        oldest_first=oldest_first,
        further=f"?{order_query}after={lines[A_PAGE - 1].key}" if len(lines) > A_PAGE else "",
        turned="?" if oldest_first else f"?order={OLDEST}",
        may_add=can_be_written(placement, access) and access.may(Permission.RECORD_FILE, home_id),
    )


def _visible(child: Child, access: Access, source: Source) -> QuerySet:
    rows = source.rows.visible_to(access).filter(child=child, **{f"{source.dated}__lte": access.today})
    if source.key == BY_HAND:
        rows = rows.with_left_on(source.dated)
    return rows.select_related(*source.related) if source.related else rows


def _rows(
    child: Child, access: Access, source: Source, turn: int, mark: Mark | None, oldest_first: bool
) -> list[Any]:
    """The next rows of one kind after a place. Kinds of one day stand in their turn, rows of one kind by id."""
    rows = _visible(child, access, source)
    ways = (source.dated, "pk") if oldest_first else (f"-{source.dated}", "-pk")
    if mark is not None:
        beyond = "gt" if oldest_first else "lt"
        further = Q(**{f"{source.dated}__{beyond}": mark.day})
        same_day = Q(**{source.dated: mark.day})
        if turn == mark.turn:
            further |= same_day & Q(**{f"pk__{beyond}": mark.pk})
        elif (turn > mark.turn) == oldest_first:
            further |= same_day
        rows = rows.filter(further)
    return list(rows.order_by(*ways)[: A_PAGE + 1])


def _line(source: Source, turn: int, row: Any) -> Line:
    title, text = source.words(row)
    mark = Mark(getattr(row, source.dated), turn, row.pk)
    entry = row if source.key == BY_HAND else None
    return Line(mark, f"{source.key}.{row.public_id}", title, text, entry)


def _mark(child: Child, access: Access, key: str) -> Mark | None:
    """The place a key names. What names none is the first page."""
    kind, _dot, public_id = key.partition(".")
    try:
        wanted = uuid.UUID(public_id)
    except ValueError:
        return None
    for turn, source in enumerate(sources()):
        if source.key == kind:
            rows = _visible(child, access, source).filter(public_id=wanted)
            found = rows.values_list(source.dated, "pk").first()
            return Mark(found[0], turn, found[1]) if found else None
    return None

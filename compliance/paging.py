"""Pages by key for lists of records about a child, newest first: the hundredth costs what the first does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    is_first: bool
    older: str  # the query of the next page


def page_by_day(rows: QuerySet, dated: str, *, before: str, size: int) -> Page:
    """One page of rows by (day, id), from the row with the public id `before` on. What is no such row is page one."""
    mark = _mark(rows, dated, before)
    found = rows.order_by(f"-{dated}", "-pk")
    if mark is not None:
        found = found.filter(Q(**{f"{dated}__lt": mark[0]}) | Q(**{dated: mark[0], "pk__lt": mark[1]}))
    page = list(found[: size + 1])
    older = f"?before={page[size - 1].public_id}" if len(page) > size else ""
    return Page(page[:size], mark is None, older)


def _mark(rows: QuerySet, dated: str, public_id: str) -> tuple[Any, int] | None:
    try:
        key = uuid.UUID(public_id)
    except ValueError:
        return None
    return rows.filter(public_id=key).values_list(dated, "pk").first()

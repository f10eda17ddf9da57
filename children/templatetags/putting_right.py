"""The small link beside a record, to where it is put right."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from children.placements.models import Child, Placement
from children.putting_right.lines import about, line_of
from children.putting_right.permissions import can_put_right

register = template.Library()


@register.inclusion_tag("children/putting_right/_link.html", takes_context=True)
def put_right(context: RequestContext, record: Any, what: str = "", words: str = "") -> dict[str, Any]:
    """For whoever may put it right now; that it was, for everybody.

    `what`: which record, for a screen reader; or all the `words` of the link.
    """
    return _link(context, record, record.home_id, what, words)


@register.inclusion_tag("children/putting_right/_link.html", takes_context=True)
def put_child_right(context: RequestContext, child: Child, stay: Placement, words: str) -> dict[str, Any]:
    """A child's own facts belong to the home the child lives at: that of the stay, unless it is over."""
    access = context.request.access
    home_id = stay.home_id if stay.covers(access.today) else about(child, access).home_id
    return _link(context, child, home_id, "", words)


def _link(context: RequestContext, record: Any, home_id: int | None, what: str, words: str) -> dict[str, Any]:
    line, access = line_of(record), context.request.access
    may = line is not None and can_put_right(access, line, record, home_id)
    url = line.address(record) if line and may else ""
    return {"record": record, "url": url, "what": what, "words": words}

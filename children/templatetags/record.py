"""What stands at the head of every page of a child's record: its tabs, and what limits the child today."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from children.people.restrictions.page import Bar, live_bars
from children.placements.models import Child
from children.placements.tabs import record_tabs

register = template.Library()

SHOWN = 3


@dataclass(frozen=True)
class RecordHead:
    tabs: list[dict]
    pages: list[dict]
    live: list[Bar]

    @property
    def worst(self) -> list[Bar]:
        return self.live[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.live[SHOWN:])


@register.simple_tag(takes_context=True)
def record_head(context: template.Context, child: Child, live: list[Bar] | str = "") -> RecordHead:
    """One query; none where the page has read what limits the child already."""
    request = context["request"]
    tabs, pages = record_tabs(child, request.access, at=request.resolver_match.view_name)
    bars = live_bars(child, request.access) if isinstance(live, str) else live
    no_contact_first = sorted(bars, key=lambda bar: not bar.restriction.no_contact)
    return RecordHead(tabs, pages, no_contact_first)

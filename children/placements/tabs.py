"""The tabs of a child's record, the same on every page of it, and the row of pages under one tab.

Where in the record a page is, the name of its address says.
"""

from __future__ import annotations

from django.urls import reverse

from children.placements.models import Child
from homes.permissions import Access, Permission
from homes.words import gettext as _

Pages = list[tuple[str, str]]  # a label, and the name of the address


def record_tabs(child: Child, access: Access, *, at: str) -> tuple[list[dict], list[dict]]:
    """Every part of the record, and the pages of the part somebody is at. `at`: the name of the page's address."""
    parts = _parts(child, access, at)
    under = next(pages for _label, pages in parts if at in dict(map(reversed, pages)))
    tabs = [
        _link(label, pages[0][1], child, current=pages is under and ("true" if len(pages) > 1 else "page"))
        for label, pages in parts
    ]
    if len(under) < 2:
        return tabs, []
    return tabs, [_link(label, name, child, current=name == at and "page") for label, name in under]


def _parts(child: Child, access: Access, at: str) -> list[tuple[str, Pages]]:
    """Each tab and the pages under it, its own the first. History for those who may read it where the child lives."""
    home_id = access.place.pk if access.place else None
    sessions: Pages = [
        (_("Time together"), "sessions:for_child"),
        (_("Plans"), "sessions:plans"),
        (_("What we agreed"), "sessions:agreed"),
        (_("12 weeks"), "sessions:patterns"),
        (_("Reports"), "sessions:reports"),
    ]
    if at == "sessions:plan_card":  # a card to print, of a child who lives here today or is expected
        sessions.append((_("Card of the week"), at))
    file: Pages = [
        (_("Documents"), "compliance:file"),
        (_("Health and school"), "children:care"),
        (_("Orders and status"), "children:orders"),
        (_("Chronology"), "children:chronology"),
    ]
    about: Pages = [
        (_("What %(child)s says") % {"child": child.known_as}, "children:about"),
        (_("First days"), "sessions:first_days"),
    ]
    people: Pages = [
        (_("Who is around %(child)s") % {"child": child.known_as}, "children:people"),
        (_("Calls and visits"), "children:contacts"),
        (_("Social worker"), "compliance:social_worker"),
        (_("Specialist support"), "children:support"),
    ]
    adults: Pages = [
        (_("Who holds %(child)s") % {"child": child.known_as}, "compliance:key_workers"),
        (_("What the team thinks"), "children:reflections"),
    ]
    if at == "children:who_is_here":  # a card to print, of a child who lives here today
        adults.append((_("Who is here this week"), at))
    history: Pages = [(_("What happened"), "compliance:child_history")]
    if access.may(Permission.SEE_WHO_LOOKED, home_id):
        history.append((_("Who looked"), "compliance:child_looked"))
    parts = [
        (_("Overview"), [("", "compliance:child")]),
        (_("Sessions"), sessions),
        (_("About and goals"), about),
        (_("File"), file),
        (_("People"), people),
        (_("{Key workers}"), adults),
    ]
    return [*parts, (_("History"), history)] if access.may(Permission.SEE_CHILD_HISTORY, home_id) else parts


def _link(label: str, name: str, child: Child, *, current: str | bool) -> dict:
    return {"label": label, "url": reverse(name, args=[child.public_id]), "current": current}

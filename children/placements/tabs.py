"""The tabs of a child's record, the same on every page of it, and the rows of pages under one tab."""

from __future__ import annotations

from django.urls import reverse

from children.placements.models import Child
from homes.permissions import Access, Permission
from homes.words import gettext as _


def record_tabs(child: Child, access: Access, *, current: str, home_id: int | None) -> list[dict]:
    """Every part of the record, and history for those who may read it at this home."""
    tabs = [
        ("overview", _("Overview"), "compliance:child"),
        ("sessions", _("Sessions"), "sessions:for_child"),
        ("about", _("About and goals"), "children:about"),
        ("file", _("File"), "compliance:file"),
        ("people", _("People"), "children:people"),
        ("key_workers", _("{Key workers}"), "compliance:key_workers"),
    ]
    if access.may(Permission.SEE_CHILD_HISTORY, home_id):
        tabs.append(("history", _("History"), "compliance:child_history"))
    return _as_links(tabs, child, current)


def file_pages(child: Child, *, current: str) -> list[dict]:
    """Under the tab File: the documents, health and school, orders and status, the chronology."""
    pages: list[tuple[str, str, str]] = [
        ("documents", _("Documents"), "compliance:file"),
        ("care", _("Health and school"), "children:care"),
        ("orders", _("Orders and status"), "children:orders"),
        ("chronology", _("Chronology"), "children:chronology"),
    ]
    return _as_links(pages, child, current)


def people_pages(child: Child, *, current: str) -> list[dict]:
    """Under the tab People: who is around the child, calls and visits, the social worker, specialist support."""
    pages: list[tuple[str, str, str]] = [
        ("people", _("Who is around %(child)s") % {"child": child.known_as}, "children:people"),
        ("contacts", _("Calls and visits"), "children:contacts"),
        ("social_worker", _("Social worker"), "compliance:social_worker"),
        ("support", _("Specialist support"), "children:support"),
    ]
    return _as_links(pages, child, current)


def _as_links(pages: list[tuple[str, str, str]], child: Child, current: str) -> list[dict]:
    return [
        {"label": label, "url": reverse(name, args=[child.public_id]), "current": key == current}
        for key, label, name in pages
    ]

"""The home a page is about. It comes from the address: two pages open side by side never change each other's home."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest

from homes.models import Home

HOME = "home"  # in the address of a page about whichever home somebody is at: their day, the children, whom to record


def place_of(request: HttpRequest) -> Home | None:
    """The home the view turned to; on a page about no home in particular, the one somebody is at."""
    return request.access.place or request.home


def at_place(request: HttpRequest) -> str:
    """What leads from this page to another of the same home; nothing for who has one home."""
    place = place_of(request)
    if place is None or len(request.access.homes) < 2:
        return ""
    return f"?{urlencode({HOME: place.public_id})}"

"""The links of the header, by role, and which of them the page somebody is at stands under."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from homes.models import Home
from homes.permissions import Access, Permission
from homes.requests.place import at_place
from homes.words import gettext as _

# An address -> the link it stands under, the first of these that a person has. What is not named here is about a child.
FIRST_PAGE = ("board", "inspection", "today")
SECTIONS = tuple(
    (re.compile(address), (*links, *FIRST_PAGE))
    for address, links in (
        (r"^/$|^/(help|accounts|colours|me)/", ("help",)),
        (r"^/estate/", ("estate",)),
        (r"^/(today|leave)/|^/homes/[^/]+/(handover|staff|inspectors|invite)/", ()),
        (r"^/homes/[^/]+/(board|agreed)/", ("board",)),
        (r"^/homes/[^/]+/inspection/", ("inspection",)),
        (r"^/record/|^/children/[^/]+/sessions/[^/]+/edit/|^/sessions/[^/]+/(check|discard)/", ("record",)),
        (r"^/flags/|^/homes/[^/]+/flags/", ("flags",)),
        (r"^/homes/[^/]+/review/|^/reviews/", ("review",)),
        (r"^/homes/[^/]+/history/", ("history",)),
        (r"^/homes/[^/]+/settings/", ("settings",)),
        (r"^/", ("children",)),
    )
)

# A link -> what waits behind it, of homes.permissions.WAITING.
COUNTED = {"review": "to_review"}


@dataclass(frozen=True)
class NavLink:
    label: str
    url: str
    current: str = ""  # "page" where somebody is, "true" where that page stands under the link
    count: int | None = None


def nav_links(request: HttpRequest, access: Access, home: Home | None) -> list[NavLink]:
    if home is None:
        return []
    links = _links(request, access, home)
    section = section_of(request.path, {key for key, _label, _url in links} | {"help"})
    return [
        NavLink(
            label,
            url,
            current_word(request, url) if key == section else "",
            access.waiting.get((COUNTED[key], home.pk)) if key in COUNTED else None,
        )
        for key, label, url in links
    ]


def section_of(path: str, shown: set[str]) -> str | None:
    """The link an address stands under, of those that are shown."""
    wanted = next(links for address, links in SECTIONS if address.match(path))
    return next((one for one in wanted if one in shown), None)


def help_is_current(request: HttpRequest) -> str:
    """Help is a link of every header, beside the others."""
    under = section_of(request.path, {"help"}) == "help" and request.path != "/"
    return current_word(request, reverse("homes:help")) if under else ""


def current_word(request: HttpRequest, url: str) -> str:
    return "page" if url.partition("?")[0] == request.path else "true"


def _links(request: HttpRequest, access: Access, home: Home) -> list[tuple[str, str, str]]:
    """Key, label and address of what this person has at this home."""
    at_home, here = [home.public_id], at_place(request)
    may = {permission: access.may(permission, home.pk) for permission in Permission}
    works = may[Permission.RECORD_SESSIONS]
    links = [
        (
            "estate",
            _("Homes"),
            reverse("compliance:estate"),
            len(access.homes) > 1 and may[Permission.SEE_BOARD],
        ),
        ("today", _("Today"), reverse("compliance:today") + here, works and not may[Permission.SEE_BOARD]),
        ("board", _("Board"), reverse("compliance:board", args=at_home), may[Permission.SEE_BOARD]),
        (
            "inspection",
            _("Inspection"),
            reverse("compliance:inspection", args=at_home),
            access.inspects(home.pk),
        ),
        ("review", _("Review"), reverse("sessions:to_review", args=at_home), may[Permission.REVIEW_SESSIONS]),
        ("children", _("Children"), reverse("compliance:children") + here, may[Permission.SEE_CHILDREN]),
        ("record", _("Record"), reverse("sessions:choose_child") + here, works),
        ("flags", _("Flags"), reverse("compliance:flags", args=at_home), may[Permission.SEE_FLAGS]),
        (
            "history",
            _("History"),
            reverse("compliance:home_history", args=at_home),
            may[Permission.SEE_HOME_HISTORY],
        ),
        (
            "settings",
            _("Settings"),
            reverse("compliance:settings", args=at_home),
            may[Permission.CHANGE_SETTINGS],
        ),
    ]
    return [(key, label, url) for key, label, url, shown in links if shown]

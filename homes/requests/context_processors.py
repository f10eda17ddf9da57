"""What the header of every page shows: the home, the person, the role, and five or six links by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from homes.dates import now
from homes.models import Home, Role
from homes.permissions import INSPECTOR, Access, Permission
from homes.requests.middleware import session_left
from homes.words import gettext as _

ROLE_ORDER = (
    Role.REGISTERED_MANAGER,
    Role.DEPUTY_MANAGER,
    Role.RESPONSIBLE_INDIVIDUAL,
    Role.SENIOR,
    Role.RESIDENTIAL_WORKER,
    INSPECTOR,
)


@dataclass(frozen=True)
class NavLink:
    label: str
    url: str
    current: bool
    count: int | None = None


def header(request: HttpRequest) -> dict[str, Any]:
    """Context for templates/base.html. Works without a signed-in person and on error pages."""
    access: Access | None = getattr(request, "access", None)
    home: Home | None = getattr(request, "home", None)
    if access is None or not access.user.is_authenticated:
        return {"now": now()}
    return {
        "now": access.now,
        "session_left": session_left(request),
        "current_home": home,
        "home_choices": access.homes if len(access.homes) > 1 else (),
        "role_label": role_label(access, home),
        "nav": nav_links(request, access, home),
        "read_only_until": access.read_only_until if access.is_inspector else None,
    }


def role_label(access: Access, home: Home | None) -> str:
    """The job title people know each other by; what the role is called where there is none."""
    if access.user.job_title and not access.is_inspector:
        return access.user.job_title.lower()
    held = access.roles.get(home.pk, frozenset()) if home else frozenset()
    for role in ROLE_ORDER:
        if role in held:
            return _("inspector") if role == INSPECTOR else str(Role(role).label).lower()
    return _("platform administrator") if access.user.is_platform_admin else ""


def nav_links(request: HttpRequest, access: Access, home: Home | None) -> list[NavLink]:
    if home is None:
        return []
    at_home = [home.public_id]
    may = {permission: access.may(permission, home.pk) for permission in Permission}
    links: list[tuple[str, str, bool]] = [
        (_("Homes"), reverse("compliance:estate"), len(access.homes) > 1 and may[Permission.SEE_BOARD]),
        (
            _("Today"),
            reverse("compliance:today"),
            may[Permission.RECORD_SESSIONS] and not may[Permission.SEE_BOARD],
        ),
        (_("Board"), reverse("compliance:board", args=at_home), may[Permission.SEE_BOARD]),
        (_("Inspection"), reverse("compliance:inspection", args=at_home), access.is_inspector),
        (_("Children"), reverse("compliance:children"), may[Permission.SEE_CHILDREN]),
        (_("Record"), reverse("sessions:choose_child"), may[Permission.RECORD_SESSIONS]),
        (_("Flags"), reverse("compliance:flags", args=at_home), may[Permission.SEE_FLAGS]),
        (_("History"), reverse("compliance:home_history", args=at_home), may[Permission.SEE_HOME_HISTORY]),
        (_("Settings"), reverse("compliance:settings", args=at_home), may[Permission.CHANGE_SETTINGS]),
    ]
    children = reverse(
        "compliance:children"
    )  # every page of a child stands under it, unless it has a link of its own
    section = request.path if any(request.path == url for _label, url, _shown in links) else ""
    if not section and request.path.startswith(children):
        section = children
    return [NavLink(label, url, section == url) for label, url, shown in links if shown]

"""What the header of every page shows: the home, the person, the role, and five or six links by role."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from homes.dates import now
from homes.models import Home, Role
from homes.permissions import INSPECTOR, Access
from homes.requests.middleware import session_left
from homes.requests.navigation import help_is_current, nav_links
from homes.requests.place import at_place, place_of
from homes.words import gettext as _

ROLE_ORDER = (
    Role.REGISTERED_MANAGER,
    Role.DEPUTY_MANAGER,
    Role.RESPONSIBLE_INDIVIDUAL,
    Role.SENIOR,
    Role.RESIDENTIAL_WORKER,
    INSPECTOR,
)


def header(request: HttpRequest) -> dict[str, Any]:
    """Context for templates/base.html. Works without a signed-in person and on error pages."""
    access: Access | None = getattr(request, "access", None)
    if access is None or not access.user.is_authenticated:
        return {"now": now()}
    if getattr(request, "owes_second_step", False):
        return {"now": access.now, "session_left": session_left(request)}  # nothing opens before it
    home = place_of(request)
    return {
        "now": access.now,
        "session_left": session_left(request),
        "current_home": home,
        "at_home": at_place(request),
        "home_choices": access.homes if len(access.homes) > 1 else (),
        "role_label": role_label(access, home),
        "nav": nav_links(request, access, home),
        "help_is_current": help_is_current(request),
        "read_only_until": access.read_only_until if home and access.inspects(home.pk) else None,
    }


def role_label(access: Access, home: Home | None) -> str:
    """The job title people know each other by; what the role is called where there is none."""
    if access.user.job_title and not (home and access.inspects(home.pk)):
        return access.user.job_title.lower()
    held = access.roles.get(home.pk, frozenset()) if home else frozenset()
    for role in ROLE_ORDER:
        if role in held:
            return _("inspector") if role == INSPECTOR else str(Role(role).label).lower()
    return _("platform administrator") if access.user.is_platform_admin else ""

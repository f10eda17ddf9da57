"""Who looked at a child's record or a home's, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from children.models import Child
from compliance.history.page import Reach
from homes.models import AccessEvent, Home, InspectionGrant, Role, StaffRole
from homes.permissions import INSPECTOR, Access
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _

# --- who looked ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    at: dt.datetime
    who: str
    role: str
    what: str
    child: Child | None


def looks_at_child(access: Access, child: Child, reach: Reach) -> QuerySet:
    """Who opened this child's record. Managers of a home the child has left see what was opened at that home."""
    events = AccessEvent.objects.with_scopes_disabled().filter(child_id=child.pk)
    return events if reach.whole else events.filter(home_id__in=access.period_home_ids)


def looks_at_home(home: Home) -> QuerySet:
    return AccessEvent.objects.filter(home_id=home.pk)


def looks(events: Sequence[AccessEvent], access: Access) -> list[Look]:
    """Access events in words. One query for the names of the children, and one where somebody was refused.

    Whoever was refused and works for another provider is not named here: the wall between providers is closed.
    """
    strangers = _strangers(events, access)
    ids = {event.child_id for event in events if event.child_id}
    names = Child.objects.visible_to(access).in_bulk(ids) if ids else {}
    return [
        Look(
            at=event.at,
            who=_("somebody from another provider") if event.user_id in strangers else event.user_name,
            role=_roles(event.role),
            what=_looked_at(event, names.get(event.child_id)),
            child=names.get(event.child_id),
        )
        for event in events
    ]


def _strangers(events: Sequence[AccessEvent], access: Access) -> set[int]:
    refused = {event.user_id for event in events if event.what == AccessEvent.What.REFUSED}
    if not refused:
        return set()
    ours = StaffRole.objects.filter(
        Q(provider__in=access.provider_ids) | Q(home__provider__in=access.provider_ids), user__in=refused
    )
    inspectors = InspectionGrant.objects.filter(home__provider__in=access.provider_ids, user__in=refused)
    known = {*ours.values_list("user_id", flat=True), *inspectors.values_list("user_id", flat=True)}
    return refused - known


def _looked_at(event: AccessEvent, child: Child | None) -> str:
    if event.what == AccessEvent.What.CHILD and child:
        return _("opened %(whose)s page") % {"whose": possessive(child.known_as)}
    return event.get_what_display()


def _roles(codes: str) -> str:
    """ "deputy_manager, inspector" as people say it."""
    words = [
        _("inspector") if code == INSPECTOR else str(Role(code).label).lower()
        for code in codes.split(", ")
        if code == INSPECTOR or code in Role.values
    ]
    return ", ".join(words)

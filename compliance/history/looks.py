"""Who looked at a child's record or a home's, and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from children.models import Child
from compliance.history.page import Reach
from homes.forms.filters import DayFilter
from homes.forms.layout import Filter
from homes.models import AccessEvent, Home, InspectionGrant, Role, StaffRole, User
from homes.permissions import INSPECTOR, Access
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _
from homes.words import gettext_lazy

OUT_OF_ORDER = 1000  # openings noted at once may have keys in another order than their instants

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


class LookFilter(DayFilter):
    """`people` and `children`: those of the homes looked at, and nobody of another."""

    helper = Filter(gettext_lazy("Show openings"))

    def __init__(
        self,
        *args: Any,
        access: Access,
        people: Iterable[User],
        children: Iterable[Child] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(who.public_id): who for who in people}
        self.children = {str(child.public_id): child for child in children or ()}
        self.choose("by", _("Who"), _("Anyone"), [(key, who.full_name) for key, who in self.people.items()])
        if children is not None:
            named = [(key, access.called(child)) for key, child in self.children.items()]
            self.choose("child", _("About"), _("Any child, and the home"), named)
        self.fields["refused"] = forms.BooleanField(label=_("Only who was refused"), required=False)

    def narrow(self, events: QuerySet) -> QuerySet:
        asked = self.asked
        if asked.get("by"):
            events = events.filter(user_id=self.people[asked["by"]].pk)
        if asked.get("child"):
            events = events.filter(child_id=self.children[asked["child"]].pk)
        if asked.get("refused"):
            events = events.filter(what=AccessEvent.What.REFUSED)
        if self.begins_at:
            events = events.filter(at__gte=self.begins_at)
        if self.ends_at:
            events = _before(events, self.ends_at)
        return events


def _before(events: QuerySet, instant: dt.datetime) -> QuerySet:
    """Pages go by key, newest first: the key of about that instant spares reading all that came after it."""
    later = AccessEvent.objects.with_scopes_disabled().filter(at__gte=instant)
    key = later.order_by("at", "pk").values_list("pk", flat=True).first()
    events = events.filter(at__lt=instant)
    return events if key is None else events.filter(pk__lt=key + OUT_OF_ORDER)


def who_may_have_looked(home_ids: Collection[int] | QuerySet, provider_ids: Collection[int]) -> list[User]:
    """Who works or worked at these homes or for their providers, or had an inspector's access. One query, whatever
    the number of openings; whoever was refused and is of elsewhere is not among them."""
    roles = StaffRole.objects.filter(Q(home__in=home_ids) | Q(provider__in=provider_ids))
    grants = InspectionGrant.objects.filter(home__in=home_ids)
    people = User.objects.filter(Q(pk__in=roles.values("user")) | Q(pk__in=grants.values("user")))
    return list(people.order_by("full_name", "pk"))


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
            what=_looked_at(event, names.get(event.child_id), access),
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


def _looked_at(event: AccessEvent, child: Child | None, access: Access) -> str:
    if event.what == AccessEvent.What.CHILD and child:
        return _("opened %(whose)s page") % {"whose": possessive(access.called(child))}
    return event.get_what_display()


def _roles(codes: str) -> str:
    """ "deputy_manager, inspector" as people say it."""
    words = [
        _("inspector") if code == INSPECTOR else str(Role(code).label).lower()
        for code in codes.split(", ")
        if code == INSPECTOR or code in Role.values
    ]
    return ", ".join(words)

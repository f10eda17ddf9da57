"""The adults around a record: who can have been there, and who hears of it."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from children.models import KeyWorkerAssignment, Placement
from homes.models import Home, StaffRole, User
from homes.permissions import Access
from homes.querysets import live_on
from homes.staff.standing import standings
from sessions_app.models import KeyWorkSession


def colleagues_of(access: Access, placement: Placement) -> list[User]:
    """Adults who work at the home today, without this person. The child's key workers come first."""
    holds = set(
        KeyWorkerAssignment.objects.filter(placement=placement)
        .current_on(access.today)
        .values_list("worker_id", flat=True)
    )
    others = _working_at(placement.home, access).exclude(pk=access.user.pk)
    return sorted(others, key=lambda user: (user.pk not in holds, user.full_name, user.pk))


def _working_at(home: Home, access: Access) -> QuerySet[User]:
    """Those with a role at this home. A responsible individual oversees it and is not on its shifts."""
    live = StaffRole.objects.filter(live_on(access.today), home=home)
    return User.objects.filter(is_active=True, pk__in=live.values("user_id"))


def may_be_adopted(draft: KeyWorkSession, *, on: dt.date) -> bool:
    """Whether somebody else may finish a draft: its author has left the home, or is away for long. Two queries."""
    author = draft.author
    stands = standings(draft.home, [author], on=on)[author.pk]
    return draft.is_draft and (not stands.works_here or stands.away_for_long)


def merged(people: list[dict[str, str]], named: list[dict[str, str]]) -> list[dict[str, str]]:
    """Each adult once; whoever is named in the draft already keeps the name and title written there."""
    snapshots = {there["id"]: there for there in named}
    present = {there["id"] for there in people}
    return [snapshots.get(there["id"], there) for there in people] + [
        there for there in named if there["id"] not in present
    ]

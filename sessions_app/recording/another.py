"""The same time with another child: the day, who was there and the words, in a record of that child's own."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from children.models import Child
from homes.permissions import Access, Permission, check_may
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status
from sessions_app.recording.answers import answers_of
from sessions_app.recording.layout import SOMEONE_ELSE

# What two children can have shared. What one of them said, a worry, a small step and what was agreed are one child's.
SHARED = (
    "when", "other_day", "people", "others_present", "went", "cut_short", "account", "written_to_child", "topics",
    "more_topics", "purposes",
)  # fmt: skip


def can_repeat(access: Access, session: KeyWorkSession) -> bool:
    """Whoever wrote a record of time together may begin another with its words, at the same home."""
    return (
        session.author_id == access.user.pk
        and session.status != Status.VOID
        and session.happened
        and access.may(Permission.RECORD_SESSIONS, session.home_id)
    )


def check_can_repeat(access: Access, session: KeyWorkSession) -> None:
    check_may(access, Permission.RECORD_SESSIONS, session.home_id)
    if not can_repeat(access, session):
        raise PermissionDenied(
            _("Only the person who wrote down time together can record it for another child.")
        )


def record_to_repeat(access: Access, asked: str) -> KeyWorkSession | None:
    """The record an address names for a new one to begin with, if this person may; none for no id."""
    try:
        key = uuid.UUID(asked)
    except ValueError:
        return None
    found = KeyWorkSession.objects.visible_to(access).select_related("child", "home", "placement")
    session = get_object_or_404(found, public_id=key)
    check_can_repeat(access, session)
    return session


def others_at_home(access: Access, session: KeyWorkSession) -> QuerySet[Child]:
    """Children who lived at the home on the day, and whom this person may see. The child of the record is not asked."""
    day = session.held_on or access.today
    living = Child.objects.visible_to(access).living_at(session.home_id, day)
    return living.exclude(pk=session.child_id).by_name()


def the_same_of(session: KeyWorkSession, form: Any) -> dict[str, Any]:
    """What of a record a new one about another child begins with: nothing that was one child's own."""
    said = answers_of(session, today=form.access.today)
    shared = {name: said[name] for name in SHARED}
    return shared | {"people": [key for key in said["people"] if key in form.there or key == SOMEONE_ELSE]}

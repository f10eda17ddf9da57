"""Who waits for a talk, as managers read it."""

from __future__ import annotations

from homes.models import Home, User
from homes.permissions import Access, Permission
from sessions_app.models import KeyWorkSession, Status
from sessions_app.signed.debrief.models import ASKS_FOR_A_TALK, Debrief

ASKED_FOR_DAYS = 7  # after that it is for supervision to ask


def talks_wanted(home: Home, access: Access, *, of: User | None = None) -> list[Debrief]:
    """Those who wait for a talk at a home, longest first. One query; none for who manages nobody there."""
    if not access.may(Permission.MANAGE_STAFF, home.pk):
        return []
    rows = Debrief.objects.visible_to(access).filter(
        home=home, feeling__in=ASKS_FOR_A_TALK, talked_on__isnull=True
    )
    if of is not None:
        rows = rows.filter(user=of)
    return list(rows.exclude(user=access.user.pk).select_related("user").order_by("said_at", "pk"))


def others_manage(home: Home, access: Access) -> bool:
    """Whether a manager or deputy other than this person works at a home, to see that somebody wants to talk."""
    return bool(access.managers.get(home.pk, frozenset()) - {access.user.public_id})


def said_by(person: User, home: Home, access: Access) -> list[Debrief]:
    """What somebody said after sessions at a home, latest first."""
    rows = Debrief.objects.visible_to(access).filter(home=home, user=person)
    return list(rows.select_related("talked_with").order_by("-said_at", "-pk"))


def may_debrief(access: Access, session: KeyWorkSession) -> bool:
    """Whether to ask how it was: the author, for some days after signing, until they have said it."""
    if session.author_id != access.user.pk or session.status != Status.SIGNED:
        return False
    if (access.now - session.signed_at).days >= ASKED_FOR_DAYS:
        return False
    return not Debrief.objects.filter(session=session, user=access.user.pk).exists()

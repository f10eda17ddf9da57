"""Who may hand a record to the child it is about: whoever may write records for the child today."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from children.models import Placement
from homes.permissions import Access, Permission, check_may
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status
from sessions_app.permissions import can_edit_draft, check_can_edit_draft
from sessions_app.signed.childs_part.models import ChildsPart


def stay_of_today(access: Access, session: KeyWorkSession) -> Placement | None:
    """Where the child lives today, if this person may see it. One query, unless it is the stay of the record."""
    if session.placement.covers(access.today):
        return session.placement
    stays = Placement.objects.visible_to(access).filter(child=session.child_id).current_on(access.today)
    return stays.select_related("child", "home").first()


def check_can_hand_over(access: Access, session: KeyWorkSession, stay: Placement | None) -> None:
    """A draft is its author's to share; a signed record is for any adult of the home. Nobody shares a void one."""
    if stay is None:
        words = _("{child} does not live here today, so there is nobody to hand the tablet to.")
        raise PermissionDenied(words.format(child=session.child.known_as))
    check_may(access, Permission.RECORD_SESSIONS, stay.home_id)
    if session.is_draft:
        check_can_edit_draft(access, session)
    elif session.status != Status.SIGNED:
        raise PermissionDenied(_("This record is void: there is nothing to share."))


def check_can_withdraw_part(access: Access, part: ChildsPart) -> None:
    """A manager, as with any record about the wrong child; while it stands."""
    check_may(access, Permission.VOID_SESSIONS, part.home_id)
    if hasattr(part, "withdrawn"):
        raise PermissionDenied(_("This was withdrawn already."))


def can_hand_over(access: Access, session: KeyWorkSession) -> bool:
    """The same without a word, and without turning to the home of today: asked by pages about the record."""
    stay = stay_of_today(access, session)
    if stay is None or not access.may(Permission.RECORD_SESSIONS, stay.home_id):
        return False
    return can_edit_draft(access, session) if session.is_draft else session.status == Status.SIGNED

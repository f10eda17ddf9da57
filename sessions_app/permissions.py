"""Who may write, sign, add to and void a record. Out of reach is 404 (visible_to); these give the 403 its reason."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied

from children.models import Child, Placement
from homes.permissions import Access, Permission, check_may
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status
from sessions_app.recording.adults import may_be_adopted


def can_record(access: Access, child: Child, placement: Placement | None) -> bool:
    """Any adult of the home of the stay, once the child has moved in: not only the key worker."""
    return (
        placement is not None
        and placement.child_id == child.pk
        and _has_begun(placement, access)
        and access.may(Permission.RECORD_SESSIONS, placement.home_id)
    )


def _has_begun(placement: Placement, access: Access) -> bool:
    return placement.moved_in_on is not None and placement.moved_in_on <= access.today


def check_can_record(access: Access, child: Child, placement: Placement | None) -> None:
    if placement is None or not _has_begun(placement, access):
        raise PermissionDenied(
            _("{child} does not live here today, so no new record can be started.").format(
                child=child.known_as
            )
        )
    check_may(access, Permission.RECORD_SESSIONS, placement.home_id)
    if placement.child_id != child.pk:
        raise PermissionDenied(_("You cannot record a session here. Ask the {registered manager}."))


def can_edit_draft(access: Access, session: KeyWorkSession) -> bool:
    """A draft is its author's alone; a manager reads it and changes nothing."""
    return (
        session.is_draft
        and session.author_id == access.user.pk
        and access.may(Permission.RECORD_SESSIONS, session.home_id)
    )


def check_can_edit_draft(access: Access, session: KeyWorkSession) -> None:
    if not session.is_draft:
        raise PermissionDenied(_("Signed words are never changed. Add more details to the record instead."))
    if session.author_id != access.user.pk:
        raise PermissionDenied(_("Only the person who started this draft can change it."))
    check_may(access, Permission.RECORD_SESSIONS, session.home_id)


def can_adopt(access: Access, session: KeyWorkSession) -> bool:
    """Managers take over the draft of somebody who has left or is away for long."""
    return (
        session.is_draft
        and session.author_id != access.user.pk
        and access.may(Permission.ADOPT_DRAFTS, session.home_id)
        and may_be_adopted(session, on=access.today)
    )


def check_can_adopt(access: Access, session: KeyWorkSession) -> None:
    """Whether the author may still finish it is the action's to say."""
    check_may(access, Permission.ADOPT_DRAFTS, session.home_id)
    if not session.is_draft:
        raise PermissionDenied(_("Only a draft can be taken over."))


def can_add(access: Access, session: KeyWorkSession) -> bool:
    return session.status == Status.SIGNED and access.may(Permission.RECORD_SESSIONS, session.home_id)


def check_can_add(access: Access, session: KeyWorkSession) -> None:
    if session.status != Status.SIGNED:
        raise PermissionDenied(_("Details can be added to a signed record only."))
    check_may(access, Permission.RECORD_SESSIONS, session.home_id)


def may_answer_of(access: Access, writer: UUID, home_id: int) -> bool:
    """A manager or deputy of the home answers a worry; nobody their own. Where that leaves none of them, who oversees
    the home does. No query for a manager; one a request for who oversees, for any number of worries."""
    if access.user.public_id == writer or not access.may(Permission.ANSWER_WORRIES, home_id):
        return False
    return access.manages(home_id) or not _free_to_answer(access, writer, home_id)


def _free_to_answer(access: Access, writer: UUID, home_id: int) -> frozenset[UUID]:
    return access.managers.get(home_id, frozenset()) - {writer}


def can_answer(access: Access, session: KeyWorkSession) -> bool:
    return (
        session.status == Status.SIGNED
        and bool(session.worry)
        and may_answer_of(access, session.author.public_id, session.home_id)
    )


def check_can_answer(access: Access, session: KeyWorkSession) -> None:
    check_may(access, Permission.ANSWER_WORRIES, session.home_id)
    if session.status != Status.SIGNED or not session.worry:
        raise PermissionDenied(_("There is no signed worry to answer here."))
    if session.author_id == access.user.pk:
        raise PermissionDenied(_("Somebody else answers your own worry."))
    if not may_answer_of(access, session.author.public_id, session.home_id):
        raise PermissionDenied(
            _("A manager of this home answers this worry. Yours are those no manager there may answer.")
        )


def can_void(access: Access, session: KeyWorkSession) -> bool:
    """Managers void a wrong record, and a draft whose author has left."""
    return session.status != Status.VOID and access.may(Permission.VOID_SESSIONS, session.home_id)


def check_can_void(access: Access, session: KeyWorkSession) -> None:
    check_may(access, Permission.VOID_SESSIONS, session.home_id)
    if session.status == Status.VOID:
        raise PermissionDenied(_("This record is already void."))

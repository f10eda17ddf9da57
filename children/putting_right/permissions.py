"""Who may put a record right: whoever wrote it until the end of their shift, and a manager of its home after that."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from children.putting_right.lines import Line
from homes.models import LedgerEntry, User
from homes.permissions import SHIFT, Access, Permission
from homes.words import gettext as _


def can_put_right(access: Access, line: Line, record: Any, home_id: int | None) -> bool:
    """For every link to it and for its page. One query a request, and only where the person may have written it."""
    if access.may(Permission.PUT_RIGHT, home_id):
        return True
    return access.may(line.may, home_id) and still_the_same_shift(access, record) and wrote(access, record)


def can_put_right_entry(access: Access, line: Line, entry: LedgerEntry) -> bool:
    """The same of the first version of a record in a history, which says who wrote it and when. No query."""
    if access.may(Permission.PUT_RIGHT, entry.home_id):
        return True
    theirs = entry.user_id == access.user.pk and entry.at > access.now - SHIFT
    return theirs and access.may(line.may, entry.home_id)


def check_can_put_right(access: Access, line: Line, record: Any, home_id: int | None) -> None:
    """Raises with a sentence that names who can."""
    access.speak_of(home_id)
    if not can_put_right(access, line, record, home_id):
        raise PermissionDenied(who_can(access, home_id))


def still_the_same_shift(access: Access, record: Any) -> bool:
    return record.created_at > access.now - SHIFT


def wrote(access: Access, record: Any) -> bool:
    """Whether the first version of a record of this shift is theirs."""
    return (record._meta.label, record.pk) in access.written_this_shift


def who_can(access: Access, home_id: int | None) -> str:
    names = _managers(access, home_id)
    if not names:
        return _("Whoever wrote this can put it right for 24 hours; after that a manager of its home can.")
    words = _("Whoever wrote this can put it right for 24 hours; after that a manager can: %(names)s.")
    return words % {"names": names}


def who_else_can(access: Access, home_id: int | None) -> str:
    """Said once on a page of many records to somebody who works here and is no manager: else nothing. One query."""
    if access.may(Permission.PUT_RIGHT, home_id) or not access.may(Permission.RECORD_SESSIONS, home_id):
        return ""
    names = _managers(access, home_id)
    if not names:
        return _("What is wrong here is put right by whoever wrote it, within 24 hours.")
    words = _(
        "What is wrong here is put right by whoever wrote it, within 24 hours; after that by a manager: %(names)s."
    )
    return words % {"names": names}


def _managers(access: Access, home_id: int | None) -> str:
    managers = User.objects.managing([home_id], access.today) if home_id else User.objects.none()
    return ", ".join(person.full_name for person in managers[:3])

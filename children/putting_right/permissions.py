"""Who may put a record right: whoever wrote it until the end of their shift, and a manager of its home after that."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied

from children.putting_right.lines import Line
from homes.models import User
from homes.permissions import Access, Permission
from homes.words import gettext as _

# The longest shift in a children's home, with a sleep-in, is a day and a night: whoever wrote a record can mend it
# until they go home. Counted from the writing and not from midnight, so that a night shift is as long as a day's.
SAME_SHIFT = dt.timedelta(hours=24)


def check_can_put_right(access: Access, line: Line, record: Any, home_id: int | None) -> None:
    """Raises with a sentence that names who can."""
    access.speak_of(home_id)
    if access.may(Permission.PUT_RIGHT, home_id):
        return
    if access.may(line.may, home_id) and still_the_same_shift(access, record) and wrote(access.user, record):
        return
    raise PermissionDenied(who_can(access, home_id))


def still_the_same_shift(access: Access, record: Any) -> bool:
    return record.created_at > access.now - SAME_SHIFT


def wrote(person: User, record: Any) -> bool:
    """Whether the first version of a record is theirs."""
    return record.history.filter(history_type="+", history_user=person.pk).exists()


def who_can(access: Access, home_id: int | None) -> str:
    managers = User.objects.managing([home_id], access.today) if home_id else User.objects.none()
    names = ", ".join(person.full_name for person in managers[:3])
    if not names:
        return _("Whoever wrote this can put it right for 24 hours; after that a manager of its home can.")
    words = _("Whoever wrote this can put it right for 24 hours; after that a manager can: %(names)s.")
    return words % {"names": names}

"""Who may change what about a child. Each check raises with a sentence a person can read."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from children.placements.models import Placement
from homes.models import User
from homes.permissions import Access, Permission, check_may


def check_can_assign(access: Access, placement: Placement | None) -> None:
    """Managers of the home the child lives at, or is expected at."""
    check_may(access, Permission.ASSIGN_KEY_WORKERS, placement.home_id if placement else None)


def check_can_move(access: Access, placement: Placement | None) -> None:
    check_may(access, Permission.MOVE_CHILDREN, placement.home_id if placement else None)


def check_can_record_absence(access: Access, placement: Placement | None) -> None:
    check_may(access, Permission.RECORD_ABSENCE, placement.home_id if placement else None)


def check_can_name_cover(access: Access, placement: Placement | None, covers: User) -> None:
    """Managers; and an adult for the days they are away themselves."""
    if (
        placement is None
        or covers.pk != access.user.pk
        or not access.may(Permission.RECORD_SESSIONS, placement.home_id)
    ):
        check_can_assign(access, placement)


def check_can_record_plan(access: Access, placement: Placement | None) -> None:
    check_may(access, Permission.RECORD_FILE, placement.home_id if placement else None)


def check_can_leave_out(access: Access, placement: Placement | None) -> None:
    """Managers say that a document does not apply to a child."""
    check_may(access, Permission.LEAVE_OUT_DOCUMENTS, placement.home_id if placement else None)


def can_leave_out(access: Access, placement: Placement | None) -> bool:
    return _can(check_can_leave_out, access, placement)


def can_record_plan(access: Access, placement: Placement | None) -> bool:
    return _can(check_can_record_plan, access, placement)


def can_assign(access: Access, placement: Placement | None) -> bool:
    return _can(check_can_assign, access, placement)


def can_move(access: Access, placement: Placement | None) -> bool:
    return _can(check_can_move, access, placement)


def can_record_absence(access: Access, placement: Placement | None) -> bool:
    return _can(check_can_record_absence, access, placement)


def _can(check, access: Access, placement: Placement | None) -> bool:
    try:
        check(access, placement)
    except PermissionDenied:
        return False
    return True

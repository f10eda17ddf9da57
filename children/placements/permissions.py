"""Who may change what about a child. Each check raises with a sentence a person can read."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from children.placements.models import Placement
from homes.models import User
from homes.permissions import Access, Permission, check_may


def check_can_assign(access: Access, stay: Placement | None) -> None:
    """Managers of the home the child lives at, or is expected at."""
    check_may(access, Permission.ASSIGN_KEY_WORKERS, stay.home_id if stay else None)


def check_can_move(access: Access, stay: Placement | None) -> None:
    check_may(access, Permission.MOVE_CHILDREN, stay.home_id if stay else None)


def check_can_record_absence(access: Access, stay: Placement | None) -> None:
    check_may(access, Permission.RECORD_ABSENCE, stay.home_id if stay else None)


def check_can_name_cover(access: Access, stay: Placement | None, covers: User) -> None:
    """Managers; and an adult for the days they are away themselves."""
    if (
        stay is None
        or covers.pk != access.user.pk
        or not access.may(Permission.RECORD_SESSIONS, stay.home_id)
    ):
        check_can_assign(access, stay)


def check_can_record_plan(access: Access, stay: Placement | None) -> None:
    check_may(access, Permission.RECORD_FILE, stay.home_id if stay else None)


def can_record_plan(access: Access, stay: Placement | None) -> bool:
    return _can(check_can_record_plan, access, stay)


def can_assign(access: Access, stay: Placement | None) -> bool:
    return _can(check_can_assign, access, stay)


def can_move(access: Access, stay: Placement | None) -> bool:
    return _can(check_can_move, access, stay)


def can_record_absence(access: Access, stay: Placement | None) -> bool:
    return _can(check_can_record_absence, access, stay)


def _can(check, access: Access, stay: Placement | None) -> bool:
    try:
        check(access, stay)
    except PermissionDenied:
        return False
    return True

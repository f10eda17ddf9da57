"""What each role may do. Roles are code, each with a description people can read on screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from homes.models import Role
from homes.words import gettext_lazy


class Permission(StrEnum):
    SEE_CHILDREN = "see_children"
    SEE_CHILD_HISTORY = "see_child_history"
    SEE_FLAGS = "see_flags"
    SEE_BOARD = "see_board"
    SEE_HOME_HISTORY = "see_home_history"
    SEE_WHO_LOOKED = "see_who_looked"
    READ_DRAFTS = "read_drafts"
    RECORD_SESSIONS = "record_sessions"
    RECORD_FILE = "record_file"
    RECORD_ABSENCE = "record_absence"
    RESPOND_TO_FLAGS = "respond_to_flags"
    VOID_SESSIONS = "void_sessions"
    ASSIGN_KEY_WORKERS = "assign_key_workers"
    MOVE_CHILDREN = "move_children"
    GIVE_INSPECTION_ACCESS = "give_inspection_access"
    SEE_STAFF = "see_staff"
    MANAGE_STAFF = "manage_staff"
    INVITE_STAFF = "invite_staff"
    SEE_SETTINGS = "see_settings"
    CHANGE_SETTINGS = "change_settings"
    REFLECT_AS_TEAM = "reflect_as_team"
    ADOPT_DRAFTS = "adopt_drafts"
    RECORD_CONTACTS = "record_contacts"
    SEE_ADDRESSES = "see_addresses"
    RESTRICT = "restrict"
    PUT_RIGHT = "put_right"
    LEAVE_OUT_DOCUMENTS = "leave_out_documents"
    ANSWER_WORRIES = "answer_worries"
    REVIEW_SESSIONS = "review_sessions"
    REVIEW_APPROACH = "review_approach"


@dataclass(frozen=True, slots=True)
class RoleDescription:
    permissions: frozenset[Permission]
    description: str | Promise


_WORKER = frozenset(
    {
        Permission.SEE_CHILDREN,
        Permission.SEE_CHILD_HISTORY,
        Permission.SEE_FLAGS,
        Permission.RECORD_SESSIONS,
        Permission.RECORD_FILE,
        Permission.RECORD_ABSENCE,
        Permission.RESPOND_TO_FLAGS,
        Permission.SEE_SETTINGS,
        Permission.REFLECT_AS_TEAM,
        Permission.RECORD_CONTACTS,
    }
)
_SENIOR = _WORKER | {Permission.SEE_ADDRESSES}
_MANAGER = _SENIOR | {
    Permission.SEE_BOARD,
    Permission.SEE_HOME_HISTORY,
    Permission.SEE_WHO_LOOKED,
    Permission.READ_DRAFTS,
    Permission.VOID_SESSIONS,
    Permission.ASSIGN_KEY_WORKERS,
    Permission.MOVE_CHILDREN,
    Permission.GIVE_INSPECTION_ACCESS,
    Permission.SEE_STAFF,
    Permission.MANAGE_STAFF,
    Permission.INVITE_STAFF,
    Permission.CHANGE_SETTINGS,
    Permission.ADOPT_DRAFTS,
    Permission.RESTRICT,
    Permission.PUT_RIGHT,
    Permission.LEAVE_OUT_DOCUMENTS,
    Permission.ANSWER_WORRIES,
    Permission.REVIEW_SESSIONS,
    Permission.REVIEW_APPROACH,
}
_OVERSEER = frozenset(
    {
        Permission.SEE_CHILDREN,
        Permission.SEE_CHILD_HISTORY,
        Permission.SEE_FLAGS,
        Permission.SEE_BOARD,
        Permission.SEE_HOME_HISTORY,
        Permission.SEE_WHO_LOOKED,
        Permission.SEE_STAFF,
        Permission.INVITE_STAFF,  # a home may have lost its last manager
        Permission.SEE_SETTINGS,
        Permission.REVIEW_SESSIONS,  # only what no manager of the home may: sessions_app.review
        Permission.ANSWER_WORRIES,  # likewise: sessions_app.permissions
    }
)
_INSPECTOR = frozenset(
    {
        Permission.SEE_CHILDREN,
        Permission.SEE_CHILD_HISTORY,
        Permission.SEE_FLAGS,
        Permission.SEE_HOME_HISTORY,
        Permission.SEE_WHO_LOOKED,
        Permission.SEE_SETTINGS,
    }
)
INSPECTOR = "inspector"
ROLES: dict[str, RoleDescription] = {
    Role.RESIDENTIAL_WORKER: RoleDescription(
        _WORKER, gettext_lazy("Records time with any child of the home and keeps the child's file.")
    ),
    Role.SENIOR: RoleDescription(
        _SENIOR, gettext_lazy("The same, leads the shift, and may read private addresses.")
    ),
    Role.DEPUTY_MANAGER: RoleDescription(_MANAGER, gettext_lazy("Stands in for the {registered manager}.")),
    Role.REGISTERED_MANAGER: RoleDescription(
        _MANAGER,
        gettext_lazy("Names {key workers}, sees the board and the home's history, puts wrong records right."),
    ),
    Role.RESPONSIBLE_INDIVIDUAL: RoleDescription(
        _OVERSEER,
        gettext_lazy(
            "Reads every home of the provider; reviews, and answers of worries, what no manager there may; "
            "invites adults. Changes nothing in a child's record."
        ),
    ),
    INSPECTOR: RoleDescription(
        _INSPECTOR,
        gettext_lazy("Reads one home for named days. Changes nothing. Everything opened is logged."),
    ),
}


# Nobody offers a role above their own; who oversees a home offers each of its roles. Held role -> roles it may offer.
_IN_ORDER = (Role.RESIDENTIAL_WORKER, Role.SENIOR, Role.DEPUTY_MANAGER, Role.REGISTERED_MANAGER)
OFFERS: dict[str, tuple[Role, ...]] = {
    Role.DEPUTY_MANAGER: _IN_ORDER[:3],
    Role.REGISTERED_MANAGER: _IN_ORDER,
    Role.RESPONSIBLE_INDIVIDUAL: _IN_ORDER,
}

"""Every control of the product, how it is taken away, and where the policy walk must then find a wrong answer.

Where a second wall holds, both are taken away and the line says which wall it was. test_sabotage.py takes them away.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import models
from django.db.models import Q
from django_scopes import scopes_disabled

import children.duties.querysets
import children.handover.querysets
import children.placements.permissions
import children.placements.querysets
import homes.permissions
import homes.querysets
import homes.requests.middleware
import sessions_app.pages
import sessions_app.permissions
import sessions_app.querysets
import sessions_app.review.permissions
import sessions_app.signed.childs_part.permissions
import sessions_app.strip.reports.querysets
from compliance.history import page
from homes.models import Home, InspectionGrant
from homes.permissions import Access, Permission
from tests.everywhere.policy_walk import routes

OURS = ("homes", "children", "sessions_app", "compliance", "keywork")
Patch = Callable[[pytest.MonkeyPatch], None]


# --- ways to take a control away --------------------------------------------------------------------


def everywhere(patch: pytest.MonkeyPatch, function: Callable, instead: Callable) -> None:
    """Replace a function under every name our modules imported it by."""
    routes()  # every view is loaded: one that is loaded meanwhile would keep what stands in its place
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").split(".")[0] not in OURS:
            continue
        for name, value in list(vars(module).items()):
            if value is function:
                patch.setattr(module, name, instead)


def sees_all(queryset: type[models.QuerySet]) -> Patch:
    return lambda patch: patch.setattr(queryset, "visible_to", lambda self, access: self.all())


def any_home(patch: pytest.MonkeyPatch) -> None:
    """Every home answers, in reach or not: however a page finds the home of its address."""
    sees_all(homes.querysets.HomeQuerySet)(patch)
    patch.setattr(Access, "home", lambda self, public_id: Home.objects.get(public_id=public_id))


def never_checks(function: Callable) -> Patch:
    return lambda patch: everywhere(patch, function, lambda *args, **kwargs: None)


def everybody_may(permission: Permission) -> Patch:
    may = Access.may

    def instead(self: Access, asked: Permission, home_id: int | None) -> bool:
        return may(self, asked, home_id) or (asked == permission and home_id in self.home_ids)

    return lambda patch: patch.setattr(Access, "may", instead)


def instead_of(function: Callable, instead: Callable) -> Patch:
    return lambda patch: everywhere(patch, function, instead)


def reach(name: str, instead: Callable[[Access], Any]) -> Patch:
    return lambda patch: patch.setattr(Access, name, property(instead))


def grants_without(*conditions: str) -> Patch:
    """Inspectors' access read without one of its conditions."""

    def everything_but(**asked: Any) -> models.QuerySet:
        return InspectionGrant.objects.filter(
            **{name: value for name, value in asked.items() if name not in conditions}
        )

    shim = SimpleNamespace(objects=SimpleNamespace(filter=everything_but))
    return lambda patch: patch.setattr(homes.permissions, "InspectionGrant", shim)


def no_scope(patch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def open_to_all(**kwargs: Any) -> Iterator[None]:
        with scopes_disabled():
            yield

    patch.setattr(homes.requests.middleware, "scope", open_to_all)


def together(*patches: Patch) -> Patch:
    def all_of_them(patch: pytest.MonkeyPatch) -> None:
        for one in patches:
            one(patch)

    return all_of_them


def whole_history(patch: pytest.MonkeyPatch) -> None:
    reach_of = page.reach_of
    everywhere(patch, reach_of, lambda *args, **kwargs: replace(reach_of(*args, **kwargs), whole=True))


# --- the controls -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Control:
    remove: Patch
    names: tuple[str, ...]  # where the walk must notice
    wall: str = ""  # the second wall, taken away with it
    at: str = ""  # words of the cell that must be wrong


CHILD = ("compliance:child",)  # starts from a stay in scope
FROM_CHILD = ("children:people",)  # starts from a child in scope
DETAIL, HISTORY = ("sessions:detail",), ("compliance:child_history",)

SCOPES = {
    homes.querysets.HomeQuerySet: Control(any_home, ("compliance:flags",)),
    homes.querysets.StaffRecordQuerySet: Control(
        together(
            sees_all(homes.querysets.StaffRecordQuerySet),
            never_checks(homes.permissions.check_can_note_leave),
        ),
        ("compliance:end_leave",),
        wall="whoever may not see somebody's days away may not change them either: 403 in the place of 404",
    ),
    homes.querysets.InvitationQuerySet: Control(
        together(
            sees_all(homes.querysets.InvitationQuerySet),
            any_home,
            never_checks(homes.permissions.check_may),
        ),
        ("homes:call_off_invitation",),
        wall="an invitation is looked for at a home found in scope, where the person may invite",
    ),
    sessions_app.strip.reports.querysets.ReportQuerySet: Control(
        sees_all(sessions_app.strip.reports.querysets.ReportQuerySet), ("sessions:report",)
    ),
    children.placements.querysets.ChildQuerySet: Control(
        sees_all(children.placements.querysets.ChildQuerySet), FROM_CHILD
    ),
    children.placements.querysets.OfChildQuerySet: Control(
        sees_all(children.placements.querysets.OfChildQuerySet),
        ("compliance:end_key_worker", "children:record_return"),
    ),
    children.handover.querysets.HomeNoteQuerySet: Control(
        together(
            sees_all(children.handover.querysets.HomeNoteQuerySet),
            any_home,
            never_checks(homes.permissions.check_may),
        ),
        ("compliance:handover",),
        wall="a page of notes starts from a home found in scope, and asks what the person may do there",
        at="as other_home_manager",
    ),
    sessions_app.querysets.SessionQuerySet: Control(sees_all(sessions_app.querysets.SessionQuerySet), DETAIL),
    children.duties.querysets.FlagQuerySet: Control(
        sees_all(children.duties.querysets.FlagQuerySet), ("compliance:flag_plan",)
    ),
}

CHECKS = {
    "check_may": Control(never_checks(homes.permissions.check_may), ("compliance:board", "homes:inspectors")),
    "check_can_assign": Control(
        never_checks(children.placements.permissions.check_can_assign), ("compliance:name_key_worker",)
    ),
    "check_can_see_staff_member": Control(
        never_checks(homes.permissions.check_can_see_staff_member), ("compliance:staff_member",)
    ),
    "check_can_unlock": Control(
        never_checks(homes.permissions.check_can_unlock), ("compliance:unlock_sign_in",)
    ),
    "check_can_reopen_role": Control(
        never_checks(homes.permissions.check_can_reopen_role), ("compliance:reopen_role",)
    ),
    "check_can_change_role": Control(
        never_checks(homes.permissions.check_can_change_role), ("compliance:change_role",)
    ),
    "check_can_reset_second_step": Control(
        never_checks(homes.permissions.check_can_reset_second_step), ("compliance:reset_second_step",)
    ),
    "check_can_note_leave": Control(
        never_checks(homes.permissions.check_can_note_leave), ("compliance:add_leave",)
    ),
    "check_can_name_cover": Control(
        never_checks(children.placements.permissions.check_can_name_cover), ("compliance:cover",)
    ),
    "check_can_adopt": Control(never_checks(sessions_app.permissions.check_can_adopt), ("sessions:adopt",)),
    "check_can_move": Control(
        never_checks(children.placements.permissions.check_can_move), ("children:move_on",)
    ),
    "check_can_record_absence": Control(
        never_checks(children.placements.permissions.check_can_record_absence), ("children:add_absence",)
    ),
    "check_can_record_plan": Control(
        never_checks(children.placements.permissions.check_can_record_plan), ("children:add_plan",)
    ),
    "check_can_record": Control(
        never_checks(sessions_app.permissions.check_can_record), ("sessions:new", "sessions:edit")
    ),
    "check_can_edit_draft": Control(
        never_checks(sessions_app.permissions.check_can_edit_draft), ("sessions:discard", "sessions:edit")
    ),
    "check_can_add": Control(never_checks(sessions_app.permissions.check_can_add), ("sessions:add_details",)),
    "check_can_answer": Control(
        never_checks(sessions_app.permissions.check_can_answer), ("sessions:answer_worry",)
    ),
    "check_can_void": Control(never_checks(sessions_app.permissions.check_can_void), ("sessions:void",)),
    "check_can_review": Control(
        never_checks(sessions_app.review.permissions.check_can_review), ("sessions:review",)
    ),
    "check_can_hand_over": Control(
        never_checks(sessions_app.signed.childs_part.permissions.check_can_hand_over),
        ("sessions:hand_to_child", "sessions:childs_turn", "sessions:childs_copy"),
    ),
    "check_can_withdraw_part": Control(
        never_checks(sessions_app.signed.childs_part.permissions.check_can_withdraw_part),
        ("sessions:withdraw_childs_part",),
    ),
}

# Permissions every role has: nobody could be seen to gain one. test_sabotage.py asserts it.
HELD_BY_ALL = {
    Permission.SEE_CHILDREN,
    Permission.SEE_CHILD_HISTORY,
    Permission.SEE_FLAGS,
    Permission.SEE_SETTINGS,
}
# An answer a form offers to some and refuses from others: the page itself is open to both, so no walk can see it.
IN_A_FORM = {
    Permission.LEAVE_OUT_DOCUMENTS: "check_can_leave_out",  # tests/children/checklist/test_pages.py
}
PERMISSIONS = {
    permission: Control(everybody_may(permission), names)
    for permission, names in {
        Permission.SEE_BOARD: ("compliance:board",),
        Permission.SEE_HOME_HISTORY: ("compliance:home_history",),
        Permission.SEE_WHO_LOOKED: ("compliance:home_looked",),
        Permission.READ_DRAFTS: DETAIL,
        Permission.RECORD_SESSIONS: ("sessions:new",),
        Permission.RECORD_FILE: ("children:add_plan",),
        Permission.RECORD_ABSENCE: ("children:add_absence",),
        Permission.RESPOND_TO_FLAGS: ("compliance:flag_plan",),
        Permission.VOID_SESSIONS: ("sessions:void",),
        Permission.ASSIGN_KEY_WORKERS: ("compliance:name_key_worker",),
        Permission.MOVE_CHILDREN: ("children:move_on",),
        Permission.GIVE_INSPECTION_ACCESS: ("homes:inspectors",),
        Permission.CHANGE_SETTINGS: ("compliance:settings_word",),
        Permission.REFLECT_AS_TEAM: ("children:add_reflection",),
        Permission.SEE_STAFF: ("compliance:staff",),
        Permission.MANAGE_STAFF: ("compliance:leaving",),
        Permission.INVITE_STAFF: ("homes:invite",),
        Permission.ADOPT_DRAFTS: ("sessions:adopt",),
        Permission.RECORD_CONTACTS: ("children:log_contact",),
        Permission.SEE_ADDRESSES: ("children:person_address",),
        Permission.RESTRICT: ("children:add_restriction",),
        Permission.PUT_RIGHT: ("children:put_right_absence",),
        Permission.REVIEW_SESSIONS: ("sessions:start_reviewing",),
        Permission.REVIEW_APPROACH: ("sessions:review_approach",),
    }.items()
} | {
    Permission.ANSWER_WORRIES: Control(
        together(everybody_may(Permission.ANSWER_WORRIES), reach("managers", lambda access: {})),
        ("sessions:answer_worry",),
        wall="whoever does not manage the home answers what no manager there may",
    ),
}

OTHERS = {
    "signing in is asked for": Control(
        lambda patch: patch.setattr(LoginRequiredMiddleware, "handle_no_permission", lambda *args: None),
        ("homes:help", "compliance:child"),
        at="as anonymous",
    ),
    "an inactive account is signed out": Control(
        lambda patch: patch.setattr(ModelBackend, "user_can_authenticate", lambda self, user: True),
        ("homes:help",),
        at="as deactivated",
    ),
    "the provider's scope": Control(
        together(no_scope, sees_all(children.placements.querysets.ChildQuerySet)),
        FROM_CHILD,
        wall="visible_to: the scope is there for the query that forgets it",
        at="elm living as manager",
    ),
    "drafts are their author's and the managers'": Control(
        lambda patch: patch.setattr(
            sessions_app.querysets.SessionQuerySet,
            "visible_to",
            children.placements.querysets.OfChildQuerySet.visible_to,
        ),
        DETAIL,
        at="draft as inspector",
    ),
    "a child who has moved on is gone": Control(
        instead_of(children.placements.querysets.living_there, lambda day, prefix="": Q()), CHILD, at="moved"
    ),
    "the last day of a role": Control(
        instead_of(homes.querysets.live_on, lambda day: Q(started_on__lte=day)), CHILD, at="as ex_staff"
    ),
    "the instant the access of a role ends": Control(
        instead_of(homes.querysets.access_open, lambda now: Q()), CHILD, at="as dismissed"
    ),
    "the first day of a role": Control(
        instead_of(homes.querysets.live_on, lambda day: Q(ended_on__isnull=True) | Q(ended_on__gte=day)),
        CHILD,
        at="as future_staff",
    ),
    "the end of an inspection": Control(grants_without("ends_at__gt"), CHILD, at="as inspector_expired"),
    "the start of an inspection": Control(grants_without("starts_at__lte"), CHILD, at="as inspector_early"),
    "the withdrawal of an inspection": Control(
        grants_without("withdrawn_at__isnull"), CHILD, at="as inspector_withdrawn"
    ),
    "whose grant it is": Control(grants_without("user"), CHILD, at="as no_role"),
    "an inspector reads the home's own records only": Control(
        reach("living_home_ids", lambda access: access.home_ids), DETAIL, at="as other_home_inspector"
    ),
    "drafts stay out of the history": Control(
        instead_of(page._without_drafts_of_others, lambda entries, access: entries),
        HISTORY,
        at="as inspector",
    ),
    "what a draft said before signing": Control(
        together(
            instead_of(page._may_read, lambda version, access: True),
            instead_of(page._without_drafts_of_others, lambda entries, access: entries),
        ),
        HISTORY,
        wall="the rows of a draft are left out of the list, and signing itself changes no word",
    ),
    "a home's history of a child ends with the placement": Control(whole_history, HISTORY, at="moved"),
    "a home's history is of that home": Control(
        instead_of(
            page.entries_of_home,
            lambda access, home: page.LedgerEntry.objects.with_scopes_disabled().all(),
        ),
        ("compliance:home_history",),
    ),
    "the address of somebody's draft stays empty": Control(
        instead_of(sessions_app.pages.is_taken, lambda public_id: False), ("sessions:edit",)
    ),
}

CONTROLS: dict[str, Control] = {
    **{f"{queryset.__name__}.visible_to": control for queryset, control in SCOPES.items()},
    **CHECKS,
    **{f"permission {permission.value}": control for permission, control in PERMISSIONS.items()},
    **OTHERS,
}

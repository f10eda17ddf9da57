"""Which records can be put right or withdrawn: one line each. The pages, the form and the actions are the same for all.

A new dated record has a line here, or a reason in tests/children/putting_right/test_lines.py why it needs none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from children.models import (
    AboutMe,
    CareEvent,
    Chase,
    Child,
    ChildAbsence,
    ChronologyEntry,
    ContactEntry,
    CourtOrder,
    Explained,
    FileVersion,
    Goal,
    GoalStep,
    HandoverNote,
    ImportantDate,
    KeyWorkerAssignment,
    LegalStatus,
    Placement,
    PreAdmissionVisit,
    RemovedItem,
    RemovedItemNote,
    Restriction,
    RestrictionReview,
    RoomCheck,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStep,
    TeamReflection,
)
from children.putting_right import checks
from children.putting_right.hanging import Hanging, hanging_on_stay, nothing_hangs
from homes.models import Readiness
from homes.models.put_right import Withdrawable
from homes.permissions import Access, Permission

Check = Callable[[Any, dt.date], None]


@dataclass(frozen=True)
class Line:
    """One kind of record. `kind` stands in addresses, where it also names the id: it never changes."""

    kind: str
    model: Any
    asks: tuple[str, ...]  # the fields that are put right, in the order they are asked
    may: Permission  # what whoever wrote it must still hold
    ahead: tuple[str, ...] = ()  # of these, days that may lie ahead
    check: Check = checks.nothing  # what joins its answers, and what joins it to other records
    then: Callable[..., None] = checks.nothing_then  # what goes along with it, in other records
    withdrawn: Callable[..., None] = checks.nothing_more  # what follows from withdrawing it
    hangs: Callable[[Any], list[Hanging]] = nothing_hangs  # what must be withdrawn before it
    elsewhere: str = ""  # the page that takes it to the right child
    anew: str = ""  # the page where it is written for the right child, once it is withdrawn

    @property
    def withdrawable(self) -> bool:
        return issubclass(self.model, Withdrawable)

    @property
    def rows(self) -> Any:
        """Everything, also what was withdrawn: somebody who comes second is told so."""
        return self.model.kept if self.withdrawable else self.model.objects

    def address(self, record: Any, what: str = "put_right") -> str:
        return reverse(f"children:{what}_{self.kind}", args=[record.public_id])

    def place_of(self, record: Any) -> str:
        """Where both can be read: what stood before and what stands now."""
        child = child_of(record)
        if isinstance(record, Placement) and not (record.stands or _lives_anywhere(child)):
            return reverse("compliance:home_history", args=[record.home.public_id])
        if child is not None:
            return reverse("compliance:child_history", args=[child.public_id])
        if isinstance(record, Readiness):
            return reverse("compliance:staff_member", args=[record.home.public_id, record.user.public_id])
        return reverse("compliance:handover", args=[record.home.public_id])


@dataclass(frozen=True)
class About:
    """Whom and which home a record is about, for pages and for who looked."""

    home_id: int | None
    child: Child | None
    pk: int

    @property
    def child_id(self) -> int | None:
        return self.child.pk if self.child else None


def _lives_anywhere(child: Child) -> bool:
    """Whether any stay is left: without one a child has no page."""
    return Placement.objects.with_scopes_disabled().filter(child=child).exists()


def child_of(record: Any) -> Any:
    return record if isinstance(record, Child) else getattr(record, "child", None)


def about(record: Any, access: Access) -> About:
    home_id = _home_of(record, access.today) if isinstance(record, Child) else record.home_id
    return About(home_id, child_of(record), record.pk)


def _home_of(child: Child, today: dt.date) -> int | None:
    """A child's own facts belong to the home the child lives at, or lived at last."""
    stays = Placement.objects.with_scopes_disabled().filter(child=child)
    latest = stays.living_on(today).first() or stays.latest_first().first()
    return latest.home_id if latest else None


_WORKS_HERE = Permission.RECORD_SESSIONS
_LINES = (
    Line(
        "child",
        Child,
        ("known_as", "legal_name", "date_of_birth", "pronouns", "picture", "ref"),
        Permission.MOVE_CHILDREN,
        check=checks.child,
    ),
    Line(
        "stay",
        Placement,
        ("referred_on", "offered_on", "expected_on", "moved_in_on", "moved_on_on"),
        Permission.MOVE_CHILDREN,
        ahead=("expected_on",),
        check=checks.stay,
        then=checks.stay_righted,
        withdrawn=checks.stay_withdrawn,
        hangs=hanging_on_stay,
    ),
    Line(
        "assignment",
        KeyWorkerAssignment,
        ("started_on", "ended_on", "child_told_on", "child_view", "not_asked_because", "handover_on"),
        Permission.RECORD_SESSIONS,
        ahead=("started_on", "ended_on", "handover_on"),
        check=checks.assignment,
    ),
    Line(
        "absence",
        ChildAbsence,
        ("kind", "started_on", "returned_on", "note"),
        Permission.RECORD_ABSENCE,
        check=checks.absence,
        anew="children:add_absence",
    ),
    Line(
        "contact",
        ContactEntry,
        (
            "kind", "outcome", "direction", "happened_on", "happened_at", "content", "mood", "planned", "supervised",
            "accompanied_by", "child_told", "view_before", "view_after", "outside_restriction_reason",
        ),
        Permission.RECORD_CONTACTS,
        check=checks.contact,
        anew="children:log_contact",
    ),
    Line(
        "edition",
        FileVersion,
        ("dated_on", "authored_by", "received_on", "review_due_on", "kept_where", "note"),
        Permission.RECORD_FILE,
        ahead=("review_due_on",),
        check=checks.edition,
        withdrawn=checks.edition_withdrawn,
        elsewhere="children:refile_document",
        anew="compliance:file",
    ),
    Line(
        "restriction",
        Restriction,
        (
            "kind", "basis", "section", "order_number", "ordered_on", "order_ends_on", "consent_name", "consent_on",
            "started_on", "review_due_on", "no_contact", "supervised", "accompanied", "planned", "conditions", "reason",
            "child_told_on", "child_view",
        ),
        Permission.RESTRICT,
        ahead=("order_ends_on", "review_due_on"),
        check=checks.restriction,
        anew="children:add_restriction",
    ),
    Line(
        "review",
        RestrictionReview,
        ("reviewed_on", "still_needed", "still_fair", "child_view", "what_changes", "next_review_on"),
        Permission.RESTRICT,
        ahead=("next_review_on",),
        anew="children:people",
    ),
    Line(
        "visit", PreAdmissionVisit, ("visited_on", "note"), Permission.MOVE_CHILDREN, ahead=("visited_on",),
        anew="children:visits_before",
    ),
    Line("about_me", AboutMe, (*AboutMe.PARTS, "said_how", "agreed_on"), _WORKS_HERE, anew="children:add_about"),
    Line(
        "date",
        ImportantDate,
        ("title", "day", "month", "year", "tone", "what_helps", "ahead_days"),
        _WORKS_HERE,
        check=checks.important_date,
        anew="children:add_date",
    ),
    Line("goal", Goal, ("words", "area", "started_on", "steps_in_mind"), _WORKS_HERE, anew="children:add_goal"),
    Line("goal_step", GoalStep, ("what", "noticed_on", "evidence"), _WORKS_HERE, anew="children:about"),
    Line(
        "room_check",
        RoomCheck,
        (
            "checked_on", "with_child", "clothing_ok", "bedding_ok", "personal_ok", "storage_ok", "needed",
            "childs_words",
        ),
        _WORKS_HERE,
        anew="children:add_room_check",
    ),
    Line(
        "item",
        RemovedItem,
        ("what", "removed_on", "removed_time", "why", "told", "safe_place", "return_on"),
        _WORKS_HERE,
        ahead=("return_on",),
        anew="children:add_item",
    ),
    Line(
        "item_note",
        RemovedItemNote,
        ("kind", "happened_on", "why", "return_on"),
        _WORKS_HERE,
        ahead=("return_on",),
        anew="children:about",
    ),
    Line(
        "explained",
        Explained,
        ("kind", "given_on", "how", "with_copy", "reply", "understood", "refresh_on"),
        _WORKS_HERE,
        ahead=("refresh_on",),
        anew="children:add_explained",
    ),
    Line(
        "care",
        CareEvent,
        (
            "happened_on", "next_due_on", "with_whom", "place", "outcome", "childs_view", "still_fair", "still_needed",
            "changes",
        ),
        Permission.RECORD_FILE,
        ahead=("next_due_on",),
        anew="children:care",
    ),
    Line(
        "status",
        LegalStatus,
        ("code", "nation", "started_on", "note"),
        Permission.RECORD_FILE,
        check=checks.status,
        then=checks.status_righted,
        withdrawn=checks.status_withdrawn,
        anew="children:add_status",
    ),
    Line(
        "order",
        CourtOrder,
        ("kind", "section", "case_number", "court", "made_on", "expires_on", "directions", "note"),
        Permission.RECORD_FILE,
        ahead=("expires_on",),
        anew="children:add_order",
    ),
    Line("chase", Chase, ("asked_on", "whom", "how", "answer"), Permission.RECORD_FILE, anew="compliance:file"),
    Line("update", SocialWorkerUpdate, ("sent_on", "how", "to_name"), _WORKS_HERE, anew="compliance:social_worker"),
    Line("need", SupportNeed, ("seen_on", "what", "why", "child_view"), _WORKS_HERE, anew="children:add_need"),
    Line(
        "support_step",
        SupportStep,
        ("stage", "happened_on", "whom", "note", "working", "child_view"),
        _WORKS_HERE,
        anew="children:support",
    ),
    Line(
        "entry", ChronologyEntry, ("happened_on", "title", "what", "known_from"), Permission.RECORD_FILE,
        anew="children:add_chronology",
    ),
    Line("handover_note", HandoverNote, ("text",), _WORKS_HERE),
    Line(
        "reflection", TeamReflection, ("reflected_on", "agreed"), Permission.REFLECT_AS_TEAM,
        anew="children:add_reflection",
    ),
    Line(
        "readiness",
        Readiness,
        ("kind", "what", "done_on", "valid_until_on"),
        Permission.MANAGE_STAFF,
        ahead=("valid_until_on",),
    ),
)  # fmt: skip
LINES = {line.kind: line for line in _LINES}
_BY_LABEL = {line.model._meta.label: line for line in _LINES}


def add_line(line: Line) -> None:
    """A kind of record of a room above these: its app says it when it is loaded."""
    LINES[line.kind] = line
    _BY_LABEL[line.model._meta.label] = line


def line_named(label: str) -> Line | None:
    """The line of a model by its name in the ledger: "children.ChildAbsence"."""
    return _BY_LABEL.get(label)


def line_of(record: Model) -> Line | None:
    return line_named(record._meta.label)

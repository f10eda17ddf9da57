"""Whatever shows a child is written down, and so is whoever was refused: once, whatever the view does.

A view says best what was opened (`homes.audit.record_access`). What it has not said is noted here after it: a form
sent back with its errors shows as much of a child as the form that was opened, and a refused address names a child too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from homes.audit import record_access
from homes.models import AccessEvent

SHOWS, REFUSES = frozenset({200, 409, 422}), frozenset({403, 404})
# What the ids in our addresses are ids of. Labels, as the ledger keeps them: the floor imports nothing above it.
MODELS = {
    "about_me": "children.AboutMe",
    "absence": "children.ChildAbsence",
    "action": "sessions_app.AgreedAction",
    "assignment": "children.KeyWorkerAssignment",
    "barred": "children.Person",
    "care": "children.CareEvent",
    "chase": "children.Chase",
    "child": "children.Child",
    "childs_part": "sessions_app.ChildsPart",
    "contact": "children.ContactEntry",
    "date": "children.ImportantDate",
    "debrief": "sessions_app.Debrief",
    "document": "children.StoredFile",
    "edition": "children.FileVersion",
    "entry": "children.ChronologyEntry",
    "explained": "children.Explained",
    "first_days_entry": "sessions_app.FirstDaysEntry",
    "flag": "children.Flag",
    "goal": "children.Goal",
    "goal_step": "children.GoalStep",
    "grant": "homes.InspectionGrant",
    "handover_note": "children.HandoverNote",
    "home": "homes.Home",
    "invitation": "homes.Invitation",
    "item": "children.RemovedItem",
    "item_note": "children.RemovedItemNote",
    "known": "children.Person",
    "leave": "homes.StaffAbsence",
    "need": "children.SupportNeed",
    "order": "children.CourtOrder",
    "person": "homes.User",
    "plan": "sessions_app.SessionPlan",
    "readiness": "homes.Readiness",
    "picture": "children.StoredFile",
    "reading": "sessions_app.SessionReview",
    "report": "sessions_app.KeyWorkReport",
    "report_draft": "sessions_app.KeyWorkReport",
    "reflection": "children.TeamReflection",
    "restriction": "children.Restriction",
    "review": "children.RestrictionReview",
    "role": "homes.StaffRole",
    "room_check": "children.RoomCheck",
    "session": "sessions_app.KeyWorkSession",
    "status": "children.LegalStatus",
    "stay": "children.Placement",
    "support_step": "children.SupportStep",
    "update": "children.SocialWorkerUpdate",
    "visit": "children.PreAdmissionVisit",
}
WRITES_ITSELF_DOWN = frozenset(
    {"sessions:autosave"}
)  # what somebody types, each second: the draft has its history


@dataclass(frozen=True, slots=True)
class Target:
    """The child and the home an address is about."""

    home_id: int | None
    child_id: int | None
    object_id: int | None


def is_typing(request: HttpRequest) -> bool:
    """What somebody types was put by for them, and nothing of a child was shown (homes.requests.sent)."""
    return getattr(request, "is_typing", False)


def target_of(named: Mapping[str, Any], *, today: dt.date) -> Target | None:
    """What an address names, whoever may see it; None when it names nothing that is there."""
    home_id = child_id = object_id = None
    for name, value in named.items():
        row = _row(name, value)
        if row is None:
            continue
        home_id = home_id or row.get("home_id")
        child_id = child_id or row.get("child_id")
        object_id = row["pk"]
    if child_id is not None and home_id is None:
        home_id = _home_of(child_id, today)
    return None if home_id is None and child_id is None else Target(home_id, child_id, object_id)


def _row(name: str, value: Any) -> dict[str, Any] | None:
    if name not in MODELS:
        return None
    model = apps.get_model(MODELS[name])
    columns = {field.attname for field in model._meta.concrete_fields} & {"home_id", "child_id"}
    row = model._base_manager.filter(public_id=value).values("pk", *columns).first()
    if row is not None and name in ("child", "home"):
        row[f"{name}_id"] = row["pk"]
    return row


def _home_of(child_id: int, today: dt.date) -> int | None:
    """Where the child lives today, or is expected."""
    rows = apps.get_model("children.Placement").objects.with_scopes_disabled().filter(child_id=child_id)
    here = rows.filter(Q(moved_on_on__isnull=True) | Q(moved_on_on__gt=today)).order_by("moved_in_on", "pk")
    return here.values_list("home_id", flat=True).first()


class SeenMiddleware:
    """Stands just round the views, where the person's reach is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is None or not match.kwargs or not request.user.is_authenticated or is_typing(request):
            return response
        if response.status_code in REFUSES:
            self._note(request, AccessEvent.What.REFUSED)
        elif (
            response.status_code in SHOWS
            and match.view_name not in WRITES_ITSELF_DOWN
            and not request.access.noted
        ):
            self._note(request, AccessEvent.What.FORM)
        return response

    def _note(self, request: HttpRequest, what: AccessEvent.What) -> None:
        target = target_of(request.resolver_match.kwargs, today=request.access.today)
        if target is not None:
            record_access(
                request.access, what,
                home_id=target.home_id, child_id=target.child_id, object_id=target.object_id,
            )  # fmt: skip

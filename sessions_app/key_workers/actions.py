"""One adult hands a child over to another: the old one ends, the new one begins, and what was promised goes along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from children.duties.actions import plan_action
from children.key_workers import actions
from children.key_workers.actions import UnableToAssign
from children.models import (
    AssignmentRole,
    Child,
    EndReason,
    Flag,
    FlagResponse,
    KeyWorkerAssignment,
    Placement,
)
from homes.audit import record_change, set_fields
from homes.models import User
from homes.permissions import Access
from homes.standards import after, figure_for, standards_of
from homes.words import gettext as _
from sessions_app.models import SessionPlan

__all__ = ["Meetings", "UnableToAssign", "change_key_worker", "open_actions", "sessions_to_come", "tell_by"]


@dataclass(frozen=True)
class Meetings:
    """The days around a handover. A goodbye that is not possible says why."""

    handover_on: dt.date | None = None
    goodbye_on: dt.date | None = None
    hello_on: dt.date | None = None
    no_goodbye_because: str = ""


@dataclass(frozen=True)
class Told:
    """What the child said to it, and who told the child when."""

    child_view: str = ""
    not_asked_because: str = ""
    child_told_on: dt.date | None = None
    child_told_by: User | None = None
    readiness_reason: str = ""


def open_actions(child: Child, owner: User, *, access: Access) -> list[FlagResponse]:
    """What an adult has promised about a child: the latest plan of each open flag, where it is theirs."""
    flags = Flag.objects.visible_to(access).open().filter(child=child).for_list()
    latest: dict[int, FlagResponse] = {}
    for flag in flags.order_by("due_on", "pk"):
        for response in sorted(flag.responses.all(), key=lambda one: one.pk):
            if response.kind == FlagResponse.Kind.PLANNED:
                latest[flag.pk] = response
    return [response for response in latest.values() if response.owner_id == owner.pk]


def sessions_to_come(assignment: KeyWorkerAssignment, *, from_on: dt.date) -> list[SessionPlan]:
    """Sessions planned with an adult from a day on. Saying goodbye stays theirs."""
    plans = SessionPlan.objects.filter(
        placement=assignment.placement_id, worker=assignment.worker_id, planned_on__gte=from_on
    )
    open_plans = plans.filter(state=SessionPlan.State.PLANNED).exclude(kind=SessionPlan.Kind.GOODBYE)
    return list(open_plans.order_by("planned_on", "pk"))


def tell_by(placement: Placement, started_on: dt.date, *, as_of: dt.date) -> dt.date:
    """The day by which the child is to be told, as KW-TOLD counts it. `placement` comes with its home."""
    standards = standards_of([placement.home_id])
    figure = figure_for("KW-TOLD", home_id=placement.home_id, as_of=as_of, standards=standards)
    return after(started_on, amount=figure.amount, unit=figure.unit)


@transaction.atomic
def change_key_worker(
    *,
    assignment: KeyWorkerAssignment,
    worker: User,
    on: dt.date,
    end_reason: str,
    end_note: str,
    decided_by: User,
    told: Told,
    meetings: Meetings,
    actions_to: Mapping[FlagResponse, User],
    sessions_to: User | None,
    most_at_once: int | None,
    by: User,
    now: dt.datetime,
) -> KeyWorkerAssignment:
    """The old one's last day is the new one's first. All of it happens or nothing does.

    Raises UnableToAssign when somebody else was quicker: of two managers at once, one is told.
    """
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=assignment.placement_id)
    going = sessions_to_come(assignment, from_on=on)
    actions.end_assignment(
        assignment=assignment,
        ended_on=on,
        end_reason=end_reason,
        end_note=end_note,
        end_decided_by=decided_by,
        by=by,
    )
    _leave_other_place(placement, worker, on=on, by=by)
    new = actions.assign_key_worker(
        placement=placement,
        worker=worker,
        role=assignment.role,
        started_on=on,
        decided_by=decided_by,
        handover_on=meetings.handover_on,
        most_at_once=most_at_once,
        by=by,
        child_view=told.child_view,
        not_asked_because=told.not_asked_because,
        child_told_on=told.child_told_on,
        child_told_by=told.child_told_by,
        readiness_reason=told.readiness_reason,
    )
    for promised, owner in actions_to.items():
        plan_action(
            flag=promised.flag, by=by, now=now, action=promised.action, owner=owner, by_on=promised.by_on
        )
    for plan in going if sessions_to is not None else ():
        set_fields(plan, by=by, reason=_("Handed over"), worker=sessions_to)
    _plan_meetings(new, meetings, leaving=assignment.worker, by=by)
    return new


def _leave_other_place(placement: Placement, worker: User, *, on: dt.date, by: User) -> None:
    """A second or a cover who takes over leaves that place the same day."""
    for held in placement.assignments.filter(worker=worker, started_on__lte=on):
        if held.ended_on is None:
            actions.end_assignment(
                assignment=held, ended_on=on, end_reason=EndReason.PLANNED_HANDOVER, by=by,
                end_note=_("Takes over."),
            )  # fmt: skip
        elif held.ended_on > on and held.role == AssignmentRole.COVER:
            set_fields(held, by=by, reason=_("Takes over."), ended_on=on)


def _plan_meetings(new: KeyWorkerAssignment, meetings: Meetings, *, leaving: User, by: User) -> None:
    planned, called_off = SessionPlan.State.PLANNED, SessionPlan.State.CANCELLED
    goodbye, hello = SessionPlan.Kind.GOODBYE, SessionPlan.Kind.HELLO
    wanted = []
    if meetings.goodbye_on:
        wanted.append((leaving, goodbye, meetings.goodbye_on, planned, ""))
    elif meetings.no_goodbye_because:
        wanted.append((leaving, goodbye, new.started_on, called_off, meetings.no_goodbye_because))
    if meetings.hello_on:
        wanted.append((new.worker, hello, meetings.hello_on, planned, ""))
    for worker, kind, day, state, reason in wanted:
        plan = SessionPlan(
            child_id=new.child_id,
            placement_id=new.placement_id,
            home_id=new.home_id,
            worker=worker,
            kind=kind,
            planned_on=day,
            state=state,
            reason=reason,
            planned_by=by,
        )
        record_change(plan, by=by)

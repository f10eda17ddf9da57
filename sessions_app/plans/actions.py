"""Planning time together, changing what was planned, moving it, and calling it off. Nothing is deleted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from children.putting_right.actions import as_written, changed_since
from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.dates import add_days
from homes.models import User
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.plans.models import PlanStep, SessionPlan

FURTHEST_DAYS = 92  # a slip of the year would be a plan nobody ever meets
Kind, Whose = PlanStep.Kind, PlanStep.Whose


class UnableToPlan(Unable):
    """Nothing was planned or changed. The message is fit for the person."""


def first_day(placement: Placement, today: dt.date) -> dt.date:
    """The first day time together can be planned for: today, or the day a child who is expected comes."""
    return max(today, placement.moved_in_on or placement.expected_on or today)


@transaction.atomic
def plan_session(
    *,
    placement: Placement,
    by: User,
    today: dt.date,
    worker: User,
    planned_on: dt.date,
    talked_with: User | None = None,
    **said: Any,
) -> SessionPlan:
    """Plan time together of one child with one adult of the home.

    The same words twice (a double click) are one plan. Raises UnableToPlan for a day that is over or too far off, and
    for a doubt about safety that nobody has planned for.
    """
    lock(placement)
    _check_day(placement, planned_on, today)
    plan = SessionPlan(
        **same_case(placement),
        placement=placement,
        worker=worker,
        planned_on=planned_on,
        planned_by=by,
        **_talked_through(talked_with),
        **said,
    )
    _check_safe(plan)
    twin = _twin(plan)
    if twin is not None:
        return twin
    record_change(plan, by=by)
    return plan


def _twin(plan: SessionPlan) -> SessionPlan | None:
    """The same plan to the letter. Lists are compared here: no two databases compare them alike."""
    left_out = ("id", "public_id", "created_at")
    names = [one.attname for one in SessionPlan._meta.concrete_fields if one.name not in left_out]
    among = SessionPlan.objects.filter(placement=plan.placement, planned_on=plan.planned_on).order_by("pk")
    return next(
        (one for one in among if all(getattr(one, name) == getattr(plan, name) for name in names)), None
    )


@transaction.atomic
def change_plan(
    plan: SessionPlan, *, by: User, seen: int, worker: User, talked_with: User | None = None, **said: Any
) -> SessionPlan:
    """Change what was planned, all but its day and its time: those are moved, with the reason.

    `seen`: the version that was before the person's eyes. Raises UnableToPlan when it was changed since, unless it
    says the same already: the second of two clicks.
    """
    lock(plan)
    refuse_what_is_over(plan)
    is_changed = as_written(plan) != seen
    if talked_with is None or talked_with.pk != plan.talked_with_id:
        said |= _talked_through(talked_with)
    for name, value in {"worker": worker, **said}.items():
        setattr(plan, name, value)
    _check_safe(plan)
    stored = SessionPlan.objects.get(pk=plan.pk)
    if any(getattr(stored, name) != getattr(plan, name) for name in _written()):
        if is_changed:
            raise UnableToPlan(changed_since())
        record_change(plan, by=by, update=True)
    return plan


def _written() -> list[str]:
    return [one.attname for one in SessionPlan._meta.concrete_fields]


@transaction.atomic
def move_plan(
    plan: SessionPlan,
    *,
    by: User,
    today: dt.date,
    new_on: dt.date,
    new_at: dt.time | None,
    whose: str,
    reason: str,
    child_knows: bool = False,
) -> SessionPlan:
    """Another day or time, and why. That it was to be on the first one stays to be read.

    Sent twice it is moved once. Raises UnableToPlan without a reason, and for the day and time it has already.
    """
    lock(plan)
    refuse_what_is_over(plan)
    if (plan.planned_on, plan.starts) == (new_on, new_at):
        last = plan.steps.order_by("-pk").first()
        if last is not None and (last.kind, last.reason) == (Kind.MOVED, reason):
            return plan
        raise UnableToPlan(_("Enter another day, or another time: it is planned for this one already"))
    _check_day(plan.placement, new_on, today)
    step = _step(
        plan, by=by, today=today, kind=Kind.MOVED, whose=whose, reason=reason, child_knows=child_knows
    )
    step.new_on, step.new_at = new_on, new_at
    record_change(step, by=by)
    plan.reason = reason  # the row says why it moved, and so does its history
    set_fields(
        plan,
        by=by,
        reason=reason,
        planned_on=new_on,
        starts=new_at,
        child_knows=child_knows,
        childs_reply="",
    )
    return plan


@transaction.atomic
def call_off_plan(
    plan: SessionPlan, *, by: User, today: dt.date, whose: str, reason: str, child_knows: bool = False
) -> SessionPlan:
    """It is not going to be, and why. Called off twice is once."""
    lock(plan)
    if plan.is_off:
        return plan
    refuse_what_is_over(plan)
    step = _step(
        plan, by=by, today=today, kind=Kind.CALLED_OFF, whose=whose, reason=reason, child_knows=child_knows
    )
    record_change(step, by=by)
    plan.reason = reason
    set_fields(plan, by=by, reason=reason, state=SessionPlan.State.CANCELLED)
    return plan


def _step(
    plan: SessionPlan, *, by: User, today: dt.date, kind: str, whose: str, reason: str, child_knows: bool
) -> PlanStep:
    if not reason.strip():
        raise UnableToPlan(_("Enter why"))
    return PlanStep(
        **same_case(plan),
        **named("noted_by", by, "noted"),
        plan=plan,
        kind=kind,
        whose=whose,
        happened_on=today,
        was_on=plan.planned_on,
        was_at=plan.starts,
        reason=reason,
        child_knows=child_knows,
    )


def refuse_what_is_over(plan: SessionPlan) -> None:
    """What was called off, or has its record, is not planned any more."""
    if plan.is_off:
        raise UnableToPlan(_("This plan was called off. Plan a new one."))
    if plan.records.filter(status="signed").exists():
        raise UnableToPlan(_("The time together is recorded. Plan the next one."))


def _check_day(placement: Placement, day: dt.date, today: dt.date) -> None:
    first = first_day(placement, today)
    if day < first:
        words = (
            _("The day must be %(first)s or later") if first > today else _("The day must be today or later")
        )
        raise UnableToPlan(words % {"first": kday(first)})
    if day > add_days(today, FURTHEST_DAYS):
        raise UnableToPlan(_("The day must be within 3 months"))
    refuse_after_moving_on(placement, day)


def _check_safe(plan: SessionPlan) -> None:
    if bool(plan.safety_doubt) != bool(plan.safety_plan):
        raise UnableToPlan(_("A doubt about safety needs what makes it safe, and the other way round"))
    if isinstance(plan.petty_cash, Decimal) and plan.petty_cash <= 0:
        raise UnableToPlan(_("Petty cash must be more than nothing"))


def _talked_through(person: User | None) -> dict[str, Any]:
    return {"talked_with": person, "talked_name": person.full_name if person else ""}

"""A plan carried into the record of it: day, time, place, kind of time and purposes. Nothing is typed twice."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms

from children.models import Placement
from homes.dates import add_days
from homes.permissions import Access
from homes.templatetags.keywork_ui import kdate, ktime
from homes.words import gettext as _
from sessions_app.models import SessionPlan
from sessions_app.plans.page import ahead


class PlanCarried(forms.ModelChoiceField):
    """Which plan a record is of, hidden in its form. Nobody can put a forged one right, so it counts as none."""

    def __init__(self) -> None:
        super().__init__(
            queryset=SessionPlan.objects.none(),
            to_field_name="public_id",
            required=False,
            widget=forms.HiddenInput(attrs={"autocomplete": "off"}),
        )

    def to_python(self, value: Any) -> SessionPlan | None:
        try:
            return super().to_python(value)
        except (forms.ValidationError, TypeError, OverflowError):
            return None


def plans_of(placement: Placement) -> Any:
    """Those a record of this stay can be of: what was called off is planned no more."""
    return SessionPlan.objects.filter(placement=placement).planned()


def plan_asked(placement: Placement, asked: str) -> SessionPlan | None:
    """The plan an address names."""
    try:
        key = uuid.UUID(asked)
    except ValueError:
        return None
    return plans_of(placement).select_related("worker").filter(public_id=key).first()


def plan_of_today(placement: Placement, access: Access) -> SessionPlan | None:
    """What this person planned with the child for today, and has not recorded yet: the first of the day."""
    mine = plans_of(placement).filter(worker=access.user.pk, planned_on=access.today)
    return mine.with_record().filter(record_key__isnull=True).in_order().first()


def to_record(url: str, plan: SessionPlan | None) -> str:
    """The address of a record form that begins with a plan."""
    return url if plan is None else f"{url}{'&' if '?' in url else '?'}plan={plan.public_id}"


def answers_from(
    plan: SessionPlan, *, today: dt.date, me: uuid.UUID, there: dict[str, Any]
) -> dict[str, Any]:
    """A plan as the first answers of its record. A day still to come is no day of a record: then it is today's."""
    day = min(plan.planned_on, today)
    near = {today: "today", add_days(today, -1): "yesterday"}
    who = [str(me), *([str(plan.worker.public_id)] if str(plan.worker.public_id) in there else [])]
    return {
        "plan": plan.public_id,
        "when": near.get(day, "other"),
        "other_day": "" if day in near else day.isoformat(),
        "people": list(dict.fromkeys(who)),
        "starts": plan.starts,
        "place": plan.place,
        "went": plan.format,
        "purposes": plan.purposes,
    }


def carried_words(plan: SessionPlan) -> str:
    """ "Tuesday 12 August, 4:00pm, bike track." Nothing for adults alone: the form may lie beside the child."""
    parts = [kdate(plan.planned_on), ktime(plan.starts), plan.place or ahead(plan.format)]
    return _("%(what)s.") % {"what": ", ".join(part for part in parts if part)}

"""The read objects of plans: one plan, and every plan about a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from children.models import Child, Placement
from homes.permissions import Access, Permission
from homes.querysets import page_by_day
from homes.templatetags.keywork_ui import kdate, kday, ktime, with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import HAPPENED, Format, KeyWorkSession, PlanStep, SessionPlan
from sessions_app.recording.purposes import in_words

A_PAGE = 25
LAST_TIMES = 3
# A kind of time as it is planned. The record says the same of what has been.
AHEAD = {
    Format.FORMAL: gettext_lazy("Sit and talk"),
    Format.ACTIVITY: gettext_lazy("Do something"),
    Format.JOURNEY: gettext_lazy("Go somewhere"),
    Format.CREATIVE: gettext_lazy("Make something, or play"),
    Format.PHONE_VIDEO: gettext_lazy("By phone or video"),
}


def ahead(code: str) -> str:
    """A kind of time in the words of a plan."""
    return str(AHEAD.get(Format(code), "")) if code else ""


def formats_of(placement: Placement, access: Access, *, kept: str = "") -> list[tuple[str, str]]:
    """Those of the home; a plan made with another keeps it. A quick chat is not planned."""
    codes = [item.code for item in access.practice_of(placement.home).formats if item.code in AHEAD]
    if kept and kept not in codes:
        codes.append(kept)
    return [(code, ahead(code)) for code in codes]


def purposes_of(placement: Placement, access: Access, *, kept: Sequence[str] = ()) -> list[tuple[str, str]]:
    """What the home says time together is for, as the record asks it; and what a plan holds from before."""
    name = placement.child.known_as
    offered = {item.code: with_name(item.text, name) for item in access.practice_of(placement.home).purposes}
    gone = [code for code in kept if code not in offered]
    return [*offered.items(), *zip(gone, purpose_words(placement, gone, access), strict=True)]


def purpose_words(placement: Placement, codes: Sequence[str], access: Access) -> list[str]:
    changes = access.changes.get(placement.home_id, ())
    name = placement.child.known_as
    return in_words(codes, home=placement.home, changes=changes, day=access.today, child_name=name)


def liked_lately(child: Child, access: Access) -> str:
    """ "The last times: do something, go somewhere." A help to remember; the child is still asked."""
    held = KeyWorkSession.objects.visible_to(access).filter(child=child).signed().filter(outcome__in=HAPPENED)
    codes = held.newest_first().values_list("format", flat=True)[:LAST_TIMES]
    kinds = list(dict.fromkeys(str(Format(code).label) for code in codes if code))
    return _("The last times: %(kinds)s.") % {"kinds": ", ".join(kinds)} if kinds else ""


@dataclass
class PlanLine:
    """One plan as a list shows it. `plan` is read `with_record`."""

    plan: Any  # SessionPlan, `with_record` and for_list
    today: dt.date
    called: str = field(default="", kw_only=True)  # where two of a name stand beside each other

    @property
    def is_recorded(self) -> bool:
        return self.plan.record_key is not None

    @property
    def is_over(self) -> bool:
        return self.plan.planned_on < self.today

    @property
    def is_open(self) -> bool:
        """Still to come, or still to be said what became of it."""
        return not (self.plan.is_off or self.is_recorded)

    @property
    def nothing_recorded(self) -> bool:
        """The day is over and no record says what came of it: that is said, and never left to be guessed."""
        return self.is_open and self.is_over

    @property
    def when(self) -> str:
        day = kdate(self.plan.planned_on)
        return f"{day}, {ktime(self.plan.starts)}" if self.plan.starts else day

    @property
    def what(self) -> str:
        """The place or what is done; else what sort of time; else what for."""
        if self.plan.kind != SessionPlan.Kind.USUAL:
            return capfirst(self.plan.get_kind_display())
        return self.plan.place or ahead(self.plan.format) or capfirst(self.plan.get_kind_display())

    @property
    def state(self) -> str:
        if self.plan.is_off:
            return _("Called off")
        if self.is_recorded:
            return _("Recorded")
        return _("Planned, nothing recorded") if self.is_over else _("Planned")

    @property
    def look(self) -> str:
        if self.plan.is_off:
            return "away"
        if self.is_recorded:
            return "done"
        return "due" if self.is_over else "planned"

    @property
    def knows(self) -> str:
        name = {"child": self.called or self.plan.child.known_as}
        return (_("%(child)s knows") if self.plan.child_knows else _("%(child)s not told yet")) % name

    @property
    def record_url(self) -> str:
        """The record of it; of one that has none, where it is begun."""
        if self.is_recorded:
            return reverse("sessions:detail", args=[self.plan.record_key])
        stay = self.plan.placement
        url = reverse("sessions:new", args=[self.plan.child.public_id])
        return f"{url}?stay={stay.public_id}&plan={self.plan.public_id}"


@dataclass
class PlanPage(PlanLine):
    """One plan with all that was said, and what became of it."""

    access: Access
    steps: list[PlanStep]
    may_change: bool

    @cached_property
    def purposes(self) -> list[str]:
        return purpose_words(self.plan.placement, self.plan.purposes, self.access)

    @property
    def prefers(self) -> str:
        return ahead(self.plan.format)

    @property
    def money(self) -> str:
        cash = self.plan.petty_cash
        if cash is None:
            return ""
        return f"£{cash:.0f}" if cash == cash.to_integral_value() else f"£{cash:.2f}"

    @property
    def can_be_recorded(self) -> bool:
        return self.may_change and self.is_open and self.plan.planned_on <= self.today

    @property
    def moves(self) -> list[dict[str, str]]:
        """Each step in a sentence, the first the first."""
        return [
            {"words": step_words(step), "reason": step.reason, "by": step.noted_name} for step in self.steps
        ]


def step_words(step: PlanStep) -> str:
    ours = step.whose == PlanStep.Whose.OURS
    facts = {"was": at(step.was_on, step.was_at), "child": step.child.known_as}
    if step.kind == PlanStep.Kind.MOVED:
        facts["now"] = at(step.new_on, step.new_at)
        said = (
            _("We moved it from %(was)s to %(now)s.")
            if ours
            else _("%(child)s moved it from %(was)s to %(now)s.")
        )
    else:
        said = _("We called off %(was)s.") if ours else _("%(child)s did not want %(was)s.")
    knows = _("%(child)s knows.") if step.child_knows else _("%(child)s had not been told.")
    return f"{said} {knows}" % facts if ours else said % facts


def at(day: dt.date | None, time: dt.time | None) -> str:
    return f"{kday(day)}, {ktime(time)}" if time else kday(day)


def plan_page(plan: SessionPlan, access: Access) -> PlanPage:
    steps = list(plan.steps.select_related("child").order_by("pk"))
    stay = plan.placement
    lives = stay.moved_on_on is None or stay.moved_on_on > access.today
    may = lives and access.may(Permission.RECORD_SESSIONS, plan.home_id)
    return PlanPage(plan=plan, today=access.today, access=access, steps=steps, may_change=may)


@dataclass
class PlansPage:
    open: list[PlanLine]
    over: list[PlanLine]
    older: str
    is_first: bool

    @property
    def to_come(self) -> list[PlanLine]:
        return [line for line in self.open if not line.is_over]

    @property
    def nothing_recorded(self) -> list[PlanLine]:
        return [line for line in self.open if line.is_over]


def plans_page(child: Child, access: Access, *, before: str = "") -> PlansPage:
    """What is to come, what nothing is recorded of, and a page of what is over. Three queries."""
    plans = SessionPlan.objects.visible_to(access).filter(child=child).with_record().for_list()
    still_open = Q(state=SessionPlan.State.PLANNED, record_key__isnull=True)
    over = page_by_day(plans.exclude(still_open), "planned_on", before=before, size=A_PAGE)
    return PlansPage(
        open=lines_of(plans.filter(still_open).in_order(), access),
        over=lines_of(over.rows, access),
        older=over.older,
        is_first=over.is_first,
    )


def lines_of(plans: Any, access: Access) -> list[PlanLine]:
    return [PlanLine(plan, access.today) for plan in plans]

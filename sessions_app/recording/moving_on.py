"""What of sessions is still open when a child moves on: drafts stay with their authors, later plans are called off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import capfirst

from children.moving_on.still_open import StillOpen
from children.placements.models import Placement
from children.putting_right.hanging import Hanging, hangs
from homes.audit import record_change
from homes.models import User
from homes.permissions import Access
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, SessionPlan, Status
from sessions_app.promises.page import open_briefly


def open_sessions(placement: Placement, access: Access) -> Iterable[StillOpen]:
    yield from _drafts(placement, access)
    yield from _plans(placement, access)
    yield from _agreed(placement, access)


def _agreed(placement: Placement, access: Access) -> Iterable[StillOpen]:
    """What was agreed stays with the child: it passes to the lead of the next home by itself, and says so there."""
    for line in open_briefly(placement.child, access):
        what = _("Promise: %(what)s") if line.action.promise else _("Agreed: %(what)s")
        facts = {"what": line.action.what, "who": line.who, "child": placement.child.known_as}
        becomes = _(
            "Now with %(who)s. At another home of yours it passes to %(child)s’s {key worker} there; elsewhere it "
            "ends. Keep it before, or tell %(child)s."
        )
        yield StillOpen(what % facts, becomes % facts, line.action.get_absolute_url())


def _drafts(placement: Placement, access: Access) -> Iterable[StillOpen]:
    drafts = KeyWorkSession.objects.visible_to(access).drafts().filter(placement=placement)
    for one in drafts.for_list().order_by("held_on", "pk"):
        facts = {"who": one.author.full_name, "day": kday(one.held_on)}
        what = _("Draft of %(who)s, %(day)s") if one.held_on else _("Draft of %(who)s, no day yet")
        becomes = _("Stays with %(who)s, under Today, and on the board until it is signed.")
        yield StillOpen(what % facts, becomes % facts, one.get_absolute_url())


def _plans(placement: Placement, access: Access) -> Iterable[StillOpen]:
    plans = SessionPlan.objects.visible_to(access).filter(placement=placement, planned_on__gte=access.today)
    plans = plans.filter(state=SessionPlan.State.PLANNED).select_related("worker")
    url = reverse("compliance:key_workers", args=[placement.child.public_id])
    for one in plans.order_by("planned_on", "starts", "pk"):
        facts = {
            "what": capfirst(one.get_kind_display()),
            "day": kday(one.planned_on),
            "who": one.worker.full_name,
        }
        becomes = _("Called off if the day of moving on is before it. Tell %(who)s and %(child)s.")
        yield StillOpen(
            _("%(what)s planned for %(day)s with %(who)s") % facts,
            becomes % {"who": one.worker.full_name, "child": placement.child.known_as},
            url,
        )


def call_off_plans(placement: Placement, moved_on_on: dt.date, by: User) -> None:
    """Meetings planned for after the child has left. One on the day itself stands: it may be the goodbye."""
    later = SessionPlan.objects.filter(placement=placement, planned_on__gt=moved_on_on)
    for plan in later.filter(state=SessionPlan.State.PLANNED):
        facts = {"child": placement.child.known_as, "day": kday(moved_on_on)}
        plan.state, plan.reason = SessionPlan.State.CANCELLED, _("%(child)s moved on on %(day)s.") % facts
        record_change(plan, by=by, update=True)


def written_in(stay: Placement) -> Iterable[Hanging]:
    """Sessions and meetings that still count, for whoever would withdraw a stay."""
    sessions = KeyWorkSession.objects.with_scopes_disabled().filter(placement=stay)
    if counted := sessions.exclude(status=Status.VOID).count():
        yield hangs(KeyWorkSession, counted, reverse("sessions:for_child", args=[stay.child.public_id]))
    plans = SessionPlan.objects.with_scopes_disabled().filter(placement=stay, state=SessionPlan.State.PLANNED)
    if planned := plans.count():
        yield hangs(SessionPlan, planned, reverse("compliance:key_workers", args=[stay.child.public_id]))

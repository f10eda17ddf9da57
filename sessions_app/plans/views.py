"""Plans of time together: about a child, one of them, planning, changing, another day, calling off."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from children.models import Placement
from children.placements.page import child_and_placement, child_to_read, lives_here
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from sessions_app.models import SessionPlan
from sessions_app.plans.actions import call_off_plan, change_plan, move_plan, plan_session
from sessions_app.plans.card import card_of
from sessions_app.plans.forms import KNOWS, NOT_YET, CallOffForm, ChangePlanForm, MoveForm, PlanForm
from sessions_app.plans.page import formats_of, liked_lately, plan_page, plans_page, purposes_of
from sessions_app.plans.week import monday_asked, week_page


@require_GET
def plans(request: HttpRequest, child: UUID) -> HttpResponse:
    """Every plan about a child: what is to come, what nothing is recorded of, what is over."""
    person, shown = child_to_read(request, child)
    home_id = shown.home_id if shown else None
    record_access(request.access, AccessEvent.What.SESSIONS, home_id=home_id, child_id=person.pk)
    page = {
        "child": person,
        "page": plans_page(person, request.access, before=request.GET.get("before", "")),
        "may_plan": lives_here(shown, request.access.today)
        and request.access.may(Permission.RECORD_SESSIONS, home_id),
    }
    return render(request, "sessions_app/plans/plans.html", page)


@require_GET
def plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """One plan, with what is for adults alone."""
    found = _plan(request, plan)
    record_access(request.access, AccessEvent.What.SESSIONS, found)
    page = {"page": plan_page(found, request.access), "child": found.child}
    return render(request, "sessions_app/plans/plan.html", page)


@require_GET
def week(request: HttpRequest, home: UUID) -> HttpResponse:
    """The week of a home: every child, what is planned, who is on it."""
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_CHILDREN, place.pk)
    record_access(request.access, AccessEvent.What.BOARD, home_id=place.pk)
    monday = monday_asked(request.GET.get("from", ""), request.access.today)
    page = {"page": week_page(place, request.access, monday=monday)}
    return render(request, "sessions_app/plans/week.html", page)


def _plan(request: HttpRequest, public_id: UUID) -> SessionPlan:
    """A plan within reach, with its record."""
    seen = SessionPlan.objects.visible_to(request.access).with_record().for_list()
    more = ("planned_by", "talked_with", "placement__home", "placement__child")
    found = get_object_or_404(seen.select_related(*more), public_id=public_id)
    request.access.speak_of(found.home_id)
    return found


def _plan_to_change(request: HttpRequest, public_id: UUID) -> SessionPlan:
    """A plan this person may change: an adult of the home, while the child lives there or is expected."""
    found = _plan(request, public_id)
    if not lives_here(found.placement, request.access.today):
        words = _("%(child)s has moved on. What was planned stays as it was written.")
        raise PermissionDenied(words % {"child": found.child.known_as})
    check_may(request.access, Permission.RECORD_SESSIONS, found.home_id)
    return found


@require_GET
def plan_card(request: HttpRequest, child: UUID) -> HttpResponse:
    """The child's own card of a week, to print."""
    person, placement = child_and_placement(request, child)
    if placement is None:
        raise Http404
    check_may(request.access, Permission.SEE_CHILDREN, placement.home_id)
    record_access(request.access, AccessEvent.What.SESSIONS, placement)
    monday = monday_asked(request.GET.get("from", ""), request.access.today)
    # The card is the child's own: nothing of the record stands on it but the way back.
    page = {"child": person, "card": card_of(placement, request.access, monday=monday), "live": []}
    return render(request, "sessions_app/plans/card.html", page)


@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, child: UUID) -> HttpResponse:
    """Plan time with a child: any adult of the home, for any child of it, with any adult of it."""
    _person, placement = child_and_placement(request, child)
    check_may(request.access, Permission.RECORD_SESSIONS, placement.home_id if placement else None)
    form = PlanForm(posted(request), **_told(request, placement))
    page = FormPage(
        _("Plan time together"),
        _("Save plan"),
        _("Planned. It stands in the week of the home."),
        back=("sessions:plans", placement.child.public_id),
        keeps=True,
    )
    action = partial(plan_session, placement=placement, today=request.access.today)
    return answer_form(request, form, action, page, about=placement, to=_page_of, answers=form.said)


@require_http_methods(["GET", "POST"])
def plan_change(request: HttpRequest, plan: UUID) -> HttpResponse:
    """What was planned, but for the day and the time."""
    found = _plan_to_change(request, plan)
    placement = found.placement
    told = _told(request, placement, found)
    form = ChangePlanForm(posted(request), record=found, initial=_as_answers(found), **told)
    page = FormPage(
        _("Change the plan"),
        _("Save plan"),
        _("The plan is changed."),
        back=found,
        keeps=True,
    )
    return answer_form(
        request, form, partial(change_plan, found), page, about=found, to=found, answers=form.said
    )


@require_http_methods(["GET", "POST"])
def plan_move(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Another day or time, and why."""
    found = _plan_to_change(request, plan)
    first = {"new_on": max(found.planned_on, request.access.today), "new_at": found.starts}
    form = MoveForm(posted(request), initial=first, placement=found.placement, today=request.access.today)
    page = FormPage(
        _("Another day or time"),
        _("Move it"),
        _("Moved. The plan says when it was to be, and why it was moved."),
        back=found,
    )
    move = partial(move_plan, found, today=request.access.today)
    return answer_form(request, form, move, page, about=found, to=found, on="new_on")


@require_http_methods(["GET", "POST"])
def plan_call_off(request: HttpRequest, plan: UUID) -> HttpResponse:
    """It is not going to be, and why."""
    found = _plan_to_change(request, plan)
    form = CallOffForm(posted(request), placement=found.placement, today=request.access.today)
    page = FormPage(
        _("Call it off"), _("Call it off"), _("Called off. The plan stays, with the reason."), back=found
    )
    call_off = partial(call_off_plan, found, today=request.access.today)
    return answer_form(request, form, call_off, page, about=found, to=found)


def _page_of(made: SessionPlan) -> str:
    return reverse("sessions:plan", args=[made.public_id])


def _told(request: HttpRequest, placement: Placement, plan: SessionPlan | None = None) -> dict[str, Any]:
    """What a form of a plan is told of the home and the child."""
    access = request.access
    return {
        "placement": placement,
        "today": access.today,
        "me": access.user,
        "people": User.objects.working_at([placement.home_id], access.today),
        "leading": User.objects.leading([placement.home_id], access.today),
        "formats": formats_of(placement, access, kept=plan.format if plan else ""),
        "purposes": purposes_of(placement, access, kept=plan.purposes if plan else ()),
        "liked": liked_lately(placement.child, access),
    }


def _as_answers(plan: SessionPlan) -> dict[str, Any]:
    """A plan as the answers of its form."""
    names = ("place", "format", "wants", "purposes", "hold_back", "kit", "petty_cash", "safety_doubt")
    return {
        **{name: getattr(plan, name) for name in (*names, "safety_plan", "childs_reply")},
        "worker": plan.worker.public_id,
        "talked_with": plan.talked_with.public_id if plan.talked_with else None,
        "not_asked": not plan.wants,
        "told": KNOWS if plan.child_knows else NOT_YET,
    }

"""Who holds this child: the page, and naming, changing and ending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children import actions
from children.models import Child, KeyWorkerAssignment, Placement
from children.permissions import can_assign, check_can_assign
from children.tabs import record_tabs
from children.views import child_and_stay
from compliance.handover import UnableToAssign, open_actions, sessions_to_come, tell_by
from compliance.handover import change_key_worker as hand_over
from compliance.key_worker_forms import (
    ChangeKeyWorkerForm,
    EndKeyWorkerForm,
    NameKeyWorkerForm,
    ToldForm,
)
from compliance.key_workers import key_workers_page
from compliance.suggestions import suggestions_for
from homes.audit import record_access
from homes.models import AccessEvent, User
from homes.words import gettext as _


def _held(request: HttpRequest, assignment: UUID) -> KeyWorkerAssignment:
    """An assignment somebody may change here."""
    rows = KeyWorkerAssignment.objects.visible_to(request.access)
    held = get_object_or_404(
        rows.select_related("child", "home", "worker", "placement__child", "placement__home"),
        public_id=assignment,
    )
    check_can_assign(request.access, held.placement)
    if request.method == "GET":
        _log(request, AccessEvent.What.FORM, held.placement, held.pk)
    return held


def _log(request: HttpRequest, what: AccessEvent.What, stay: Placement, about: int) -> None:
    record_access(request.access, what, home_id=stay.home_id, child_id=stay.child_id, object_id=about)


def _people(request: HttpRequest, stay: Placement):
    return User.objects.working_at([stay.home_id], request.access.today)


def _deciders(request: HttpRequest, stay: Placement):
    return User.objects.managing([stay.home_id], request.access.today)


def _show(request: HttpRequest, page: str, form: Any, child: Child, **more: Any) -> HttpResponse:
    context = {"form": form, "child": child, **more}
    return render(request, f"compliance/{page}.html", context, status=422 if form.errors else 200)


def _already_over(request: HttpRequest, held: KeyWorkerAssignment) -> HttpResponse:
    """A second click, or a second manager: what is recorded already is shown."""
    words = _("%(name)s is already down with a last day. What is recorded stands below.")
    messages.info(request, words % {"name": held.name_then})
    return redirect("compliance:key_workers", held.child.public_id)


@require_GET
def key_workers(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    may = can_assign(request.access, stay)
    home_id = stay.home_id if stay else None
    record_access(request.access, AccessEvent.What.KEY_WORKERS, home_id=home_id, child_id=person.pk)
    page = key_workers_page(person, stay, access=request.access, may=may)
    context = {
        "child": person,
        "stay": stay,
        "page": page,
        "may_assign": may,
        "tabs": record_tabs(person, request.access, current="key_workers", home_id=home_id),
    }
    return render(request, "compliance/key_workers.html", context)


@require_http_methods(["GET", "POST"])
def name_key_worker(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_assign(request.access, stay)
    if request.method == "GET":
        _log(request, AccessEvent.What.FORM, stay, stay.pk)
    form = NameKeyWorkerForm(
        request.POST if request.method == "POST" else None,
        suggestions=suggestions_for(stay, access=request.access),
        people=_people(request, stay),
        today=request.access.today,
    )
    if form.is_valid():
        most = request.access.practice_of(stay.home).most_at_once
        try:
            actions.assign_key_worker(
                stay=stay, by=request.access.user, most_at_once=most, **form.cleaned_data
            )
        except UnableToAssign as error:
            form.add_error("worker", str(error))
        else:
            done = _("The {key worker} was recorded. Tell %(child)s who it is.")
            messages.success(request, done % {"child": person.known_as})
            return redirect("compliance:key_workers", person.public_id)
    return _show(request, "name_key_worker", form, person)


@require_http_methods(["GET", "POST"])
def change_key_worker(request: HttpRequest, assignment: UUID) -> HttpResponse:
    held = _held(request, assignment)
    if held.ended_on is not None:
        return _already_over(request, held)
    form = _change_form(request, held)
    if not form.is_valid() or "back" in request.POST:
        return _show(request, "change_key_worker", form, held.child, held=held)
    if not form.cleaned_data["child_told_on"] and "tell_later" not in request.POST:
        by_on = tell_by(held.placement, form.cleaned_data["started_on"], as_of=request.access.today)
        return _show(request, "change_key_worker_pause", form, held.child, held=held, tell_by=by_on)
    try:
        hand_over(**_change(request, held, form))
    except UnableToAssign as error:
        form.add_error("worker", str(error))
        return _show(request, "change_key_worker", form, held.child, held=held)
    messages.success(request, _("The change was recorded."))
    return redirect("compliance:key_workers", held.child.public_id)


def _change_form(request: HttpRequest, held: KeyWorkerAssignment) -> ChangeKeyWorkerForm:
    access, stay = request.access, held.placement
    form = ChangeKeyWorkerForm(
        request.POST if request.method == "POST" else None,
        held=held,
        suggestions=suggestions_for(stay, access=access, without=held.worker),
        people=_people(request, stay),
        promised=open_actions(held.child, held.worker, access=access),
        sessions_planned=len(sessions_to_come(held, from_on=access.today)),
        today=access.today,
    )
    form.offer_reasons(access.practice_of(stay.home), _deciders(request, stay), access.user)
    return form


def _change(request: HttpRequest, held: KeyWorkerAssignment, form: ChangeKeyWorkerForm) -> dict[str, Any]:
    said = form.cleaned_data
    return {
        "assignment": held,
        "worker": said["worker"],
        "on": said["started_on"],
        "end_reason": said["end_reason"],
        "end_note": said["end_note"],
        "decided_by": said["decided_by"],
        "told": form.told,
        "meetings": form.meetings,
        "actions_to": form.actions_to,
        "sessions_to": form.sessions_to,
        "most_at_once": request.access.practice_of(held.home).most_at_once,
        "by": request.access.user,
        "now": request.access.now,
    }


@require_http_methods(["GET", "POST"])
def end_key_worker(request: HttpRequest, assignment: UUID) -> HttpResponse:
    held = _held(request, assignment)
    if held.ended_on is not None:
        return _already_over(request, held)
    access = request.access
    form = EndKeyWorkerForm(request.POST if request.method == "POST" else None, held=held, today=access.today)
    form.offer_reasons(access.practice_of(held.home), _deciders(request, held.placement), access.user)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.end_assignment(
                assignment=held, by=access.user, end_decided_by=said.pop("decided_by"), **said
            )
        except UnableToAssign as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The change was recorded. Name who follows."))
            return redirect("compliance:name_key_worker", held.child.public_id)
    return _show(request, "end_key_worker", form, held.child, held=held)


@require_http_methods(["GET", "POST"])
def child_told(request: HttpRequest, assignment: UUID) -> HttpResponse:
    held = _held(request, assignment)
    form = ToldForm(
        request.POST if request.method == "POST" else None,
        people=_people(request, held.placement),
        today=request.access.today,
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_told(
                assignment=held,
                told_on=said["child_told_on"],
                told_by=said["child_told_by"],
                by=request.access.user,
            )
        except UnableToAssign as error:
            form.add_error("child_told_on", str(error))
        else:
            messages.success(request, _("It was noted that the child was told."))
            return redirect("compliance:key_workers", held.child.public_id)
    return _show(request, "child_told", form, held.child, held=held)

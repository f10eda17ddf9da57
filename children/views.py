"""Forms about a child's stay. Every view: fetch in scope, authorise, bind, one action, redirect."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from children import actions
from children.forms import (
    AbsenceForm,
    AddChildForm,
    ExpectChildForm,
    MoveInForm,
    MoveOnForm,
    ReturnForm,
    VisitForm,
)
from children.models import Child, ChildAbsence, Placement
from children.permissions import (
    check_can_move,
    check_can_record_absence,
)
from homes.audit import record_access
from homes.models import AccessEvent, Home, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def child_and_stay(request: HttpRequest, child_id: UUID) -> tuple[Child, Placement | None]:
    """The child in scope, and the stay of today or the one still expected. Out of scope: 404."""
    child = get_object_or_404(Child.objects.visible_to(request.access), public_id=child_id)
    stays = Placement.objects.visible_to(request.access).filter(child=child).select_related("home", "child")
    stay = stays.living_on(request.access.today).first()
    request.access.speak_of(stay.home_id if stay else None)
    return child, stay


def log_form(request: HttpRequest, stay: Placement | None) -> None:
    """Opening a form about a child opens the child's record."""
    if request.method == "GET" and stay is not None:
        record_access(
            request.access,
            AccessEvent.What.FORM,
            home_id=stay.home_id,
            child_id=stay.child_id,
            object_id=stay.pk,
        )


def show_form(
    request: HttpRequest, form: forms.Form, *, title: str, button: str, child: Child | None, **context: object
) -> HttpResponse:
    """One page for every short form: 422 with the errors when the form is bound."""
    back_url = child.get_absolute_url() if child else ""
    page = {
        "form": form,
        "page_title": title,
        "button": button,
        "child": child,
        "back_url": back_url,
        **context,
    }
    return render(request, "children/form.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def add_child(request: HttpRequest, home: UUID) -> HttpResponse:
    place = get_object_or_404(Home.objects.visible_to(request.access), public_id=home)
    check_may(request.access, Permission.MOVE_CHILDREN, place.pk)
    form = AddChildForm(request.POST if request.method == "POST" else None, today=request.access.today)
    if form.is_valid():
        try:
            child = actions.add_child(home=place, by=request.access.user, **form.cleaned_data)
        except actions.UnableToMove as error:
            form.add_error("ref", str(error))
        else:
            messages.success(
                request, _("%(name)s was added. Name {a key worker} next.") % {"name": child.known_as}
            )
            return redirect("compliance:name_key_worker", child.public_id)
    return show_form(
        request, form, title=_("Add a child"), button=_("Add child"), child=None, back_home=place
    )


@require_http_methods(["GET", "POST"])
def expect_child(request: HttpRequest, home: UUID) -> HttpResponse:
    place = get_object_or_404(Home.objects.visible_to(request.access), public_id=home)
    check_may(request.access, Permission.MOVE_CHILDREN, place.pk)
    form = ExpectChildForm(request.POST if request.method == "POST" else None, today=request.access.today)
    if form.is_valid():
        try:
            child = actions.expect_child(home=place, by=request.access.user, **form.cleaned_data)
        except actions.UnableToMove as error:
            form.add_error("ref", str(error))
        else:
            done = _("%(name)s is expected. Name {a key worker} before the first visit.")
            messages.success(request, done % {"name": child.known_as})
            return redirect(child)
    title, button = _("A child who is expected"), _("Add child")
    return show_form(request, form, title=title, button=button, child=None, back_home=place)


@require_http_methods(["GET", "POST"])
def moves_in(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_move(request.access, stay)
    form = MoveInForm(request.POST if request.method == "POST" else None, today=request.access.today)
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.move_in(stay=stay, by=request.access.user, **form.cleaned_data)
        except actions.UnableToMove as error:
            form.add_error("moved_in_on", str(error))
        else:
            messages.success(request, _("The day of {moving in} was recorded."))
            return redirect(person)
    title, button = _("{Moving in}"), _("Record the day")
    return show_form(request, form, title=title, button=button, child=person)


@require_http_methods(["GET", "POST"])
def visits_before(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_move(request.access, stay)
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        people=User.objects.working_at([stay.home_id], request.access.today),
        today=request.access.today,
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.note_visit(stay=stay, by=request.access.user, **form.cleaned_data)
        except actions.UnableToNoteVisit as error:
            form.add_error("visited_on", str(error))
        else:
            messages.success(request, _("The visit was noted."))
            return redirect(person)
    title, button = _("Visit before {moving in}"), _("Note the visit")
    return show_form(request, form, title=title, button=button, child=person)


@require_http_methods(["GET", "POST"])
def move_on(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_move(request.access, stay)
    ours = Home.objects.visible_to(request.access).filter(provider=person.provider_id)
    homes = ours.exclude(pk=stay.home_id)  # never another provider's, also for somebody who works for both
    form = MoveOnForm(
        request.POST if request.method == "POST" else None, stay=stay, homes=homes, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.move_on(stay=stay, by=request.access.user, **form.cleaned_data)
        except actions.UnableToMove as error:
            form.add_error("moved_on_on", str(error))
        else:
            messages.success(request, _("The day of moving on was recorded."))
            return redirect("compliance:children")
    return show_form(request, form, title=_("Moving on"), button=_("Record moving on"), child=person)


@require_http_methods(["GET", "POST"])
def add_absence(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_record_absence(request.access, stay)
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, stay=stay, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.record_absence(stay=stay, by=request.access.user, **form.cleaned_data)
        except actions.UnableToRecordAbsence as error:
            form.add_error("started_on", str(error))
        else:
            messages.success(request, _("The time away was recorded."))
            return redirect(person)
    return show_form(request, form, title=_("Time away"), button=_("Record time away"), child=person)


@require_http_methods(["GET", "POST"])
def record_return(request: HttpRequest, absence: UUID) -> HttpResponse:
    away = get_object_or_404(
        ChildAbsence.objects.visible_to(request.access).select_related("child"), public_id=absence
    )
    person, stay = child_and_stay(request, away.child.public_id)
    check_can_record_absence(request.access, stay)
    form = ReturnForm(
        request.POST if request.method == "POST" else None,
        started_on=away.started_on,
        today=request.access.today,
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.record_return(absence=away, by=request.access.user, **form.cleaned_data)
        except actions.UnableToRecordAbsence as error:
            form.add_error("returned_on", str(error))
        else:
            messages.success(request, _("The return was recorded."))
            return redirect(person)
    return show_form(request, form, title=_("Back home"), button=_("Record the return"), child=person)

"""The adults of a home: who works here, who is away, who is ready, who leaves."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from compliance import staff as pages
from compliance.staff_forms import EndLeaveForm, LeaveForm, LeavingForm, PictureForm, ReadinessForm
from homes import staff as actions
from homes.audit import record_access
from homes.models import AccessEvent, Home, StaffAbsence, User
from homes.permissions import (
    Permission,
    check_can_note_leave,
    check_can_see_staff_member,
    check_may,
)
from homes.words import gettext as _


def _home(request: HttpRequest, home: UUID) -> Home:
    return get_object_or_404(Home.objects.visible_to(request.access), public_id=home)


def _person(request: HttpRequest, place: Home, person: UUID) -> User:
    """An adult of this home. Of no other: the address of somebody elsewhere stays empty."""
    found = next((one for one in pages.people_of(place, request.access) if one.public_id == person), None)
    if found is None:
        raise Http404
    return found


def _log(request: HttpRequest, place: Home, person: User | None = None) -> None:
    if request.method == "GET":
        record_access(
            request.access,
            AccessEvent.What.STAFF,
            home_id=place.pk,
            object_id=person.pk if person else None,
        )


def _form_page(request: HttpRequest, form: forms.Form, place: Home, person: User, **page) -> HttpResponse:
    page = {
        "form": form,
        "home": place,
        "person": person,
        "back_url": reverse("compliance:staff_member", args=[place.public_id, person.public_id]),
        **page,
    }
    return render(request, "compliance/staff_form.html", page, status=422 if form.is_bound else 200)


@require_GET
def staff(request: HttpRequest, home: UUID) -> HttpResponse:
    place = _home(request, home)
    check_may(request.access, Permission.SEE_STAFF, place.pk)
    people = pages.people_of(place, request.access)
    _log(request, place)
    page = {"home": place, "rows": pages.staff_rows(place, people, access=request.access)}
    return render(request, "compliance/staff.html", page)


@require_GET
def staff_member(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_can_see_staff_member(request.access, found, place.pk)
    _log(request, place, found)
    page = {
        "home": place,
        "person": found,
        "page": pages.staff_member(place, found, access=request.access),
        "own": found.pk == request.access.user.pk,
        "may_manage": request.access.may(Permission.MANAGE_STAFF, place.pk),
        "may_see_staff": request.access.may(Permission.SEE_STAFF, place.pk),
        "may_assign": request.access.may(Permission.ASSIGN_KEY_WORKERS, place.pk),
    }
    return render(request, "compliance/staff_member.html", page)


@require_http_methods(["GET", "POST"])
def add_leave(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_can_note_leave(request.access, found, place.pk)
    _log(request, place, found)
    form = LeaveForm(request.POST if request.method == "POST" else None, today=request.access.today)
    if form.is_valid():
        try:
            absence = actions.record_leave(
                home=place,
                person=found,
                by=request.access.user,
                today=request.access.today,
                **form.cleaned_data,
            )
        except actions.UnableToNote as error:
            form.add_error("started_on", str(error))
        else:
            messages.success(request, _("The days away were noted."))
            return to_next_cover(request, absence)
    return _form_page(request, form, place, found, page_title=_("Days away"), button=_("Note days away"))


def to_next_cover(request: HttpRequest, absence: StaffAbsence) -> HttpResponse:
    """On to the next child this absence leaves with nobody; back to the adult's page when there is none."""
    child = pages.next_to_cover(absence, access=request.access)
    if child is not None:
        return redirect("compliance:cover", child.public_id, absence.public_id)
    return redirect("compliance:staff_member", absence.home.public_id, absence.user.public_id)


def _leave(request: HttpRequest, leave: UUID) -> StaffAbsence:
    rows = StaffAbsence.objects.visible_to(request.access).select_related("user", "home")
    found = get_object_or_404(rows, public_id=leave)
    check_can_note_leave(request.access, found.user, found.home_id)
    _log(request, found.home, found.user)
    return found


@require_http_methods(["GET", "POST"])
def end_leave(request: HttpRequest, leave: UUID) -> HttpResponse:
    found = _leave(request, leave)
    form = EndLeaveForm(
        request.POST if request.method == "POST" else None, absence=found, today=request.access.today
    )
    if form.is_valid():
        try:
            actions.change_leave_end(absence=found, by=request.access.user, **form.cleaned_data)
        except actions.UnableToNote as error:
            form.add_error("ended_on", str(error))
        else:
            messages.success(request, _("The last day was changed."))
            return to_next_cover(request, found)
    title, button = _("Change the last day away"), _("Change the last day")
    return _form_page(request, form, found.home, found.user, page_title=title, button=button, absence=found)


@require_http_methods(["GET", "POST"])
def call_off_leave(request: HttpRequest, leave: UUID) -> HttpResponse:
    found = _leave(request, leave)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.call_off_leave(absence=found, by=request.access.user, today=request.access.today)
        except actions.UnableToNote as error:
            messages.info(request, str(error))
        else:
            messages.success(request, _("The days away were called off."))
        return redirect("compliance:staff_member", found.home.public_id, found.user.public_id)
    title, button = _("Call off these days away?"), _("Call off")
    return _form_page(request, form, found.home, found.user, page_title=title, button=button, absence=found)


@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_may(request.access, Permission.MANAGE_STAFF, place.pk)
    _log(request, place, found)
    form = LeavingForm(request.POST if request.method == "POST" else None, today=request.access.today)
    if form.is_valid():
        try:
            actions.record_leaving(
                home=place,
                person=found,
                by=request.access.user,
                today=request.access.today,
                **form.cleaned_data,
            )
        except actions.UnableToNote as error:
            form.add_error("last_day", str(error))
        else:
            messages.success(request, _("The last day was noted."))
            return redirect("compliance:staff_member", place.public_id, found.public_id)
    alone = pages.leavers_children(place, found, access=request.access)
    title, button = _("Leaving"), _("Note the last day")
    return _form_page(request, form, place, found, page_title=title, button=button, alone=alone)


@require_http_methods(["GET", "POST"])
def add_readiness(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_may(request.access, Permission.MANAGE_STAFF, place.pk)
    _log(request, place, found)
    people = User.objects.working_at([place.pk], request.access.today).exclude(pk=found.pk)
    form = ReadinessForm(
        request.POST if request.method == "POST" else None, people=people, today=request.access.today
    )
    if form.is_valid():
        actions.note_readiness(home=place, person=found, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("It was noted."))
        return redirect("compliance:staff_member", place.public_id, found.public_id)
    title, button = _("Training, supervision and support"), _("Note what was done")
    return _form_page(request, form, place, found, page_title=title, button=button)


@require_http_methods(["GET", "POST"])
def staff_picture(request: HttpRequest, home: UUID, person: UUID) -> HttpResponse:
    place = _home(request, home)
    found = _person(request, place, person)
    check_may(request.access, Permission.MANAGE_STAFF, place.pk)
    _log(request, place, found)
    form = PictureForm(request.POST if request.method == "POST" else None, initial={"picture": found.picture})
    if form.is_valid():
        actions.choose_picture(person=found, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("The picture was chosen."))
        return redirect("compliance:staff_member", place.public_id, found.public_id)
    title, button = _("Picture for the children"), _("Choose this picture")
    return _form_page(request, form, place, found, page_title=title, button=button)

"""The people around a child: the page, one person, and who begins, changes and stops."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from children import people_actions as actions
from children.models import Child, Person, Placement
from children.people_forms import ChangePersonForm, EditPersonForm, EndPersonForm, PersonForm
from children.tabs import people_pages, record_tabs
from children.views import child_and_stay, log_form, show_form
from compliance.people_page import people_page, person_page
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def people(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = people_page(person, access=request.access)
    home_id = page.stay.home_id if page.stay else None
    record_access(request.access, AccessEvent.What.PEOPLE, home_id=home_id, child_id=person.pk)
    context = {
        "page": page,
        "child": person,
        "may": page.may,
        "tabs": record_tabs(person, request.access, current="people", home_id=home_id),
        "pages": people_pages(person, current="people"),
    }
    return render(request, "compliance/people.html", context)


def known_and_stay(request: HttpRequest, known: UUID) -> tuple[Person, Placement | None]:
    """Somebody around a child in scope, and the child's stay of today or the one expected."""
    person = get_object_or_404(
        Person.objects.visible_to(request.access).select_related("child", "home"), public_id=known
    )
    _child, stay = child_and_stay(request, person.child.public_id)
    return person, stay


def _writes(request: HttpRequest, stay: Placement | None) -> None:
    check_may(request.access, Permission.RECORD_CONTACTS, stay.home_id if stay else None)


@require_GET
def person(request: HttpRequest, known: UUID) -> HttpResponse:
    somebody, stay = known_and_stay(request, known)
    page = person_page(somebody, stay, access=request.access)
    record_access(
        request.access,
        AccessEvent.What.PEOPLE,
        home_id=page.home_id,
        child_id=somebody.child_id,
        object_id=somebody.pk,
    )
    context = {"page": page, "somebody": somebody, "child": somebody.child, "may": page.may}
    return render(request, "compliance/person.html", context)


@never_cache
@require_GET
def person_address(request: HttpRequest, known: UUID) -> HttpResponse:
    """The one page with an address on it. Every opening is logged under what it is."""
    somebody, stay = known_and_stay(request, known)
    home_id = stay.home_id if stay else somebody.home_id
    check_may(request.access, Permission.SEE_ADDRESSES, home_id)
    record_access(
        request.access,
        AccessEvent.What.ADDRESS,
        home_id=home_id,
        child_id=somebody.child_id,
        object_id=somebody.pk,
    )
    context = {"somebody": somebody, "child": somebody.child}
    return render(request, "compliance/person_address.html", context)


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, child: UUID) -> HttpResponse:
    subject, stay = child_and_stay(request, child)
    _writes(request, stay)
    form = PersonForm(request.POST if request.method == "POST" else None, today=request.access.today)
    log_form(request, stay)
    if form.is_valid():
        somebody = actions.add_person(stay=stay, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("%(name)s was added.") % {"name": somebody.known_here})
        return redirect("compliance:people", subject.public_id)
    title = _("Add somebody around %(child)s") % {"child": subject.known_as}
    return show_form(
        request, form, title=title, tab_title=_("Add somebody"), button=_("Add person"), child=subject
    )


@require_http_methods(["GET", "POST"])
def edit_person(request: HttpRequest, known: UUID) -> HttpResponse:
    somebody, stay = known_and_stay(request, known)
    _writes(request, stay)
    form = EditPersonForm(
        request.POST if request.method == "POST" else None, person=somebody, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.edit_person(person=somebody, by=request.access.user, **form.changes())
        except actions.UnableToKeepPerson as error:
            form.add_error("started_on", str(error))
        else:
            messages.success(request, _("The change was saved. What was there before is in the history."))
            return redirect("compliance:person", somebody.public_id)
    title = _("Change what is known of %(name)s") % {"name": somebody.known_here}
    return show_form(
        request,
        form,
        title=title,
        tab_title=_("Change details"),
        button=_("Save change"),
        child=somebody.child,
    )


@require_http_methods(["GET", "POST"])
def end_person(request: HttpRequest, known: UUID) -> HttpResponse:
    somebody, stay = known_and_stay(request, known)
    _writes(request, stay)
    if somebody.ended_on is not None:
        return _already_over(request, somebody)
    form = EndPersonForm(
        request.POST if request.method == "POST" else None, person=somebody, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.end_person(person=somebody, by=request.access.user, **form.cleaned_data)
        except actions.UnableToKeepPerson as error:
            form.add_error("ended_on", str(error))
        else:
            done = _("The last day of %(name)s was recorded.")
            messages.success(request, done % {"name": somebody.known_here})
            return redirect("compliance:people", somebody.child.public_id)
    title = _("%(name)s: last day") % {"name": somebody.known_here}
    button = _("Record the last day")
    return show_form(request, form, title=title, tab_title=_("Last day"), button=button, child=somebody.child)


@require_http_methods(["GET", "POST"])
def change_person(request: HttpRequest, known: UUID) -> HttpResponse:
    """One stops and the next begins, in one go: a new social worker."""
    somebody, stay = known_and_stay(request, known)
    _writes(request, stay)
    if somebody.ended_on is not None:
        return _already_over(request, somebody)
    form = ChangePersonForm(
        request.POST if request.method == "POST" else None, person=somebody, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            follows = actions.change_person(
                person=somebody, stay=stay, by=request.access.user, **form.cleaned_data
            )
        except actions.UnableToKeepPerson as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": follows.known_here})
            return redirect("compliance:people", somebody.child.public_id)
    title = _("Who follows %(name)s") % {"name": somebody.name}
    button = _("Record the change")
    return show_form(
        request, form, title=title, tab_title=_("Who follows"), button=button, child=somebody.child
    )


def _already_over(request: HttpRequest, somebody: Person) -> HttpResponse:
    """A second click, or a second adult: what is recorded already is shown."""
    words = _("%(name)s is already down with a last day. What is recorded stands below.")
    messages.info(request, words % {"name": somebody.known_here})
    return redirect("compliance:people", somebody.child.public_id)

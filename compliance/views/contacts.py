"""Calls and visits: the log, writing one down, and the stop before somebody who may not speak with the child."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children import contact_actions as actions
from children.contact_forms import AttemptForm, ContactForm, SomebodyElseForm
from children.models import Child, ContactEntry, Mood, Person, Placement
from children.tabs import people_pages, record_tabs
from children.views import child_and_stay, log_form
from compliance.contacts_page import Line, contacts_page
from compliance.people_page import Bar, live_bars, permissions, rows_to_choose
from compliance.views.people import known_and_stay
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from sessions_app.adults import manager_of


@require_GET
def contacts(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = contacts_page(person, request.GET, access=request.access)
    record_access(request.access, AccessEvent.What.CONTACTS, home_id=page.home_id, child_id=person.pk)
    context = {
        "page": page,
        "child": person,
        "may": page.may,
        "tabs": record_tabs(person, request.access, current="people", home_id=page.home_id),
        "pages": people_pages(person, current="contacts"),
    }
    return render(request, "compliance/contacts.html", context)


@require_GET
def contact(request: HttpRequest, contact: UUID) -> HttpResponse:
    rows = ContactEntry.objects.visible_to(request.access)
    entry = get_object_or_404(
        rows.select_related("child", "home", "person", "restriction__person", "seen_by_manager"),
        public_id=contact,
    )
    _child, stay = child_and_stay(request, entry.child.public_id)
    home_id = stay.home_id if stay else entry.home_id
    record_access(
        request.access,
        AccessEvent.What.CONTACTS,
        home_id=home_id,
        child_id=entry.child_id,
        object_id=entry.pk,
    )
    bar = Bar(entry.restriction, request.access.today) if entry.restriction else None
    context = {
        "line": Line(entry),
        "entry": entry,
        "child": entry.child,
        "bar": bar,
        "may": permissions(request.access, stay),
    }
    return render(request, "compliance/contact.html", context)


@require_POST
def contact_seen(request: HttpRequest, contact: UUID) -> HttpResponse:
    rows = ContactEntry.objects.visible_to(request.access).select_related("child")
    entry = get_object_or_404(rows, public_id=contact)
    _child, stay = child_and_stay(request, entry.child.public_id)
    check_may(request.access, Permission.RESTRICT, stay.home_id if stay else None)
    actions.note_seen(entry=entry, by=request.access.user, now=request.access.now)
    messages.success(request, _("It was noted that you have read it."))
    return redirect("compliance:contact", entry.public_id)


# --- writing one down ---------------------------------------------------------------------------


def _check_may_log(request: HttpRequest, stay: Placement | None) -> None:
    check_may(request.access, Permission.RECORD_CONTACTS, stay.home_id if stay else None)


@require_GET
def log_contact(request: HttpRequest, child: UUID) -> HttpResponse:
    """First with whom: each name is a link, and what limits somebody stands beside it."""
    subject, stay = child_and_stay(request, child)
    _check_may_log(request, stay)
    log_form(request, stay)
    context = {"child": subject, "rows": rows_to_choose(subject, access=request.access)}
    return render(request, "compliance/log_contact.html", context)


@require_http_methods(["GET", "POST"])
def log_with(request: HttpRequest, known: UUID) -> HttpResponse:
    """The form, under the bar of what limits this person. No contact: a stop, with no field in it."""
    somebody, stay = known_and_stay(request, known)
    _check_may_log(request, stay)
    bars = _bars_about(request, somebody.child, somebody)
    if any(bar.restriction.no_contact for bar in bars):
        return _stop(request, somebody, stay, bars)
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        person=somebody,
        live=[bar.restriction for bar in bars],
        stay=stay,
        today=request.access.today,
    )
    log_form(request, stay)
    return _log(request, form, stay, bars, person=somebody)


@require_http_methods(["GET", "POST"])
def log_with_somebody(request: HttpRequest, child: UUID) -> HttpResponse:
    subject, stay = child_and_stay(request, child)
    _check_may_log(request, stay)
    bars = _bars_about(request, subject, None)
    around = Person.objects.visible_to(request.access).filter(child=subject).around_on(request.access.today)
    form = SomebodyElseForm(
        request.POST if request.method == "POST" else None,
        around=list(around),
        live=[bar.restriction for bar in bars],
        stay=stay,
        today=request.access.today,
    )
    log_form(request, stay)
    return _log(request, form, stay, bars, person=None)


@require_http_methods(["GET", "POST"])
def log_attempt(request: HttpRequest, barred: UUID) -> HttpResponse:
    """Somebody tried who may not speak with the child. Nothing is sent."""
    somebody, stay = known_and_stay(request, barred)
    _check_may_log(request, stay)
    bars = _bars_about(request, somebody.child, somebody)
    if not any(bar.restriction.no_contact for bar in bars):
        return redirect("compliance:log_with", somebody.public_id)
    form = AttemptForm(
        request.POST if request.method == "POST" else None, stay=stay, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.log_contact(
                stay=stay,
                person=somebody,
                by=request.access.user,
                now=request.access.now,
                **form.attempt(),
            )
        except actions.UnableToLog as error:
            form.add_error("outside_restriction_reason", str(error))
        else:
            messages.success(request, _("It was logged. Tell the manager on shift now."))
            return redirect("compliance:contacts", somebody.child.public_id)
    context = {
        "form": form,
        "child": somebody.child,
        "somebody": somebody,
        "bars": bars,
        **_manager(request, stay),
    }
    return render(request, "compliance/log_attempt.html", context, status=422 if form.is_bound else 200)


def _log(
    request: HttpRequest, form: ContactForm, stay: Placement, bars: list[Bar], *, person: Person | None
) -> HttpResponse:
    if form.is_valid():
        try:
            entry = actions.log_contact(
                stay=stay, person=person, by=request.access.user, now=request.access.now, **form.cleaned_data
            )
        except actions.UnableToLog as error:
            field = "outside_restriction_reason"
            form.add_error(field if field in form.fields else None, str(error))
        else:
            done = _("The call or visit was logged.")
            if entry.mood == Mood.WORRY:
                done = _("It was logged. Tell the manager on shift about the worry now.")
            if entry.outside_restriction_reason:
                done = _("It was logged. A manager will read why it went outside the restriction.")
            messages.success(request, done)
            if "another" in request.POST:
                return redirect("compliance:log_contact", stay.child.public_id)
            return redirect("compliance:contacts", stay.child.public_id)
    context = {"form": form, "child": stay.child, "somebody": person, "bars": bars}
    return render(request, "compliance/log_with.html", context, status=422 if form.is_bound else 200)


def _bars_about(request: HttpRequest, child: Child, person: Person | None) -> list[Bar]:
    """What limits seeing or hearing this person, as it stands above the form."""
    bars = live_bars(child, request.access)
    about = actions.restrictions_about([bar.restriction for bar in bars], person)
    return [bar for bar in bars if bar.restriction in about]


def _stop(request: HttpRequest, somebody: Person, stay: Placement, bars: list[Bar]) -> HttpResponse:
    record_access(
        request.access,
        AccessEvent.What.STOPPED,
        home_id=stay.home_id,
        child_id=somebody.child_id,
        object_id=somebody.pk,
    )
    orders = [bar for bar in bars if bar.restriction.no_contact]
    context = {
        "child": somebody.child,
        "somebody": somebody,
        "bars": orders,
        **_manager(request, stay),
    }
    return render(request, "compliance/contact_stop.html", context)


def _manager(request: HttpRequest, stay: Placement) -> dict[str, Any]:
    return {"manager": manager_of(stay.home, request.access), "home": stay.home}

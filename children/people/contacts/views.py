"""Calls and visits: the log, writing one down, and the stop before somebody who may not speak with the child."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children.people.contacts import actions
from children.people.contacts.forms import AttemptForm, ContactForm, SomebodyElseForm
from children.people.contacts.models import ContactEntry, Mood
from children.people.contacts.page import Line, contacts_page
from children.people.contacts.stopping import named_restrictions
from children.people.models import Person
from children.people.page import rows_to_choose
from children.people.permissions import permissions
from children.people.restrictions.page import Bar, live_bars
from children.placements.forms import days_of
from children.placements.models import Child, Placement
from children.placements.page import child_and_stay
from children.placements.views import row_and_placement, row_and_stay
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, log_form, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.staff.standing import manager_of
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _


@require_GET
def contacts(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = contacts_page(person, request.GET, access=request.access)
    record_access(request.access, AccessEvent.What.CONTACTS, home_id=page.home_id, child_id=person.pk)
    context = {
        "page": page,
        "child": person,
        "may": page.may,
    }
    return render(request, "children/people/contacts/contacts.html", context)


@require_GET
def contact(request: HttpRequest, contact: UUID) -> HttpResponse:
    rows = ContactEntry.kept.visible_to(request.access).with_left_on("happened_on")
    rows = rows.select_related("home", "person", "restriction__person", "seen_by_manager")
    entry, placement = row_and_placement(request, rows, contact)
    home_id = placement.home_id if placement else entry.home_id
    record_access(request.access, AccessEvent.What.CONTACTS, entry, home_id=home_id)
    bar = Bar(entry.restriction, request.access.today) if entry.restriction else None
    context = {
        "line": Line(entry),
        "entry": entry,
        "child": entry.child,
        "bar": bar,
        "may": permissions(request.access, placement),
    }
    return render(request, "children/people/contacts/contact.html", context)


@require_POST
def contact_seen(request: HttpRequest, contact: UUID) -> HttpResponse:
    entry, placement = row_and_placement(request, ContactEntry.objects.visible_to(request.access), contact)
    check_may(request.access, Permission.RESTRICT, placement.home_id if placement else entry.home_id)
    action = partial(actions.note_seen, entry=entry, now=request.access.now)
    done, to = _("It was noted that you have read it."), ("children:contact", entry.public_id)
    return answer_button(request, action, done, to=to)


# --- writing one down ---------------------------------------------------------------------------


@require_GET
def log_contact(request: HttpRequest, child: UUID) -> HttpResponse:
    """First with whom: each name is a link, and what limits somebody stands beside it."""
    subject, placement = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    log_form(request, placement)
    context = {"child": subject, "rows": rows_to_choose(subject, access=request.access)}
    return render(request, "children/people/contacts/log_contact.html", context)


@require_http_methods(["GET", "POST"])
def log_with(request: HttpRequest, known: UUID) -> HttpResponse:
    """The form, under the bar of what limits this person. No contact: a stop, with no field in it."""
    somebody, placement = _known_and_stay(request, known)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    bars = _bars_about(request, somebody.child, somebody)
    if any(bar.restriction.no_contact for bar in bars):
        return _stop(request, somebody, placement, bars)
    form = ContactForm(
        posted(request),
        person=somebody,
        **_limits(placement, somebody, bars),
        placement=placement,
        **days_of(placement, request.access.today),
    )
    return _log(request, form, placement, bars, person=somebody)


@require_http_methods(["GET", "POST"])
def log_with_somebody(request: HttpRequest, child: UUID) -> HttpResponse:
    subject, placement = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    bars = _bars_about(request, subject, None)
    around = Person.objects.visible_to(request.access).filter(child=subject).around_on(request.access.today)
    form = SomebodyElseForm(
        posted(request),
        around=list(around),
        **_limits(placement, None, bars),
        placement=placement,
        **days_of(placement, request.access.today),
    )
    return _log(request, form, placement, bars, person=None)


@require_http_methods(["GET", "POST"])
def log_attempt(request: HttpRequest, barred: UUID) -> HttpResponse:
    """Somebody tried who may not speak with the child. Nothing is sent."""
    somebody, placement = _known_and_stay(request, barred)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    bars = _bars_about(request, somebody.child, somebody)
    if not any(bar.restriction.no_contact for bar in bars):
        return redirect("children:log_with", somebody.public_id)
    form = AttemptForm(posted(request), placement=placement, **days_of(placement, request.access.today))
    whose = {"name": possessive(somebody.child.known_as), "role": somebody.get_role_display()}
    page = FormPage(
        _("%(who)s tried") % {"who": somebody.known_here},
        _("Log the attempt"),
        _("It was logged. Tell the manager on shift now."),
        template="children/people/contacts/log_attempt.html",
        tab_title=_("Log an attempt"),
        line=_("%(name)s %(role)s. Nothing is sent.") % whose,
        back=("children:people", somebody.child.public_id),
        more={"somebody": somebody, "bars": bars, **_manager(request, placement)},
    )
    action = partial(actions.log_contact, placement=placement, person=somebody, now=request.access.now)
    to, on = _contacts_of(placement), "outside_restriction_reason"
    return answer_form(request, form, action, page, about=placement, on=on, to=to, answers=form.attempt)


def _log(
    request: HttpRequest, form: ContactForm, placement: Placement, bars: list[Bar], *, person: Person | None
) -> HttpResponse:
    somebody = form.stopped_at if request.method == "POST" else None
    if somebody is not None:
        theirs = _bars_about(request, placement.child, somebody)
        if any(bar.restriction.no_contact for bar in theirs):
            return _stop(request, somebody, placement, theirs, typed=request.POST.get("person_name", ""))
    title, line = _with_whom(person, placement.child)
    another = ("children:log_contact", placement.child.public_id)
    page = FormPage(
        title,
        done=_logged,
        template="children/people/contacts/log_with.html",
        tab_title=_("Log a call or visit"),
        line=line,
        back=another,
        more={"somebody": person, "bars": bars},
    )
    action = partial(actions.log_contact, placement=placement, person=person, now=request.access.now)
    to = another if "another" in request.POST else _contacts_of(placement)
    reason = "outside_restriction_reason"
    on = reason if reason in form.fields else None
    return answer_form(request, form, action, page, about=placement, on=on, to=to)


def _with_whom(person: Person | None, child: Child) -> tuple[str, str]:
    """The title of the form, and the line under it."""
    if person is None:
        return _("Call or visit: somebody else"), _("About %(name)s") % {"name": child.known_as}
    known = {"name": person.name, "whose": possessive(child.known_as), "role": person.get_role_display()}
    return _("Call or visit: %(who)s") % {"who": person.known_here}, _("%(name)s, %(whose)s %(role)s") % known


def _known_and_stay(request: HttpRequest, known: UUID) -> tuple[Person, Placement | None]:
    """Somebody around a child in scope, and the stay a call or visit is written in."""
    return row_and_stay(request, Person.objects.visible_to(request.access).select_related("home"), known)


def _contacts_of(placement: Placement) -> tuple[str, UUID]:
    return "children:contacts", placement.child.public_id


def _logged(entry: ContactEntry) -> str:
    if entry.outside_restriction_reason:
        return _("It was logged. It is flagged until a manager has read why. Tell the manager on shift now.")
    if entry.mood == Mood.WORRY:
        return _("It was logged. Tell the manager on shift about the worry now.")
    return _("The call or visit was logged.")


def _bars_about(request: HttpRequest, child: Child, person: Person | None) -> list[Bar]:
    """What limits seeing or hearing this person, as it stands above the form. Of somebody else: everything that may."""
    bars = live_bars(child, request.access)
    about = actions.restrictions_about([bar.restriction for bar in bars], person)
    named = person is None
    return [bar for bar in bars if bar.restriction in about or (named and bar.restriction.person is not None)]


def _limits(stay: Placement, person: Person | None, bars: list[Bar]) -> dict[str, Any]:
    """What the form judges by: the restrictions about this person, and those that name somebody."""
    about = actions.restrictions_about([bar.restriction for bar in bars], person)
    return {"live": about, "named": named_restrictions(stay)}


def _stop(
    request: HttpRequest, somebody: Person, placement: Placement, bars: list[Bar], *, typed: str = ""
) -> HttpResponse:
    record_access(request.access, AccessEvent.What.STOPPED, somebody, home_id=placement.home_id)
    orders = [bar for bar in bars if bar.restriction.no_contact]
    context = {
        "child": somebody.child,
        "somebody": somebody,
        "bars": orders,
        "typed": typed,
        **_manager(request, placement),
    }
    return render(request, "children/people/contacts/contact_stop.html", context)


def _manager(request: HttpRequest, placement: Placement) -> dict[str, Any]:
    return {"manager": manager_of(placement.home, request.access), "home": placement.home}

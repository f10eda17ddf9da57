"""The people around a child: the page, one person, and who begins, changes and stops."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from children.people import actions
from children.people.forms import ChangePersonForm, EditPersonForm, EndPersonForm, PersonForm
from children.people.models import Person
from children.people.page import people_page, person_page
from children.placements.models import Child, Placement
from children.placements.page import child_and_placement
from children.placements.views import row_and_placement
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, done_already, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def people(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = people_page(person, access=request.access)
    home_id = page.placement.home_id if page.placement else None
    record_access(request.access, AccessEvent.What.PEOPLE, home_id=home_id, child_id=person.pk)
    context = {
        "page": page,
        "child": person,
        "may": page.may,
        "live": page.live,
    }
    return render(request, "children/people/people.html", context)


def known_and_placement(request: HttpRequest, known: UUID) -> tuple[Person, Placement | None]:
    """Somebody around a child in scope, and the child's placement of today or the one expected."""
    return row_and_placement(request, Person.objects.visible_to(request.access).select_related("home"), known)


@require_GET
def person(request: HttpRequest, known: UUID) -> HttpResponse:
    somebody, placement = known_and_placement(request, known)
    page = person_page(somebody, placement, access=request.access)
    record_access(request.access, AccessEvent.What.PEOPLE, somebody, home_id=page.home_id)
    context = {"page": page, "somebody": somebody, "child": somebody.child, "may": page.may}
    return render(request, "children/people/person.html", context)


@never_cache
@require_GET
def person_address(request: HttpRequest, known: UUID) -> HttpResponse:
    """The one page with an address on it. Every opening is logged under what it is."""
    somebody, placement = known_and_placement(request, known)
    home_id = placement.home_id if placement else somebody.home_id
    check_may(request.access, Permission.SEE_ADDRESSES, home_id)
    record_access(request.access, AccessEvent.What.ADDRESS, somebody, home_id=home_id)
    context = {"somebody": somebody, "child": somebody.child}
    return render(request, "children/people/person_address.html", context)


def _people_of(child: Child) -> tuple[str, UUID]:
    return "children:people", child.public_id


@require_http_methods(["GET", "POST"])
def add_person(request: HttpRequest, child: UUID) -> HttpResponse:
    subject, placement = child_and_placement(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    form = PersonForm(posted(request), today=request.access.today)
    page = FormPage(
        _("Add somebody around %(child)s") % {"child": subject.known_as},
        _("Add person"),
        lambda somebody: _("%(name)s was added.") % {"name": somebody.known_here},
        tab_title=_("Add somebody"),
    )
    action = partial(actions.add_person, placement=placement)
    return answer_form(request, form, action, page, about=placement, to=_people_of(subject))


@require_http_methods(["GET", "POST"])
def edit_person(request: HttpRequest, known: UUID) -> HttpResponse:
    somebody, placement = known_and_placement(request, known)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    form = EditPersonForm(posted(request), person=somebody, today=request.access.today)
    page = FormPage(
        _("Change what is known of %(name)s") % {"name": somebody.known_here},
        _("Save change"),
        _("The change was saved. What was there before is in the history."),
        tab_title=_("Change details"),
    )
    action, to = partial(actions.edit_person, person=somebody), ("children:person", somebody.public_id)
    return answer_form(
        request, form, action, page, about=placement, on="started_on", to=to, answers=form.changes
    )


@require_http_methods(["GET", "POST"])
def end_person(request: HttpRequest, known: UUID) -> HttpResponse:
    somebody, placement = known_and_placement(request, known)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    if somebody.ended_on is not None:
        return _already_over(request, somebody)
    form = EndPersonForm(posted(request), person=somebody, today=request.access.today)
    page = FormPage(
        _("%(name)s: last day") % {"name": somebody.known_here},
        _("Record the last day"),
        _("The last day of %(name)s was recorded.") % {"name": somebody.known_here},
        tab_title=_("Last day"),
    )
    action, to = partial(actions.end_person, person=somebody), _people_of(somebody.child)
    return answer_form(request, form, action, page, about=placement, on="ended_on", to=to)


@require_http_methods(["GET", "POST"])
def change_person(request: HttpRequest, known: UUID) -> HttpResponse:
    """One stops and the next begins, in one go: a new social worker."""
    somebody, placement = known_and_placement(request, known)
    check_may(request.access, Permission.RECORD_CONTACTS, placement.home_id if placement else None)
    if somebody.ended_on is not None:
        return _already_over(request, somebody)
    form = ChangePersonForm(posted(request), person=somebody, today=request.access.today)
    page = FormPage(
        _("Who follows %(name)s") % {"name": somebody.name},
        _("Record the change"),
        lambda follows: _("%(name)s was added.") % {"name": follows.known_here},
        tab_title=_("Who follows"),
    )
    action, to = (
        partial(actions.change_person, person=somebody, placement=placement),
        _people_of(somebody.child),
    )
    return answer_form(request, form, action, page, about=placement, on="on", to=to)


def _already_over(request: HttpRequest, somebody: Person) -> HttpResponse:
    words = _("%(name)s is already down with a last day. What is recorded stands below.")
    return done_already(request, words % {"name": somebody.known_here}, to=_people_of(somebody.child))

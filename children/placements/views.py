"""Forms about a child's placement. Every view: fetch in scope, authorise, bind, one action, redirect."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from children.placements import actions
from children.placements.forms import (
    AbsenceForm,
    AddChildForm,
    ExpectChildForm,
    MoveInForm,
    ReturnForm,
    VisitForm,
    days_of,
)
from children.placements.models import Child, ChildAbsence, Placement
from children.placements.page import child_and_placement, child_and_stay, stay_to_write
from children.placements.permissions import check_can_move, check_can_record_absence
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def row_and_placement(request: HttpRequest, rows: Any, public_id: UUID) -> tuple[Any, Placement | None]:
    """One of these rows about children, and the placement of its child. `rows`: what this person may see."""
    row = get_object_or_404(rows.select_related("child"), public_id=public_id)
    _child, placement = child_and_placement(request, row.child.public_id)
    return row, placement


def row_and_stay(request: HttpRequest, rows: Any, public_id: UUID) -> tuple[Any, Placement | None]:
    """One of these rows about children, and the stay that what is noted to it is written in: its own, if it has one."""
    row = get_object_or_404(rows.select_related("child"), public_id=public_id)
    own = getattr(row, "placement", None)
    asked = str(own.public_id) if own is not None else request.GET.get("stay", "")
    return row, stay_to_write(row.child, request.access, asked=asked)


@require_http_methods(["GET", "POST"])
def add_child(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.MOVE_CHILDREN, place.pk)
    form = AddChildForm(posted(request), today=request.access.today)
    done = _("%(name)s was added. Name {a key worker} next.")
    page = FormPage(_("Add a child"), _("Add child"), lambda child: done % {"name": child.known_as})
    action = partial(actions.add_child, home=place)
    return answer_form(request, form, action, page, on="ref", to=_name_key_worker)


def _name_key_worker(child: Child) -> tuple[str, UUID]:
    return "compliance:name_key_worker", child.public_id


@require_http_methods(["GET", "POST"])
def expect_child(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.MOVE_CHILDREN, place.pk)
    form = ExpectChildForm(posted(request), today=request.access.today)
    done = _("%(name)s is expected. Name {a key worker} before the first visit.")
    title = _("A child who is expected")
    page = FormPage(title, _("Add child"), lambda child: done % {"name": child.known_as})
    action = partial(actions.expect_child, home=place)
    return answer_form(request, form, action, page, on="ref", to=Child.get_absolute_url)


@require_http_methods(["GET", "POST"])
def moves_in(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_move(request.access, placement)
    form = MoveInForm(posted(request), today=request.access.today)
    page = FormPage(_("{Moving in}"), _("Record the day"), _("The day of {moving in} was recorded."))
    action = partial(actions.move_in, placement=placement)
    return answer_form(request, form, action, page, about=placement, on="moved_in_on", to=person)


@require_http_methods(["GET", "POST"])
def visits_before(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_move(request.access, placement)
    people = User.objects.working_at([placement.home_id], request.access.today)
    form = VisitForm(posted(request), people=people, today=request.access.today)
    page = FormPage(_("Visit before {moving in}"), _("Note the visit"), _("The visit was noted."))
    action = partial(actions.note_visit, placement=placement)
    return answer_form(request, form, action, page, about=placement, on="visited_on", to=person)


@require_http_methods(["GET", "POST"])
def add_absence(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_can_record_absence(request.access, placement)
    form = AbsenceForm(posted(request), placement=placement, **days_of(placement, request.access.today))
    page = FormPage(_("Time away"), _("Record time away"), _("The time away was recorded."))
    action = partial(actions.record_absence, placement=placement)
    return answer_form(request, form, action, page, about=placement, on="started_on", to=person)


@require_http_methods(["GET", "POST"])
def record_return(request: HttpRequest, absence: UUID) -> HttpResponse:
    away, placement = row_and_placement(request, ChildAbsence.objects.visible_to(request.access), absence)
    check_can_record_absence(request.access, placement)
    form = ReturnForm(posted(request), started_on=away.started_on, today=request.access.today)
    page = FormPage(_("Back home"), _("Record the return"), _("The return was recorded."))
    action = partial(actions.record_return, absence=away)
    return answer_form(request, form, action, page, about=placement, on="returned_on", to=away.child)

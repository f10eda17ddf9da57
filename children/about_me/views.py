"""Writing down what the child says and wants, and what adults did about it. Each leads back to About and goals."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from children.about_me import actions, belongings_forms, forms
from children.about_me.models import AboutMe, Explained, Goal, ImportantDate, RemovedItem
from children.about_me.page import about_page
from children.placements.forms import days_of
from children.placements.models import Child, Placement
from children.placements.page import child_and_placement, child_and_stay
from children.placements.permissions import check_can_record_plan
from children.placements.views import row_and_placement, row_and_stay
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent, User
from homes.words import gettext as _


def _check_of_this_placement(row: RemovedItem | Explained, placement: Placement) -> None:
    if row.placement_id != placement.pk:
        raise PermissionDenied(_("This belongs to an earlier placement. It can be read there."))


def _ask(
    request: HttpRequest,
    placement: Placement,
    form: type,
    action: partial,
    page: FormPage,
    *,
    to: str | None = None,
    **more: Any,
) -> HttpResponse:
    """A form about the placement's child; `more` is what else it is told. It leads back to About and goals, or `to`."""
    access = request.access
    people = User.objects.working_at([placement.home_id], access.today)
    asked = form(
        posted(request),
        placement=placement,
        **days_of(placement, access.today),
        me=access.user,
        people=people,
        **more,
    )
    way = to or ("children:about", placement.child.public_id)
    return answer_form(request, asked, action, page, about=placement, to=way)


@require_http_methods(["GET", "POST"])
def add_about(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_record_plan(request.access, placement)
    versions = AboutMe.objects.visible_to(request.access).filter(child=person)
    last = versions.order_by("-agreed_on", "-pk").first()
    said = {name: getattr(last, name) for name in (*AboutMe.PARTS, "said_how")} if last else {}
    page = FormPage(
        _("About %(child)s") % {"child": person.known_as},
        _("Save this version"),
        _("The new version was kept. Earlier versions stay as they were."),
        tab_title=_("In the child’s own words"),
    )
    action = partial(actions.say_about_me, placement=placement)
    return _ask(request, placement, forms.AboutForm, action, page, initial=said)


@require_http_methods(["GET", "POST"])
def add_date(request: HttpRequest, child: UUID) -> HttpResponse:
    _person, placement = child_and_placement(request, child)
    check_can_record_plan(request.access, placement)
    page = FormPage(_("Add a date"), _("Add date"), _("The date was added. The team is told ahead."))
    action = partial(actions.add_date, placement=placement)
    return _ask(request, placement, forms.DateForm, action, page)


@require_http_methods(["GET", "POST"])
def end_date(request: HttpRequest, date: UUID) -> HttpResponse:
    row, placement = row_and_placement(request, ImportantDate.objects.visible_to(request.access), date)
    check_can_record_plan(request.access, placement)
    page = FormPage(
        _("Take off: %(what)s") % {"what": row.title},
        _("Take off the list"),
        _("The date was taken off. It stays in the history."),
        tab_title=_("Take a date off"),
    )
    action = partial(actions.end_date, date=row, ended_on=request.access.today)
    return _ask(request, placement, forms.EndDateForm, action, page)


@require_http_methods(["GET", "POST"])
def add_goal(request: HttpRequest, child: UUID) -> HttpResponse:
    _person, placement = child_and_placement(request, child)
    check_can_record_plan(request.access, placement)
    done = _("The goal was added. Add a small step when you notice one.")
    page = FormPage(_("Add a goal"), _("Add goal"), done)
    action = partial(actions.start_goal, placement=placement)
    return _ask(request, placement, forms.GoalForm, action, page)


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, goal: UUID) -> HttpResponse:
    row, placement = row_and_stay(request, Goal.objects.visible_to(request.access), goal)
    check_can_record_plan(request.access, placement)
    page = FormPage(_("Add a small step"), _("Add small step"), _("The small step was added."))
    action = partial(actions.add_step, goal=row, placement=placement)
    return _ask(request, placement, forms.StepForm, action, page, goal=row)


@require_http_methods(["GET", "POST"])
def end_goal(request: HttpRequest, goal: UUID) -> HttpResponse:
    row, placement = row_and_placement(request, Goal.objects.visible_to(request.access), goal)
    check_can_record_plan(request.access, placement)
    page = FormPage(_("End the goal"), _("End goal"), _("The goal has ended. Its steps stay."))
    action = partial(actions.end_goal, goal=row)
    return _ask(request, placement, forms.EndGoalForm, action, page, goal=row)


@require_http_methods(["GET", "POST"])
def add_room_check(request: HttpRequest, child: UUID) -> HttpResponse:
    _person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    page = FormPage(_("Room check"), _("Save room check"), _("The room check was noted."))
    action = partial(actions.check_room, placement=placement)
    return _ask(request, placement, belongings_forms.RoomCheckForm, action, page)


@require_http_methods(["GET", "POST"])
def add_item(request: HttpRequest, child: UUID) -> HttpResponse:
    _person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    done = _("It was noted. Give it back as soon as it is safe.")
    page = FormPage(_("Something taken away"), _("Note what was taken away"), done)
    action = partial(actions.take_away, placement=placement)
    return _ask(request, placement, belongings_forms.TakenForm, action, page)


@require_http_methods(["GET", "POST"])
def note_item(request: HttpRequest, item: UUID) -> HttpResponse:
    row, placement = row_and_stay(request, RemovedItem.objects.visible_to(request.access), item)
    check_can_record_plan(request.access, placement)
    _check_of_this_placement(row, placement)
    title = _("What became of it: %(what)s") % {"what": row.what}
    page = FormPage(title, _("Note it"), _("It was noted."), tab_title=_("What became of it"))
    action = partial(actions.note_item, item=row)
    return _ask(request, placement, belongings_forms.ItemNoteForm, action, page, item=row)


@require_http_methods(["GET", "POST"])
def add_explained(request: HttpRequest, child: UUID) -> HttpResponse:
    """`?kind=` says what is explained, `?to=first_days` that it is one of the child's first days."""
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    to = None
    if request.GET.get("to") == "first_days":
        to = f"{reverse('sessions:first_days', args=[person.public_id])}?stay={placement.public_id}"
    words = _("Given and explained"), _("Note what was explained"), _("It was noted.")
    page = FormPage(*words, back=to)
    action = partial(actions.explain, placement=placement)
    initial = {"kind": request.GET.get("kind", "")}
    return _ask(request, placement, belongings_forms.ExplainedForm, action, page, to=to, initial=initial)


@require_GET
def about(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = about_page(person, access=request.access)
    record_access(request.access, AccessEvent.What.ABOUT, home_id=page.home_id, child_id=person.pk)
    return render(request, "children/about_me/about.html", {"page": page, "child": person})

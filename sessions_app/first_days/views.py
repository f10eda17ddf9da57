"""A child's first days: the list, one thing of it, and what does not apply."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from children.duties.rule import rule_of
from children.models import Placement
from children.placements.forms import days_of
from children.placements.page import child_and_stay
from children.placements.permissions import check_can_record_plan
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent, User
from homes.permissions import Access
from homes.standards import figure_for, standards_of
from homes.templatetags.keywork_ui import with_name
from homes.words import gettext as _
from sessions_app.first_days.actions import write_first_days
from sessions_app.first_days.elsewhere import EXPLAINED
from sessions_app.first_days.forms import AGREEMENT, FirstDaysForm, NotNeededForm
from sessions_app.first_days.models import Reached
from sessions_app.first_days.page import (
    first_days_page,
    practice_of_stay,
    stay_to_read,
    stays_of,
    title_of,
)


@require_GET
def first_days(request: HttpRequest, child: UUID) -> HttpResponse:
    stays = Placement.objects.visible_to(request.access).filter(child__public_id=child)
    stays = list(stays.select_related("home", "child").latest_first())
    stay = stay_to_read(stays, request.access, asked=request.GET.get("stay", ""))
    if stay is None:
        raise Http404
    person = stay.child
    request.access.speak_of(stay.home_id)
    page = first_days_page(stay, stays, request.access)
    record_access(request.access, AccessEvent.What.FIRST_DAYS, home_id=stay.home_id, child_id=person.pk)
    return render(request, "sessions_app/first_days/first_days.html", {"page": page, "child": person})


@require_http_methods(["GET", "POST"])
def first_days_task(request: HttpRequest, child: UUID, task: str) -> HttpResponse:
    """One thing of the list. What is written down elsewhere is asked there."""
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    practice = practice_of_stay(placement, request.access)
    item = next((one for one in practice.first_days if one.code == task), None)
    if item is None or item.code in EXPLAINED:
        raise Http404
    form = FirstDaysForm(
        posted(request),
        task=task,
        agreement=_agreement(placement, request.access) if task == AGREEMENT else (),
        **_told(request, placement),
    )
    page = FormPage(
        title_of(item, person.known_as),
        _("Keep it"),
        _("It was kept. The list shows it."),
        back=_list_of(placement),
        tab_title=_("First days"),
    )
    action = partial(write_first_days, placement=placement, task=task)
    return answer_form(request, form, action, page, about=placement, to=_list_of(placement))


@require_http_methods(["GET", "POST"])
def first_days_not_needed(request: HttpRequest, child: UUID) -> HttpResponse:
    _person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    waiting = first_days_page(placement, stays_of(placement.child, request.access), request.access)
    tasks = [(task.item.code, task.title) for task in waiting.can_be_left_out]
    if not tasks:
        return redirect(_list_of(placement))
    told = _told(request, placement)
    me, _people = told.pop("me"), told.pop("people")
    form = NotNeededForm(posted(request), tasks=tasks, **told)
    page = FormPage(
        _("Does something not apply?"),
        _("Keep it"),
        _("It was kept, with the reason."),
        back=_list_of(placement),
        tab_title=_("First days"),
    )
    action = partial(write_first_days, placement=placement, reached=Reached.NOT_NEEDED, done_by=me)
    return answer_form(request, form, action, page, about=placement, to=_list_of(placement))


def _told(request: HttpRequest, placement: Placement) -> dict:
    """What every form of the first days is told."""
    people = User.objects.working_at([placement.home_id], request.access.today)
    days = days_of(placement, request.access.today)
    return {"placement": placement, "me": request.access.user, "people": people, **days}


def _list_of(placement: Placement) -> str:
    return f"{reverse('sessions:first_days', args=[placement.child.public_id])}?stay={placement.public_id}"


def _agreement(placement: Placement, access: Access) -> list[str]:
    """What is agreed before the first session, in the home's own words and numbers."""
    standards = standards_of([placement.home_id])
    figure = figure_for("KS-WEEK", home_id=placement.home_id, as_of=access.today, standards=standards)
    weekly = rule_of("KS-WEEK")
    lines = [
        _("We have time together %(often)s.") % {"often": weekly.standard(figure)} if weekly else "",
        practice_of_stay(placement, access).confidentiality,
        _("I write down what we do and say. {child} can read it."),
        _("I am on time, and I say so when I cannot be."),
    ]
    return [with_name(line, placement.child.known_as) for line in lines if line]

"""Specialist support: the page, a new need, and each step."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from children.placements.forms import days_of
from children.placements.models import Child
from children.placements.page import child_and_stay
from children.placements.permissions import check_can_record_plan
from children.placements.views import row_and_stay
from children.social_worker.page import child_in_reach
from children.social_worker.support import actions
from children.social_worker.support.forms import NeedForm, StepForm
from children.social_worker.support.models import SupportNeed
from children.social_worker.support.page import support_page
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent
from homes.words import gettext as _


@require_GET
def support(request: HttpRequest, child: UUID) -> HttpResponse:
    person = child_in_reach(request, child)
    page = support_page(person, access=request.access, before=request.GET.get("before", ""))
    home_id = page.placement.home_id if page.placement else None
    record_access(request.access, AccessEvent.What.SUPPORT, home_id=home_id, child_id=person.pk)
    context = {"page": page, "child": person}
    return render(request, "children/social_worker/support/support.html", context)


@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    form = NeedForm(posted(request), **days_of(placement, request.access.today))
    done, back = _("The need was written down. Ask for support next."), _support_of(person)
    page = FormPage(_("A need for specialist support"), _("Write it down"), done, back=back)
    action = partial(actions.add_need, placement=placement)
    return answer_form(request, form, action, page, about=placement, to=back)


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, need: UUID) -> HttpResponse:
    rows = SupportNeed.objects.visible_to(request.access).select_related("home")
    seen, placement = row_and_stay(request, rows, need)
    check_can_record_plan(request.access, placement)
    form = StepForm(posted(request), **days_of(placement, request.access.today))
    done, back = _("The step was written down."), _support_of(seen.child)
    template = "children/social_worker/support/add_step.html"
    page = FormPage(
        _("The next step"), _("Write the step down"), done, template, back=back, more={"need": seen}
    )
    action = partial(actions.add_step, need=seen, placement=placement)
    return answer_form(request, form, action, page, about=placement, on="happened_on", to=back)


def _support_of(child: Child) -> tuple[str, UUID]:
    return "children:support", child.public_id

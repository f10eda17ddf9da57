"""In whose care a child is, by which orders, and since when: the page and its forms."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from children.legal_status import actions
from children.legal_status.forms import CareDatesForm, EndOrderForm, OrderForm, StatusForm
from children.legal_status.models import CourtOrder
from children.legal_status.page import orders_page
from children.placements.models import Child
from children.placements.page import child_and_placement
from children.placements.permissions import check_can_move, check_can_record_plan
from children.placements.views import row_and_placement
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, done_already, posted
from homes.models import AccessEvent
from homes.words import gettext as _


@require_GET
def orders(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = orders_page(person, access=request.access, before=request.GET.get("before", ""))
    record_access(request.access, AccessEvent.What.CARE, home_id=page.home_id, child_id=person.pk)
    return render(request, "children/legal_status/orders.html", {"page": page, "child": person})


def _orders_of(child: Child) -> tuple[str, UUID]:
    return "children:orders", child.public_id


@require_http_methods(["GET", "POST"])
def add_status(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_record_plan(request.access, placement)
    nation = placement.responsible_nation or placement.home.nation
    form = StatusForm(posted(request), child=person, nation=nation, today=request.access.today)
    page = FormPage(_("Legal status"), _("Add status"), _("The status was added."))
    action = partial(actions.add_status, placement=placement, nation=nation)
    return answer_form(request, form, action, page, about=placement, on="started_on", to=_orders_of(person))


@require_http_methods(["GET", "POST"])
def add_order(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_record_plan(request.access, placement)
    form = OrderForm(posted(request), child=person, today=request.access.today)
    page = FormPage(_("Court order"), _("Add order"), _("The order was added."))
    action = partial(actions.add_order, placement=placement)
    return answer_form(request, form, action, page, about=placement, on="made_on", to=_orders_of(person))


@require_http_methods(["GET", "POST"])
def end_order(request: HttpRequest, order: UUID) -> HttpResponse:
    made, placement = row_and_placement(request, CourtOrder.objects.visible_to(request.access), order)
    check_can_record_plan(request.access, placement)
    if made.ended_on is not None or not made.stands:
        words = _("This order has ended or was withdrawn already.")
        return done_already(request, words, to=_orders_of(made.child))
    form = EndOrderForm(posted(request), order=made, today=request.access.today)
    page = FormPage(_("The order ended"), _("Record the end"), _("The end of the order was recorded."))
    action = partial(actions.end_order, order=made)
    return answer_form(request, form, action, page, about=placement, on="ended_on", to=_orders_of(made.child))


@require_http_methods(["GET", "POST"])
def care_dates(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_move(request.access, placement)
    form = CareDatesForm(posted(request), child=person, placement=placement, today=request.access.today)
    done = _("In whose care, and since when, was recorded.")
    page = FormPage(_("In whose care, and since when"), _("Save dates"), done)
    action = partial(actions.set_care_dates, placement=placement)
    return answer_form(request, form, action, page, about=placement, to=_orders_of(person))

"""In whose care a child is, by which orders, and since when: the page and its forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children import care_actions
from children.care_forms import CareDatesForm, EndOrderForm, OrderForm, StatusForm
from children.models import Child, CourtOrder, LegalStatus
from children.permissions import check_can_move, check_can_record_plan
from children.views import child_and_stay, log_form, show_form
from compliance.orders_page import orders_page
from compliance.views.care import withdraw_entry
from homes.audit import record_access
from homes.models import AccessEvent
from homes.words import gettext as _


@require_GET
def orders(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = orders_page(person, access=request.access, before=request.GET.get("before", ""))
    record_access(request.access, AccessEvent.What.CARE, home_id=page.home_id, child_id=person.pk)
    return render(request, "compliance/orders.html", {"page": page, "child": person})


@require_http_methods(["GET", "POST"])
def add_status(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_record_plan(request.access, stay)
    nation = stay.responsible_nation or stay.home.nation
    form = StatusForm(_posted(request), child=person, nation=nation, today=request.access.today)
    log_form(request, stay)
    if form.is_valid():
        try:
            care_actions.add_status(stay=stay, nation=nation, by=request.access.user, **form.cleaned_data)
        except care_actions.UnableToNote as error:
            form.add_error("started_on", str(error))
        else:
            messages.success(request, _("The status was added."))
            return redirect("compliance:orders", person.public_id)
    return show_form(request, form, title=_("Legal status"), button=_("Add status"), child=person)


@require_http_methods(["GET", "POST"])
def add_order(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_record_plan(request.access, stay)
    form = OrderForm(_posted(request), child=person, today=request.access.today)
    log_form(request, stay)
    if form.is_valid():
        try:
            care_actions.add_order(stay=stay, by=request.access.user, **form.cleaned_data)
        except care_actions.UnableToNote as error:
            form.add_error("made_on", str(error))
        else:
            messages.success(request, _("The order was added."))
            return redirect("compliance:orders", person.public_id)
    return show_form(request, form, title=_("Court order"), button=_("Add order"), child=person)


@require_http_methods(["GET", "POST"])
def end_order(request: HttpRequest, order: UUID) -> HttpResponse:
    made = get_object_or_404(
        CourtOrder.objects.visible_to(request.access).select_related("child"), public_id=order
    )
    person, stay = child_and_stay(request, made.child.public_id)
    check_can_record_plan(request.access, stay)
    if made.ended_on is not None or not made.stands:
        messages.info(request, _("This order has ended or was withdrawn already."))
        return redirect("compliance:orders", person.public_id)
    form = EndOrderForm(_posted(request), order=made, today=request.access.today)
    log_form(request, stay)
    if form.is_valid():
        try:
            care_actions.end_order(order=made, by=request.access.user, **form.cleaned_data)
        except care_actions.UnableToEnd as error:
            form.add_error("ended_on", str(error))
        else:
            messages.success(request, _("The end of the order was recorded."))
            return redirect("compliance:orders", person.public_id)
    return show_form(request, form, title=_("The order ended"), button=_("Record the end"), child=person)


@require_http_methods(["GET", "POST"])
def withdraw_status(request: HttpRequest, status: UUID) -> HttpResponse:
    rows = LegalStatus.objects.visible_to(request.access).select_related("child")
    return withdraw_entry(request, get_object_or_404(rows, public_id=status), back="compliance:orders")


@require_http_methods(["GET", "POST"])
def withdraw_order(request: HttpRequest, order: UUID) -> HttpResponse:
    rows = CourtOrder.objects.visible_to(request.access).select_related("child")
    return withdraw_entry(request, get_object_or_404(rows, public_id=order), back="compliance:orders")


@require_http_methods(["GET", "POST"])
def care_dates(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_can_move(request.access, stay)
    form = CareDatesForm(_posted(request), child=person, stay=stay, today=request.access.today)
    log_form(request, stay)
    if form.is_valid():
        care_actions.set_care_dates(stay=stay, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("In whose care, and since when, was recorded."))
        return redirect("compliance:orders", person.public_id)
    title, button = _("In whose care, and since when"), _("Save dates")
    return show_form(request, form, title=title, button=button, child=person)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None

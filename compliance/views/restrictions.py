"""What limits a child: reading it before acting, recording it, looking at it again, ending it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children import restriction_actions as actions
from children.models import Person, Placement, Restriction
from children.restriction_forms import (
    CompleteRestrictionForm,
    EndRestrictionForm,
    LookForm,
    RestrictionForm,
)
from children.views import child_and_stay, log_form, show_form
from compliance.people_page import months_between_looks, restriction_page
from homes.audit import record_access
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _limit_and_stay(request: HttpRequest, restriction: UUID) -> tuple[Restriction, Placement | None]:
    limit = get_object_or_404(
        Restriction.objects.visible_to(request.access).select_related("child", "home", "person"),
        public_id=restriction,
    )
    _child, stay = child_and_stay(request, limit.child.public_id)
    return limit, stay


def _decides(request: HttpRequest, stay: Placement | None) -> None:
    check_may(request.access, Permission.RESTRICT, stay.home_id if stay else None)


@require_GET
def restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    limit, stay = _limit_and_stay(request, restriction)
    page = restriction_page(limit, stay, access=request.access)
    record_access(
        request.access,
        AccessEvent.What.PEOPLE,
        home_id=page.home_id,
        child_id=limit.child_id,
        object_id=limit.pk,
    )
    return render(
        request, "compliance/restriction.html", {"page": page, "limit": limit, "child": limit.child}
    )


@require_http_methods(["GET", "POST"])
def add_restriction(request: HttpRequest, child: UUID) -> HttpResponse:
    subject, stay = child_and_stay(request, child)
    _decides(request, stay)
    access = request.access
    around = Person.objects.visible_to(access).filter(child=subject).around_on(access.today)
    form = RestrictionForm(
        request.POST if request.method == "POST" else None,
        around=around.order_by("role", "name", "pk"),
        managers=User.objects.managing([stay.home_id], access.today),
        people=User.objects.working_at([stay.home_id], access.today),
        today=access.today,
        months=months_between_looks(stay.home, access.today),
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.restrict(stay=stay, by=access.user, today=access.today, **form.cleaned_data)
        except actions.UnableToRestrict as error:
            form.add_error("authorised_by", str(error))
        else:
            done = _("The restriction was recorded. Tell the team, and tell %(child)s why.")
            messages.success(request, done % {"child": subject.known_as})
            return redirect("compliance:people", subject.public_id)
    return _show(request, form, subject, title=_("Record a restriction"), button=_("Record restriction"))


@require_http_methods(["GET", "POST"])
def review_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    limit, stay = _limit_and_stay(request, restriction)
    _decides(request, stay)
    if limit.ended_on is not None:
        return _already_over(request, limit)
    form = LookForm(
        request.POST if request.method == "POST" else None,
        restriction=limit,
        today=request.access.today,
        months=months_between_looks(stay.home, request.access.today),
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.review_restriction(restriction=limit, by=request.access.user, **form.cleaned_data)
        except actions.UnableToRestrict as error:
            form.add_error("next_review_on", str(error))
        else:
            messages.success(request, _("The review was recorded."))
            return redirect("compliance:restriction", limit.public_id)
    return _show(request, form, limit.child, title=_("Review restriction"), button=_("Record review"))


@require_http_methods(["GET", "POST"])
def end_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    limit, stay = _limit_and_stay(request, restriction)
    _decides(request, stay)
    if limit.ended_on is not None:
        return _already_over(request, limit)
    form = EndRestrictionForm(
        request.POST if request.method == "POST" else None, restriction=limit, today=request.access.today
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.end_restriction(restriction=limit, by=request.access.user, **form.cleaned_data)
        except actions.UnableToRestrict as error:
            form.add_error("ended_on", str(error))
        else:
            done = _("The end was recorded. Tell the team, and tell %(child)s.")
            messages.success(request, done % {"child": limit.child.known_as})
            return redirect("compliance:people", limit.child.public_id)
    return _show(request, form, limit.child, title=_("End restriction"), button=_("Record the end"))


@require_http_methods(["GET", "POST"])
def complete_restriction(request: HttpRequest, restriction: UUID) -> HttpResponse:
    limit, stay = _limit_and_stay(request, restriction)
    _decides(request, stay)
    form = CompleteRestrictionForm(
        request.POST if request.method == "POST" else None,
        restriction=limit,
        people=User.objects.working_at([stay.home_id], request.access.today),
        today=request.access.today,
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            actions.complete_restriction(restriction=limit, by=request.access.user, **form.cleaned_data)
        except actions.UnableToRestrict as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It was added."))
            return redirect("compliance:restriction", limit.public_id)
    title = _("Add what was missing")
    return _show(request, form, limit.child, title=title, button=_("Add to the restriction"))


def _show(request: HttpRequest, form: forms.Form, child, *, title: str, button: str) -> HttpResponse:
    return show_form(request, form, title=title, button=button, child=child)


def _already_over(request: HttpRequest, limit: Restriction) -> HttpResponse:
    messages.info(request, _("This restriction has ended. What is recorded stands below."))
    return redirect("compliance:restriction", limit.public_id)

"""Health, school and safety of a child: the page, adding an entry, and withdrawing a wrong one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children import care_actions
from children.care_forms import WithdrawForm, care_form
from children.models import CareEvent, CareTopic, Child
from children.permissions import check_can_record_plan
from children.views import child_and_stay, log_form, show_form
from compliance.care_page import care_page
from homes.audit import record_access
from homes.models import AccessEvent
from homes.words import gettext as _

TITLES = {
    CareTopic.HEALTH: lambda: (_("Health: add an entry"), _("Add entry")),
    CareTopic.SCHOOL: lambda: (_("Education: add an entry"), _("Add entry")),
    CareTopic.SAFETY: lambda: (_("Risk and safety: still fair, still needed?"), _("Note the review")),
}


@require_GET
def care(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = care_page(
        person,
        access=request.access,
        before=request.GET.get("before", ""),
    )
    record_access(request.access, AccessEvent.What.CARE, home_id=page.home_id, child_id=person.pk)
    return render(request, "compliance/care.html", {"page": page, "child": person})


@require_http_methods(["GET", "POST"])
def add_care(request: HttpRequest, child: UUID, topic: str) -> HttpResponse:
    if topic not in CareTopic.values:
        raise Http404
    person, stay = child_and_stay(request, child)
    check_can_record_plan(request.access, stay)
    form = care_form(
        request.POST if request.method == "POST" else None,
        topic=topic,
        child=person,
        nation=stay.responsible_nation or stay.home.nation,
        today=request.access.today,
    )
    log_form(request, stay)
    if form.is_valid():
        try:
            care_actions.note_care(stay=stay, by=request.access.user, **form.cleaned_data)
        except care_actions.UnableToNote as error:
            form.add_error("happened_on", str(error))
        else:
            messages.success(request, _("The entry was added."))
            return redirect("compliance:care", person.public_id)
    title, button = TITLES[CareTopic(topic)]()
    return show_form(request, form, title=title, button=button, child=person)


@require_http_methods(["GET", "POST"])
def withdraw_care(request: HttpRequest, care: UUID) -> HttpResponse:
    entry = get_object_or_404(
        CareEvent.objects.visible_to(request.access).select_related("child"), public_id=care
    )
    return withdraw_entry(request, entry, back="compliance:care")


def withdraw_entry(request: HttpRequest, entry, *, back: str) -> HttpResponse:
    """The one form that marks an entry as wrong. It is of the home the child lives at now."""
    person, stay = child_and_stay(request, entry.child.public_id)
    check_can_record_plan(request.access, stay)
    if not entry.stands:
        messages.info(request, _("This was withdrawn already."))
        return redirect(back, person.public_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    log_form(request, stay)
    if form.is_valid():
        try:
            care_actions.withdraw(
                entry=entry, withdrawn_on=request.access.today, by=request.access.user, **form.cleaned_data
            )
        except care_actions.UnableToWithdraw as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, _("The entry was withdrawn. It stays to be read."))
            return redirect(back, person.public_id)
    return show_form(
        request, form, title=_("Withdraw a wrong entry"), button=_("Withdraw entry"), child=person
    )

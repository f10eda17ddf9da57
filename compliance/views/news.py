"""The social worker's page, the week's update, asking for a visit, and specialist support."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children import news_actions
from children.models import Child, SocialWorkerUpdate, SupportNeed
from children.news_actions import UnableToKeep, as_letter
from children.news_forms import ChaseForm, NeedForm, StepForm, UpdateForm
from children.tabs import people_pages, record_tabs
from children.views import child_and_stay, log_form
from compliance.news_draft import draft_of_the_week, social_worker_of
from compliance.social_worker_page import social_worker_page
from compliance.support_page import support_page
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _child(request: HttpRequest, child: UUID) -> Child:
    return get_object_or_404(Child.objects.visible_to(request.access), public_id=child)


def _tabs(request: HttpRequest, person: Child, home_id: int | None, page: str) -> dict:
    return {
        "tabs": record_tabs(person, request.access, current="people", home_id=home_id),
        "pages": people_pages(person, current=page),
    }


def _form_page(request: HttpRequest, form, person: Child, back: str, **words: str) -> HttpResponse:
    context = {"form": form, "child": person, "back": back, **words}
    return render(request, "compliance/news_form.html", context, status=422 if form.is_bound else 200)


@require_GET
def social_worker(request: HttpRequest, child: UUID) -> HttpResponse:
    person = _child(request, child)
    page = social_worker_page(person, access=request.access, before=request.GET.get("before", ""))
    home_id = page.stay.home_id if page.stay else None
    record_access(request.access, AccessEvent.What.UPDATES, home_id=home_id, child_id=person.pk)
    context = {"page": page, "child": person, **_tabs(request, person, home_id, "social_worker")}
    return render(request, "compliance/social_worker.html", context)


@require_http_methods(["GET", "POST"])
def draft_update(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, stay.home_id if stay else None)
    log_form(request, stay)
    draft = None
    if request.method == "POST":
        form = UpdateForm(request.POST, today=request.access.today)
    else:
        draft = draft_of_the_week(stay, access=request.access)
        form = UpdateForm(today=request.access.today, initial=draft.initial)
    context = {"form": form, "child": person, "draft": draft}
    if form.is_valid() and "back" not in request.POST:
        if "letter" in request.POST:
            letter = as_letter(form.parts())
            return render(request, "compliance/update_letter.html", {**context, "letter": letter})
        try:
            kept = news_actions.file_update(stay=stay, by=request.access.user, **form.cleaned_data)
        except UnableToKeep as error:
            form.add_error("sent_on", str(error))
        else:
            messages.success(request, _("The update was kept as it was sent."))
            return redirect("compliance:update", kept.public_id)
    return render(request, "compliance/draft_update.html", context, status=422 if form.errors else 200)


@require_GET
def update(request: HttpRequest, update: UUID) -> HttpResponse:
    rows = SocialWorkerUpdate.objects.visible_to(request.access).select_related("child", "home")
    sent = get_object_or_404(rows, public_id=update)
    request.access.speak_of(sent.home_id)
    record_access(
        request.access,
        AccessEvent.What.UPDATES,
        home_id=sent.home_id,
        child_id=sent.child_id,
        object_id=sent.pk,
    )
    return render(request, "compliance/update.html", {"sent": sent, "child": sent.child})


@require_http_methods(["GET", "POST"])
def chase_visit(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_CONTACTS, stay.home_id if stay else None)
    log_form(request, stay)
    worker = social_worker_of(person, request.access)
    form = ChaseForm(
        request.POST if request.method == "POST" else None,
        today=request.access.today,
        initial={"asked_on": request.access.today, "asked_whom": worker.name if worker else ""},
    )
    if form.is_valid():
        try:
            news_actions.ask_for_visit(stay=stay, by=request.access.user, **form.cleaned_data)
        except UnableToKeep as error:
            form.add_error("asked_on", str(error))
        else:
            messages.success(request, _("It was noted that we asked."))
            return redirect("compliance:social_worker", person.public_id)
    title, button = _("We asked for a visit"), _("Note that we asked")
    return _form_page(request, form, person, "compliance:social_worker", page_title=title, button=button)


@require_GET
def support(request: HttpRequest, child: UUID) -> HttpResponse:
    person = _child(request, child)
    page = support_page(person, access=request.access, before=request.GET.get("before", ""))
    home_id = page.stay.home_id if page.stay else None
    record_access(request.access, AccessEvent.What.SUPPORT, home_id=home_id, child_id=person.pk)
    context = {"page": page, "child": person, **_tabs(request, person, home_id, "support")}
    return render(request, "compliance/support.html", context)


@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_FILE, stay.home_id if stay else None)
    log_form(request, stay)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        today=request.access.today,
        initial={"seen_on": request.access.today},
    )
    if form.is_valid():
        news_actions.add_need(stay=stay, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("The need was written down. Ask for support next."))
        return redirect("compliance:support", person.public_id)
    title, button = _("A need for specialist support"), _("Write it down")
    return _form_page(request, form, person, "compliance:support", page_title=title, button=button)


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, need: UUID) -> HttpResponse:
    rows = SupportNeed.objects.visible_to(request.access).select_related("child", "home")
    seen = get_object_or_404(rows, public_id=need)
    person, stay = child_and_stay(request, seen.child.public_id)
    check_may(request.access, Permission.RECORD_FILE, stay.home_id if stay else None)
    log_form(request, stay)
    form = StepForm(
        request.POST if request.method == "POST" else None,
        today=request.access.today,
        initial={"happened_on": request.access.today},
    )
    if form.is_valid():
        try:
            news_actions.add_step(need=seen, stay=stay, by=request.access.user, **form.cleaned_data)
        except UnableToKeep as error:
            form.add_error("happened_on", str(error))
        else:
            messages.success(request, _("The step was written down."))
            return redirect("compliance:support", person.public_id)
    return _form_page(
        request,
        form,
        person,
        "compliance:support",
        page_title=_("The next step"),
        lead=seen.what,
        button=_("Write the step down"),
    )

"""A child's chronology: the page, an entry by hand, and voiding one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from children import news_actions
from children.models import Child, ChronologyEntry
from children.news_actions import UnableToKeep
from children.news_forms import EntryForm, VoidEntryForm
from children.tabs import file_pages, record_tabs
from children.views import child_and_stay, log_form
from compliance.chronology_page import chronology_page
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def chronology(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = chronology_page(
        person,
        access=request.access,
        order=request.GET.get("order", ""),
        after=request.GET.get("after", ""),
    )
    home_id = page.stay.home_id if page.stay else None
    record_access(request.access, AccessEvent.What.CHRONOLOGY, home_id=home_id, child_id=person.pk)
    context = {
        "page": page,
        "child": person,
        "tabs": record_tabs(person, request.access, current="file", home_id=home_id),
        "pages": file_pages(person, current="chronology"),
    }
    return render(request, "compliance/chronology.html", context)


@require_http_methods(["GET", "POST"])
def add_chronology(request: HttpRequest, child: UUID) -> HttpResponse:
    person, stay = child_and_stay(request, child)
    check_may(request.access, Permission.RECORD_FILE, stay.home_id if stay else None)
    log_form(request, stay)
    form = EntryForm(request.POST if request.method == "POST" else None, today=request.access.today)
    if form.is_valid():
        news_actions.add_chronology_entry(stay=stay, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("The entry was kept."))
        return redirect("compliance:chronology", person.public_id)
    return _form_page(request, form, person, _("Add to the chronology"), _("Keep the entry"))


@require_http_methods(["GET", "POST"])
def void_chronology(request: HttpRequest, entry: UUID) -> HttpResponse:
    rows = ChronologyEntry.objects.visible_to(request.access).select_related("child", "home")
    kept = get_object_or_404(rows, public_id=entry)
    person, stay = child_and_stay(request, kept.child.public_id)
    written_here = stay is not None and stay.home_id == kept.home_id  # another home's entry is theirs to void
    check_may(request.access, Permission.VOID_SESSIONS, kept.home_id if written_here else None)
    log_form(request, stay)
    form = VoidEntryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            news_actions.void_chronology_entry(
                entry=kept,
                reason=form.cleaned_data["reason"],
                on=request.access.today,
                by=request.access.user,
            )
        except UnableToKeep as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The entry is marked as void. Its words are kept."))
            return redirect("compliance:chronology", person.public_id)
    title, button = _("Mark an entry as void"), _("Mark as void")
    return _form_page(request, form, person, title, button, lead=kept.title)


def _form_page(request: HttpRequest, form, person: Child, title: str, button: str, **more: str):
    context = {
        "form": form,
        "child": person,
        "page_title": title,
        "button": button,
        "back": "compliance:chronology",
        **more,
    }
    return render(request, "compliance/news_form.html", context, status=422 if form.is_bound else 200)

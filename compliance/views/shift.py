"""Handover: the last 24 hours for the next shift."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children import news_actions
from children.news_forms import HandoverNoteForm
from compliance.shift import children_at, shift_page
from homes.audit import record_access
from homes.models import AccessEvent, Home
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _home(request: HttpRequest, home: UUID, permission: Permission) -> Home:
    place = get_object_or_404(Home.objects.visible_to(request.access), public_id=home)
    check_may(request.access, permission, place.pk)
    request.access.speak_of(place.pk)
    return place


@require_GET
def handover(request: HttpRequest, home: UUID) -> HttpResponse:
    place = _home(request, home, Permission.SEE_CHILDREN)
    page = shift_page(place, access=request.access)
    record_access(request.access, AccessEvent.What.HANDOVER, home_id=place.pk)
    return render(request, "compliance/handover.html", {"page": page, "home": place})


@require_http_methods(["GET", "POST"])
def add_handover_note(request: HttpRequest, home: UUID) -> HttpResponse:
    place = _home(request, home, Permission.RECORD_SESSIONS)
    form = HandoverNoteForm(
        request.POST if request.method == "POST" else None,
        children=children_at(place, request.access),
        home_name=place.name,
    )
    if request.method == "GET":
        record_access(request.access, AccessEvent.What.FORM, home_id=place.pk)
    if form.is_valid():
        news_actions.add_handover_note(
            home=place,
            child=form.child,
            text=form.cleaned_data["text"],
            by=request.access.user,
            now=request.access.now,
        )
        messages.success(request, _("The note was kept for the next shift."))
        return redirect("compliance:handover", place.public_id)
    context = {"form": form, "home": place}
    return render(request, "compliance/handover_note.html", context, status=422 if form.is_bound else 200)


@require_POST
def handover_seen(request: HttpRequest, home: UUID) -> HttpResponse:
    place = _home(request, home, Permission.RECORD_SESSIONS)
    access = request.access
    news_actions.read_handover(home=place, day=access.today, by=access.user, now=access.now)
    messages.success(request, _("Noted: you have read it."))
    return redirect("compliance:handover", place.public_id)

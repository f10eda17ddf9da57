"""Handover: the last 24 hours for the next shift."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children import news_actions
from children.news_forms import HandoverNoteForm
from compliance.shift import children_at, shift_page
from homes.audit import record_access
from homes.form_pages import FormPage, answer_button, answer_form, posted
from homes.models import AccessEvent, Home
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def _home(request: HttpRequest, home: UUID, permission: Permission) -> Home:
    place = request.access.home(home)
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
    children = children_at(place, request.access)
    form = HandoverNoteForm(posted(request), children=children, home_name=place.name)
    done = _("The note was kept for the next shift.")
    page = FormPage(done=done, template="compliance/handover_note.html", more={"home": place})
    if request.method == "GET":
        record_access(request.access, AccessEvent.What.FORM, home_id=place.pk)
    action = partial(news_actions.add_handover_note, home=place, now=request.access.now)
    to = "compliance:handover", place.public_id
    return answer_form(request, form, action, page, to=to, answers=lambda: _note(form))


def _note(form: HandoverNoteForm) -> dict[str, Any]:
    return {"child": form.child, "text": form.cleaned_data["text"]}


@require_POST
def handover_seen(request: HttpRequest, home: UUID) -> HttpResponse:
    place = _home(request, home, Permission.RECORD_SESSIONS)
    access = request.access
    action = partial(news_actions.read_handover, home=place, day=access.today, now=access.now)
    return answer_button(request, action, _("Noted: you have read it."), to=("compliance:handover", home))

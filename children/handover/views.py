"""A note for the next shift, and that the handover was read."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from children.handover import actions
from children.handover.forms import HandoverNoteForm
from children.placements.page import children_at
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, posted
from homes.models import AccessEvent, Home
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def home_in_reach(request: HttpRequest, home: UUID, permission: Permission) -> Home:
    place = request.access.home(home)
    check_may(request.access, permission, place.pk)
    request.access.speak_of(place.pk)
    return place


@require_http_methods(["GET", "POST"])
def add_handover_note(request: HttpRequest, home: UUID) -> HttpResponse:
    place = home_in_reach(request, home, Permission.RECORD_SESSIONS)
    children = children_at(place, request.access)
    form = HandoverNoteForm(posted(request), children=children, access=request.access, home_name=place.name)
    title, button, done = (
        _("A note for the next shift"),
        _("Keep the note"),
        _("The note was kept for the next shift."),
    )
    to = "compliance:handover", place.public_id
    page = FormPage(title, button, done, back=to, more={"home": place})
    if request.method == "GET":
        record_access(request.access, AccessEvent.What.FORM, home_id=place.pk)
    action = partial(actions.add_handover_note, home=place, now=request.access.now)
    return answer_form(request, form, action, page, to=to, answers=lambda: _note(form))


def _note(form: HandoverNoteForm) -> dict[str, Any]:
    return {"child": form.child, "text": form.cleaned_data["text"]}


@require_POST
def handover_seen(request: HttpRequest, home: UUID) -> HttpResponse:
    place = home_in_reach(request, home, Permission.RECORD_SESSIONS)
    access = request.access
    action = partial(actions.read_handover, home=place, day=access.today, now=access.now)
    return answer_button(request, action, _("Noted: you have read it."), to=("compliance:handover", home))

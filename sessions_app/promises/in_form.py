"""Two buttons of the record form that come back to it: more lines, and one tap for what was agreed before."""

from __future__ import annotations

import uuid
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from homes.forms.pages import answer_button
from sessions_app.pages import within
from sessions_app.promises.actions import note_action
from sessions_app.promises.models import ActionStep
from sessions_app.promises.views import action_to_note, said_of
from sessions_app.recording.forms import RecordForm


def stays_on_the_form(request: HttpRequest) -> bool:
    return request.POST.get("finish") == "more" or "done" in request.POST


def stay_on_the_form(request: HttpRequest, form: RecordForm, session: uuid.UUID) -> HttpResponse:
    """What was typed is saved by now. Back to where the person was, with the action done or three more lines."""
    back = within(form.placement, reverse("sessions:edit", args=[form.child.public_id, session]))
    try:
        key = uuid.UUID(request.POST.get("done", ""))
    except ValueError:
        return answer_button(request, lambda by: None, "", to=back + "#agreed")
    found = action_to_note(request, key)
    note = partial(note_action, found, today=request.access.today, kind=ActionStep.Kind.DONE)
    return answer_button(request, note, partial(said_of, found), to=back + "#agreed-before")

"""A signed session: its page, what is added later, and voiding it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from homes.acting import Unable
from homes.forms.pages import FormPage, answer_button, log_form, posted, show_form
from homes.models import AccessEvent
from homes.words import gettext as _
from sessions_app import actions
from sessions_app.models import Addendum, KeyWorkSession
from sessions_app.permissions import check_can_add, check_can_void
from sessions_app.recording.fields import readable
from sessions_app.review.actions import open_question
from sessions_app.signed.childs_part.page import said_of
from sessions_app.signed.childs_part.permissions import can_hand_over
from sessions_app.signed.forms import AddDetailsForm, VoidForm
from sessions_app.signed.page import session_page, words_of_record
from sessions_app.views import UNPROCESSABLE, _log, _session

# --- reading, adding, voiding ----------------------------------------------------------------------


@require_GET
def detail(request: HttpRequest, session: UUID) -> HttpResponse:
    """One record: what was said, what came of it, what was added. No way to edit signed words exists here."""
    found = _session(request, session)
    _log(request, AccessEvent.What.SESSION, home_id=found.home_id, child=found.child, object_id=found.pk)
    context = session_page(request.access, found)
    context["said"] = said_of(found, request.access)
    context["may_hand_over"] = can_hand_over(request.access, found)
    return render(request, "sessions_app/signed/detail.html", context)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def add_details(request: HttpRequest, session: UUID) -> HttpResponse:
    """Add under a signed record, with the password again."""
    found = _session(request, session)
    check_can_add(request.access, found)
    question = open_question(found)
    asked = {"child": found.child, "by": request.user, "now": request.access.now, "question": question}
    form = AddDetailsForm(readable(posted(request)), **asked)
    if request.method == "POST" and form.is_valid() and _add(request, found, form):
        return redirect("sessions:detail", found.public_id)
    if request.method == "GET":
        _log(request, AccessEvent.What.FORM, home_id=found.home_id, child=found.child, object_id=found.pk)
    context = {"form": form, **words_of_record(request.access, found)}
    status = UNPROCESSABLE if request.method == "POST" and form.errors else 200
    return render(request, "sessions_app/signed/add_details.html", context, status=status)


def _add(request: HttpRequest, session: KeyWorkSession, form: AddDetailsForm) -> bool:
    """Write the addition; otherwise say on the form why not."""
    answers = {name: form.cleaned_data[name] for name in ("kind", "text", "public_id")}
    try:
        actions.add_details(session, by=request.user, now=request.access.now, **answers)
    except Unable as error:
        form.add_error(None, str(error))
        return False
    words = _("Added and signed. The original is unchanged.")
    if answers["kind"] == Addendum.Kind.ANSWER:
        words = _(
            "Answered and signed. The original is unchanged. The record is read again with your answer."
        )
    messages.success(request, words)
    return True


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, session: UUID) -> HttpResponse:
    """A manager takes a wrong record out of the lists. It stays readable."""
    found = _session(request, session)
    check_can_void(request.access, found)
    form = VoidForm(readable(posted(request)))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        action = partial(actions.void_session, found, now=request.access.now, reason=reason)
        done = _("This record is void. It is kept, with your name and reason.")
        return answer_button(request, action, done, to=("sessions:detail", found.public_id))
    log_form(request, found)
    page = FormPage(template="sessions_app/signed/void.html", more={"session": found})
    return show_form(request, form, page, child=found.child)

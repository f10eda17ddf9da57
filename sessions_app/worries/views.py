"""A worry: tell someone now, before the record is signed; and what a manager answers."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from homes.forms.pages import FormPage, answer_form, done_already, go_on, posted
from homes.models import AccessEvent, User
from homes.permissions import Permission
from homes.requests.place import at_place
from homes.staff.ringing.people import leads_of
from homes.words import gettext as _
from sessions_app.models import WorryAnswer
from sessions_app.permissions import check_can_answer, check_can_edit_draft
from sessions_app.recording.fields import readable
from sessions_app.views import _log, _session
from sessions_app.worries.actions import answer_worry as answer_worry_of
from sessions_app.worries.actions import save_answer, tell_of_worry
from sessions_app.worries.answer_form import AnswerForm
from sessions_app.worries.answer_page import answer_of, answer_page
from sessions_app.worries.forms import TellForm
from sessions_app.worries.standing import answer_promised


@require_http_methods(["GET", "POST"])
def tell_someone(request: HttpRequest, session: UUID) -> HttpResponse:
    """Whom to ring, before anything else; then who was told, when and how."""
    draft = _session(request, session)
    if not draft.is_draft:
        return redirect("sessions:detail", draft.public_id)
    check_can_edit_draft(request.access, draft)
    if not draft.worry:
        return redirect("sessions:check", draft.public_id)
    leads = leads_of(draft.home, request.access)
    asked = {"leads": leads, "session": draft, "today": request.access.today, "now": request.access.now}
    form = TellForm(readable(posted(request)), **asked)
    later, front = request.POST.get("finish") == "later", reverse("homes:front") + at_place(request)
    kept = _("Saved as a draft. Only you and the managers here can read it. Sign it when you can.")
    if later and form.says_nothing:
        return go_on(request, kept, front)
    page = FormPage(
        template="sessions_app/worries/tell_someone.html",
        done=kept if later else "",
        more={
            "session": draft,
            "home": draft.home,
            "leads": leads,
            "answered_by": answer_promised(draft.home, leads, request.access),
            "may_note_numbers": request.access.may(Permission.CHANGE_SETTINGS, draft.home_id),
            "back_url": "",
        },
    )
    to = front if later else ("sessions:check", draft.public_id)
    action = partial(tell_of_worry, draft)
    return answer_form(request, form, action, page, to=to, about=draft, answers=lambda: form.told())


@require_http_methods(["GET", "POST"])
def answer_worry(request: HttpRequest, session: UUID) -> HttpResponse:
    """A manager says what was done about a worry; what is written so far can be kept for later.

    Whoever sends an answer after somebody else's reads who was first, above the words they wrote.
    """
    found = _session(request, session)
    check_can_answer(request.access, found)
    answer = answer_of(found)
    if answer is not None and (request.method == "GET" or answer.answered_by_id == request.user.pk):
        return done_already(request, _("This worry is answered."), to=("sessions:detail", found.public_id))
    later = request.POST.get("finish") == "later"
    form = AnswerForm(
        readable(posted(request)),
        draft=WorryAnswer.objects.filter(session=found, answered_by=request.user).first(),
        finishing=not later,
        today=request.access.today,
        people=User.objects.working_at([found.home_id], request.access.today),
    )
    page = FormPage(
        template="sessions_app/worries/answer_worry.html",
        done=_("Kept for you. The worry still waits for its answer.")
        if later
        else _("The worry is answered."),
        more=answer_page(request.access, found, answer),
    )
    if request.method == "GET":  # the record is opened here as on its own page: the timeline reads it
        _log(request, AccessEvent.What.SESSION, home_id=found.home_id, child=found.child, object_id=found.pk)
    action = save_answer if later else partial(answer_worry_of, now=request.access.now)
    board = reverse("compliance:board", args=[found.home.public_id])
    return answer_form(
        request,
        form,
        partial(action, found),
        page,
        to=board if later else ("sessions:detail", found.public_id),
        answers=lambda: form.said(),
    )

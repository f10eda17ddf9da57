"""What was agreed: about a child, at a home, and what became of one line."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children.placements.page import child_to_read
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, posted
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from sessions_app.promises.actions import note_action
from sessions_app.promises.forms import StepForm
from sessions_app.promises.models import ActionStep, AgreedAction
from sessions_app.promises.page import Line, agreed_page, open_at


@require_GET
def agreed(request: HttpRequest, child: UUID) -> HttpResponse:
    """Everything agreed with and about a child: what is open, then what is over."""
    person, shown = child_to_read(request, child)
    home_id = shown.home_id if shown else None
    record_access(request.access, AccessEvent.What.SESSIONS, home_id=home_id, child_id=person.pk)
    page = {
        "child": person,
        "page": agreed_page(person, request.access, before=request.GET.get("before", "")),
        "may_note": request.access.may(Permission.RECORD_SESSIONS, home_id),
    }
    return render(request, "sessions_app/promises/agreed.html", page)


@require_GET
def home_agreed(request: HttpRequest, home: UUID) -> HttpResponse:
    """What is open at a home, for whoever manages it."""
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_BOARD, place.pk)
    record_access(request.access, AccessEvent.What.BOARD, home_id=place.pk)
    page = {
        "home": place,
        "lines": open_at(place, request.access),
        "may_note": request.access.may(Permission.RECORD_SESSIONS, place.pk),
    }
    return render(request, "sessions_app/promises/home_agreed.html", page)


def action_to_note(request: HttpRequest, public_id: UUID) -> AgreedAction:
    """An action within reach, which this person may say something of: an adult of the home the child lives at."""
    seen = AgreedAction.objects.visible_to(request.access).due_as_of(request.access.today)
    found = get_object_or_404(
        seen.with_holder(request.access.today).for_list().prefetch_related("steps"), public_id=public_id
    )
    check_may(request.access, Permission.RECORD_SESSIONS, found.lives_at or found.home_id)
    if found.session.status != "signed":
        raise PermissionDenied(_("The record this was agreed in is void. Nothing is owed from it."))
    return found


@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, action: UUID) -> HttpResponse:
    """The words said, and what became of them."""
    found = action_to_note(request, action)
    form = StepForm(posted(request), today=request.access.today)
    page = FormPage(
        button=_("Note this"),
        done=partial(said_of, found),
        template="sessions_app/promises/action.html",
        more={"line": Line(found, request.access.today)},
    )
    note = partial(note_action, found, today=request.access.today)
    to = ("sessions:agreed", found.child.public_id)
    return answer_form(request, form, note, page, to=to, about=found, answers=form.step)


@require_POST
def action_done(request: HttpRequest, action: UUID) -> HttpResponse:
    """One tap."""
    found = action_to_note(request, action)
    note = partial(note_action, found, today=request.access.today, kind=ActionStep.Kind.DONE)
    back = reverse("compliance:today") if "today" in request.POST else None
    return answer_button(
        request, note, partial(said_of, found), to=back or ("sessions:agreed", found.child.public_id)
    )


def said_of(action: AgreedAction, step: ActionStep) -> str:
    if step.kind == ActionStep.Kind.MOVED:
        return _("Moved. The words said stay, with the day they were said for.")
    if step.kind == ActionStep.Kind.NOT_NEEDED:
        return _("Noted as not needed any more.")
    return _("Kept.") if action.promise else _("Done.")

"""A small moment with a child: two answers and a button, kept as a draft that only has to be signed."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from children.placements.page import child_and_placement
from homes.forms.pages import posted
from homes.models import AccessEvent
from homes.requests.place import at_place
from homes.words import gettext as _
from sessions_app import pages
from sessions_app.permissions import check_can_record
from sessions_app.recording.another import check_can_repeat, others_at_home
from sessions_app.recording.fields import readable
from sessions_app.recording.moments import MomentForm, is_small
from sessions_app.views import (
    UNPROCESSABLE,
    _child_and_draft,
    _edit_url,
    _log,
    _record_form,
    _session,
    keep_or_show,
)


@require_GET
def new_moment(request: HttpRequest, child: UUID) -> HttpResponse:
    """Lead to the moment this person has begun today, or to an empty form. Writes nothing."""
    found, placement = child_and_placement(request, child)
    check_can_record(request.access, found, placement)
    draft = pages.open_moment(request.access, placement)
    return redirect("sessions:moment", found.public_id, draft.public_id if draft else uuid.uuid4())


@require_http_methods(["GET", "POST"])
def moment(request: HttpRequest, child: UUID, session: UUID) -> HttpResponse:
    """What it was and a few words. The button says whether there is a worry; a worry is written on the whole form."""
    found, draft = _child_and_draft(request, child, session)
    if draft is not None and not draft.is_draft:
        return redirect("sessions:detail", draft.public_id)
    data = readable(posted(request))
    whole = request.method == "POST" and ("finish" in request.POST or request.POST.get("worry") == "yes")
    form = _record_form(request, found, draft, data, finishing=not whole, kind=MomentForm)
    if draft is not None and not is_small(draft):
        return redirect(_edit_url(draft))
    if request.method == "GET":
        about = {"home_id": form.placement.home_id, "object_id": draft.pk if draft else None}
        _log(request, AccessEvent.What.FORM, child=found, **about)
    if request.method == "GET":
        return _show(request, form, session)
    if not form.is_valid():
        return _show(request, form, session, status=UNPROCESSABLE)
    return _keep(request, form, session)


def _show(request: HttpRequest, form: MomentForm, session: UUID, *, status: int = 200) -> HttpResponse:
    context = pages.moment_page(request.access, form, session)
    return render(request, "sessions_app/recording/moment.html", context, status=status)


def _keep(request: HttpRequest, form: MomentForm, session: UUID) -> HttpResponse:
    saved = keep_or_show(request, form, session, again=_show)
    if isinstance(saved, HttpResponse):
        return saved
    finish = request.POST.get("finish")
    if saved.worry:
        return redirect(_edit_url(saved) + "#id_worry_1")
    if finish == "whole":
        return redirect(_edit_url(saved))
    words = _("Saved as a draft. Only you and the managers here can read it until you sign.")
    messages.success(request, words)
    if finish == "later":
        return redirect(reverse("homes:front") + at_place(request))
    return redirect("sessions:check", saved.public_id)


@require_GET
def another(request: HttpRequest, session: UUID) -> HttpResponse:
    """Which other child was there? Each gets a record of their own."""
    found = _session(request, session)
    check_can_repeat(request.access, found)
    _log(request, AccessEvent.What.FORM, home_id=found.home_id, child=found.child, object_id=found.pk)
    others = list(others_at_home(request.access, found))
    request.access.meet([found.child, *others])
    children = [
        (one, reverse("sessions:edit", args=[one.public_id, uuid.uuid4()]) + f"?like={found.public_id}")
        for one in others
    ]
    context = {"session": found, "child": found.child, "children": children}
    return render(request, "sessions_app/recording/another.html", context)

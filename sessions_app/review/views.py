"""Reviewing what was signed: the queue of a home, and one record in its place in it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _
from sessions_app.models import SessionReview
from sessions_app.review import actions
from sessions_app.review.forms import ASK, KEEP, ReviewForm
from sessions_app.review.page import place_in, queue_of, things_to_look_for
from sessions_app.review.permissions import check_can_review
from sessions_app.signed.childs_part.page import said_of
from sessions_app.signed.page import session_page


@require_GET
def to_review(request: HttpRequest, home: UUID) -> HttpResponse:
    """What waits, for whom, and what this person keeps for later."""
    place = request.access.home(home)
    check_may(request.access, Permission.REVIEW_SESSIONS, place.pk)
    record_access(request.access, AccessEvent.What.SESSIONS, home_id=place.pk)
    return render(request, "sessions_app/review/to_review.html", {"queue": queue_of(place, request.access)})


@require_GET
def start_reviewing(request: HttpRequest, home: UUID) -> HttpResponse:
    """To the first that waits; to the list, where nothing does."""
    place = request.access.home(home)
    check_may(request.access, Permission.REVIEW_SESSIONS, place.pk)
    first = queue_of(place, request.access).first
    return redirect(first or reverse("sessions:to_review", args=[place.public_id]))


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, reading: UUID) -> HttpResponse:
    """One record, and what becomes of it. Then the next."""
    found = get_object_or_404(
        SessionReview.objects.visible_to(request.access).select_related(
            "child", "home", "author", "session__child", "session__home", "session__author",
            "session__placement", "session__signature", "session__drafted_by", "session__voided_by",
        ),
        public_id=reading,
    )  # fmt: skip
    check_can_review(request.access, found)
    if request.method == "GET" and (found.done or found.state == "void"):
        return redirect(found.session)
    queue = queue_of(found.home, request.access)
    form = ReviewForm(posted(request), today=request.access.today, writer=found.author.first_name)
    page = FormPage(
        done=partial(_done, found, today=request.access.today),
        template="sessions_app/review/review.html",
        more={
            "queue": queue,
            "place": place_in(queue, found),
            "review": found,
            "prompts": things_to_look_for(found.session),
            **session_page(request.access, found.session),
            "said": said_of(found.session, request.access),
        },
    )
    onward = queue.after(found) or reverse("sessions:to_review", args=[found.home.public_id])
    return answer_form(
        request, form, partial(_answer, found, now=request.access.now), page, to=onward, about=found
    )


def _answer(review: SessionReview, *, now: Any, by: Any, do: str, note: str, until: Any) -> SessionReview:
    if do == ASK:
        actions.ask_about(review, by=by, now=now, text=note)
    elif do == KEEP:
        actions.keep_for_later(review, by=by, now=now, until=until)
    else:
        actions.mark_as_reviewed(review, by=by, now=now, note=note)
    return review


def _done(review: SessionReview, _made: Any, *, today: dt.date) -> str:
    """Only what then is so: the note and the question stand on Today, the record returns on its day."""
    who = {"who": review.author.first_name}
    if not (review.state == "asked" or review.done):
        return _("Kept for you.")
    here = User.objects.working_at([review.home_id], today).filter(pk=review.author_id).exists()
    if review.state == "asked":
        said = _("%(who)s sees your question under Today. The record comes back to you with the answer.")
        gone = _(
            "%(who)s does not work here today. Your question stands beside the record: ask somebody to answer it."
        )
    elif review.note:
        said = _("Reviewed. %(who)s sees your note under Today.")
        gone = _("Reviewed. %(who)s does not work here today. Your note is kept beside the record.")
    else:
        return _("Reviewed.")
    return (said if here else gone) % who

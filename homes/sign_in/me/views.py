"""One's own account: what it is, and signing other browsers out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from homes.models import AccessEvent, User
from homes.sign_in.me import page as pages
from homes.sign_in.second_step.actions import codes_left, has_second_step
from homes.sign_in.second_step.owed import must_have
from homes.sign_in.sessions import end_sessions
from homes.sign_in.telling import note
from homes.words import gettext as _


@require_GET
def me(request: HttpRequest) -> HttpResponse:
    access = request.access
    page = {
        "roles": pages.roles_of(access.user, now=access.now),
        "has_second_step": has_second_step(access.user),
        "codes_left": codes_left(access.user),
        "must_have": must_have(access),
        "browsers": pages.browsers_of(access.user, this=request.session.session_key, now=access.now),
        "events": pages.events_of(access.user),
    }
    return render(request, "account/me/me.html", page)


@require_POST
def end_browsers(request: HttpRequest) -> HttpResponse:
    """One other browser, by its number, or all of them. A second click finds it ended."""
    person, this = request.access.user, request.session.session_key
    ended = end_sessions(person, but=this, only=_named(person, request.POST.get("browser", "")))
    if ended:
        note(person, AccessEvent.What.ENDED)
    messages.success(request, _("Signed out there.") if ended else _("Nothing else is signed in there."))
    return redirect("homes:me")


def _named(person: User, number: str) -> list[str] | None:
    """The keys a number stands for; None where every browser is meant."""
    if not number:
        return None
    return [key for key in pages.keys_of(person) if pages.number_of(key) == number]

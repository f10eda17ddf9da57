"""Inviting somebody to a home, and the page their link leads to, which nobody need be signed in for."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, posted
from homes.models import AccessEvent, Home, Invitation, User
from homes.permissions import Permission, changes_of, check_may
from homes.practice import practice_of
from homes.staff.inviting import actions
from homes.staff.inviting.forms import InviteForm, NewAccountForm
from homes.staff.inviting.link import has_account, invitation_of
from homes.staff.roles import ROLES
from homes.templatetags.keywork_ui import kdate
from homes.words import gettext as _
from homes.words import speak

BACKEND = "django.contrib.auth.backends.ModelBackend"  # who has just chosen a password has shown who they are


def _home(request: HttpRequest, home: UUID) -> Home:
    place = request.access.home(home)
    check_may(request.access, Permission.INVITE_STAFF, place.pk)
    return place


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, home: UUID) -> HttpResponse:
    place, access = _home(request, home), request.access
    if request.method == "GET":
        record_access(access, AccessEvent.What.STAFF, home_id=place.pk)
    roles = access.may_offer(place.pk)
    form = InviteForm(posted(request), roles=roles, today=access.today, by=access.user, now=access.now)
    back = "compliance:staff", place.public_id
    page = FormPage(
        _("Invite somebody"),
        _("Send the invitation"),
        done=_sent,
        template="homes/inviting/invite.html",
        back=back,
        more={"home": place, "ends_at": access.now + actions.LINK_LASTS},
    )
    action = partial(actions.invite, home=place, now=access.now, site=_site(request))
    return answer_form(request, form, action, page, on="email", to=back, answers=form.said)


def _sent(made: Invitation) -> str:
    """No mail is said to be on its way that is not."""
    if made.mail_failed:
        return _("The invitation is kept, but no mail could be sent. Send it again later.")
    return _("An invitation was sent to %(email)s. A link sent before works no more.") % {"email": made.email}


def _invitation(request: HttpRequest, home: UUID, invitation: UUID) -> tuple[Home, Invitation]:
    place = _home(request, home)
    rows = Invitation.objects.visible_to(request.access).filter(home=place).select_related("home", "given_by")
    return place, get_object_or_404(rows, public_id=invitation)


@require_POST
def send_again(request: HttpRequest, home: UUID, invitation: UUID) -> HttpResponse:
    place, found = _invitation(request, home, invitation)
    action = partial(actions.send_again, invitation=found, now=request.access.now, site=_site(request))
    return answer_button(request, action, _sent, to=("compliance:staff", place.public_id))


@require_POST
def call_off_invitation(request: HttpRequest, home: UUID, invitation: UUID) -> HttpResponse:
    place, found = _invitation(request, home, invitation)
    action = partial(actions.call_off, invitation=found, now=request.access.now)
    done = _("The invitation was called off. Its link works no more.")
    return answer_button(request, action, done, to=("compliance:staff", place.public_id))


@never_cache
@login_not_required
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest, invitation: UUID, key: str) -> HttpResponse:
    """Of somebody new: a name and a password. Of somebody with an account: one button, once they are signed in."""
    now = request.access.now
    found = invitation_of(invitation, key, now=now)
    if found is None:
        return render(request, "homes/inviting/link_is_over.html", status=404)
    practice = practice_of(
        found.home, changes_of([found.home_id]).get(found.home_id, ()), on=request.access.today
    )
    speak(practice.words)
    begins = actions.begins_on(found, today=request.access.today)
    page = {"invitation": found, "about_role": ROLES[found.role].description, "begins": begins}
    if request.user.is_authenticated and request.user.email != found.email:
        return render(request, "homes/inviting/for_another.html", page)
    if not has_account(found):
        return _with_new_account(request, found, page)
    if not request.user.is_authenticated:
        return render(request, "homes/inviting/sign_in_first.html", page)
    if request.method == "POST":
        action = partial(actions.take_up, invitation=found, now=now)
        return answer_button(request, action, _welcome(page), to="homes:front")
    return render(request, "homes/inviting/take_up.html", page)


def _with_new_account(request: HttpRequest, found: Invitation, more: dict[str, Any]) -> HttpResponse:
    def action(by: object, **said: str) -> User:  # nobody is signed in yet to stand behind it
        return actions.take_up_with_new_account(invitation=found, now=request.access.now, **said)

    def to(person: User) -> str:
        login(request, person, backend=BACKEND)
        return "homes:front"

    form = NewAccountForm(posted(request), email=found.email, initial={"full_name": found.full_name})
    template = "homes/inviting/new_account.html"
    page = FormPage(button=_("Begin"), done=_welcome(more), template=template, more=more)
    return answer_form(request, form, action, page, to=to, answers=form.said)


def _welcome(page: dict[str, Any]) -> str:
    said = {"home": page["invitation"].home.name, "day": kdate(page["begins"])}
    return _("You work at %(home)s from %(day)s.") % said

"""The pages of the second step: the code at sign-in, setting it up, the codes for paper, taking it away."""

from __future__ import annotations

import json
from functools import partial
from math import ceil
from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base.views import AuthenticateView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from homes.forms.pages import FormPage, answer_form, posted
from homes.models import User
from homes.sign_in.accounts import client_address
from homes.sign_in.second_step import actions
from homes.sign_in.second_step.codes import address_for_app, drawing, in_groups, new_secret, seal, unseal
from homes.sign_in.second_step.forms import CodeForm, PasswordForm, TurnOnForm
from homes.sign_in.second_step.owed import THEN_KEY, must_have
from homes.sign_in.tries import locked_until, of_codes
from homes.words import gettext as _

HELD_SECRET, HELD_CODES = "second_step_secret", "second_step_codes"  # of the session, encrypted
TOO_MANY_REQUESTS = 429


class CodePage(AuthenticateView):
    """The second page of signing in. Nobody is signed in yet: a right password alone opened nothing."""

    form_class = CodeForm
    template_name = "account/second_step/code.html"

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if not form.is_locked:
            return super().form_invalid(form)
        clear_login(self.request)
        return _wait(self.request, form.user)


def _wait(request: HttpRequest, person: User) -> HttpResponse:
    at = request.access.now
    until = locked_until(of_codes(person), client_address(request), now=at)
    page = render(request, "account/second_step/locked_out.html", {"until": until}, status=TOO_MANY_REQUESTS)
    if until is not None:
        page["Retry-After"] = ceil((until - at).total_seconds())
    return page


@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Set it up, or on another phone. The secret stays the same while the page is opened again: one is scanned once."""
    access = request.access
    if HELD_SECRET not in request.session:
        request.session[HELD_SECRET] = seal(new_secret())
    secret = unseal(request.session[HELD_SECRET])
    form = TurnOnForm(posted(request), secret=secret, by=access.user, now=access.now)
    size, path = drawing(address_for_app(access.user, secret))
    more = {
        "has_one": actions.has_second_step(access.user),
        "must_have": must_have(access),
        "size": size,
        "path": path,
        "secret": in_groups(secret),
        "back_url": "" if getattr(request, "owes_second_step", False) else _back(),
    }
    page = FormPage(
        _("Second step"),
        _("Turn it on"),
        template="account/second_step/set_up.html",
        more=more,
    )
    action = partial(actions.turn_on, browser=request.session.session_key, now=access.now)

    def to(codes: list[str]) -> str:
        del request.session[HELD_SECRET]
        return _show(request, codes)

    return answer_form(request, form, action, page, on="code", to=to, answers=form.said)


def _show(request: HttpRequest, codes: list[str]) -> str:
    """The codes wait in the session, encrypted, until somebody says that they have them: a lost page loses none."""
    request.session[HELD_CODES] = seal(json.dumps(codes))
    return "account_recovery_codes"


def _back() -> str:
    return reverse("homes:me")


@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Those just made, until they are kept; after that how many are left, and new ones for a password."""
    access = request.access
    if not actions.has_second_step(access.user):
        return redirect("account_second_step")
    if request.method == "POST" and "kept" in request.POST:
        request.session.pop(HELD_CODES, None)
        return redirect(request.session.pop(THEN_KEY, "homes:me"))
    codes = json.loads(unseal(request.session[HELD_CODES])) if HELD_CODES in request.session else []
    form = PasswordForm(posted(request), by=access.user, now=access.now)
    more: dict[str, Any] = {"codes": codes, "left": actions.codes_left(access.user), "back_url": _back()}
    page = FormPage(
        _("Recovery codes"),
        _("Make new codes"),
        template="account/second_step/codes.html",
        more=more,
    )
    action = partial(actions.make_codes, now=access.now)
    return answer_form(request, form, action, page, to=partial(_show, request), answers=form.said)


@require_http_methods(["GET", "POST"])
def second_step_off(request: HttpRequest) -> HttpResponse:
    access = request.access
    if must_have(access):
        raise PermissionDenied(_("Your role needs a second step. You can set it up on another phone."))
    if not actions.has_second_step(access.user):
        return redirect("account_second_step")
    form = PasswordForm(posted(request), by=access.user, now=access.now)
    page = FormPage(
        _("Take the second step away"),
        _("Take it away"),
        _("The second step is gone. Signing in asks for your password alone."),
        template="account/second_step/off.html",
        back=_back(),
    )
    action = partial(actions.turn_off, now=access.now)
    return answer_form(request, form, action, page, to=_back(), answers=form.said)

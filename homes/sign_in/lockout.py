"""What django-axes does at sign-in: it asks before a password is looked at, and shows the page of a locked account."""

from __future__ import annotations

from math import ceil
from typing import Any

from allauth.account.signals import password_changed, password_reset
from axes.handlers.base import AxesHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from homes.dates import now
from homes.models import AccessEvent, User
from homes.sign_in.accounts import axes_username, client_address
from homes.sign_in.telling import note, tell
from homes.sign_in.tries import TooManyTries, count_try, forget_old_tries, forget_tries, locked_until
from homes.words import gettext as _

TOO_MANY_REQUESTS = 429


class CountedFirst(AxesHandler):
    """Counts a try and then lets it be looked at. axes' own handlers count afterwards: 24 at once are all judged."""

    def is_allowed(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        try:
            count_try(axes_username(request, credentials), client_address(request), now=now())
        except TooManyTries:
            return False
        return True

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        account = axes_username(request, credentials)
        return locked_until(account, client_address(request), now=now()) is not None

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """The last of the tries shows the page already: nobody types a sixth time for nothing."""
        request.axes_credentials = credentials
        request.axes_locked_out = self.is_locked(request, credentials)

    def user_logged_in(self, sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
        forget_tries(user.email)
        forget_old_tries(now=now())

    def reset_attempts(
        self, *, ip_address: str | None = None, username: str | None = None, ip_or_username: bool = False
    ) -> int:
        """What `manage.py axes_reset_username` asks for."""
        return forget_tries(username.strip().lower()) if username else 0  # an address alone locks nobody


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The same words whether there is such an account or not: what to do, and until when."""
    at = now()
    until = locked_until(axes_username(request, credentials), client_address(request), now=at)
    page = render(request, "account/locked_out.html", {"until": until}, status=TOO_MANY_REQUESTS)
    if until is not None:
        page["Retry-After"] = ceil((until - at).total_seconds())
    return page


def start_anew(sender: object, user: User, **kwargs: Any) -> None:
    """Somebody set a new password, by mail or inside: what was typed before says nothing of them. They are told."""
    forget_tries(user.email)
    note(user, AccessEvent.What.PASSWORD)
    tell(user, _("A new password was chosen for your account."), now=now())


def connect() -> None:
    for changed in (password_reset, password_changed):
        changed.connect(start_anew, dispatch_uid="homes.sign_in.lockout.start_anew")

"""How people sign in: accounts are made by a manager or an import, never by signing up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from homes.words import gettext as _


def refuse_unsendable(email: str) -> None:
    """A domain no mail server can be told is a field error, not a crash when the mail goes out."""
    try:
        email.rpartition("@")[2].encode("idna")
    except UnicodeError:
        raise ValidationError(
            _("Enter an e-mail address in the correct format, like name@example.org")
        ) from None


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        refuse_unsendable(email)
        return super().clean_email(email)


def axes_username(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The one name an account is throttled under, however it was typed."""
    typed = ""
    if credentials:
        typed = credentials.get("email") or credentials.get("username") or ""
    elif request is not None:
        typed = request.POST.get("login", "")
    return str(typed).strip().lower()[:255]


def client_address(request: HttpRequest) -> str:
    """The address somebody comes from: as the outermost of our own proxies saw it, never as they claim it."""
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXIES
    if count and len(claimed) >= count and claimed[-count].strip():
        return claimed[-count].strip()
    return request.META.get("REMOTE_ADDR", "")

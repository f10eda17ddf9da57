"""How people sign in: accounts are made by a manager or an import, never by signing up."""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit

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

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


def axes_username(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The one name an account is throttled under, however it was typed."""
    typed = ""
    if credentials:
        typed = credentials.get("email") or credentials.get("username") or ""
    elif request is not None:
        typed = request.POST.get("login", "")
    return str(typed).strip().lower()[:255]


def client_address(request: HttpRequest) -> str:
    """The address somebody comes from: as the outermost of our own proxies saw it, never as they claim it.

    A proxy may say nothing that can be read ("unknown", a name, too few of them): then it is the address of whoever
    is connected to us. Nobody is turned away for what a proxy wrote.
    """
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    count = settings.TRUSTED_PROXIES
    seen = read_address(claimed[-count]) if 0 < count <= len(claimed) else ""
    return seen or read_address(request.META.get("REMOTE_ADDR", ""))


def read_address(written: str) -> str:
    """An IP address in one spelling, without the port, brackets or quotes it came with; empty when it is none."""
    written = written.strip().strip('"')
    try:
        bare = written.count(":") > 1 and "[" not in written  # an IPv6 address and nothing else
        found = ipaddress.ip_address(written if bare else urlsplit(f"//{written}").hostname or "")
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)

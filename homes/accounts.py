"""How people sign in: accounts are made by a manager or an import, never by signing up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def axes_username(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """The one name an account is throttled under, however it was typed."""
    typed = ""
    if credentials:
        typed = credentials.get("email") or credentials.get("username") or ""
    elif request is not None:
        typed = request.POST.get("login", "")
    return str(typed).strip().lower()[:255]

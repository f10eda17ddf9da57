"""Who must have a second step, and that nothing else opens for them before they have one."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from homes.permissions import Access
from homes.requests.middleware import PROBES
from homes.requests.sent import is_in_the_background, read_key, where_it_waits
from homes.sign_in.second_step.actions import has_second_step

ADMINISTRATOR = "platform_administrator"  # in SECOND_FACTOR_FOR, beside the roles
THEN_KEY = "after_second_step"  # where they go on
OPEN = ("account_second_step", "account_recovery_codes", "account_logout", "session")


def must_have(access: Access) -> bool:
    """Whether one of the roles somebody holds today, at any home, is named in SECOND_FACTOR_FOR."""
    held = set().union(*access.roles.values())
    if access.user.is_platform_admin:
        held.add(ADMINISTRATOR)
    return not held.isdisjoint(settings.SECOND_FACTOR_FOR)


class SecondStepMiddleware:
    """Stands behind the reach of the person: a role given a minute ago counts on the next request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBES or not request.user.is_authenticated:
            return self.get_response(request)
        if not must_have(request.access) or has_second_step(request.user):
            return self.get_response(request)
        request.owes_second_step = True  # the header leads nowhere
        if request.path in map(reverse, OPEN):
            return self.get_response(request)
        self._keep(request)
        return redirect("account_second_step")

    def _keep(self, request: HttpRequest) -> None:
        """Where they were going, and what they had typed: not acted on, and there again afterwards."""
        key = read_key(request)
        if key is not None and key.is_of(request.user) and not is_in_the_background(request):
            request.session[THEN_KEY] = where_it_waits(request, key, request.user)
            request.is_kept = True
        elif request.method == "GET" and not is_in_the_background(request):
            request.session[THEN_KEY] = request.get_full_path()

"""A tablet in a child's hands: one page of this browser session opens, and every other address leads back to it.

The mark is kept with the session, on the server, under a new key: a request that was under way with the old key can
neither read on nor write the session back without the mark. It goes when the adult's password was right (the caller
asks for it), and with the session itself, after which everybody signs in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from homes.requests.sent import FormKey, is_in_the_background, read_key, where_it_waits

HANDED_KEY = "handed_over"
PROBES = ("/healthz", "/readyz")  # no session; they speak of no person


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What is open meanwhile, and where the adult goes on afterwards."""

    page: str  # the one page
    back: str  # where the password is asked for
    then: str
    at: dt.datetime

    def opens(self, path: str) -> bool:
        return path in (self.page, self.back)


def hand_over(request: HttpRequest, *, page: str, back: str, then: str) -> None:
    """From now on this session opens `page`, and `back` with the password, and nothing else."""
    mark = {"page": page, "back": back, "then": then, "at": request.access.now.isoformat()}
    request.session[HANDED_KEY] = mark
    request.session.cycle_key()


def handed_over(request: HttpRequest) -> HandedOver | None:
    mark = request.session.get(HANDED_KEY)
    return HandedOver(**{**mark, "at": dt.datetime.fromisoformat(mark["at"])}) if mark else None


def take_back(request: HttpRequest) -> str:
    """After the password: everything opens again. Where the adult goes on."""
    mark = request.session.pop(HANDED_KEY)
    request.session.cycle_key()
    return mark["then"]


class HandedOverMiddleware:
    """Stands before everything that reads what was sent or asked for: whatever the address, and if there is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBES:
            return self.get_response(request)
        mark = handed_over(request)
        if mark is None or mark.opens(request.path):
            return self.get_response(request)
        key = read_key(request)
        if key is not None and key.is_of(request.user) and not is_in_the_background(request):
            self._keep(request, key, mark)
        return redirect(mark.page)

    def _keep(self, request: HttpRequest, key: FormKey, mark: HandedOver) -> None:
        """What the adult had typed in another tab is not lost: it is there again once the tablet is taken back.

        The second of two clicks on handing over led here already: the adult goes on where the first one said.
        """
        then = where_it_waits(request, key, request.user)
        if then == mark.page:
            return
        request.session[HANDED_KEY] = {**request.session[HANDED_KEY], "then": then}

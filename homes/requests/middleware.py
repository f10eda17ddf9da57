"""What surrounds every request: the person's reach, the provider scope, no shared copies, and no blank page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django_scopes import scope

from homes.dates import now
from homes.models import Home
from homes.permissions import access_for
from homes.requests.place import HOME
from homes.requests.sorry import sorry
from homes.sign_in.again import MustSignInAgain
from homes.sign_in.sessions import USED_KEY, seconds_left
from homes.sign_in.tries import MOST_FROM_ONE_PLACE
from homes.words import TERMS, Words, speaking
from homes.words import gettext as _

HOME_KEY = "current_home"
STAY = "stay"  # asked with it, the session goes on
PROBES = ("/healthz", "/readyz")  # no session, no database


class SessionInUseMiddleware:
    """Move the end of a session in use along with it, at most once a minute: not a write for every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path not in PROBES and request.user.is_authenticated and not _only_asks(request):
            at = int(now().timestamp())
            if at - request.session.get(USED_KEY, 0) >= settings.SESSION_KEPT_EVERY_SECONDS:
                request.session[USED_KEY] = at
        return self.get_response(request)


def _only_asks(request: HttpRequest) -> bool:
    """A page that looks by itself how long its session lasts is no use of it."""
    return request.path == reverse("session") and STAY not in request.GET


def session_left(request: HttpRequest) -> int:
    """Seconds until the session of this person ends if nothing is asked of it; 0 for who is signed out."""
    return seconds_left(request.session, at=now())[0] if request.user.is_authenticated else 0


class NoStoreMiddleware:
    """A page with a child in it is never kept by a browser or a proxy: the next user of a tablet presses Back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response


class AccessMiddleware:
    """Put `request.access` and `request.home` in place and open the scope of the person's providers.

    Outside a scope every query of a record raises ScopeError: a forgotten filter fails closed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBES:
            return self.get_response(request)
        request.access = access_for(request.user, now=now())
        request.home = _current_home(request)
        providers = list(request.access.provider_ids)
        home_ids = (
            list(Home.objects.filter(provider__in=providers).values_list("pk", flat=True))
            if providers
            else []
        )
        with scope(provider=providers, home=home_ids), speaking(words_for(request)):
            response = self.get_response(request)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response.render()
        return response


def words_for(request: HttpRequest) -> Words:
    """The words of the home somebody is at, until a page turns to a child of another one."""
    return request.access.practice_of(request.home).words if request.home is not None else TERMS


class WrongMethodMiddleware:
    """Words for an address that only takes a form and was opened as a page: signing in again leads back to one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or response.status_code != 405 or response.content:
            return response
        page = sorry(
            request,
            _("That was not done"),
            _(
                "You were signed out before the button was pressed, or this address was opened by itself. Nothing was "
                "changed."
            ),
            _("Open the page again and press the button once more."),
            status=405,
        )
        page["Allow"] = response["Allow"]
        return page


class MustSignInAgainMiddleware:
    """Somebody inside whose password did not match once too often is signed out, and led back after signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, MustSignInAgain):
            return None
        logout(request)
        words = _("Password did not match %(n)d times, so you are signed out.") % {"n": MOST_FROM_ONE_PLACE}
        messages.warning(request, f"{words} {exception}")
        return redirect_to_login(request.path)


def _current_home(request: HttpRequest) -> Home | None:
    """The home the address names; else the one chosen in the header; else the first one."""
    homes = request.access.homes
    if len(homes) < 2:
        return next(iter(homes), None)
    by_id = {str(home.public_id): home for home in homes}
    return by_id.get(request.GET.get(HOME)) or by_id.get(request.session.get(HOME_KEY)) or homes[0]

"""Error pages that say what to do, and the two health endpoints."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from allauth.account.views import LoginView, LogoutView
from celery.exceptions import CeleryError
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from compliance.boards.freshness import sweep_age_minutes
from homes.database import triggers
from homes.dates import now
from homes.models import User
from homes.requests import sent
from homes.requests.sorry import sorry
from homes.sign_in.sessions import seconds_left
from homes.views import has_left, no_home
from homes.words import gettext as _
from keywork.celery import app as celery_app

log = logging.getLogger(__name__)

DEMO_DOMAIN = "@demo.example"


class SignIn(LoginView):
    """The sign-in page. In the demo it lists the made-up people and their password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO_MODE:
            people = User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).order_by("pk")
            context["demo_cast"] = [
                {"name": person.full_name, "job": person.job_title, "email": person.email}
                for person in people
            ]
            context["demo_password"] = settings.DEMO_PASSWORD
        return context


class SignOut(LogoutView):
    """The session's row goes, and with it what the browser kept: the next person of a tablet presses Back.

    Its cookies stay: without the token of a form the next sign-in on this page would be refused.
    """

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(*args, **kwargs)
        answer["Clear-Site-Data"] = '"cache", "storage"'
        return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return sorry(
        request,
        _("We could not read that"),
        _("Something in the address or the form was not what we expected. Nothing was saved."),
        _("Go back and try again. Your words are still on the page before."),
        status=400,
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if has_left(request):
        return no_home(request, status=403)
    why = str(exception or "") or _("Ask your manager if you need it for your work.")
    return sorry(request, _("You cannot see this page"), why, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for what is hidden and what never was."""
    if has_left(request):
        return no_home(request, status=404)
    return sorry(
        request,
        _("Page not found"),
        _("There is no page for you at this address."),
        _(
            "If you typed the address, check it is correct. If you followed a link, it may be old, or about something "
            "you are not able to see."
        ),
        status=404,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered with no database, session or context processor: whatever broke may be one of them."""
    reference = uuid.uuid4().hex[:8]
    log.error("server error %s at %s", reference, request.resolver_match and request.resolver_match.view_name)
    return HttpResponse(loader.get_template("500.html").render({"reference": reference}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Somebody signed in again in another tab, or a cookie is gone. A form of ours is kept and opens filled in."""
    key = sent.read_key(request)
    if key is not None:
        return sent.keep(request, key)
    return sorry(
        request,
        _("This page was open too long"),
        _("We did not save what you sent, because we could not be sure it came from you."),
        _("Go back: your words are still there. Copy them, open the page again and send it once more."),
        status=403,
    )


@login_not_required
@require_safe
def session(request: HttpRequest) -> JsonResponse:
    """For a page that stays open: how many seconds are left, and the token of today for the person whose page it is.

    `person`: who opened the page. Somebody else who is signed in by now gets no token for it. `can_stay`: whether
    "Stay signed in" would put the end off; that of the whole time nothing does.
    """
    person = request.user.public_id.hex if request.user.is_authenticated else ""
    is_theirs = bool(person) and person == request.GET.get("person")
    token = get_token(request) if is_theirs else ""
    left, can_stay = seconds_left(request.session, at=now()) if is_theirs else (0, False)
    return JsonResponse({"left": left, "can_stay": can_stay, "token": token})


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: touches no database, so a database that is down does not restart the web server."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: database, broker, migrations, audit triggers and the age of the last complete sweep."""
    checks = {
        "database": _probe(_database),
        "migrations": _probe(_migrations),
        "audit_triggers": _probe(_triggers),
        "broker": _probe(_broker),
        "sweep": _probe(_sweep),
    }
    ready = all(check["ok"] for check in checks.values())
    return JsonResponse({"ready": ready, "checks": checks}, status=200 if ready else 503)


def _probe(check: Any) -> dict[str, Any]:
    """Run one check. Its error's class is shown, never its text: that may name hosts and accounts."""
    try:
        return check()
    except Exception as error:
        log.warning("readiness check %s failed", check.__name__, exc_info=True)
        return {"ok": False, "detail": type(error).__name__}


def _database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return {"ok": True}


def _migrations() -> dict[str, Any]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return {"ok": waiting == 0, "waiting": waiting}


def _triggers() -> dict[str, Any]:
    absent = triggers.missing()
    return {"ok": not absent, "missing": len(absent)}


def _broker() -> dict[str, Any]:
    try:
        with celery_app.connection_for_write(connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, CeleryError, OSError) as error:
        return {"ok": False, "detail": type(error).__name__}
    return {"ok": True}


def _sweep() -> dict[str, Any]:
    """Ready while the last complete sweep is younger than twice its interval."""
    minutes = sweep_age_minutes(now=now())
    limit = 2 * settings.SWEEP_EVERY_MINUTES
    return {"ok": minutes is not None and minutes <= limit, "age_minutes": minutes, "limit_minutes": limit}

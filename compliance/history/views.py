"""What happened, who changed what, when and why; and who looked. Nothing on these pages changes anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from children.models import Child, Placement
from children.putting_right.permissions import who_else_can
from compliance.history import looks, seal
from compliance.history import page as history_page
from homes.audit import record_access
from homes.forms.filters import DayFilter
from homes.models import AccessEvent, Home, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def child_history(request: HttpRequest, child: UUID) -> HttpResponse:
    found = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    reach = history_page.reach_of(request.access, found, Permission.SEE_CHILD_HISTORY)
    check_may(request.access, Permission.SEE_CHILD_HISTORY, reach.home_id)
    record_access(
        request.access, AccessEvent.What.HISTORY, home_id=reach.home_id, child_id=found.pk, object_id=found.pk
    )
    entries = history_page.entries_of_child(request.access, found, reach)
    context = _entries(request, entries, types=history_page.CHILD_TYPES)
    context |= {
        "child": found,
        "since": reach.since,
        "put_right_by": who_else_can(request.access, reach.home_id),
    }
    return render(request, "compliance/history/child_history.html", context)


@require_GET
def child_looked(request: HttpRequest, child: UUID) -> HttpResponse:
    found = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    reach = history_page.reach_of(request.access, found, Permission.SEE_WHO_LOOKED)
    check_may(request.access, Permission.SEE_WHO_LOOKED, reach.home_id)
    record_access(
        request.access, AccessEvent.What.HISTORY, home_id=reach.home_id, child_id=found.pk, object_id=found.pk
    )
    stays = Placement.objects.visible_to(request.access).filter(child=found, home__in=request.access.home_ids)
    context = _looks(
        request,
        looks.looks_at_child(request.access, found, reach),
        people=looks.who_may_have_looked(stays.values("home"), request.access.provider_ids),
    )
    context |= {"child": found, "since": reach.since}
    return render(request, "compliance/history/child_looked.html", context)


@require_GET
def home_history(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_HOME_HISTORY, place.pk)
    record_access(request.access, AccessEvent.What.HOME_HISTORY, home_id=place.pk)
    entries = history_page.entries_of_home(request.access, place)
    context = _entries(request, entries, types=history_page.TYPES)
    context |= {
        "home": place,
        "tabs": _home_tabs(request, place),
        "may_give_access": request.access.may(Permission.GIVE_INSPECTION_ACCESS, place.pk),
    }
    return render(request, "compliance/history/home_history.html", context)


@require_GET
def home_looked(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_WHO_LOOKED, place.pk)
    record_access(request.access, AccessEvent.What.HOME_HISTORY, home_id=place.pk)
    lived = Child.objects.visible_to(request.access).filter(placements__home=place).distinct()
    context = _looks(
        request,
        looks.looks_at_home(place),
        people=looks.who_may_have_looked({place.pk}, {place.provider_id}),
        children=list(lived.order_by("known_as", "pk")),
    )
    return render(
        request,
        "compliance/history/home_looked.html",
        context | {"home": place, "tabs": _home_tabs(request, place)},
    )


@require_GET
def home_seal(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_HOME_HISTORY, place.pk)
    record_access(request.access, AccessEvent.What.HOME_HISTORY, home_id=place.pk)
    context = {"home": place, "tabs": _home_tabs(request, place), **seal.page()}
    if "now" in request.GET:
        context |= seal.read_now()
    return render(request, "compliance/history/home_seal.html", context)


def _entries(request: HttpRequest, entries: QuerySet, *, types: Iterable[str]) -> dict[str, Any]:
    """The filter, one page of entries in words, and the addresses of the pages beside it."""
    form = history_page.HistoryFilter(request.GET, types=types, people=history_page.people_in(entries))
    page = _page(request, form.narrow(entries))
    return {
        "form": form,
        "items": history_page.timeline(page.rows, request.access),
        "clear_url": request.path,
        **_beside(request, page, form),
    }


def _looks(
    request: HttpRequest, events: QuerySet, *, people: list[User], children: list[Child] | None = None
) -> dict[str, Any]:
    form = looks.LookFilter(request.GET, access=request.access, people=people, children=children)
    page = _page(request, form.narrow(events))
    return {
        "form": form,
        "looks": looks.looks(page.rows, request.access),
        "clear_url": request.path,
        **_beside(request, page, form),
    }


def _page(request: HttpRequest, rows: QuerySet) -> history_page.Page:
    return history_page.page_of(
        rows,
        before=history_page.key_of(request.GET.get("before")),
        after=history_page.key_of(request.GET.get("after")),
    )


def _beside(request: HttpRequest, page: history_page.Page, form: DayFilter) -> dict[str, str]:
    """The addresses of the pages beside this one, with the same filter; empty where there is none."""
    keys = {"newer_url": ("after", page.newer), "older_url": ("before", page.older)}
    return {
        name: f"{request.path}?{urlencode({**form.kept, way: key})}" if key is not None else ""
        for name, (way, key) in keys.items()
    }


def _home_tabs(request: HttpRequest, home: Home) -> list[dict[str, Any]]:
    """Who looked only for those who may see it."""
    tabs = {"home_history": _("What happened"), "home_looked": _("Who looked"), "home_seal": _("The seal")}
    if not request.access.may(Permission.SEE_WHO_LOOKED, home.pk):
        del tabs["home_looked"]
    urls = {name: reverse(f"compliance:{name}", args=[home.public_id]) for name in tabs}
    return [
        {"label": label, "url": urls[name], "current": request.path == urls[name]}
        for name, label in tabs.items()
    ]

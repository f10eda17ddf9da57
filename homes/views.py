"""The front door, the home switcher, help, and who inspects a home."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from homes.actions import give_inspection_access, grants_of, withdraw_inspection_access
from homes.audit import set_fields
from homes.form_pages import FormPage, answer_button, answer_form
from homes.forms import InspectionForm
from homes.middleware import HOME_KEY
from homes.models import Home, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Lead each role to its own first page."""
    access, home = request.access, request.home
    if home is None:
        return render(request, "homes/no_home.html")
    if access.is_inspector:
        return redirect("compliance:inspection", home.public_id)
    if len(access.homes) > 1 and access.may(Permission.SEE_BOARD, home.pk):
        return redirect("compliance:estate")
    if access.may(Permission.SEE_BOARD, home.pk):
        return redirect("compliance:board", home.public_id)
    return redirect("compliance:today")


@require_GET
def help(request: HttpRequest) -> HttpResponse:
    """Who to ring, one-minute guides, and how the home in the header works."""
    ways = request.access.practice_of(request.home) if request.home is not None else None
    return render(request, "homes/help.html", {"themes": User.Theme.choices, "ways": ways})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Choose among the homes this person works in; anything else is ignored."""
    chosen = request.POST.get("home", "")
    if any(str(home.public_id) == chosen for home in request.access.homes):
        request.session[HOME_KEY] = chosen
    return redirect("homes:front")


@require_POST
def colours(request: HttpRequest) -> HttpResponse:
    """Light, night or as the device: one's own choice, kept with the account. Anything else is ignored.

    An inspector's account reads and nothing else, so it keeps the light colours.
    """
    if request.access.is_inspector:
        raise PermissionDenied(_("An inspector's account changes nothing, its colours included."))
    if request.POST.get("theme") in User.Theme.values:
        set_fields(request.user, by=request.user, theme=request.POST["theme"])
    return redirect("homes:help")


def _home_to_inspect(request: HttpRequest, home: UUID) -> Home:
    place = request.access.home(home)
    check_may(request.access, Permission.GIVE_INSPECTION_ACCESS, place.pk)
    return place


@require_http_methods(["GET", "POST"])
def inspectors(request: HttpRequest, home: UUID) -> HttpResponse:
    """Give a named inspector read-only access, and see who has had it."""
    place, now = _home_to_inspect(request, home), request.access.now
    form = InspectionForm(request.POST or None, now=now)
    grants = grants_of(place, now=now, site=request.build_absolute_uri("/"))
    page = FormPage(
        done=_("Access was given. It ends by itself."),
        template="homes/inspectors.html",
        more={"home": place, "grants": grants},
    )
    site = request.build_absolute_uri("/").rstrip("/")
    action = partial(give_inspection_access, home=place, now=now, site=site)
    to = "homes:inspectors", place.public_id
    return answer_form(request, form, action, page, on="email", to=to, answers=lambda: _asked(form))


def _asked(form: InspectionForm) -> dict[str, Any]:
    return {"name": form.cleaned_data["name"], "email": form.cleaned_data["email"], **form.period()}


@require_POST
def withdraw_inspector(request: HttpRequest, home: UUID, grant: UUID) -> HttpResponse:
    place = _home_to_inspect(request, home)
    given = get_object_or_404(place.inspections.select_related("user"), public_id=grant)
    action = partial(withdraw_inspection_access, grant=given, now=request.access.now)
    done = _("%(name)s can no longer read this home.") % {"name": given.user.full_name}
    return answer_button(request, action, done, to=("homes:inspectors", place.public_id))

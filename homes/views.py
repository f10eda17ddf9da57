"""The front door, the home switcher, help, and who inspects a home."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from homes.audit import set_fields
from homes.models import User
from homes.permissions import Permission
from homes.requests.middleware import HOME_KEY
from homes.requests.place import at_place
from homes.staff.leaving import last_left
from homes.words import gettext as _


def has_left(request: HttpRequest) -> bool:
    """Whether somebody signed in has no home any more, or none yet: whatever they ask for, that is the answer."""
    access = getattr(request, "access", None)
    if access is None or not access.user.is_authenticated:
        return False
    return not access.homes and not access.user.is_platform_admin


def no_home(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """Since when there is nothing here for somebody, and whom to ask."""
    access = request.access
    left = None if access.user.is_platform_admin else last_left(access.user, now=access.now)
    return render(request, "homes/no_home.html", {"left": left}, status=status)


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """Lead each role to its own first page."""
    access, home = request.access, request.home
    if home is None:
        return no_home(request)
    if access.inspects(home.pk):
        return redirect("compliance:inspection", home.public_id)
    if len(access.homes) > 1 and access.may(Permission.SEE_BOARD, home.pk):
        return redirect("compliance:estate")
    if access.may(Permission.SEE_BOARD, home.pk):
        return redirect("compliance:board", home.public_id)
    return redirect(reverse("compliance:today") + at_place(request))


@require_GET
def help(request: HttpRequest) -> HttpResponse:
    """Who to ring, one-minute guides, and how the home works."""
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

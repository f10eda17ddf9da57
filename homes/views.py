"""The front door, the home switcher and help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from homes.middleware import HOME_KEY
from homes.permissions import Permission


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
    """Who to ring, and one-minute guides."""
    return render(request, "homes/help.html")


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Choose among the homes this person works in; anything else is ignored."""
    chosen = request.POST.get("home", "")
    if any(str(home.public_id) == chosen for home in request.access.homes):
        request.session[HOME_KEY] = chosen
    return redirect("homes:front")

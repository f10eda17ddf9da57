"""What is owed, by whom, by when. Flags close themselves; people see them and plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children.duties.actions import UnableToRespond, plan_action, see_flag
from children.duties.cards import FlagCard, cards_as_given, flag_cards, may_respond
from children.duties.reading import duties_at
from children.models import Flag
from compliance.boards.freshness import freshness_of
from compliance.flags.forms import PlanActionForm
from compliance.flags.page import FlagList, Show, flag_list, with_holders
from homes.audit import record_access
from homes.forms.pages import log_form, posted
from homes.models import AccessEvent, Home, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _

DONE_SHOWN = 50
DONE = "done"  # the one list that is no filter of what is open


@require_GET
def flags(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_FLAGS, place.pk)
    record_access(request.access, AccessEvent.What.FLAGS, home_id=place.pk)
    duties = duties_at(place.pk, request.access)
    show = _asked(request)
    listed = flag_list(
        duties.listed(with_holders(duties.open(), request.access)),
        access=request.access,
        show=Show(show) if show != DONE else Show.ALL,
        after=request.GET.get("after", ""),
    )
    page = {
        "home": place,
        "show": show,
        "after": request.GET.get("after", ""),
        "list": listed,
        "done": _done(request, place) if show == DONE else [],
        "may_respond": may_respond(request.access, place.pk),
        "freshness": freshness_of(duties),
    }
    page["filters"] = _filters(page["may_respond"], show, listed)
    return render(request, "compliance/flags/flags.html", page)


def _asked(request: HttpRequest) -> str:
    """The filter in the address; everything that is open where it names none."""
    show = request.GET.get("show", "")
    return show if show in Show.values or show == DONE else Show.ALL.value


def _filters(may_respond: bool, show: str, listed: FlagList) -> list[dict[str, Any]]:
    """Nothing is ever theirs to do who only read."""
    return [
        {"label": one.label, "url": f"?show={one}", "count": listed.counts[one], "current": one == show}
        for one in Show
        if may_respond or one != Show.MINE
    ]


def _done(request: HttpRequest, place: Home) -> list[FlagCard]:
    closed = Flag.objects.visible_to(request.access).filter(home=place).for_list().done()
    return cards_as_given(closed[:DONE_SHOWN], access=request.access)


def _flag_to_answer(request: HttpRequest, flag: UUID) -> Flag:
    found = get_object_or_404(Flag.objects.visible_to(request.access).for_list(), public_id=flag)
    check_may(request.access, Permission.RESPOND_TO_FLAGS, found.home_id)
    return found


@require_POST
def flag_seen(request: HttpRequest, flag: UUID) -> HttpResponse:
    found = _flag_to_answer(request, flag)
    try:
        see_flag(flag=found, by=request.access.user, now=request.access.now)
    except UnableToRespond as error:
        messages.info(request, str(error))
    else:
        messages.success(request, _("Noted: you have seen it. It stays open until the work is recorded."))
    asked = request.GET.urlencode()  # the same filter and page of the list
    return redirect(reverse("compliance:flags", args=[found.home.public_id]) + (asked and f"?{asked}"))


@require_http_methods(["GET", "POST"])
def flag_plan(request: HttpRequest, flag: UUID) -> HttpResponse:
    found = _flag_to_answer(request, flag)
    people = User.objects.working_at([found.home_id], request.access.today)
    form = PlanActionForm(posted(request), people=people, today=request.access.today)
    log_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            plan_action(flag=found, by=request.access.user, now=request.access.now, **form.cleaned_data)
        except UnableToRespond as error:
            messages.info(request, str(error))
        else:
            messages.success(request, _("The plan was recorded. The flag closes when the work is recorded."))
        return redirect("compliance:flags", found.home.public_id)
    card = flag_cards([found], access=request.access)[0]
    page = {"form": form, "card": card, "flag": found}
    return render(
        request, "compliance/flags/flag_plan.html", page, status=422 if request.method == "POST" else 200
    )

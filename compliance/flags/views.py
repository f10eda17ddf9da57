"""What is owed, by whom, by when. Flags close themselves; people see them and plan."""

from __future__ import annotations

from dataclasses import dataclass
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
from homes.audit import record_access
from homes.forms.pages import posted
from homes.models import AccessEvent, Home, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _

DONE_SHOWN = 50
SHOWN = 30  # of each group at once: a page stays light however much is owed


@require_GET
def flags(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_FLAGS, place.pk)
    mine = Flag.objects.visible_to(request.access).filter(home=place).for_list()
    duties = duties_at(place.pk, request.access)
    cards = flag_cards(duties.open(), access=request.access)
    record_access(request.access, AccessEvent.What.FLAGS, home_id=place.pk)
    tab = request.GET.get("tab", "open")
    shown = [card for card in cards if bool(card.plan) == (tab == "planned")]
    ours = _part([card for card in shown if card.ours], request.GET.get("ours", ""))
    theirs = _part([card for card in shown if not card.ours], request.GET.get("theirs", ""))
    done = mine.done()[:DONE_SHOWN] if tab == "done" else []
    page = {
        "home": place,
        "tab": tab,
        "tabs": _tabs(place, tab, cards),
        "ours": ours,
        "theirs": theirs,
        "done": cards_as_given(done, access=request.access),
        "may_respond": may_respond(request.access, place.pk),
        "freshness": freshness_of(duties),
    }
    return render(request, "compliance/flags/flags.html", page)


@dataclass(frozen=True)
class Part:
    """Some cards of one group, worst first, and where the next ones begin."""

    cards: list[FlagCard]
    total: int
    begins: int
    after: str  # the public id of the last one shown, when more follow


def _part(cards: list[FlagCard], after: str) -> Part:
    """The cards that follow one, or the first ones; what is no such card (it may have closed) begins anew."""
    ids = [str(card.flag.public_id) for card in cards]
    begins = ids.index(after) + 1 if after in ids else 0
    ends = begins + SHOWN
    return Part(cards[begins:ends], len(cards), begins, ids[ends - 1] if len(cards) > ends else "")


def _tabs(place: Home, tab: str, cards: list) -> list[dict]:
    url = reverse("compliance:flags", args=[place.public_id])
    planned = sum(1 for card in cards if card.plan)
    return [
        {
            "label": _("Open"),
            "url": url,
            "current": tab not in ("planned", "done"),
            "count": len(cards) - planned,
        },
        {"label": _("Planned"), "url": f"{url}?tab=planned", "current": tab == "planned", "count": planned},
        {"label": _("Done"), "url": f"{url}?tab=done", "current": tab == "done"},
    ]


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
    return redirect("compliance:flags", found.home.public_id)


@require_http_methods(["GET", "POST"])
def flag_plan(request: HttpRequest, flag: UUID) -> HttpResponse:
    found = _flag_to_answer(request, flag)
    people = User.objects.working_at([found.home_id], request.access.today)
    form = PlanActionForm(posted(request), people=people, today=request.access.today)
    if request.method == "GET":
        record_access(
            request.access,
            AccessEvent.What.FORM,
            home_id=found.home_id,
            child_id=found.child_id,
            object_id=found.pk,
        )
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

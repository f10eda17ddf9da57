"""The homes of a provider: where is a child waiting? Homes are not ranked and nothing is averaged."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from children.models import Placement
from compliance.boards import child_rows
from compliance.runs import freshness
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission
from homes.words import gettext as _


@require_GET
def estate(request: HttpRequest) -> HttpResponse:
    homes = request.access.homes_with(Permission.SEE_BOARD)
    if not homes:
        raise PermissionDenied(_("The list of homes is for managers. Ask the {registered manager}."))
    stays = (
        Placement.objects.visible_to(request.access)
        .filter(home__in=homes)
        .current_on(request.access.today)
        .select_related("child", "home")
        .order_by("home__name", "child__known_as", "pk")
    )
    rows = sorted(child_rows(stays, access=request.access), key=lambda row: row.order)
    record_access(request.access, AccessEvent.What.BOARD)
    waiting = [row for row in rows if row.days_over]
    page = {
        "homes": [
            {
                "home": home,
                "children": sum(1 for row in rows if row.stay.home_id == home.pk),
                "worst": next((row for row in rows if row.stay.home_id == home.pk), None),
                "waiting": sum(1 for row in waiting if row.stay.home_id == home.pk),
                "over": sum(card.over for row in rows if row.stay.home_id == home.pk for card in row.ours),
                "chased": sum(len(row.theirs) for row in rows if row.stay.home_id == home.pk),
            }
            for home in request.access.homes
            if home.pk in homes
        ],
        "longest": max(waiting, key=lambda row: row.days_over, default=None),
        "waiting": len(waiting),
        "waiting_homes": len({row.stay.home_id for row in waiting}),
        "freshness": freshness(now=request.access.now),
    }
    return render(request, "compliance/estate.html", page)

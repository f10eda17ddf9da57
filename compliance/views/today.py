"""Today: what does each child need from me now?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from children.about_me.dates import coming_up
from children.duties.reading import duties_at
from compliance.boards import home_rows
from compliance.runs import freshness_of
from compliance.staff import own_leave, own_plans
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from sessions_app.strip import own_drafts


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    if request.home is None:
        return redirect("homes:front")
    check_may(request.access, Permission.RECORD_SESSIONS, request.home.pk)
    duties = duties_at(request.home.pk, request.access)
    rows = home_rows(request.home, access=request.access, flags=duties.open())
    record_access(request.access, AccessEvent.What.BOARD, home_id=request.home.pk)
    me = request.access.user.pk
    mine = [row for row in rows if me in row.held_by]
    covering = [(row, row.cover_by(me)) for row in rows if row not in mine and row.cover_by(me)]
    near = mine + [row for row, _cover in covering]
    drafts = own_drafts(request.access)
    needs = [card for row in near for card in row.ours if row.session_card is not card]
    page = {
        "mine": mine,
        "covering": covering,
        "leave": own_leave(request.home, access=request.access),
        "plans": own_plans(request.access),
        "dates": coming_up((row.child for row in rows), access=request.access),
        "first_due": next((row for row in mine if row.session_card), None),  # the one filled button
        "others": sorted((row for row in rows if row not in near), key=lambda row: row.child.known_as),
        "drafts": drafts,
        "needs": needs,
        "chase": [card for row in near for card in row.theirs],
        "needs_count": len(drafts) + len(needs),
        "freshness": freshness_of(duties),
    }
    return render(request, "compliance/today.html", page)

"""The manager's board: what is worst, and what do I do?"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from children.duties.reading import duties_at
from compliance.boards import cards_beside, count_drafts, home_rows, recent_worries, worth_a_thought
from compliance.runs import freshness_of
from compliance.staff import leavers
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may

WORST_SHOWN = 3


@require_GET
def board(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_BOARD, place.pk)
    duties = duties_at(place.pk, request.access)
    flags = list(duties.open())
    rows = home_rows(place, access=request.access, flags=flags)
    count_drafts(rows)
    beside = cards_beside(rows, flags, access=request.access)
    cards = [*beside, *(card for row in rows for card in row.cards)]
    record_access(request.access, AccessEvent.What.BOARD, home_id=place.pk)
    ours = [card for card in cards if card.ours]
    over = sorted((card for card in ours if card.over), key=lambda card: card.order)
    page = {
        "home": place,
        "rows": rows,
        "expected": [card for card in beside if card.flag.child_id is not None],
        "worst": over[:WORST_SHOWN],
        "over_count": len(over),
        "due": sorted(
            (card for card in ours if not card.over and card.flag.rule_code != "KW-COVER"),
            key=lambda card: card.order,
        ),  # cover has a section of its own
        "theirs": sorted((card for card in cards if not card.ours), key=lambda card: card.order),
        "all_seen": bool(rows) and all(row.seen_this_week for row in rows),
        "worries": recent_worries(place, access=request.access),
        "thoughts": worth_a_thought(rows, access=request.access),
        "freshness": freshness_of(duties),
        "cover": sorted(
            (card for row in rows for card in row.cards if card.flag.rule_code == "KW-COVER"),
            key=lambda card: card.order,
        ),
        "leavers": leavers(place, rows, access=request.access),
        "may_assign": request.access.may(Permission.ASSIGN_KEY_WORKERS, place.pk),
        "may_move": request.access.may(Permission.MOVE_CHILDREN, place.pk),
        "may_inspect": request.access.may(Permission.GIVE_INSPECTION_ACCESS, place.pk),
        "may_record": request.access.may(Permission.RECORD_SESSIONS, place.pk),
    }
    return render(request, "compliance/board.html", page)

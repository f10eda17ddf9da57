"""Boards, the day, the children and one child, and what an inspector opens first."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from children.about_me.dates import coming_up
from children.checklist.standing import placements_of
from children.duties.reading import duties_at
from children.models import Placement
from children.placements.page import can_be_written, left_lately_words
from children.placements.permissions import can_assign, can_move, can_record_absence, can_record_plan
from compliance.boards.childs_page import childs_page
from compliance.boards.freshness import freshness, freshness_of
from compliance.boards.homes import homes_page
from compliance.boards.inspection import children_of_home
from compliance.boards.lists import also_waiting, few_of, lists_of
from compliance.boards.needs import in_turn, needs_of, said_by
from compliance.boards.page import (
    cards_beside,
    drafts_among,
    home_rows,
    mine_to_be_done,
    noted_among,
    to_be_done,
    unsigned,
    worries_among,
    worth_a_thought,
)
from compliance.rules.safe.worries import WORRY_CODES
from compliance.staff.page import leavers, own_leave
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from homes.standards import standards_of
from homes.words import gettext as _
from sessions_app.permissions import can_record
from sessions_app.plans.today import plans_of_today
from sessions_app.review.page import board_row
from sessions_app.signed.childs_part.owed import to_share
from sessions_app.signed.debrief.page import talks_wanted
from sessions_app.worries.standing import is_senior, waiting_among

MOST_PLOTTED = 6  # as most homes have: each child has its weeks and days. Of a larger house
FIRST_NEEDS = 6  # on Today, what is late first; the others open below
FIRST_PLOTTED = 3  # so many, the worst first; the others stand in the table below


@require_GET
def board(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_BOARD, place.pk)
    duties = duties_at(place.pk, request.access)
    flags = duties.listed()
    standards = standards_of([place.pk])
    rows = home_rows(place, access=request.access, flags=flags, standards=standards)
    asking = to_be_done(place)
    beside = cards_beside(rows, flags, access=request.access)
    cards = [
        card
        for card in (*beside, *(card for row in rows for card in row.cards))
        if card.flag.rule_code not in WORRY_CODES  # worries stand first, above all of these
    ]
    living = {row.child.pk for row in rows}
    record_access(request.access, AccessEvent.What.BOARD, home_id=place.pk)
    page = {
        "home": place,
        "rows": rows,
        "plotted": rows if len(rows) <= MOST_PLOTTED else rows[:FIRST_PLOTTED],
        **lists_of(
            cards, expected=[card for card in beside if card.flag.child_id is not None], living=living
        ),
        "worries": waiting_among(asking, access=request.access, standards=standards),
        **few_of("thoughts", worth_a_thought(rows, access=request.access)),
        "all_seen": bool(rows) and all(row.seen_this_week for row in rows),
        **also_waiting(
            talks=talks_wanted(place, request.access),
            drafts=unsigned(place, rows, drafts_among(asking), access=request.access),
        ),
        "freshness": freshness_of(duties),
        "leavers": leavers(place, rows, access=request.access),
        "to_review": board_row(place, request.access),
        "may_assign": request.access.may(Permission.ASSIGN_KEY_WORKERS, place.pk),
        "may_move": request.access.may(Permission.MOVE_CHILDREN, place.pk),
        "may_inspect": request.access.may(Permission.GIVE_INSPECTION_ACCESS, place.pk),
        "may_record": request.access.may(Permission.RECORD_SESSIONS, place.pk),
    }
    return render(request, "compliance/boards/board.html", page)


@require_GET
def children(request: HttpRequest) -> HttpResponse:
    home = request.home
    if home is None:
        return redirect("homes:front")
    check_may(request.access, Permission.SEE_CHILDREN, home.pk)
    rows = sorted(home_rows(home, access=request.access), key=lambda row: (row.child.known_as, row.child.pk))
    record_access(request.access, AccessEvent.What.BOARD, home_id=home.pk)
    placements = Placement.objects.visible_to(request.access).filter(home=home).select_related("child")
    page = {
        "home": home,
        "rows": rows,
        "expected": placements.expected_on_or_after(request.access.today).order_by("expected_on", "pk"),
        "moved_on": placements.ended_by(request.access.today).order_by("-moved_on_on", "-pk")[:50],
        "may_move": request.access.may(Permission.MOVE_CHILDREN, home.pk),
        "may_record": request.access.may(Permission.RECORD_SESSIONS, home.pk),
    }
    return render(request, "compliance/boards/children.html", page)


@require_GET
def child(request: HttpRequest, child: UUID) -> HttpResponse:
    placements = placements_of(request.access, child__public_id=child)
    if not placements:
        raise Http404
    person = placements[0].child
    page = childs_page(placements, access=request.access)
    placement = page.placement
    record_access(
        request.access,
        AccessEvent.What.CHILD,
        home_id=placement.home_id if placement else None,
        child_id=person.pk,
    )
    living = page.row.placement if page.row else None
    written = placement if can_be_written(placement, request.access) else None
    may = {
        "record": can_record(request.access, person, written),
        "assign": can_assign(request.access, placement if page.row or page.expected else None),
        "move": can_move(request.access, placement if page.row or page.expected else None),
        "contacts": request.access.may(Permission.RECORD_CONTACTS, written.home_id if written else None),
        "absence": can_record_absence(request.access, living),
        "plan": can_record_plan(request.access, living),
        "respond": request.access.may(Permission.RESPOND_TO_FLAGS, placement.home_id if placement else None),
    }
    context = {
        "page": page,
        "child": person,
        "may": may,
        "left": left_lately_words(placement, request.access),
    }
    return render(request, "compliance/boards/child.html", context)


@require_GET
def estate(request: HttpRequest) -> HttpResponse:
    homes = request.access.homes_with(Permission.SEE_BOARD)
    if not homes:
        raise PermissionDenied(_("The list of homes is for managers. Ask the {registered manager}."))
    record_access(request.access, AccessEvent.What.BOARD)
    places = [home for home in request.access.homes if home.pk in homes]
    page = {**homes_page(places, access=request.access), "freshness": freshness(now=request.access.now)}
    return render(request, "compliance/boards/estate.html", page)


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    if request.home is None:
        return redirect("homes:front")
    check_may(request.access, Permission.RECORD_SESSIONS, request.home.pk)
    duties = duties_at(request.home.pk, request.access)
    standards = standards_of([request.home.pk])
    rows = home_rows(request.home, access=request.access, flags=duties.listed(), standards=standards)
    record_access(request.access, AccessEvent.What.BOARD, home_id=request.home.pk)
    me = request.access.user.pk
    mine = [row for row in rows if me in row.held_by]
    covering = [(row, row.cover_by(me)) for row in rows if row not in mine and row.cover_by(me)]
    near = mine + [row for row, _cover in covering]
    senior = is_senior(request.access, request.home.pk)
    asking = mine_to_be_done(request.home, access=request.access, senior=senior)
    drafts, noted, worries = drafts_among(asking), noted_among(asking), worries_among(asking)
    needs = needs_of(near, without=WORRY_CODES if senior else ())
    sharing = to_share((row.child for row in rows), request.access)
    lines = in_turn(
        drafts=drafts,
        noted=noted,
        needs=needs,
        said=said_by(request.access, rows),
        shares=[one for one in sharing if one.is_due],
    )
    page = {
        "worries": waiting_among(worries if senior else [], access=request.access, standards=standards),
        "mine": mine,
        "covering": covering,
        "leave": own_leave(request.home, access=request.access),
        "plans": plans_of_today(request.home, request.access),
        "dates": coming_up((row.child for row in rows), access=request.access),
        "first_due": next((row for row in mine if row.session_card), None),  # the one filled button
        "others": sorted((row for row in rows if row not in near), key=lambda row: row.child.known_as),
        "shares_ahead": [one for one in sharing if not one.is_due],
        **few_of("needs", lines, FIRST_NEEDS),
        "chase": [card for row in near for card in row.theirs],
        "freshness": freshness_of(duties),
    }
    return render(request, "compliance/boards/today.html", page)


@require_GET
def inspection(request: HttpRequest, home: UUID) -> HttpResponse:
    place = request.access.home(home)
    check_may(request.access, Permission.SEE_HOME_HISTORY, place.pk)
    record_access(request.access, AccessEvent.What.INSPECTION, home_id=place.pk)
    lines = children_of_home(request.access, place)
    page = {
        "home": place,
        "living": [line for line in lines if line.lives_here],
        "expected": [line for line in lines if line.expected],
        "moved_on": [line for line in lines if line.moved_on],
        "open_flags": duties_at(place.pk, request.access).open().count(),
    }
    return render(request, "compliance/boards/inspection.html", page)

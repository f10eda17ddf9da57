"""The children of a home, and one child's page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from children.models import Placement
from children.placements.permissions import (
    can_assign,
    can_move,
    can_record_absence,
    can_record_plan,
)
from compliance.boards import home_rows
from compliance.childs_page import childs_page
from compliance.file_standing import stays_of
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may
from sessions_app.permissions import can_record


@require_GET
def children(request: HttpRequest) -> HttpResponse:
    home = request.home
    if home is None:
        return redirect("homes:front")
    check_may(request.access, Permission.SEE_CHILDREN, home.pk)
    rows = sorted(home_rows(home, access=request.access), key=lambda row: (row.child.known_as, row.child.pk))
    record_access(request.access, AccessEvent.What.BOARD, home_id=home.pk)
    stays = Placement.objects.visible_to(request.access).filter(home=home).select_related("child")
    page = {
        "home": home,
        "rows": rows,
        "expected": stays.expected_on_or_after(request.access.today).order_by("expected_on", "pk"),
        "moved_on": stays.ended_by(request.access.today).order_by("-moved_on_on", "-pk")[:50],
        "may_move": request.access.may(Permission.MOVE_CHILDREN, home.pk),
        "may_record": request.access.may(Permission.RECORD_SESSIONS, home.pk),
    }
    return render(request, "compliance/children.html", page)


@require_GET
def child(request: HttpRequest, child: UUID) -> HttpResponse:
    stays = stays_of(request.access, child__public_id=child)
    if not stays:
        raise Http404
    person = stays[0].child
    page = childs_page(stays, access=request.access)
    stay = page.stay
    record_access(
        request.access, AccessEvent.What.CHILD, home_id=stay.home_id if stay else None, child_id=person.pk
    )
    living = page.row.stay if page.row else None
    may = {
        "record": living is not None and can_record(request.access, person, living),
        "assign": can_assign(request.access, stay if page.row or page.expected else None),
        "move": can_move(request.access, stay if page.row or page.expected else None),
        "contacts": request.access.may(
            Permission.RECORD_CONTACTS, stay.home_id if page.row or page.expected else None
        ),
        "absence": can_record_absence(request.access, living),
        "plan": can_record_plan(request.access, living),
        "respond": request.access.may(Permission.RESPOND_TO_FLAGS, stay.home_id if stay else None),
    }
    return render(request, "compliance/child.html", {"page": page, "child": person, "may": may})

"""The child's card: who is here this week."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from children.key_workers.page import who_is_here as card_of
from children.placements.page import child_and_placement
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may


@require_GET
def who_is_here(request: HttpRequest, child: UUID) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    if placement is None:
        raise Http404
    check_may(request.access, Permission.SEE_CHILDREN, placement.home_id)
    record_access(request.access, AccessEvent.What.KEY_WORKERS, placement)
    # The card is the child's own: nothing of the record stands on it but the way back.
    page = {"child": person, "days": card_of(placement, today=request.access.today), "live": []}
    return render(request, "children/key_workers/who_is_here.html", page)

"""Handover: the last 24 hours for the next shift."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from children.handover.views import home_in_reach
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission
from sessions_app.handover.page import shift_page


@require_GET
def handover(request: HttpRequest, home: UUID) -> HttpResponse:
    place = home_in_reach(request, home, Permission.SEE_CHILDREN)
    page = shift_page(place, access=request.access)
    record_access(request.access, AccessEvent.What.HANDOVER, home_id=place.pk)
    return render(request, "sessions_app/handover/handover.html", {"page": page, "home": place})

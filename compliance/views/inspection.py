"""An inspector's first page: each child's story one click away, and where to find the rest. It changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from children.duties.reading import duties_at
from compliance.inspection import children_of_home
from homes.audit import record_access
from homes.models import AccessEvent
from homes.permissions import Permission, check_may


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
    return render(request, "compliance/inspection.html", page)

"""Twelve weeks of a child at one look, for whoever may read the records they are made of."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from children.placements.page import child_to_read
from homes.audit import record_access
from homes.models import AccessEvent
from sessions_app.strip.patterns.page import patterns_of


@require_GET
def patterns(request: HttpRequest, child: UUID) -> HttpResponse:
    person, shown = child_to_read(request, child)
    home_id = shown.home_id if shown else None
    record_access(request.access, AccessEvent.What.SESSIONS, home_id=home_id, child_id=person.pk)
    page = {"child": person, "page": patterns_of(person, request.access)}
    return render(request, "sessions_app/patterns/patterns.html", page)

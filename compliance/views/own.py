"""About and goals: what a child says and wants, and what adults owe around it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from children.models import Child
from compliance.own_page import about_page
from homes.audit import record_access
from homes.models import AccessEvent


@require_GET
def about(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = about_page(person, access=request.access)
    record_access(request.access, AccessEvent.What.ABOUT, home_id=page.home_id, child_id=person.pk)
    return render(request, "compliance/about.html", {"page": page, "child": person})

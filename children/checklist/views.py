"""A child's file: what belongs in it, and the documents themselves."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from children.checklist.page import file_page
from children.placements.models import Child
from homes.audit import record_access
from homes.models import AccessEvent


@require_GET
def file(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = file_page(person, access=request.access)
    record_access(request.access, AccessEvent.What.FILE, home_id=page.home_id, child_id=person.pk)
    context = {
        "child": person,
        "page": page,
    }
    return render(request, "children/checklist/file.html", context)

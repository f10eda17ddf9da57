"""A child's file: what belongs in it, and the documents themselves."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from children import file_store
from children.models import Child, FileKind, StoredFile
from children.placements.tabs import file_pages, record_tabs
from compliance.file_page import file_page
from homes.audit import record_access
from homes.models import AccessEvent

logger = logging.getLogger(__name__)
MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}


@require_GET
def file(request: HttpRequest, child: UUID) -> HttpResponse:
    person = get_object_or_404(Child.objects.visible_to(request.access), public_id=child)
    page = file_page(person, access=request.access)
    record_access(request.access, AccessEvent.What.FILE, home_id=page.home_id, child_id=person.pk)
    context = {
        "child": person,
        "page": page,
        "tabs": record_tabs(person, request.access, current="file", home_id=page.home_id),
        "pages": file_pages(person, current="documents"),
    }
    return render(request, "compliance/file.html", context)


@require_GET
def document(request: HttpRequest, document: UUID) -> HttpResponse:
    """Always a download, never shown in the browser; its name says nothing about the child."""
    stored = get_object_or_404(StoredFile.objects.visible_to(request.access), public_id=document)
    try:
        content = file_store.read(stored)
    except file_store.FileIsGone as error:
        logger.error("Uploaded file: %s", error)
        raise Http404 from error
    record_access(
        request.access,
        AccessEvent.What.DOCUMENT,
        home_id=stored.home_id,
        child_id=stored.child_id,
        object_id=stored.pk,
    )
    response = HttpResponse(content, content_type=MEDIA_TYPES[FileKind(stored.kind)])
    response["Content-Disposition"] = f'attachment; filename="{stored.download_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

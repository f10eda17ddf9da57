"""Photos and drawings on a record: added to a draft and taken off, and shown with the record to whoever may read it."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from children.file import store
from children.file.actions import too_many_uploads
from children.file.models import StoredFile
from children.file.views import MEDIA_TYPES
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, posted
from homes.models import AccessEvent
from homes.words import gettext as _
from sessions_app.permissions import check_can_edit_draft
from sessions_app.recording.pictures.actions import add_picture, take_off_picture
from sessions_app.recording.pictures.forms import PictureForm
from sessions_app.recording.pictures.page import pictures_of
from sessions_app.views import _edit_url, _session

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "POST"])
def pictures(request: HttpRequest, session: UUID) -> HttpResponse:
    """Those of a draft, and one more. Each can be taken off again until the record is signed."""
    draft = _session(request, session)
    if not draft.is_draft:
        return redirect("sessions:detail", draft.public_id)
    check_can_edit_draft(request.access, draft)
    if "take_off" in request.POST:
        action = partial(take_off_picture, draft, picture=request.POST["take_off"])
        return answer_button(request, action, _("Taken off the record."), to=request.path)
    full = bool(request.FILES) and too_many_uploads(request.access.user, now=request.access.now)
    form = PictureForm(posted(request), request.FILES or None, full=full)
    page = FormPage(
        _("Photo or drawing"),
        done=_("Added to your draft."),
        template="sessions_app/recording/pictures/pictures.html",
        back=_edit_url(draft),
        more={"session": draft, "pictures": pictures_of(draft)},
    )
    to = reverse("sessions:pictures", args=[draft.public_id])
    return answer_form(request, form, partial(add_picture, draft), page, about=draft, on="upload", to=to)


@require_GET
def picture(request: HttpRequest, session: UUID, picture: UUID) -> HttpResponse:
    """One picture, to whoever may read its record. It was written anew when it was kept, so it holds nothing else."""
    record = _session(request, session)
    if str(picture) not in {one["id"] for one in record.pictures}:
        raise Http404
    stored = get_object_or_404(StoredFile.objects.visible_to(request.access), public_id=picture)
    try:
        content = store.read(stored)
    except store.FileIsGone as error:
        logger.error("Picture of a record: %s", error)
        raise Http404 from error
    record_access(request.access, AccessEvent.What.DOCUMENT, stored)
    response = HttpResponse(content, content_type=MEDIA_TYPES[stored.kind])
    response["Content-Disposition"] = f'inline; filename="{stored.download_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

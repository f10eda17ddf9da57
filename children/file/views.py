"""Forms about a child's file. Every view: fetch in scope, authorise, bind, one action, redirect."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from children.file import actions, store
from children.file.forms import AppliesForm, CopyForm, VersionForm
from children.file.models import FileKind, FileSaid, FileType, FileVersion, StoredFile
from children.file.state import must_exist
from children.placements.forms import days_of
from children.placements.models import Child, Placement
from children.placements.page import child_and_placement, child_and_stay
from children.placements.permissions import can_leave_out, check_can_record_plan
from children.placements.views import row_and_stay
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, posted
from homes.models import AccessEvent, User
from homes.permissions import Permission, check_may
from homes.words import gettext as _


def asked_for(request: HttpRequest, placement: Placement, type: str) -> tuple[str, str]:
    """The document of the address: its code, and what this home calls it."""
    documents = {one.code: one for one in request.access.practice_of(placement.home).documents}
    code = type.upper() if type.upper() in FileType.values else type
    if code not in documents and code not in FileType.values:
        raise Http404
    return code, str(documents[code].text) if code in documents else str(FileType(code).label)


def _people(request: HttpRequest, placement: Placement):
    return User.objects.working_at([placement.home_id], request.access.today)


def _file_of(child: Child) -> str:
    return reverse("compliance:file", args=[child.public_id])


def _version_added(version: FileVersion) -> str:
    """With what was changed in its file, so that nobody is surprised by it later."""
    done = _("The new version was added. Earlier versions stay as they were.")
    return f"{done} {version.stored.changed}".strip() if version.stored else done


def _page(title: str, button: str, done: str | Callable[[FileVersion], str], child: Child) -> FormPage:
    """As every short form, with the way back to the file."""
    return FormPage(title, button, done, back=_file_of(child))


@require_http_methods(["GET", "POST"])
def add_plan(request: HttpRequest, child: UUID, type: str) -> HttpResponse:
    person, placement = child_and_stay(request, child)
    check_can_record_plan(request.access, placement)
    code, name = asked_for(request, placement, type)
    form = VersionForm(
        posted(request),
        request.FILES or None,
        child=person,
        people=_people(request, placement),
        **days_of(placement, request.access.today),
        full=bool(request.FILES) and actions.too_many_uploads(request.access.user, now=request.access.now),
    )
    title = _("%(plan)s: new version") % {"plan": name}
    page = _page(title, _("Add version"), _version_added, person)
    action = partial(actions.add_plan, placement=placement, type=code)
    return answer_form(
        request, form, action, page, about=placement, on="dated_on", to=_file_of(person), answers=form.version
    )


@require_http_methods(["GET", "POST"])
def document_applies(request: HttpRequest, child: UUID, type: str) -> HttpResponse:
    person, placement = child_and_placement(request, child)
    check_can_record_plan(request.access, placement)
    code, name = asked_for(request, placement, type)
    said = FileSaid.objects.visible_to(request.access).filter(child=person, item__type=code)
    last = said.by_then(request.access.today).last()
    initial = {name: getattr(last, name) for name in ("applies", "until_on", "reason")} if last else None
    form = AppliesForm(
        posted(request),
        initial=initial,
        today=request.access.today,
        every_child=must_exist(code, placement.home.nation),
        may_leave_out=can_leave_out(request.access, placement),
    )
    title = _("%(plan)s: does it apply?") % {"plan": name}
    page = _page(title, _("Say so"), _("The file says so now."), person)
    action = partial(actions.say_applies, placement=placement, type=code)
    return answer_form(request, form, action, page, about=placement, on="applies", to=_file_of(person))


@require_http_methods(["GET", "POST"])
def copy_given(request: HttpRequest, edition: UUID) -> HttpResponse:
    rows = FileVersion.objects.visible_to(request.access).select_related("item")
    version, placement = row_and_stay(request, rows, edition)
    check_can_record_plan(request.access, placement)
    _code, name = asked_for(request, placement, version.item.type.lower())
    people = _people(request, placement)
    days = days_of(placement, request.access.today)
    form = CopyForm(posted(request), version=version, people=people, **days)
    title = _("%(plan)s: own copy") % {"plan": name}
    page = _page(title, _("Note the copy"), _("The copy was noted."), version.child)
    action = partial(actions.note_copy, version=version, placement=placement)
    return answer_form(
        request, form, action, page, about=placement, on="child_has_copy", to=_file_of(version.child)
    )


logger = logging.getLogger(__name__)

MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
}


@require_GET
def document(request: HttpRequest, document: UUID) -> HttpResponse:
    """Always a download, never shown in the browser; its name says nothing about the child."""
    rows = StoredFile.objects.visible_to(request.access).select_related("version")
    stored = get_object_or_404(rows, public_id=document)
    version = getattr(stored, "version", None)
    if version is not None and not version.stands:  # it may be another child's
        check_may(request.access, Permission.SEE_HOME_HISTORY, stored.home_id)
    answer = _sealed(stored)
    record_access(request.access, AccessEvent.What.DOCUMENT, stored)
    answer["Content-Disposition"] = f'attachment; filename="{stored.download_name}"'
    return answer


def shown_picture(stored: StoredFile) -> HttpResponse:
    """A picture that a page shows, where the caller has said who may see it."""
    if stored.kind not in (FileKind.JPEG, FileKind.PNG):
        raise Http404
    return _sealed(stored)


def _sealed(stored: StoredFile) -> HttpResponse:
    """The bytes of a file, which is kept nowhere on the way and can do nothing by itself."""
    try:
        content = store.read(stored)
    except store.FileIsGone as error:
        logger.error("Uploaded file: %s", error)
        raise Http404 from error
    response = HttpResponse(content, content_type=MEDIA_TYPES[FileKind(stored.kind)])
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response

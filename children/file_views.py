"""Forms about a child's file. Every view: fetch in scope, authorise, bind, one action, redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from children import file_actions
from children.file_forms import AppliesForm, ChaseForm, CopyForm, VersionForm
from children.models import Child, FileItem, FileType, FileVersion, Placement
from children.permissions import check_can_record_plan
from children.views import child_and_stay, log_form, show_form
from homes.models import User
from homes.words import gettext as _


def _asked_for(request: HttpRequest, child: UUID, type: str) -> tuple[Child, Placement, str, str]:
    """The child, the stay, and the document of the address: its code, and what this home calls it."""
    person, stay = child_and_stay(request, child)
    check_can_record_plan(request.access, stay)
    documents = {one.code: one for one in request.access.practice_of(stay.home).documents}
    code = type.upper() if type.upper() in FileType.values else type
    if code not in documents and code not in FileType.values:
        raise Http404
    log_form(request, stay)
    name = str(documents[code].text) if code in documents else str(FileType(code).label)
    return person, stay, code, name


def _people(request: HttpRequest, stay: Placement):
    return User.objects.working_at([stay.home_id], request.access.today)


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _file_of(child: Child) -> str:
    return reverse("compliance:file", args=[child.public_id])


def _show(request: HttpRequest, form: Form, *, title: str, button: str, child: Child) -> HttpResponse:
    """As every short form, with the way back to the file."""
    return show_form(request, form, title=title, button=button, child=child, back_url=_file_of(child))


@require_http_methods(["GET", "POST"])
def add_plan(request: HttpRequest, child: UUID, type: str) -> HttpResponse:
    person, stay, code, name = _asked_for(request, child, type)
    form = VersionForm(
        _posted(request),
        request.FILES if request.method == "POST" else None,
        child=person,
        people=_people(request, stay),
        today=request.access.today,
        full=bool(request.FILES)
        and file_actions.too_many_uploads(request.access.user, now=request.access.now),
    )
    if form.is_valid():
        try:
            file_actions.add_plan(stay=stay, type=code, by=request.access.user, **form.version())
        except file_actions.UnableToAddPlan as error:
            form.add_error("dated_on", str(error))
        else:
            messages.success(request, _("The new version was added. Earlier versions stay as they were."))
            return redirect(_file_of(person))
    title = _("%(plan)s: new version") % {"plan": name}
    return _show(request, form, title=title, button=_("Add version"), child=person)


@require_http_methods(["GET", "POST"])
def document_applies(request: HttpRequest, child: UUID, type: str) -> HttpResponse:
    person, stay, code, name = _asked_for(request, child, type)
    item = FileItem.objects.filter(child=person, type=code).first()
    initial = {"applies": item.applies, "reason": item.reason} if item else None
    form = AppliesForm(_posted(request), initial=initial)
    if form.is_valid():
        try:
            file_actions.say_applies(stay=stay, type=code, by=request.access.user, **form.cleaned_data)
        except file_actions.UnableToChangeFile as error:
            form.add_error("applies", str(error))
        else:
            messages.success(request, _("The file says so now."))
            return redirect(_file_of(person))
    title = _("%(plan)s: does it apply?") % {"plan": name}
    return _show(request, form, title=title, button=_("Say so"), child=person)


@require_http_methods(["GET", "POST"])
def chase(request: HttpRequest, child: UUID, type: str) -> HttpResponse:
    person, stay, code, name = _asked_for(request, child, type)
    form = ChaseForm(_posted(request), child=person, today=request.access.today)
    if form.is_valid():
        file_actions.note_chase(stay=stay, type=code, by=request.access.user, **form.cleaned_data)
        messages.success(request, _("It was noted that we asked."))
        return redirect(_file_of(person))
    title = _("%(plan)s: we asked for it") % {"plan": name}
    return _show(request, form, title=title, button=_("Note that we asked"), child=person)


@require_http_methods(["GET", "POST"])
def copy_given(request: HttpRequest, edition: UUID) -> HttpResponse:
    version = get_object_or_404(
        FileVersion.objects.visible_to(request.access).select_related("child", "item"), public_id=edition
    )
    person, stay, _code, name = _asked_for(request, version.child.public_id, version.item.type.lower())
    form = CopyForm(
        _posted(request), version=version, people=_people(request, stay), today=request.access.today
    )
    if form.is_valid():
        try:
            file_actions.note_copy(version=version, stay=stay, by=request.access.user, **form.cleaned_data)
        except file_actions.UnableToChangeFile as error:
            form.add_error("child_has_copy", str(error))
        else:
            messages.success(request, _("The copy was noted."))
            return redirect(_file_of(person))
    title = _("%(plan)s: own copy") % {"plan": name}
    return _show(request, form, title=title, button=_("Note the copy"), child=person)

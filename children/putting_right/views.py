"""The pages where a mistake is put right, withdrawn, or taken to the right child: the same for every kind of record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from children.file.models import FileVersion
from children.placements.models import Child
from children.putting_right import actions, refiling
from children.putting_right.forms import OTHER_CHILD, Because, PutRightForm, WithdrawForm
from children.putting_right.lines import LINES, About, Line, about
from children.putting_right.outlook import outlook
from children.putting_right.permissions import check_can_put_right
from homes.acting import Unable
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_form, done_already, posted, show_form
from homes.models import AccessEvent
from homes.words import gettext as _

LOOK = "look"


def _found(request: HttpRequest, kind: str, public_id: UUID) -> tuple[Line, Any, About]:
    line = LINES[kind]
    record = get_object_or_404(line.rows.visible_to(request.access), public_id=public_id)
    place = about(record, request.access)
    check_can_put_right(request.access, line, record, place.home_id)
    return line, record, place


def _what(record: Any) -> str:
    """ "Missing": its kind, where it has one."""
    kind = getattr(record, "get_kind_display", None)
    return capfirst(str(kind() if kind else record._meta.verbose_name))


def _page(title: str, button: str, done: str, record: Any, line: Line, place: About, **more: Any) -> FormPage:
    first = record.history.order_by("history_id").select_related("history_user").first()
    shown = {
        "what": _what(record),
        "first": first,
        "child": place.child,
        **more,
    }
    return FormPage(
        title, button, done, "children/putting_right/put_right.html", back=line.place_of(record), more=shown
    )


@require_http_methods(["GET", "POST"])
def put_right(request: HttpRequest, kind: str, **named: UUID) -> HttpResponse:
    line, record, place = _found(request, kind, named[kind])
    to = line.place_of(record)
    if not getattr(record, "stands", True):
        return done_already(request, _("This was withdrawn already."), to=to)
    form = PutRightForm(posted(request), line=line, record=record, today=request.access.today)
    if form.withdraws:
        return redirect(_instead(line, record, form.withdraws))
    withdraw_url = line.address(record, "withdraw") if line.withdrawable else ""
    done = _("It was put right. What stood before is kept here.")
    page = _page(_("Put this right"), _("Put it right"), done, record, line, place, withdraw_url=withdraw_url)
    action = partial(actions.put_right, line=line, now=request.access.now, today=request.access.today)
    if _only_looks(request):
        return _look(request, form, action, page, line, record, place)
    action = partial(action, record=record)
    return answer_form(request, form, action, page, about=place, to=to, answers=form.answers)


def _only_looks(request: HttpRequest) -> bool:
    """Whether the button that was pressed saves nothing."""
    return request.method == "POST" and LOOK in request.POST


def _look(
    request: HttpRequest,
    form: Because,
    action: Callable[..., Any],
    page: FormPage,
    line: Line,
    record: Any,
    place: About,
) -> HttpResponse:
    """The form with its words kept, how the record will read, and what changes by it."""
    if form.is_valid():
        by, said = request.access.user, form.answers()
        try:
            shown = outlook(
                line=line, record=record, place=place, access=request.access,
                action=lambda again: action(record=again, by=by, **said),
            )  # fmt: skip
        except Unable as refusal:
            form.add_error(None, str(refusal))
        else:
            page = replace(page, more={**page.more, "outlook": shown})
    return show_form(request, form, page, child=place.child)


def _instead(line: Line, record: Any, why: str) -> str:
    if why == OTHER_CHILD and line.elsewhere:
        return reverse(line.elsewhere, args=[record.public_id])
    return f"{line.address(record, 'withdraw')}?{urlencode({'why': why})}"


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, kind: str, **named: UUID) -> HttpResponse:
    line, record, place = _found(request, kind, named[kind])
    if not record.stands:
        return done_already(request, _("This was withdrawn already."), to=line.place_of(record))
    hanging = line.hangs(record)
    if hanging and request.method == "POST":
        return redirect(line.address(record, "withdraw"))  # the page says what, and leads there
    access, why = request.access, request.GET.get("why", "")
    form = WithdrawForm(posted(request), line=line, record=record, access=access, today=access.today, why=why)
    page = _page(
        _("Withdraw this"),
        _("Withdraw it"),
        lambda made: _withdrawn(form),
        record,
        line,
        place,
        withdraws=True,
        hanging=hanging,
    )
    action = partial(actions.withdraw, line=line, today=request.access.today)
    if _only_looks(request):
        return _look(request, form, action, page, line, record, place)
    action = partial(action, record=record)
    to = partial(_anew, form, line, record)
    return answer_form(request, form, action, page, about=place, to=to, answers=form.answers)


def _withdrawn(form: WithdrawForm) -> str:
    if form.whose is None:
        return _("It was withdrawn. It stays to be read here, and counts nowhere.")
    return _("It was withdrawn where it was. Write it for %(name)s here.") % {"name": form.whose.known_as}


def _anew(form: WithdrawForm, line: Line, record: Any, made: None) -> str:
    """Where it is written for the child it was about, or where it can still be read."""
    return reverse(line.anew, args=[form.whose.public_id]) if form.whose else line.place_of(record)


@require_http_methods(["GET", "POST"])
def refile_document(request: HttpRequest, edition: UUID) -> HttpResponse:
    """The document was filed under the wrong child: withdrawn there, and filed anew in the right child's file."""
    line = LINES["edition"]
    rows = FileVersion.kept.visible_to(request.access).select_related("item", "child", "home", "stored")
    record = get_object_or_404(rows, public_id=edition)
    place = about(record, request.access)
    check_can_put_right(request.access, line, record, place.home_id)
    if not record.stands:
        return done_already(request, _("This was withdrawn already."), to=line.place_of(record))
    form = refiling.RefileForm(
        posted(request), line=line, record=record, access=request.access, today=request.access.today
    )
    page = _page(_("File it under another child"), _("File it there"), "", record, line, place)
    action = partial(refiling.refile, line=line, record=record, today=request.access.today)
    to = partial(_refiled, request)
    return answer_form(request, form, action, page, about=place, to=to, on="child", answers=form.answers)


def _refiled(request: HttpRequest, version: FileVersion) -> HttpResponse:
    """Who files a document has opened the file it goes into too."""
    record_access(request.access, AccessEvent.What.FILE, version)
    child: Child = version.child
    words = _("It is in %(name)s’s file now, and withdrawn where it was.") % {"name": child.known_as}
    return done_already(request, words, to=("compliance:file", child.public_id))

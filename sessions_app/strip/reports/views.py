"""Key-work reports: a child's reports, drafting one, its words, finishing it, the PDF, and the child's own version."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from children.placements.page import can_be_written, child_and_stay, child_to_read
from homes.audit import record_access
from homes.forms.pages import FormPage, answer_button, answer_form, log_form, posted, show_form
from homes.models import AccessEvent
from homes.words import gettext as _
from sessions_app.permissions import can_record, check_can_record
from sessions_app.recording.fields import readable
from sessions_app.strip.reports.actions import (
    ReportChanged,
    correct_report,
    finish_report,
    save_report,
    start_report,
    still_to_write,
    throw_away,
)
from sessions_app.strip.reports.forms import EditForm, FinishForm, StartForm, first_day
from sessions_app.strip.reports.models import KeyWorkReport
from sessions_app.strip.reports.page import childs_version, report_page, reports_page
from sessions_app.strip.reports.pdf import NoPdfHere, file_name, pdf_of
from sessions_app.strip.reports.permissions import check_can_correct, check_can_edit

ROOM = "sessions_app/patterns/reports"
CONFLICT = 409


# --- fetching in scope -----------------------------------------------------------------------------


def _report(request: HttpRequest, public_id: UUID) -> KeyWorkReport:
    seen = KeyWorkReport.objects.visible_to(request.access).for_list()
    found = get_object_or_404(seen.select_related("corrects"), public_id=public_id)
    request.access.speak_of(found.home_id)
    return found


def _draft(request: HttpRequest, public_id: UUID) -> KeyWorkReport:
    """A draft this person may change."""
    found = _report(request, public_id)
    check_can_edit(request.access, found)
    return found


# --- reading ---------------------------------------------------------------------------------------


@require_GET
def reports(request: HttpRequest, child: UUID) -> HttpResponse:
    """Every report about a child that this person may read."""
    person, shown = child_to_read(request, child)
    home_id = shown.home_id if shown else None
    record_access(request.access, AccessEvent.What.REPORT, home_id=home_id, child_id=person.pk)
    written = shown if can_be_written(shown, request.access) else None
    page = {
        "child": person,
        "page": reports_page(person, request.access, before=request.GET.get("before", "")),
        "may_write": can_record(request.access, person, written),
    }
    return render(request, f"{ROOM}/reports.html", page)


@require_GET
def report(request: HttpRequest, report: UUID) -> HttpResponse:
    """One report with the records it is made from, fit to be printed."""
    found = _report(request, report)
    record_access(request.access, AccessEvent.What.REPORT, found)
    page = {"page": report_page(found, request.access), "child": found.child}
    return render(request, f"{ROOM}/report.html", page)


@require_GET
def report_for_child(request: HttpRequest, report: UUID) -> HttpResponse:
    """The child's own version, in easy words, to print."""
    found = _report(request, report)
    record_access(request.access, AccessEvent.What.REPORT, found)
    page = {"report": found, "child": found.child, "page": childs_version(found)}
    return render(request, f"{ROOM}/for_child.html", page)


@require_GET
def report_pdf(request: HttpRequest, report: UUID) -> HttpResponse:
    """What is finished, as a file. A draft is not for others yet."""
    found = _report(request, report)
    if not found.is_finished:
        raise PermissionDenied(_("A PDF is made of a report that is finished. Finish it first."))
    record_access(request.access, AccessEvent.What.REPORT, found)
    page = report_page(found, request.access)
    try:
        content = pdf_of(page)
    except NoPdfHere:
        messages.warning(request, _("No PDF can be made on this machine. Print the report instead."))
        return redirect(found)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(page)}"'
    return answer


# --- writing ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def report_new(request: HttpRequest, child: UUID) -> HttpResponse:
    """Which days, and for whom. The draft is written from there."""
    person, placement = child_and_stay(request, child)
    check_can_record(request.access, person, placement)
    today = request.access.today
    last = KeyWorkReport.objects.visible_to(request.access).finished().filter(child=person)
    told_to = last.order_by("-to_on").values_list("to_on", flat=True).first()
    first = {"from_on": first_day(told_to, today), "to_on": today}
    form = StartForm(readable(posted(request)), initial=first, placement=placement, today=today)
    page = FormPage(
        _("Write a report"),
        _("Write the draft"),
        _("The draft is written from signed records. Read it, and make it yours."),
        back=("sessions:reports", person.public_id),
    )
    start = partial(start_report, placement=placement, access=request.access)
    return answer_form(request, form, start, page, about=placement, to=_edit_url)


def _edit_url(made: KeyWorkReport) -> str:
    return reverse("sessions:report_edit", args=[made.public_id])


@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, report_draft: UUID) -> HttpResponse:
    """The words of a draft, part by part, beside the records they are from."""
    found = _draft(request, report_draft)
    form = EditForm(readable(posted(request)), report=found)
    page = _words_page(request, found, done=_("Saved as a draft."))
    try:
        return answer_form(request, form, partial(save_report, found), page, about=found, to=found)
    except ReportChanged as conflict:
        return _show_changed(request, form, conflict)


def _words_page(request: HttpRequest, found: KeyWorkReport, *, done: str = "", **more: Any) -> FormPage:
    return FormPage(
        _("The words of the report"),
        _("Save draft"),
        done,
        template=f"{ROOM}/edit.html",
        back=found,
        more={"page": report_page(found, request.access), **more},
    )


def _show_changed(request: HttpRequest, form: EditForm, conflict: ReportChanged) -> HttpResponse:
    """What this person wrote is still on the page; what is stored by now stands above it."""
    saved = conflict.saved
    others = form.others_words(saved)
    form.add_error(None, str(conflict))
    form.show_stored(saved)
    latest = saved.history.select_related("history_user").latest()
    by = latest.history_user.full_name if latest.history_user else ""
    page = _words_page(request, saved, others=others, changed_by=by, changed_at=latest.history_date)
    answer = show_form(request, form, page, child=saved.child)
    answer.status_code = CONFLICT
    return answer


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def report_finish(request: HttpRequest, report_draft: UUID) -> HttpResponse:
    """Read it once more, then freeze it, with the password."""
    found = _draft(request, report_draft)
    form = FinishForm(readable(posted(request)), report=found, by=request.user, now=request.access.now)
    shown = report_page(found, request.access)
    page = FormPage(
        _("Read it once more"),
        done=_("Finished. It is not sent by Keywork: print it, or save it as a PDF, and hand it over."),
        template=f"{ROOM}/finish.html",
        back=found,
        more={"page": shown, "missing": still_to_write(found)},
    )
    finish = partial(finish_report, found, now=request.access.now)
    try:
        return answer_form(request, form, finish, page, about=found, to=found)
    except ReportChanged as conflict:
        form.add_error(None, str(conflict))
        return show_form(request, form, page, child=found.child)


@require_http_methods(["GET", "POST"])
def report_throw_away(request: HttpRequest, report_draft: UUID) -> HttpResponse:
    """A draft is given up, after being asked."""
    found = _draft(request, report_draft)
    to = ("sessions:reports", found.child.public_id)
    if request.method == "POST":
        return answer_button(request, partial(throw_away, found), _("The draft is thrown away."), to=to)
    log_form(request, found)
    page = {"page": report_page(found, request.access), "child": found.child}
    return render(request, f"{ROOM}/throw_away.html", page)


@require_POST
def report_correct(request: HttpRequest, report: UUID) -> HttpResponse:
    """A new draft that names a finished report."""
    found = _report(request, report)
    check_can_correct(request.access, found)
    done = _("A new draft with the same words. It says which report it corrects.")
    return answer_button(
        request, partial(correct_report, found), done, to=lambda made: _edit_url(made or found)
    )

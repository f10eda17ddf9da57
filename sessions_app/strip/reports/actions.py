"""Drafting a report, changing it, finishing it, throwing it away. One short transaction each; nothing is deleted."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.utils.text import get_text_list

from children.models import Placement
from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change
from homes.models import User
from homes.permissions import Access
from homes.words import gettext as _
from sessions_app.actions import plain
from sessions_app.models import KeyWorkSession
from sessions_app.signed.childs_part.sharing import kept_back
from sessions_app.signed.signing import hash_of
from sessions_app.strip.reports.draft import draft_of
from sessions_app.strip.reports.models import KeyWorkReport

Status = KeyWorkReport.Status
LEFT_OUT_OF_HASH = {"id", "created_at", "content_hash"}
TO_BE_WRITTEN = ("reflection", "what_next")  # no record holds these: they are the writer's own


class UnableToReport(Unable):
    """Nothing was written. The message is fit for the person."""


class ReportChanged(Exception):
    """Somebody else saved since this person's page was made. `saved` is what is stored."""

    def __init__(self, saved: KeyWorkReport) -> None:
        super().__init__(
            _("This report was changed by somebody else while you wrote. Yours is not saved yet.")
        )
        self.saved = saved


@transaction.atomic
def start_report(
    *,
    placement: Placement,
    by: User,
    access: Access,
    from_on: dt.date,
    to_on: dt.date,
    whom: str,
    whom_name: str = "",
) -> KeyWorkReport:
    """Draft a report on these days from the records this person may read.

    The same answers sent twice give the first draft back. Raises UnableToReport for days that are not over.
    """
    if to_on > access.today or from_on > to_on:
        raise UnableToReport(_("Enter days that are over, the first day first"))
    lock(placement)
    asked = {"from_on": from_on, "to_on": to_on, "whom": whom, "whom_name": whom_name}
    about = {**same_case(placement), "writer": by}
    twin = KeyWorkReport.objects.drafts().filter(**about, **asked, version=1, corrects=None).first()
    if twin is not None:
        return twin
    told = draft_of(placement.child, access, from_on=from_on, to_on=to_on, whom=whom)
    report = KeyWorkReport(**about, **asked, **told)
    record_change(report, by=by)
    return report


@transaction.atomic
def correct_report(report: KeyWorkReport, *, by: User) -> KeyWorkReport:
    """A new draft with the words of a finished report, which it names. This person's open one, if there is one."""
    lock(report)
    if not report.is_finished:
        raise UnableToReport(_("This report is a draft: change it as it is."))
    open_one = KeyWorkReport.objects.drafts().filter(corrects=report, writer=by).first()
    if open_one is not None:
        return open_one
    kept = ("from_on", "to_on", "whom", "whom_name", "sources", "for_child", "left_out")
    copied = {name: getattr(report, name) for name in (*kept, *KeyWorkReport.PARTS)}
    draft = KeyWorkReport(**same_case(report), **copied, writer=by, corrects=report)
    record_change(draft, by=by)
    return draft


@transaction.atomic
def save_report(report: KeyWorkReport, *, by: User, version: int, **parts: str) -> KeyWorkReport:
    """Store the words of a draft. The same words twice change nothing.

    Raises ReportChanged when what is stored is newer than `version`, UnableToReport when it is no draft any more.
    """
    lock(report)
    _refuse_what_is_closed(report)
    changed = {name: words for name, words in parts.items() if plain(getattr(report, name)) != plain(words)}
    if not changed:
        return report
    if report.version != version:
        raise ReportChanged(report)
    for name, words in changed.items():
        setattr(report, name, words)
    report.version += 1
    record_change(report, by=by, update=True)
    return report


@transaction.atomic
def throw_away(report: KeyWorkReport, *, by: User) -> KeyWorkReport:
    """Give a draft up. It leaves the lists; its history stays. Twice is once."""
    lock(report)
    if report.status == Status.THROWN_AWAY:
        return report
    _refuse_what_is_closed(report)
    report.status = Status.THROWN_AWAY
    record_change(report, by=by, reason=_("Thrown away before it was finished"), update=True)
    return report


@transaction.atomic
def finish_report(
    report: KeyWorkReport, *, by: User, now: dt.datetime, version: int, given_to: str, **_asked: Any
) -> KeyWorkReport:
    """Freeze it, with who, when, for whom, and a hash of all of it. Nothing is sent by this.

    Records that were made void meanwhile leave its sources. Finished twice is finished once. Raises UnableToReport
    while something is still to be written, rests on a void record or quotes a child who asked us not to; ReportChanged
    when `version` is not the one stored: nobody finishes words they have not seen. The caller asked for the password.
    """
    lock(report)
    if report.is_finished and report.finished_by_id == by.pk:
        return report
    _refuse_what_is_closed(report)
    if report.version != version:
        raise ReportChanged(report)
    missing = still_to_write(report)
    if missing:
        raise UnableToReport(missing)
    gone = void_sources(report)
    if gone:
        report.sources = [one for one in report.sources if one["n"] not in gone]
    report.status, report.finished_at, report.given_to = Status.FINISHED, now, given_to
    for name, value in named("finished_by", by).items():
        setattr(report, name, value)
    report.for_child = childs_lines(report)
    report.content_hash = content_hash(report)
    record_change(report, by=by, reason=_("finished"), update=True)
    return report


def content_hash(report: KeyWorkReport) -> str:
    return hash_of(report, KeyWorkReport, leaving_out=LEFT_OUT_OF_HASH)


def _refuse_what_is_closed(report: KeyWorkReport) -> None:
    if report.is_finished:
        raise UnableToReport(_("This report is finished. Write a new one that corrects it."))
    if not report.is_draft:
        raise UnableToReport(_("This report was thrown away. Write a new one."))


# --- what its lines rest on ------------------------------------------------------------------------


def cited(text: str) -> set[int]:
    """The numbers of the records a text names: "[3]"."""
    return {int(number) for number in re.findall(r"\[(\d{1,4})\]", text)}


def void_sources(report: KeyWorkReport) -> set[int]:
    """The numbers of the records that were made void since it was drafted. One query."""
    stand = KeyWorkSession.objects.signed().filter(public_id__in=[one["record"] for one in report.sources])
    signed = {str(key) for key in stand.values_list("public_id", flat=True)}
    return {one["n"] for one in report.sources if one["record"] not in signed}


def still_to_write(report: KeyWorkReport) -> str:
    """What keeps a draft from being finished, as a sentence; nothing when nothing does."""
    if any(not getattr(report, name).strip() for name in TO_BE_WRITTEN):
        return _("Write what you make of these weeks, and what comes next, before you finish.")
    gone = void_sources(report)
    used = sorted(gone & set().union(*(cited(getattr(report, name)) for name in KeyWorkReport.PARTS)))
    if used:
        numbers = get_text_list([f"[{n}]" for n in used], _("and"))
        words = _("The record behind %(numbers)s is void now. Take out the lines with that number first.")
        return words % {"numbers": numbers}
    return _kept_back(report)


def _kept_back(report: KeyWorkReport) -> str:
    """A child may say "no" after the report was drafted: the quotation comes out before it goes anywhere."""
    quoted = cited(report.said)
    asked = kept_back(one["record"] for one in report.sources if one["n"] in quoted)
    numbers = [f"[{one['n']}]" for one in report.sources if one["record"] in asked and one["n"] in quoted]
    if not numbers:
        return ""
    words = _(
        "%(child)s asked that this is not shared: %(numbers)s. Take the quotation out, or ask %(child)s again."
    )
    return words % {"child": report.child.known_as, "numbers": get_text_list(numbers, _("and"))}


CHILDS_FROM = {
    "did": ("together",),
    "said": ("said",),
    "achieved": ("went_well", "small_steps"),
    "promised": ("promises",),
}


def childs_lines(report: KeyWorkReport) -> dict[str, list[dict[str, Any]]]:
    """What the child's version tells: each line whose record the report still names where it told it."""
    if report.is_finished and report.content_hash:
        return report.for_child
    told = {}
    for name, parts in CHILDS_FROM.items():
        numbers = set().union(*(cited(getattr(report, part)) for part in parts))
        told[name] = [one for one in report.for_child.get(name, ()) if one["n"] in numbers]
    return told

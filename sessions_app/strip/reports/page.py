"""The read objects of reports: one as its pages show it, the child's own version, and the list of a child's reports."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from children.models import Child
from homes.dates import london_day
from homes.permissions import Access
from homes.querysets import page_by_day
from homes.templatetags.keywork_ui import kday, with_name
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import Format
from sessions_app.strip.reports.actions import childs_lines, cited, void_sources
from sessions_app.strip.reports.draft import of_day
from sessions_app.strip.reports.forms import part_labels
from sessions_app.strip.reports.models import KeyWorkReport
from sessions_app.strip.reports.permissions import can_correct, can_edit

A_PAGE = 25
NOTES = {
    "worry": gettext_lazy("It tells of a worry, so nothing else was taken from it."),
    "unanswered": gettext_lazy("Nobody has answered the worry yet."),
    "put_right": gettext_lazy("Something in it was put right afterwards. Read it before you quote it."),
    "ask_first": gettext_lazy(
        "{child} wants to be asked before what {child} said is passed on. It is not quoted."
    ),
    "not_shared": gettext_lazy("{child} asked that what {child} said is not shared. It is not quoted."),
    "unread": gettext_lazy("{child} has not read it yet. Ask before you pass the words on."),
}


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    title: str
    text: str

    @property
    def lines(self) -> list[str]:
        return [line for line in map(str.strip, self.text.splitlines()) if line]


@dataclass(frozen=True, slots=True)
class Source:
    """A record behind the lines with its number."""

    number: int
    day: str
    what: str
    by: str
    notes: list[str]
    url: str
    void: bool

    @property
    def text(self) -> str:
        return _("%(day)s: %(what)s. Written by %(by)s") % {
            "day": self.day,
            "what": self.what.rstrip("."),
            "by": self.by,
        }


@dataclass
class ReportPage:
    report: KeyWorkReport
    access: Access
    gone: set[int]  # numbers of records that are void by now
    corrections: list[KeyWorkReport]  # the finished reports that put this one right

    @property
    def days(self) -> str:
        return days_of(self.report)

    @property
    def for_whom(self) -> str:
        return for_whom(self.report)

    @property
    def parts(self) -> list[Part]:
        """Those that say something, in the order of the report."""
        labels = part_labels()
        name = self.report.child.known_as
        return [
            Part(part, with_name(labels[part], name), text)
            for part in KeyWorkReport.PARTS
            if (text := getattr(self.report, part)).strip()
        ]

    @cached_property
    def sources(self) -> list[Source]:
        """Every record of these days, in their order."""
        return [self._source(one) for one in self.report.sources]

    def _source(self, one: dict[str, Any]) -> Source:
        name = self.report.child.known_as
        return Source(
            number=one["n"],
            day=of_day(dt.date.fromisoformat(one["day"])),
            what=one["what"],
            by=one["by"],
            notes=[with_name(NOTES[note], name) for note in one["notes"]],
            url=reverse("sessions:detail", args=[one["record"]]),
            void=one["n"] in self.gone,
        )

    @property
    def named_sources(self) -> list[Source]:
        """Those whose number stands in the text: what is printed for others names no more."""
        used = set().union(*(cited(part.text) for part in self.parts)) if self.parts else set()
        return [one for one in self.sources if one.number in used]

    @property
    def corrected(self) -> str:
        """The days of the report it puts right, and when that one was finished."""
        one = self.report.corrects
        if one is None or one.finished_at is None:
            return ""
        facts = {"days": days_of(one), "day": of_day(london_day(one.finished_at))}
        return _("%(days)s, finished on %(day)s") % facts

    @property
    def may_edit(self) -> bool:
        return can_edit(self.access, self.report)

    @property
    def may_correct(self) -> bool:
        return can_correct(self.access, self.report)

    @property
    def finished(self) -> str:
        """ "Finished on 12 August by Sam Shaw, Key worker, for Ms Khan"."""
        one = self.report
        who = ", ".join(filter(None, (one.finished_by_name, one.finished_by_title)))
        facts = {"day": of_day(london_day(one.finished_at)), "who": who, "whom": one.given_to}
        return _("Finished on %(day)s by %(who)s. It goes to: %(whom)s.") % facts


def report_page(report: KeyWorkReport, access: Access) -> ReportPage:
    """One query. What is finished names its records as they were."""
    if report.is_draft:
        return ReportPage(report, access, void_sources(report), [])
    newer = KeyWorkReport.objects.visible_to(access).finished().filter(corrects=report)
    return ReportPage(report, access, set(), list(newer.order_by("-pk")))


def days_of(report: KeyWorkReport) -> str:
    return _("%(first)s to %(last)s") % {"first": of_day(report.from_on), "last": of_day(report.to_on)}


def for_whom(report: KeyWorkReport) -> str:
    kind = str(report.get_whom_display())
    return f"{kind}, {report.whom_name}" if report.whom_name else kind


# --- the child's own version -----------------------------------------------------------------------

DID = {
    Format.FORMAL: gettext_lazy("We sat and talked."),
    Format.ACTIVITY: gettext_lazy("We did something together."),
    Format.JOURNEY: gettext_lazy("We went somewhere together."),
    Format.QUICK_CHAT: gettext_lazy("We had a chat."),
    Format.CREATIVE: gettext_lazy("We made something, or played."),
    Format.PHONE_VIDEO: gettext_lazy("We talked by phone or video."),
}
PROMISED = {
    "done": gettext_lazy("We kept it on %(day)s."),
    "not_needed": gettext_lazy("It is not needed any more."),
    "open": gettext_lazy("We are still on it. It is due by %(day)s."),
    "late": gettext_lazy("We are late with it. It was due by %(day)s. We still owe it to you."),
}


@dataclass(frozen=True, slots=True)
class ChildsLine:
    day: str
    words: str
    more: str = ""


@dataclass
class ChildsVersion:
    did: list[ChildsLine]
    said: list[ChildsLine]
    achieved: list[ChildsLine]
    promised: list[ChildsLine]

    @property
    def is_empty(self) -> bool:
        return not (self.did or self.said or self.achieved or self.promised)


def childs_version(report: KeyWorkReport) -> ChildsVersion:
    """In easy words: no worry, nothing adults keep to themselves, nobody else. No query."""
    told = childs_lines(report)

    def lines(part: str) -> list[ChildsLine]:
        return [
            ChildsLine(_day(one), without_numbers(one["words"]), _state(one)) for one in told.get(part, ())
        ]

    did = [
        ChildsLine(_day(one), str(DID.get(one["kind"]) or _("We spent time together.")))
        for one in told["did"]
    ]
    return ChildsVersion(did, lines("said"), lines("achieved"), lines("promised"))


def _day(one: dict[str, Any]) -> str:
    return kday(dt.date.fromisoformat(one["day"]))


def _state(one: dict[str, Any]) -> str:
    if "state" not in one:
        return ""
    return str(PROMISED[one["state"]]) % {"day": kday(dt.date.fromisoformat(one["on"]))}


def without_numbers(text: str) -> str:
    return re.sub(r"\s*\[\d{1,4}\]", "", text)


# --- the list --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportLine:
    report: KeyWorkReport

    @property
    def title(self) -> str:
        return days_of(self.report)

    @property
    def text(self) -> str:
        one = self.report
        if one.is_finished:
            facts = {"day": kday(one.finished_at), "who": one.finished_by_name, "whom": one.given_to}
            return _("Finished on %(day)s by %(who)s, for %(whom)s") % facts
        return _("Written by %(who)s, for %(whom)s") % {
            "who": one.writer.full_name,
            "whom": for_whom(one),
        }


@dataclass
class ReportsPage:
    drafts: list[ReportLine]
    finished: list[ReportLine]
    older: str
    is_first: bool


def reports_page(child: Child, access: Access, *, before: str = "") -> ReportsPage:
    """Drafts this person may read, and a page of what is finished. Two queries."""
    reports = KeyWorkReport.objects.visible_to(access).filter(child=child).for_list()
    page = page_by_day(reports.finished(), "to_on", before=before, size=A_PAGE)
    drafts = reports.drafts().order_by("-to_on", "-pk") if not access.is_inspector else ()
    return ReportsPage(_lines(drafts), _lines(page.rows), page.older, page.is_first)


def _lines(reports: Iterable[KeyWorkReport]) -> list[ReportLine]:
    return [ReportLine(one) for one in reports]

"""The read object of the page Health and school: what was done last, what is due next, and everything noted."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from children.duties.documents import Step, days_of_documents
from children.duties.models import Flag
from children.duties.reading import duties_at
from children.file.models import Applies, Chase, FileSaid, FileType, FileVersion
from children.file.state import Judged, in_the_file, not_in_the_file
from children.file.words import TAGS, in_words
from children.health_education.models import KINDS, CareEvent, CareKind, CareTopic
from children.legal_status.short_breaks import short_breaks_of
from children.placements.models import Child, Placement
from children.placements.page import can_be_written, lives_here, placement_to_show
from children.placements.permissions import can_record_plan
from homes.dates.school_terms import NO_OWN, Term, TermName, term_of
from homes.permissions import Access, Permission
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext

A_PAGE = 20
NEWEST_DOCUMENTS = 60
MOST_ASKED = 200
ASKED_SHOWN = 3

# What stands in each part: (a kind of entry or a document, the rule that dates it).
LINES: dict[str, tuple[tuple[str, str], ...]] = {
    CareTopic.HEALTH: (
        (CareKind.GP_REGISTERED, "GP-REG"),
        (CareKind.DENTIST_REGISTERED, "GP-REG"),
        (CareKind.OPTICIAN_REGISTERED, "GP-REG"),
        (CareKind.DENTAL_CHECK, "DENTAL"),
        (CareKind.SIGHT_TEST, "OPTIC"),
        (CareKind.HEALTH_ASSESSMENT, "HA-REV HA-INIT"),
        (FileType.HEALTH, "HP-STALE"),
    ),
    CareTopic.SCHOOL: (
        (FileType.PEP, "PEP-REV PEP-INIT PEP-W"),
        (FileType.EHCP, "EHCP"),
        (FileType.SEN_SUPPORT, ""),
        (FileType.PATHWAY, "PATH-PLAN PATH-NEEDS"),
    ),
    CareTopic.SAFETY: ((FileType.RISK, "RISK-REV"),),
}
OF_THE_FILE = frozenset({"FILE-MISSING", "FILE-ASK", "FILE-REVIEW"})
REGISTRATIONS = (CareKind.GP_REGISTERED, CareKind.DENTIST_REGISTERED, CareKind.OPTICIAN_REGISTERED)
MEETING_ABOUT = {
    FileType.PEP: CareKind.PEP_MEETING,
    FileType.EHCP: CareKind.EHC_REVIEW,
    FileType.SEN_SUPPORT: CareKind.SEN_REVIEW,
    FileType.RISK: CareKind.RISK_REVIEW,
}
# What others owe: the document under which it is noted that we asked.
ASKED_FOR: dict[str, FileType] = {
    CareKind.HEALTH_ASSESSMENT: FileType.HEALTH,
    FileType.PEP: FileType.PEP,
    FileType.EHCP: FileType.EHCP,
    FileType.SEN_SUPPORT: FileType.SEN_SUPPORT,
    FileType.PATHWAY: FileType.PATHWAY,
}
MET_WITHOUT_PAPER = (FileType.PEP, FileType.EHCP)  # the meeting is enough, as in the file
DOCUMENTS = (
    FileType.HEALTH, FileType.PEP, FileType.EHCP, FileType.SEN_SUPPORT, FileType.PATHWAY, FileType.RISK,
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One thing that is kept up: what was done last, and by when it is owed next."""

    label: str
    last: CareEvent | None
    version: FileVersion | None
    due_on: dt.date | None
    state: str  # over, due, done, or none: nothing noted and nothing owed
    words: str
    is_once: bool = False  # done once and for all, until something changes
    ask_for: str = ""  # in the address of the page that notes that we asked
    asked_on: tuple[dt.date, ...] = ()  # the latest first

    @property
    def asked(self) -> str:
        """ "Asked on 8 August, 1 August"."""
        if not self.asked_on:
            return ""
        return _("Asked on %(days)s") % {"days": ", ".join(kday(day) for day in self.asked_on[:ASKED_SHOWN])}

    @property
    def is_late(self) -> bool:
        return self.state == "over"


@dataclass(frozen=True)
class Part:
    """Health, education, or risk and safety."""

    topic: str
    title: str
    lines: list[Line]
    events: list[CareEvent]
    older: str  # the address of what came before, or nothing
    is_first: bool


@dataclass(frozen=True)
class CarePage:
    home_id: int | None
    lives_here: bool
    may_add: bool
    why_silent: str
    parts: list[Part]
    term: Term
    pep_this_term: bool

    @property
    def term_in_words(self) -> str:
        return {
            TermName.AUTUMN: _("autumn term"),
            TermName.SPRING: _("spring term"),
            TermName.SUMMER: _("summer term"),
        }[self.term.name]


def care_page(child: Child, *, access: Access, before: str = "") -> CarePage:
    """A fixed number of queries: each part shows its latest 20 entries, and older ones by key."""
    placement = placement_to_show(child, access)
    here = lives_here(placement, access.today)
    home_id = placement.home_id if placement else None
    seen = CareEvent.objects.visible_to(access).filter(child=child)
    mark = _mark(seen, before)
    lines: dict[str, list[Line]] = {}
    own = access.practice_of(placement.home).terms_of_schools if placement else NO_OWN
    term, last_pep = term_of(access.today, own), None
    if here:
        lines, last_pep = _lines(child, placement, access=access, seen=seen)
    return CarePage(
        home_id=home_id,
        lives_here=here,
        may_add=can_be_written(placement, access) and can_record_plan(access, placement),
        why_silent=short_breaks_of(child, access) if here else "",
        parts=[_part(topic, seen, mark, lines.get(topic, [])) for topic in CareTopic],
        term=term,
        pep_this_term=last_pep is not None and term.covers(last_pep),
    )


def _mark(seen: QuerySet, public_id: str) -> CareEvent | None:
    try:
        return seen.filter(public_id=uuid.UUID(public_id)).first()
    except ValueError:
        return None


def _part(topic: CareTopic, seen: QuerySet, mark: CareEvent | None, lines: list[Line]) -> Part:
    rows = seen.filter(kind__in=KINDS[topic]).select_related("home", "withdrawn_by").newest_first()
    here = mark is not None and mark.kind in KINDS[topic]
    if mark is not None and here:
        earlier = Q(happened_on=mark.happened_on, pk__lt=mark.pk)
        rows = rows.filter(Q(happened_on__lt=mark.happened_on) | earlier)
    found = list(rows[: A_PAGE + 1])
    return Part(
        topic=topic.value,
        title=str(topic.label),
        lines=lines,
        events=found[:A_PAGE],
        older=f"?before={found[A_PAGE - 1].public_id}#{topic}" if len(found) > A_PAGE else "",
        is_first=not here,
    )


# --- what was done last, and what is owed next ----------------------------------------------------


def _lines(
    child: Child, placement: Placement, *, access: Access, seen: QuerySet
) -> tuple[dict[str, list[Line]], dt.date | None]:
    latest = {event.kind: event for event in seen.latest_of_each_kind(access.today)}
    versions, left_out = _documents(child, access)
    owed = _owed(child, placement, access) if access.may(Permission.SEE_FLAGS, placement.home_id) else []
    names = {one.code: str(one.text) for one in access.practice_of(placement.home).documents}
    asked = _asked(child, access)
    lines = {
        topic.value: [
            _with_asking(
                _line(what, codes, latest, versions, left_out, owed=owed, names=names, today=access.today),
                what,
                asked,
            )
            for what, codes in LINES[topic]
        ]
        for topic in CareTopic
    }
    days = [
        day
        for day in (
            versions[FileType.PEP].dated_on if FileType.PEP in versions else None,
            latest[CareKind.PEP_MEETING].happened_on if CareKind.PEP_MEETING in latest else None,
        )
        if day is not None
    ]
    return lines, max(days, default=None)


def _documents(child: Child, access: Access) -> tuple[dict[str, FileVersion], set[str]]:
    """The newest version of each document, and what the file says does not apply. Two queries."""
    versions: dict[str, FileVersion] = {}
    rows = FileVersion.objects.visible_to(access).filter(
        child=child, item__type__in=DOCUMENTS, dated_on__lte=access.today
    )
    for version in rows.select_related("item").newest_first()[:NEWEST_DOCUMENTS]:
        versions.setdefault(version.item.type, version)
    said = FileSaid.objects.visible_to(access).filter(child=child, item__type__in=DOCUMENTS)
    last = dict(said.by_then(access.today).values_list("item__type", "applies"))
    return versions, {what for what, applies in last.items() if applies == Applies.NO}


def _asked(child: Child, access: Access) -> dict[str, list[dt.date]]:
    """Document -> the days we asked for it, the latest first. One query."""
    rows = Chase.objects.visible_to(access).filter(child=child, asked_on__lte=access.today)
    found: dict[str, list[dt.date]] = defaultdict(list)
    for code, day in rows.order_by("-asked_on", "-pk").values_list("about", "asked_on")[:MOST_ASKED]:
        found[code].append(day)
    return found


def _with_asking(line: Line, what: str, asked: dict[str, list[dt.date]]) -> Line:
    document = ASKED_FOR.get(what)
    if document is None:
        return line
    return replace(line, ask_for=document.lower(), asked_on=tuple(asked.get(document, ())))


def _owed(child: Child, placement: Placement, access: Access) -> list[Flag]:
    """What is owed about this placement, showing yet or not."""
    codes = {code for lines in LINES.values() for _what, codes in lines for code in codes.split()}
    owed = duties_at(placement.home_id, access).owed()
    return list(owed.filter(child=child, rule_code__in=codes | OF_THE_FILE))


def _line(
    what: str,
    codes: str,
    latest: dict[str, CareEvent],
    versions: dict[str, FileVersion],
    left_out: set[str],
    *,
    owed: list[Flag],
    names: dict[str, str],
    today: dt.date,
) -> Line:
    label, last, version = _label(what, names), latest.get(MEETING_ABOUT.get(what, what)), versions.get(what)
    if what in DOCUMENTS:
        judged = _document_stands(what, version, last, owed, today=today)
        if judged is not None:
            return Line(label, last, version, judged.on, TAGS[judged.state], in_words(judged))
        if what in left_out:
            return Line(label, last, None, None, "none", capfirst(str(Applies.NO.label)))
        return Line(label, last, version, None, "none", _("Not noted"))
    due_on, state, words = _care_stands(what, codes.split(), last, owed, today=today)
    return Line(label, last, None, due_on, state, words, is_once=what in REGISTRATIONS)


def _document_stands(
    what: str, version: FileVersion | None, last: CareEvent | None, owed: list[Flag], *, today: dt.date
) -> Judged | None:
    """As the child's file says it. None of what nobody owes and nobody noted."""
    days = days_of_documents(owed)
    if day := days.get((Step.NEEDED, what)):
        return not_in_the_file(today, needed_by=day)
    day = days.get((Step.REVIEW, what)) or (version.review_due_on if version else None)
    there = version is not None or (last is not None and what in MET_WITHOUT_PAPER)
    return in_the_file(today, review_due_on=day) if there or day else None


def _care_stands(
    what: str, codes: list[str], last: CareEvent | None, owed: list[Flag], *, today: dt.date
) -> tuple[dt.date | None, str, str]:
    """By when it is owed, and how that stands in words."""
    ours = [
        flag
        for flag in owed
        if flag.rule_code in codes and (flag.rule_code != "GP-REG" or what in flag.facts["missing"].split())
    ]
    due_on = min((flag.due_on for flag in ours), default=None)
    if due_on is not None and due_on < today:
        days = (today - due_on).days
        return due_on, "over", ngettext("%(n)s day over", "%(n)s days over", days) % {"n": days}
    if any(flag.opens_on <= today for flag in ours):
        return due_on, "due", _("Due")
    if last is None:
        return due_on, "none", _("Not noted")
    return due_on, "done", _("Noted") if what in REGISTRATIONS else _("In date")


def _label(what: str, names: dict[str, str]) -> str:
    """A document is called what the home's file calls it."""
    if what in FileType.values:
        return names.get(what) or str(FileType(what).label)
    return str(CareKind(what).label)

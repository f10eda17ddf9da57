"""The read object of the handover page: the last 24 hours of a home for the next shift, child by child.

Drafts are never shown: what is not signed is nobody's record yet. Contract: the number of queries does not depend on
how many children live there or how much was written.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from children.duties.cards import flag_cards
from children.duties.reading import duties_at
from children.models import (
    AssignmentRole,
    Child,
    ChildAbsence,
    ContactEntry,
    FileVersion,
    HandoverNote,
    HandoverSeen,
    KeyWorkerAssignment,
    Placement,
)
from children.placements.page import children_at
from homes.dates import add_days, london_day
from homes.models import Home
from homes.permissions import Access, Permission
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, SessionPlan
from sessions_app.pages import how_it_went
from sessions_app.worries.page import told_in_short

LAST = dt.timedelta(hours=24)

MOST = 200  # of each kind: more than any night holds

STARTS = 160


@dataclass(frozen=True)
class Line:
    """One thing that was written down: in words, when, by whom."""

    title: str
    text: str = ""
    at: dt.datetime | None = None
    by: str = ""
    url: str = ""
    worry: str = ""
    source: str = ""


@dataclass
class ChildsShift:
    child: Child
    notes: list[HandoverNote] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tomorrow: list[SessionPlan] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        return not (self.notes or self.lines or self.tomorrow)


@dataclass
class ShiftPage:
    since: dt.datetime
    notes: list[HandoverNote]
    children: list[ChildsShift]
    quiet: list[Child]
    seen: list[HandoverSeen]
    may_write: bool
    has_seen: bool


def shift_page(home: Home, *, access: Access) -> ShiftPage:
    since = access.now - LAST
    there = children_at(home, access, since=london_day(since))  # of who has left since, too
    shifts = {child.pk: ChildsShift(child) for child in there}
    notes: list[HandoverNote] = []
    written = HandoverNote.objects.visible_to(access).filter(home=home, created_at__gte=since)
    for note in written.order_by("-created_at", "-pk")[:MOST]:
        if note.child_id is None:
            notes.append(note)
        elif note.child_id in shifts:
            shifts[note.child_id].notes.append(note)
    for child_id, lines in _lines(home, shifts, since, access).items():
        shifts[child_id].lines = lines
    for plan in _plans(home, shifts, access):
        shifts[plan.child_id].tomorrow.append(plan)
    seen = list(
        HandoverSeen.objects.filter(home=home, handover_on=access.today).order_by("seen_at", "pk")[:MOST]
    )
    return ShiftPage(
        since=since,
        notes=notes,
        children=[shift for shift in shifts.values() if not shift.is_quiet],
        quiet=[shift.child for shift in shifts.values() if shift.is_quiet],
        seen=seen,
        may_write=access.may(Permission.RECORD_SESSIONS, home.pk),
        has_seen=any(one.seen_by_id == access.user.pk for one in seen),
    )


def _lines(
    home: Home, children: dict[int, ChildsShift], since: dt.datetime, access: Access
) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for gather in (_moves, _sessions, _calls, _away, _key_workers, _documents, _flags):
        for child_id, line in gather(home, children, since, access):
            found[child_id].append(line)
    return found


def _of(rows, home: Home, children: dict[int, ChildsShift]):
    return rows.filter(home=home, child__in=list(children))


def _moves(home, children, since, access):
    left = Placement.objects.visible_to(access).filter(moved_on_on__range=(london_day(since), access.today))
    for one in _of(left, home, children).order_by("moved_on_on", "pk"):
        yield one.child_id, Line(_("Moved on on %(day)s") % {"day": kday(one.moved_on_on)})


def _sessions(home, children, since, access):
    rows = KeyWorkSession.objects.visible_to(access).signed().filter(signed_at__gte=since)
    for one in _of(rows, home, children).for_list().order_by("signed_at", "pk")[:MOST]:
        worry = told_in_short(one) if one.worry else ""
        start = one.account[:STARTS] + ("…" if len(one.account) > STARTS else "")
        title = _("%(how)s, %(day)s") % {"how": how_it_went(one), "day": kday(one.held_on)}
        yield (
            one.child_id,
            Line(title, start, one.signed_at, one.author.full_name, one.get_absolute_url(), worry),
        )


def _calls(home, children, since, access):
    rows = ContactEntry.objects.visible_to(access).filter(created_at__gte=since)
    for one in _of(rows, home, children).select_related("author").order_by("created_at", "pk")[:MOST]:
        title = capfirst(str(one.get_kind_display()))
        if one.person_name:
            title = _("%(what)s, %(who)s") % {"what": title, "who": one.person_name}
        said = (
            f"{one.get_outcome_display()}, {kday(one.happened_on)}" if one.outcome else kday(one.happened_on)
        )
        yield (
            one.child_id,
            Line(title, capfirst(said), one.created_at, one.author_name or one.author.full_name),
        )


def _away(home, children, since, access):
    yesterday = london_day(since)
    recent = Q(started_on__gte=yesterday) | Q(returned_on__gte=yesterday) | Q(created_at__gte=since)
    rows = ChildAbsence.objects.visible_to(access).filter(recent, started_on__lte=access.today)
    for one in _of(rows, home, children).order_by("started_on", "pk")[:MOST]:
        kind = one.get_kind_display()
        if one.returned_on and one.returned_on <= access.today:
            title = _("Back home since %(day)s") % {"day": kday(one.returned_on)}
        else:
            title = _("Away since %(day)s") % {"day": kday(one.started_on)}
        yield one.child_id, Line(title, capfirst(str(kind)))


def _key_workers(home, children, since, access):
    yesterday = london_day(since)
    days = (yesterday, access.today)
    rows = KeyWorkerAssignment.objects.visible_to(access).filter(
        Q(started_on__range=days) | Q(ended_on__range=days) | Q(created_at__gte=since)
    )
    for one in _of(rows, home, children).order_by("started_on", "pk")[:MOST]:
        who = {"who": one.worker_name, "day": kday(one.started_on)}
        if one.ended_on and one.ended_on in days and one.role != AssignmentRole.COVER:
            title = _("%(who)s stops being {key worker} on %(day)s") % {**who, "day": kday(one.ended_on)}
        elif one.role == AssignmentRole.COVER:
            title = _("%(who)s covers from %(day)s") % who
        else:
            title = _("%(who)s is {key worker} from %(day)s") % who
        yield (
            one.child_id,
            Line(title, url=reverse("compliance:key_workers", args=[children[one.child_id].child.public_id])),
        )


def _documents(home, children, since, access):
    rows = FileVersion.objects.visible_to(access).filter(created_at__gte=since).select_related("item")
    for one in _of(rows, home, children).order_by("created_at", "pk")[:MOST]:
        title = _("%(document)s: new version of %(day)s") % {
            "document": one.item.get_type_display(),
            "day": kday(one.dated_on),
        }
        yield one.child_id, Line(title, one.note[:STARTS], one.created_at)


def _flags(home, children, since, access):
    if not access.may(Permission.SEE_FLAGS, home.pk):
        return
    duties = duties_at(home.pk, access)
    rows = duties.open().filter(raised_at__gte=since)
    for card in flag_cards(_of(rows, home, children)[:MOST], access=access):
        yield card.flag.child_id, Line(card.sentence, url=card.fix_url and card.about_url, source=card.source)


def _plans(home: Home, children: dict[int, ChildsShift], access: Access) -> list[SessionPlan]:
    """What is planned for today and tomorrow."""
    days = (access.today, add_days(access.today, 1))
    rows = SessionPlan.objects.visible_to(access).filter(
        planned_on__range=days, state=SessionPlan.State.PLANNED
    )
    return list(
        _of(rows, home, children).select_related("worker").order_by("planned_on", "starts", "pk")[:MOST]
    )

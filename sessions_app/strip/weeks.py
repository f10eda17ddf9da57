"""Time together over 12 weeks, drawn once in Python for every page that shows it.

Three parts, kept apart: gathering facts for many children in three queries, a pure function that turns facts into
12 weeks, and drawing. A strip is 12 Monday weeks, the newest on the right, with a sentence beside it and a list below.
Built as one safe string per row: looping over 12 cells in a template was 40% of a provider's page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import OuterRef, Q, QuerySet, Subquery

from children.models import Child, ChildAbsence, Placement
from homes.dates import add_days, week_start
from homes.permissions import Access
from homes.words import dated, gettext_lazy, ngettext
from homes.words import gettext as _
from sessions_app.models import HAPPENED, Format, KeyWorkSession, Outcome, Status
from sessions_app.querysets import SessionQuerySet, counts_as_session

WEEKS = 12


class State(StrEnum):
    SIGNED = "signed"
    DRAFT = "draft"
    CHAT = "chat"
    RING = "ring"
    CROSS = "cross"
    NOTHING = "nothing"
    AWAY = "away"
    ELSEWHERE = "elsewhere"  # before moving in, or after moving on


@dataclass(frozen=True, slots=True)
class Seen:
    """One session as the strip needs it."""

    held_on: dt.date
    status: str
    outcome: str
    format: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What 12 weeks of one child are made of. Placements and absences are [from, to): the second day is out."""

    sessions: Sequence[Seen] = ()
    placements: Sequence[tuple[dt.date, dt.date | None]] = ()
    absences: Sequence[tuple[dt.date, dt.date | None]] = ()


@dataclass(frozen=True, slots=True)
class Week:
    monday: dt.date
    state: State
    count: int
    label: str
    is_this_week: bool = False
    declined_in: int | None = None  # the month, when the child chose not to and that is all there was


# --- gathering: three queries however many children ------------------------------------------------


def weeks_for(
    child_ids: Collection[int],
    *,
    as_of: dt.date,
    access: Access | None = None,
    placements: Iterable[Placement] | None = None,
    absences: Iterable[ChildAbsence] | None = None,
) -> dict[int, tuple[Week, ...]]:
    """12 weeks for each child, oldest first. With `access`, only what this person may see: drafts are their own.

    `placements` and `absences` of the children, where the page has read them already.
    """
    lived = _placements(child_ids, as_of) if placements is None else placements
    away = absences_for_strip(child_ids, as_of) if absences is None else absences
    facts = _facts(child_ids, lived, away, as_of=as_of, access=access)
    return {child_id: week_states(facts[child_id], as_of=as_of) for child_id in child_ids}


def _placements(child_ids: Collection[int], as_of: dt.date) -> QuerySet[Placement]:
    return Placement.objects.filter(child__in=child_ids, moved_in_on__lte=as_of)


def absences_for_strip(child_ids: Collection[int], as_of: dt.date) -> QuerySet[ChildAbsence]:
    """Time away on any day of the 12 weeks."""
    begun = ChildAbsence.objects.filter(child__in=child_ids, started_on__lte=as_of)
    return begun.filter(Q(returned_on__isnull=True) | Q(returned_on__gt=first_monday(as_of)))


def _facts(
    child_ids: Collection[int],
    lived: Iterable[Placement],
    away: Iterable[ChildAbsence],
    *,
    as_of: dt.date,
    access: Access | None,
) -> dict[int, Facts]:
    sessions: dict[int, list[Seen]] = defaultdict(list)
    rows = in_reach(KeyWorkSession.objects.all(), access).filter(
        child__in=child_ids, held_on__gte=first_monday(as_of), held_on__lte=as_of
    )
    counting = Q(counts_as_session())
    for row in (
        rows.exclude(status=Status.VOID)
        .annotate(counts=counting)
        .values_list("child_id", "held_on", "status", "outcome", "format", "counts")
    ):
        sessions[row[0]].append(Seen(*row[1:]))
    placements: dict[int, list] = defaultdict(list)
    for placement in lived:
        if placement.moved_in_on is not None and placement.moved_in_on <= as_of:
            placements[placement.child_id].append((placement.moved_in_on, placement.moved_on_on))
    absences: dict[int, list] = defaultdict(list)
    for absence in away:
        absences[absence.child_id].append((absence.started_on, absence.returned_on))
    return {pk: Facts(sessions[pk], placements[pk], absences[pk]) for pk in child_ids}


def in_reach(rows: SessionQuerySet, access: Access | None) -> SessionQuerySet:
    return rows if access is None else rows.visible_to(access)


# --- 12 weeks from bare facts ---------------------------------------------------------------------


def first_monday(as_of: dt.date) -> dt.date:
    return add_days(week_start(as_of), -7 * (WEEKS - 1))


def week_states(facts: Facts, *, as_of: dt.date) -> tuple[Week, ...]:
    """The 12 weeks that end with the week of `as_of`, oldest first."""
    by_week: dict[dt.date, list[Seen]] = defaultdict(list)
    for seen in facts.sessions:
        if seen.held_on <= as_of:
            by_week[week_start(seen.held_on)].append(seen)
    start = first_monday(as_of)
    mondays = [add_days(start, 7 * number) for number in range(WEEKS)]
    return tuple(_week(monday, by_week[monday], facts, as_of) for monday in mondays)


def _week(monday: dt.date, seen: list[Seen], facts: Facts, as_of: dt.date) -> Week:
    state, count = _state(seen)
    if state == State.NOTHING:
        state = _not_expected(monday, facts, as_of)
    this_week = monday == week_start(as_of)
    declined = [one for one in seen if one.outcome == Outcome.DECLINED]
    return Week(
        monday=monday,
        state=state,
        count=count,
        label=_label(state, count, declined=bool(declined), this_week=this_week),
        is_this_week=this_week,
        declined_in=declined[0].held_on.month if state == State.RING and declined else None,
    )


def _state(seen: list[Seen]) -> tuple[State, int]:
    """The strongest thing a week holds: signed, then a draft, a quick chat, a try, a session we cancelled."""
    signed = [one for one in seen if one.status == Status.SIGNED]
    counting = sum(one.counts for one in signed)
    if counting:
        return State.SIGNED, counting
    for state, found in (
        (State.DRAFT, [one for one in seen if one.status == Status.DRAFT]),
        (State.CHAT, [o for o in signed if o.outcome in HAPPENED and o.format == Format.QUICK_CHAT]),
        (State.RING, [o for o in signed if o.outcome != Outcome.CANCELLED_BY_HOME]),
        (State.CROSS, signed),
    ):
        if found:
            return state, len(found)
    return State.NOTHING, 0


def _not_expected(monday: dt.date, facts: Facts, as_of: dt.date) -> State:
    """Hatched only when no day of the week was spent here: one day at home and a session could have been."""
    days = [day for day in (add_days(monday, number) for number in range(7)) if day <= as_of]
    here = [day for day in days if _within(day, facts.placements)]
    if not here:
        return State.ELSEWHERE
    return State.AWAY if all(_within(day, facts.absences) for day in here) else State.NOTHING


def _within(day: dt.date, ranges: Iterable[tuple[dt.date, dt.date | None]]) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in ranges)


LABELS = {
    State.DRAFT: gettext_lazy("draft, not signed"),
    State.CHAT: gettext_lazy("quick chat only"),
    State.RING: gettext_lazy("tried, it did not happen"),
    State.CROSS: gettext_lazy("we cancelled"),
    State.NOTHING: gettext_lazy("nothing recorded"),
    State.AWAY: gettext_lazy("away"),
    State.ELSEWHERE: gettext_lazy("not living here"),
}


def _label(state: State, count: int, *, declined: bool, this_week: bool) -> str:
    if state == State.SIGNED:
        return ngettext("%(n)d session signed", "%(n)d sessions signed", count) % {"n": count}
    if state == State.NOTHING and this_week:
        return _("nothing recorded yet")
    if state == State.RING and declined:
        return _("chose not to")
    return str(LABELS[state])


# --- words ----------------------------------------------------------------------------------------


def strip_sentence(weeks: Sequence[Week], name: str) -> str:
    """ "9 of the last 11 weeks. Kai chose not to once, in June." The week we are in is left out of the count."""
    full = [week for week in weeks if not week.is_this_week and week.state != State.ELSEWHERE]
    if not full:
        return _("Moved in this week.") if weeks[-1].state != State.ELSEWHERE else _("Not living here.")
    signed = sum(week.state == State.SIGNED for week in full)
    if signed == len(full):
        return _("Every week.") if len(full) > 1 else _("1 of 1 week.")
    if len(full) == 1:
        first = _("Not last week.")
    elif not signed:
        first = _("In none of the last %(of)d weeks.") % {"of": len(full)}
    else:
        first = _("%(n)d of the last %(of)d weeks.") % {"n": signed, "of": len(full)}
    return " ".join([first, *_why_not(full, name)])


def _why_not(full: Sequence[Week], name: str) -> list[str]:
    declined = [week.declined_in for week in full if week.declined_in]
    said = []
    if len(declined) == 1:
        month = _month(declined[0])
        said.append(_("%(name)s chose not to once, in %(month)s.") % {"name": name, "month": month})
    elif declined:
        said.append(_("%(name)s chose not to %(n)d times.") % {"name": name, "n": len(declined)})
    cancelled = sum(week.state == State.CROSS for week in full)
    if cancelled:
        said.append(ngettext("We cancelled once.", "We cancelled %(n)d times.", cancelled) % {"n": cancelled})
    away = sum(week.state == State.AWAY for week in full)
    if away:
        said.append(ngettext("Away for a week.", "Away for %(n)d weeks.", away) % {"n": away})
    return said


def _month(number: int) -> str:
    return dated(dt.date(2000, number, 1), "F")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of "See as a list"."""

    monday: dt.date
    words: str
    label: str


def strip_rows(weeks: Sequence[Week]) -> list[Row]:
    """Newest first, in words, for "See as a list" and for print."""
    return [Row(week.monday, week_of(week), week.label) for week in reversed(weeks)]


def week_of(week: Week) -> str:
    if week.is_this_week:
        return _("This week")
    return _("Week of %(day)s") % {"day": dated(week.monday, "j F")}


def latest_sessions(
    child_ids: Collection[int], as_of: dt.date, *, access: Access | None = None
) -> dict[int, KeyWorkSession]:
    """The latest session that counts for each child, whichever placement it was in. One query; none for nobody."""
    newest = (
        in_reach(KeyWorkSession.objects.filter(child=OuterRef("pk")), access)
        .counting_on(as_of)
        .order_by(
            "-held_on", "-pk"
        )  # as its index lies: what counts has a day, so no row is read but the first
        .values("pk")[:1]
    )
    latest = Child.objects.filter(pk__in=child_ids).annotate(latest=Subquery(newest)).values("latest")
    return {session.child_id: session for session in KeyWorkSession.objects.filter(pk__in=latest).for_list()}


def own_drafts(access: Access) -> QuerySet[KeyWorkSession]:
    """This person's drafts, the oldest day first: what they still have to sign."""
    drafts = KeyWorkSession.objects.visible_to(access).drafts().filter(author=access.user.pk)
    return drafts.for_list().order_by("held_on", "pk")

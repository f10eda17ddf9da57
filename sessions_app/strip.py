"""Time together over 12 weeks, drawn once in Python for every page that shows it.

Three parts, kept apart: gathering facts for many children in three queries, a pure function that turns facts into
12 weeks, and drawing. A strip is 12 Monday weeks, the newest on the right, with a sentence beside it and a list below.
Built as one safe string per row: looping over 12 cells in a template was 40% of a provider's page.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from children.models import Child, ChildAbsence, Placement
from homes.dates import add_days, week_start
from homes.permissions import Access
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.models import HAPPENED, Format, KeyWorkSession, Outcome, Status
from sessions_app.querysets import SessionQuerySet, counts_as_session

WEEKS = 12
CELL, PITCH = 20, 24
DAY_WIDTH, MOST_DAYS = 9, 28
LAST_SESSIONS = 12
NEARLY_ALL, NEARLY_ALL_OF = 7, 8


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
    """What 12 weeks of one child are made of. Stays and absences are [from, to): the second day is not included."""

    sessions: Sequence[Seen] = ()
    stays: Sequence[tuple[dt.date, dt.date | None]] = ()
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
    stays: Iterable[Placement] | None = None,
    absences: Iterable[ChildAbsence] | None = None,
) -> dict[int, tuple[Week, ...]]:
    """12 weeks for each child, oldest first. With `access`, only what this person may see: drafts are their own.

    `stays` and `absences` of the children, where the page has read them already.
    """
    lived = _stays(child_ids, as_of) if stays is None else stays
    away = absences_for_strip(child_ids, as_of) if absences is None else absences
    facts = _facts(child_ids, lived, away, as_of=as_of, access=access)
    return {child_id: week_states(facts[child_id], as_of=as_of) for child_id in child_ids}


def _stays(child_ids: Collection[int], as_of: dt.date) -> QuerySet[Placement]:
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
    rows = _in_reach(KeyWorkSession.objects.all(), access).filter(
        child__in=child_ids, held_on__gte=first_monday(as_of), held_on__lte=as_of
    )
    counting = Q(counts_as_session())
    for row in (
        rows.exclude(status=Status.VOID)
        .annotate(counts=counting)
        .values_list("child_id", "held_on", "status", "outcome", "format", "counts")
    ):
        sessions[row[0]].append(Seen(*row[1:]))
    stays: dict[int, list] = defaultdict(list)
    for stay in lived:
        if stay.moved_in_on is not None and stay.moved_in_on <= as_of:
            stays[stay.child_id].append((stay.moved_in_on, stay.moved_on_on))
    absences: dict[int, list] = defaultdict(list)
    for absence in away:
        absences[absence.child_id].append((absence.started_on, absence.returned_on))
    return {pk: Facts(sessions[pk], stays[pk], absences[pk]) for pk in child_ids}


def _in_reach(rows: SessionQuerySet, access: Access | None) -> SessionQuerySet:
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
    here = [day for day in days if _within(day, facts.stays)]
    if not here:
        return State.ELSEWHERE
    return State.AWAY if all(_within(day, facts.absences) for day in here) else State.NOTHING


def _within(day: dt.date, ranges: Iterable[tuple[dt.date, dt.date | None]]) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in ranges)


def _label(state: State, count: int, *, declined: bool, this_week: bool) -> str:
    if state == State.SIGNED:
        return ngettext("%(n)d session signed", "%(n)d sessions signed", count) % {"n": count}
    if state == State.NOTHING and this_week:
        return _("nothing recorded yet")
    return {
        State.DRAFT: _("draft, not signed"),
        State.CHAT: _("quick chat only"),
        State.RING: _("chose not to") if declined else _("tried, it did not happen"),
        State.CROSS: _("we cancelled"),
        State.NOTHING: _("nothing recorded"),
        State.AWAY: _("away"),
        State.ELSEWHERE: _("not living here"),
    }[state]


# --- words ----------------------------------------------------------------------------------------


def strip_sentence(weeks: Sequence[Week], name: str) -> str:
    """ "9 of the last 11 weeks. Kai chose not to once, in June." The week we are in is left out of the count."""
    full = [week for week in weeks if not week.is_this_week and week.state != State.ELSEWHERE]
    if not full:
        return _("Moved in this week.") if weeks[-1].state != State.ELSEWHERE else _("Not living here.")
    signed = sum(week.state == State.SIGNED for week in full)
    if signed == len(full):
        return _("Every week.") if len(full) > 1 else _("1 of 1 week.")
    first = ngettext("%(n)d of the last week.", "%(n)d of the last %(of)d weeks.", len(full))
    return " ".join([first % {"n": signed, "of": len(full)}, *_why_not(full, name)])


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
    return date_format(dt.date(2000, number, 1), "F")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of "See as a list"."""

    monday: dt.date
    words: str
    label: str


def strip_rows(weeks: Sequence[Week]) -> list[Row]:
    """Newest first, in words, for "See as a list" and for print."""
    return [Row(week.monday, _week_of(week), week.label) for week in reversed(weeks)]


def _week_of(week: Week) -> str:
    if week.is_this_week:
        return _("This week")
    return _("Week of %(day)s") % {"day": date_format(week.monday, "j F")}


# --- drawing --------------------------------------------------------------------------------------


def strip_svg(weeks: Sequence[Week], sentence: str = "") -> SafeString:
    """The 12 squares as one picture with its words inside. Colours come from the style sheet's k- classes."""
    cells = mark_safe("".join(_cell(week, number * PITCH) for number, week in enumerate(weeks)))  # noqa: S308 - numbers and our own class names
    title = sentence or _("Time together, last 12 weeks")
    listed = "; ".join(f"{_week_of(week)}: {week.label}" for week in weeks)
    return format_html(
        '<svg class="strip" width="284" height="20" viewBox="0 0 284 20" role="img" focusable="false">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        title,
        listed,
        cells,
    )


def strip_block(weeks: Sequence[Week], sentence: str = "") -> SafeString:
    """The picture with the first date and "this week" under it."""
    return format_html(
        '<div class="kw-strip">{}<p class="kw-strip__dates"><span>{}</span><span>{}</span></p></div>',
        strip_svg(weeks, sentence),
        date_format(weeks[0].monday, "j F") if weeks else "",
        _("this week"),
    )


def _cell(week: Week, x: int) -> str:
    middle = x + CELL // 2
    outline = f'<rect class="k-week" x="{x + 1}" y="1" width="18" height="18" rx="3"/>'
    mark = {
        State.SIGNED: f'<rect class="k-signed" x="{x}" width="20" height="20" rx="4"/>',
        State.DRAFT: f'<rect class="k-draft" x="{x + 1}" y="1" width="18" height="18" rx="3"/>',
        State.CHAT: f'<rect class="k-chat" x="{x + 5.5}" y="5.5" width="9" height="9" rx="1"/>',
        State.RING: f'<circle class="k-ring" cx="{middle}" cy="10" r="8"/>',
        State.CROSS: f'<path class="k-cross" d="M{x + 4} 4 {x + 16} 16M{x + 16} 4 {x + 4} 16"/>',
        State.NOTHING: f'<circle class="k-dot" cx="{middle}" cy="10" r="2.6"/>',
    }.get(week.state, f'<rect class="k-hatch" x="{x + 0.5}" y=".5" width="19" height="19" rx="4"/>')
    if week.state == State.SIGNED and week.count > 1:
        mark += f'<text class="k-num" x="{middle}" y="15">{min(week.count, 9)}</text>'
    if week.is_this_week and week.state == State.NOTHING:
        return outline
    if week.is_this_week and week.state == State.CHAT:
        return outline + mark
    return mark


def days_bar_svg(
    days: int | None,
    standard: int,
    *,
    since_moving_in: int | None = None,
    words: str = "",
    sentence: str = "",
) -> SafeString:
    """Days since the last session, 9 px a day, against the home's standard: solid up to it, hatched past it.

    `days` is None when there has been no session yet: then a dashed bar counts the days since moving in.
    The bar stops at 28 and says "28+".
    """
    shown = days if days is not None else since_moving_in or 0
    value = f"{MOST_DAYS}+" if shown > MOST_DAYS else str(shown)
    length = min(max(shown, 0), MOST_DAYS) * DAY_WIDTH
    line = min(standard, MOST_DAYS) * DAY_WIDTH
    text_x = max(length, line if length < line + 8 else 0) + 12
    marks = [_bar(length, line) if days is not None else _dashed(length)]
    marks.append('<path class="k-axis" d="M1 7V37"/>')
    marks.append(f'<path class="k-line" d="M{line + 1} 4V40"/>')
    return format_html(
        '<svg class="daysbar" width="{w}" height="44" viewBox="0 0 {w} 44" role="img" focusable="false">'
        '<title>{title}</title>{marks}<text class="k-value" x="{x}" y="29">{value}</text>'
        '<text class="k-words" x="{wx}" y="28">{words}</text></svg>',
        w=MOST_DAYS * DAY_WIDTH + 168,
        title=sentence or _days_sentence(days, standard, shown),
        marks=mark_safe("".join(marks)),  # noqa: S308 - numbers and our own class names
        x=text_x,
        value=value,
        wx=text_x + 12 * len(value) + 8,
        words=words if words else _days_words(days, standard, shown),
    )


def _bar(length: int, line: int) -> str:
    """Solid up to the line, 2 clear, the line, 2 clear, hatched to the end."""
    if length <= line:
        width = max(length - 3, 0) if length == line else length
        return f'<rect class="k-solid" x="1" y="12" width="{width}" height="20"/>'
    past = length - line - 4
    return (
        f'<rect class="k-solid" x="1" y="12" width="{max(line - 3, 0)}" height="20"/>'
        f'<rect class="k-over" x="{line + 4.75}" y="12.75" width="{max(past - 1.5, 3)}" height="18.5"/>'
    )


def _dashed(length: int) -> str:
    return f'<rect class="k-none" x="2" y="13" width="{max(length - 4, 2)}" height="18"/>'


def _days_words(days: int | None, standard: int, shown: int) -> str:
    if days is None:
        return _("since {moving in}")
    if shown > standard:
        over = min(shown, MOST_DAYS) - standard
        return _("%(n)d or more over") % {"n": over} if shown > MOST_DAYS else _("%(n)d over") % {"n": over}
    return _("due today") if shown == standard else ""


def _days_sentence(days: int | None, standard: int, shown: int) -> str:
    facts = {"n": shown, "standard": standard}
    if days is None:
        return _("No session yet, %(n)d days since {moving in}. The home's standard is %(standard)d.") % facts
    if days == 0:
        return _("A session today. The home's standard is %(standard)d days.") % facts
    return (
        ngettext(
            "%(n)d day since a session. The home's standard is %(standard)d.",
            "%(n)d days since a session. The home's standard is %(standard)d.",
            shown,
        )
        % facts
    )


# --- other small answers for other pages ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeWith:
    """One adult and how often; `width` and `dots` place one dot a session, 14 px with a gap of 5."""

    name: str
    count: int

    @property
    def width(self) -> int:
        return self.count * 19

    @property
    def dots(self) -> list[int]:
        return [7 + 19 * number for number in range(self.count)]


@dataclass(frozen=True)
class WhoSpendsTime:
    """Adults in the last sessions and quick chats, most first. For the child's sake: a prompt, never a ranking."""

    people: list[TimeWith] = field(default_factory=list)
    sessions: int = 0
    mostly: TimeWith | None = None  # the one adult of nearly all of the last 8

    @property
    def sentence(self) -> str:
        return ", ".join(f"{one.name} {one.count}" for one in self.people)

    def prompt(self, child: Child) -> str:
        """Good practice, never a gap: nobody owes anything, and no rule reads it. Empty when several are there."""
        if self.mostly is None:
            return ""
        words = _(
            "%(n)d of %(whose)s last %(of)d sessions were with %(adult)s. "
            "Who else could spend time with %(child)s? (Good practice, not a gap)"
        )
        return words % {
            "n": self.mostly.count,
            "of": NEARLY_ALL_OF,
            "whose": possessive(child.known_as),
            "adult": self.mostly.name,
            "child": child.known_as,
        }


def who_spends_time(child: Child, as_of: dt.date, *, access: Access | None = None) -> WhoSpendsTime:
    return who_spends_time_with([child.pk], as_of, access=access)[child.pk]


def who_spends_time_with(
    child_ids: Collection[int], as_of: dt.date, *, access: Access | None = None
) -> dict[int, WhoSpendsTime]:
    """Who was there in each child's last 12 sessions and quick chats that happened. One query for any number."""
    newest_first = [F("held_on").desc(), F("pk").desc()]
    rows = (
        _in_reach(KeyWorkSession.objects.filter(child__in=child_ids), access)
        .happened_by(as_of)
        .annotate(nth=Window(RowNumber(), partition_by=F("child_id"), order_by=newest_first))
        .filter(nth__lte=LAST_SESSIONS)
        .order_by("child_id", "nth")
    )
    there: dict[int, list[list[dict[str, str]]]] = defaultdict(list)
    for child_id, people in rows.values_list("child_id", "people_present"):
        there[child_id].append(people or [])
    return {child_id: _people_of(there[child_id]) for child_id in child_ids}


def _people_of(sessions: Sequence[list[dict[str, str]]]) -> WhoSpendsTime:
    """From the people of each session, newest first. An adult named twice in one session was there once."""
    counts, lately, names = Counter[str](), Counter[str](), {}
    for number, people in enumerate(sessions):
        for key, name in {one.get("id") or one["name"]: one["name"] for one in people}.items():
            counts[key] += 1
            lately[key] += number < NEARLY_ALL_OF
            names.setdefault(key, name)  # newest first: the name as last written
    called = _called(names)
    nearly_all = [key for key, count in lately.items() if count >= NEARLY_ALL]
    # two adults who are both nearly always there are two: nobody depends on one of them alone
    alone = len(nearly_all) == 1 and len(sessions) >= NEARLY_ALL_OF
    mostly = TimeWith(called[nearly_all[0]], lately[nearly_all[0]]) if alone else None
    people = [TimeWith(called[key], count) for key, count in counts.items()]
    return WhoSpendsTime(sorted(people, key=lambda one: (-one.count, one.name)), len(sessions), mostly)


def _called(names: dict[str, str]) -> dict[str, str]:
    """First names, as people say them; the whole name of those who share one."""
    first = {key: name.split(" ")[0] for key, name in names.items()}
    shared = Counter(first.values())
    return {key: names[key] if shared[name] > 1 else name for key, name in first.items()}


def latest_sessions(
    child_ids: Collection[int], as_of: dt.date, *, access: Access | None = None
) -> dict[int, KeyWorkSession]:
    """The latest session that counts for each child, whichever stay it was in. One query; none for nobody."""
    newest = (
        _in_reach(KeyWorkSession.objects.filter(child=OuterRef("pk")), access)
        .counting_on(as_of)
        .newest_first()
        .values("pk")[:1]
    )
    latest = Child.objects.filter(pk__in=child_ids).annotate(latest=Subquery(newest)).values("latest")
    return {session.child_id: session for session in KeyWorkSession.objects.filter(pk__in=latest).for_list()}


def own_drafts(access: Access) -> QuerySet[KeyWorkSession]:
    """This person's drafts, the oldest day first: what they still have to sign."""
    drafts = KeyWorkSession.objects.visible_to(access).drafts().filter(author=access.user.pk)
    return drafts.for_list().order_by("held_on", "pk")

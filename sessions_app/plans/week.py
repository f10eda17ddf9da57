"""The week of a home: every child who lives there, what is planned for them, and who of the adults is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils.text import get_text_list

from children.models import Child, Placement
from children.placements.page import lives_here
from homes.dates import add_days, week_start
from homes.models import Home
from homes.permissions import Access, Permission
from homes.staff.standing import Days, absences_known
from homes.templatetags.keywork_ui import kday, ktime
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.models import KeyWorkSession, SessionPlan
from sessions_app.plans.owed import Owed, Uncovered, due_words, owed_at
from sessions_app.plans.page import PlanLine, lines_of
from sessions_app.recording.saying import how_it_went

DAYS = 7


@dataclass(frozen=True)
class Slot:
    """One thing of one day: a plan as it stands, a signed record nobody had planned, or that time is due."""

    url: str
    title: str  # the time; of what is signed, that it is; of what is due, by when
    what: str = ""
    who: str = ""
    note: str = ""  # whether the child knows; why it is off
    icon: str = ""
    look: str = ""


@dataclass
class ChildsWeek:
    child: Child
    called: str  # two of a name are told apart
    days: list[tuple[dt.date, list[Slot]]]
    lines: list[PlanLine]
    signed: int  # records of the week
    may_plan: bool

    @property
    def open(self) -> list[PlanLine]:
        return [line for line in self.lines if line.is_open]

    @property
    def has_time(self) -> bool:
        """Something is planned or recorded. What was called off, or went by without a record, is no time."""
        return bool(self.signed) or any(not line.nothing_recorded for line in self.open)

    @property
    def not_told(self) -> bool:
        return any(not line.plan.child_knows and not line.nothing_recorded for line in self.open)


@dataclass(frozen=True)
class Away:
    """An adult who is away on some of the days, as columns of the week: so many before, so many across."""

    name: str
    before: int
    across: int
    words: str
    uncovered: list[Uncovered]

    @property
    def after(self) -> int:
        return DAYS - self.before - self.across


@dataclass
class WeekPage:
    home: Home
    monday: dt.date
    today: dt.date
    rows: list[ChildsWeek] = field(default_factory=list)
    away: list[Away] = field(default_factory=list)

    @property
    def days(self) -> list[dt.date]:
        return [add_days(self.monday, number) for number in range(DAYS)]

    @property
    def words(self) -> str:
        """ "Monday 11 to Sunday 17 August"."""
        sunday = add_days(self.monday, DAYS - 1)
        first = kday(self.monday) if self.monday.month != sunday.month else str(self.monday.day)
        return _("Monday %(first)s to Sunday %(last)s") % {"first": first, "last": kday(sunday)}

    @property
    def earlier(self) -> str:
        return add_days(self.monday, -DAYS).isoformat()

    @property
    def later(self) -> str:
        return add_days(self.monday, DAYS).isoformat()

    @property
    def is_this_week(self) -> bool:
        return self.monday == week_start(self.today)

    @cached_property
    def finding(self) -> str:
        """The week in a few sentences: how much is planned, who has no time yet, who does not know of theirs."""
        planned = sum(not line.is_over for row in self.rows for line in row.open)
        said = [
            ngettext("%(n)s session planned", "%(n)s sessions planned", planned) % {"n": planned}
            + _(", %(n)s signed.") % {"n": sum(row.signed for row in self.rows)}
        ]
        passed = sum(line.nothing_recorded for row in self.rows for line in row.lines)
        if passed:
            words = ngettext(
                "%(n)s was planned and nothing is recorded.",
                "%(n)s were planned and nothing is recorded.",
                passed,
            )
            said.append(words % {"n": passed})
        without = [row.called for row in self.rows if not row.has_time]
        if without:
            said.append(_("Without a time this week: %(names)s.") % {"names": _listed(without)})
        elif self.rows:
            said.append(_("Every child has a time this week."))
        not_told = [row.called for row in self.rows if row.not_told]
        if not_told:
            said.append(_("Not told yet: %(names)s.") % {"names": _listed(not_told)})
        return " ".join(said)


def _listed(names: list[str]) -> str:
    return get_text_list(names, _("and"))


def monday_asked(text: str, today: dt.date) -> dt.date:
    """The Monday of the week a day of the address lies in; nonsense, and years no page can name, are this week."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return week_start(today)
    return week_start(day) if abs((day - today).days) < 20 * 365 else week_start(today)


def week_page(home: Home, access: Access, *, monday: dt.date) -> WeekPage:
    """Seven queries, however many children and plans."""
    page = WeekPage(home=home, monday=monday, today=access.today)
    week = Days(monday, add_days(monday, DAYS - 1))
    stays = _stays(home, week, access)
    plans = SessionPlan.objects.visible_to(access).filter(
        home=home, planned_on__range=(week.first, week.last)
    )
    lines = lines_of(plans.with_record().for_list().in_order(), access)
    signed = (
        KeyWorkSession.objects.visible_to(access)
        .signed()
        .filter(home=home, held_on__range=(week.first, week.last))
    )
    sessions = list(signed.for_list().order_by("held_on", "pk"))
    may = access.may(Permission.RECORD_SESSIONS, home.pk)
    owed = owed_at(home, access)
    access.meet([stay.child for stay in stays])
    for stay in stays:
        called = access.called(stay.child)
        theirs = [replace(line, called=called) for line in lines if line.plan.child_id == stay.child_id]
        records = [one for one in sessions if one.child_id == stay.child_id]
        may_plan = may and lives_here(stay, access.today) and week.last >= access.today
        page.rows.append(
            ChildsWeek(
                stay.child,
                called,
                _days_of(page.days, theirs, records, _slots_due(stay.child, owed, may=may)),
                theirs,
                signed=len(records),
                may_plan=may_plan,
            )
        )
    page.away = away_in(home, week, access, owed)
    return page


def _stays(home: Home, week: Days, access: Access) -> list[Placement]:
    """Who lives there on one of the days, by name, each once."""
    here = Q(moved_in_on__lte=week.last) & (Q(moved_on_on__isnull=True) | Q(moved_on_on__gt=week.first))
    stays = Placement.objects.visible_to(access).filter(here, home=home).select_related("child", "home")
    return list({stay.child_id: stay for stay in stays.order_by("child__known_as", "pk")}.values())


def _days_of(
    days: list[dt.date],
    lines: Iterable[PlanLine],
    sessions: Iterable[KeyWorkSession],
    due: dict[dt.date, Slot],
) -> list[tuple[dt.date, list[Slot]]]:
    """What is due and not planned for that day; plans in the order of the day; what was recorded without a plan."""
    planned = list(lines)
    told = {line.plan.record_key for line in planned}
    meant = {line.plan.planned_on for line in planned if line.is_open}
    more = [one for one in sessions if one.public_id not in told]
    return [
        (
            day,
            [
                *([due[day]] if day in due and day not in meant else []),
                *(_slot_of_plan(line) for line in planned if line.plan.planned_on == day),
                *(_slot_of_record(one) for one in more if one.held_on == day),
            ],
        )
        for day in days
    ]


def _slots_due(child: Child, owed: Owed, *, may: bool) -> dict[dt.date, Slot]:
    """On its day, or today where it is late: to the form for who may write, ahead of the day to the plan."""
    due = owed.due(child)
    if due is None:
        return {}
    due_on, stands_on = due
    today = owed.access.today
    address = reverse("sessions:new" if stands_on == today else "sessions:plan_new", args=[child.public_id])
    words = due_words(due_on, today)
    return {stands_on: Slot(address if may else child.get_absolute_url(), words, look="owed")}


def _slot_of_plan(line: PlanLine) -> Slot:
    plan = line.plan
    when = ktime(plan.starts) if plan.starts else _("No time yet")
    who = plan.worker.first_name
    if plan.is_off:
        return Slot(plan.get_absolute_url(), _("Called off"), line.what, who, plan.reason, "", "off")
    if line.is_recorded:
        return Slot(line.record_url, _("Signed"), line.what, who, icon="lock", look="signed")
    if line.is_over:
        return Slot(plan.get_absolute_url(), when, line.what, who, _("Nothing recorded"), "due", "moved")
    look, icon = ("", "done") if plan.child_knows else ("moved", "due")
    return Slot(plan.get_absolute_url(), when, line.what, who, line.knows, icon, look)


def _slot_of_record(session: KeyWorkSession) -> Slot:
    who = session.author.first_name
    return Slot(
        session.get_absolute_url(), _("Signed"), how_it_went(session), who, icon="lock", look="signed"
    )


def away_in(home: Home, week: Days, access: Access, owed: Owed) -> list[Away]:
    """Who is away on which days of the week, until when, and whom nobody covers. Not why: that is theirs. One query."""
    rows = absences_known(home, on=access.today).filter(started_on__lte=week.last)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=week.first)).select_related("user")
    return [
        _away(
            row.user.full_name, Days(row.started_on, row.ended_on), week, owed.uncovered(str(row.public_id))
        )
        for row in rows.order_by("started_on", "pk")
    ]


def _away(name: str, days: Days, week: Days, uncovered: list[Uncovered]) -> Away:
    first, last = max(days.first, week.first), min(days.last or week.last, week.last)
    words = (
        _("%(name)s is away until %(day)s") % {"name": name, "day": kday(days.last)}
        if days.last
        else _("%(name)s is away") % {"name": name}
    )
    return Away(name, (first - week.first).days, (last - first).days + 1, words, uncovered)

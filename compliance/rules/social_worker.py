"""News to the social worker, the social worker's visits, and a chronology that goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import formats
from django.utils.text import get_text_list

from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words, every, within
from children.models import SW_VISIT
from compliance.rules.base import Evaluation, say
from compliance.rules.care import nation_of
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK, KEY_WORK_IN_WALES
from homes.dates import add_days, add_months
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import (
    SW_VISIT_MONTHS,
    SW_VISIT_WEEKS,
    Default,
    Editable,
    Figure,
    Kind,
    Owner,
    interval_after,
)
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext

FIRST_YEAR_MONTHS = 12
DAYS_IN_A_WEEK = 7
ASKED_SHOWN = 4


def visit_due_on(
    *, moved_in_on: dt.date, visited_on: dt.date | None, first_within: int, lasts_to_18: bool
) -> tuple[str, dt.date]:
    """Which visit is owed next, and by when: ("first" | "weeks" | "months", day).

    The first within a week of the start of the placement; it stays owed from that day until there is a visit. Then 6
    weeks after the last visit. 3 calendar months after it instead, only where the placement is meant to last to 18 and
    that visit was on or after the first anniversary of moving in: the interval is the one of the day it began.
    """
    if visited_on is None:
        return "first", add_days(moved_in_on, first_within)
    if lasts_to_18 and visited_on >= add_months(moved_in_on, FIRST_YEAR_MONTHS):
        return "months", add_months(visited_on, SW_VISIT_MONTHS)
    return "weeks", add_days(visited_on, SW_VISIT_WEEKS * DAYS_IN_A_WEEK)


def social_worker_visits(scope: Scope) -> Iterator[Evaluation]:
    """The social worker visits in time. The placing authority's to do; we ask, and keep when we asked.

    Children who are looked after. Without a visit in this placement: 1 week after the day of moving in, for any
    placement, however long the child is in care; it stays owed from that day. Then 6 weeks (42 days) after the last
    visit; 3 calendar months, clamped, only where the placement is meant to last to 18 and that visit was after its
    first year: begun in year one, it stays six weeks. Only a meeting is a visit. Silent in a series of short breaks
    (regulation 48). Care Planning Regulations 2010, regulation 28; Care Planning (Wales) Regulations 2015, regulation
    31, where a Welsh authority is responsible.
    """
    for placement in scope.placements:
        if not placement.in_care.is_owed:
            yield scope.asks_nothing("SW-VISIT", placement)
            continue
        visited_on = scope.latest[placement.pk].visited_on
        figure = scope.figure("SW-VISIT", placement)
        kind, due_on = visit_due_on(
            moved_in_on=placement.moved_in_on,
            visited_on=visited_on,
            first_within=figure.amount,
            lasts_to_18=bool(placement.intended_to_last_to_18),
        )
        since = visited_on or placement.moved_in_on
        asked = [day for day in scope.chased.get((placement.child_id, SW_VISIT), ()) if day >= since]
        yield say(
            placement,
            figure,
            due_on,
            kind=kind,
            nation=nation_of(placement),
            moved_in_on=placement.moved_in_on,
            visited_on=visited_on,
            asked=",".join(day.isoformat() for day in asked),
        )


def news_to_social_worker(scope: Scope) -> Iterator[Evaluation]:
    """The social worker hears from us every week, good news as well as bad.

    Children who are looked after, or who have a social worker among their people. Counted in calendar days from the
    latest news of this placement: filed as sent, or a call, letter or meeting that got through; without any, from the
    day of moving in. Trying does not count. Source: key worker guidance, weekly.
    """
    for placement in scope.placements:
        latest = scope.latest[placement.pk]
        if not placement.in_care.is_owed and not latest.has_social_worker:
            yield scope.asks_nothing("SW-UPDATE", placement)
            continue
        since, kind = latest.heard_on or placement.moved_in_on, "again" if latest.heard_on else "first"
        yield scope.says("SW-UPDATE", placement, interval_after(since), kind=kind, last_on=since)


def chronology(scope: Scope) -> Iterator[Evaluation]:
    """A child's chronology goes on: something is in it at least every so often.

    Counted in calendar days from the latest entry that a person wrote and that stands; at the earliest from the day of
    moving in. What the record adds by itself (moving in and on, key workers, time away, documents, restrictions) is
    shown there and does not count. Home standard, 31 days.
    """
    for placement in scope.placements:
        written_on = scope.latest[placement.pk].wrote_on
        lately = written_on is not None and written_on >= placement.moved_in_on
        last_on = written_on if lately else placement.moved_in_on
        kind = "entry" if lately else "none"
        yield scope.says("CHRON", placement, interval_after(last_on), kind=kind, last_on=last_on)


# --- in words -----------------------------------------------------------------------------------


def _weekly(figure: Figure) -> str:
    if (figure.unit, figure.amount) == (Unit.DAYS, DAYS_IN_A_WEEK):
        return _("weekly")
    return every(figure)


def _update(words: Words, *, overdue: bool) -> str:
    days = words.days_since("last_on")
    values = words.plus(n=days, standard=_weekly(words.figure), day=words.on("last_on"))
    if words.facts["kind"] == "first":
        if not overdue:
            return _("News for %(child)s’s social worker is due %(due)s. Good news too.") % values
        said = _(
            "%(child)s moved in on %(day)s and the social worker has not heard from us since. "
            "The home’s standard is %(standard)s, good news too."
        )
        return said % values
    if not overdue:
        said = _("News for %(child)s’s social worker is due %(due)s. They last heard from us on %(day)s.")
        return said % values
    heard = ngettext(
        "%(child)s’s social worker last heard from us %(n)s day ago.",
        "%(child)s’s social worker last heard from us %(n)s days ago.",
        days,
    )
    return heard % values + " " + _("The home’s standard is %(standard)s, good news too.") % values


def _first_then_every(figure: Figure) -> str:
    """The first visit after moving in, and those after it."""
    first = within(figure)
    if (figure.amount, figure.unit) == (DAYS_IN_A_WEEK, Unit.DAYS):
        first = _("one week")
    return _("%(first)s, then every %(n)s weeks") % {"first": first, "n": SW_VISIT_WEEKS}


def _visit(words: Words, *, overdue: bool) -> str:
    values = words.plus()
    if words.facts["kind"] == "first":
        values["day"] = words.on("moved_in_on")
        said = (
            _(
                "%(child)s moved in on %(day)s and has had no visit by the social worker. "
                "It was due by %(due_day)s."
            )
            if overdue
            else _("The first visit by %(child)s’s social worker is due %(due)s.")
        )
        return f"{said % values} {_asked(words)}".strip()
    values["every"] = (
        _("every %(n)s months") % {"n": SW_VISIT_MONTHS}
        if words.facts["kind"] == "months"
        else _("every %(n)s weeks") % {"n": SW_VISIT_WEEKS}
    )
    values["n"] = words.days_since("visited_on")
    if overdue:
        said = _("%(child)s’s social worker last visited %(n)s days ago and should come at least %(every)s.")
    else:
        values["day"] = words.on("visited_on")
        said = _("%(child)s’s social worker should visit %(due)s. The last visit was on %(day)s.")
    return f"{said % values} {_asked(words)}".strip()


def _asked(words: Words) -> str:
    """ "We asked on 1 and 8 August.": the latest few days, each month named once."""
    days = [dt.date.fromisoformat(day) for day in dict.fromkeys(words.facts["asked"].split(",")) if day]
    if not days:
        return ""
    return _("We asked on %(days)s.") % {"days": days_in_a_row(days[-ASKED_SHOWN:], as_of=words.as_of)}


def days_in_a_row(days: list[dt.date], *, as_of: dt.date) -> str:
    """ "1 and 8 August", "29 July and 8 August"."""
    said = []
    for this, following in zip(days, (*days[1:], None), strict=True):
        same = following is not None and (this.year, this.month) == (following.year, following.month)
        said.append(formats.date_format(this, "j" if same else "j F" if this.year == as_of.year else "j F Y"))
    return get_text_list(said, _("and"))


def _chronology(words: Words, *, overdue: bool) -> str:
    last = (
        _("The last one is of %(day)s.")
        if words.facts["kind"] == "entry"
        else _("Nobody wrote one of the days since %(child)s moved in on %(day)s.")
    )
    owed = (
        _("%(child)s’s chronology was due an entry by %(due_day)s.")
        if overdue
        else _("%(child)s’s chronology is due an entry %(due)s.")
    )
    return f"{owed} {last}" % words.plus(day=words.on("last_on"))


RULES = (
    Rule(
        code="SW-VISIT",
        title=gettext_lazy("Social worker visits in time"),
        short=gettext_lazy("social worker’s visits"),
        default=Default(
            7,
            Unit.DAYS,
            Severity.INFO,
            gettext_lazy("Care Planning Regulations 2010, regulation 28"),
            gettext_lazy("Care Planning (Wales) Regulations 2015, regulation 31"),
            owner=Owner.PLACING_AUTHORITY,
            kind=Kind.LAW,
            editable=Editable.NO,
        ),
        standard=_first_then_every,
        counted_from=gettext_lazy("the day of {moving in}; then the last visit"),
        warn_days=7,
        evaluate=social_worker_visits,
        sentence=_visit,
        fix=KnownFix(
            gettext_lazy("Note that we asked"),
            "children:chase",
            Permission.RECORD_FILE,
            extra=(SW_VISIT.lower(),),
        ),
    ),
    Rule(
        code="SW-UPDATE",
        title=gettext_lazy("News to the social worker"),
        short=gettext_lazy("news to the social worker"),
        default=Default(7, Unit.DAYS, Severity.MEDIUM, KEY_WORK, KEY_WORK_IN_WALES, least=1),
        standard=_weekly,
        counted_from=gettext_lazy("the latest news that got through, otherwise the day of {moving in}"),
        warn_days=1,
        evaluate=news_to_social_worker,
        sentence=_update,
        fix=KnownFix(
            gettext_lazy("Draft this week’s update"), "compliance:draft_update", Permission.RECORD_CONTACTS
        ),
    ),
    Rule(
        code="CHRON",
        title=gettext_lazy("Chronology goes on"),
        short=gettext_lazy("chronology"),
        default=Default(31, Unit.DAYS, Severity.INFO, KEY_WORK, KEY_WORK_IN_WALES, least=1),
        standard=every,
        counted_from=gettext_lazy("the latest entry that a person wrote, otherwise the day of {moving in}"),
        warn_days=7,
        evaluate=chronology,
        sentence=_chronology,
        fix=KnownFix(
            gettext_lazy("Add to the chronology"), "children:add_chronology", Permission.RECORD_FILE
        ),
    ),
)

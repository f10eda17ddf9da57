"""News to the social worker, the social worker's visits, and a chronology that goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from children.file_state import is_looked_after
from compliance.rules.base import Evaluation, Rule, interval_after, say
from compliance.rules.care import nation_of
from compliance.rules.scope import Scope, Stay
from homes.dates import add_days, add_months
from homes.standards import SW_VISIT_MONTHS, SW_VISIT_WEEKS
from homes.words import gettext_lazy as _

FIRST_YEAR_MONTHS = 12
DAYS_IN_A_WEEK = 7


def visit_due_on(
    *, moved_in_on: dt.date, visited_on: dt.date | None, first_within: int, lasts_to_18: bool
) -> tuple[str, dt.date]:
    """Which visit is owed next, and by when: ("first" | "weeks" | "months", day).

    The first within a week of the start of the placement; it stays owed from that day until there is a visit. Then 6
    weeks after the last visit. Only where the placement is meant to last to 18, and those 6 weeks would end on or
    after the first anniversary of moving in, 3 calendar months after the last visit instead.
    """
    if visited_on is None:
        return "first", add_days(moved_in_on, first_within)
    in_weeks = add_days(visited_on, SW_VISIT_WEEKS * DAYS_IN_A_WEEK)
    if lasts_to_18 and in_weeks >= add_months(moved_in_on, FIRST_YEAR_MONTHS):
        return "months", add_months(visited_on, SW_VISIT_MONTHS)
    return "weeks", in_weeks


def _is_looked_after(scope: Scope, stay: Stay) -> bool:
    return is_looked_after(since=stay.looked_after_since, born_on=stay.child.date_of_birth, on=scope.as_of)


def social_worker_visits(scope: Scope) -> Iterator[Evaluation]:
    """The social worker visits in time. The placing authority's to do; we ask, and keep when we asked.

    Children who are looked after. Without a visit in this placement: 1 week after the day of moving in, for any
    placement, however long the child is in care; it stays owed from that day. Then 6 weeks (42 days) after the last
    visit; 3 calendar months, clamped, only where the placement is meant to last to 18 and the 6 weeks end after its
    first year. Only a meeting is a visit. CPPCR 2010 reg 28, or CPW15 reg 31 where a Welsh authority is responsible.
    """
    for stay in scope.stays:
        if not _is_looked_after(scope, stay):
            continue
        visited_on = scope.news[stay.pk].visited_on
        figure = scope.figure("SW-VISIT", stay)
        kind, due_on = visit_due_on(
            moved_in_on=stay.moved_in_on,
            visited_on=visited_on,
            first_within=figure.amount,
            lasts_to_18=bool(stay.intended_to_last_to_18),
        )
        since = visited_on or stay.moved_in_on
        asked = [day for day in scope.visit_chases.get(stay.pk, ()) if day >= since]
        yield say(
            stay,
            figure,
            due_on,
            kind=kind,
            nation=nation_of(stay),
            moved_in_on=stay.moved_in_on,
            visited_on=visited_on,
            asked=",".join(day.isoformat() for day in asked),
        )


def news_to_social_worker(scope: Scope) -> Iterator[Evaluation]:
    """The social worker hears from us every week, good news as well as bad.

    Children who are looked after, or who have a social worker among their people. Counted in calendar days from the
    latest news of this stay: filed as sent, or a call, letter or meeting that got through; without any, from the day
    of moving in. Trying does not count. Guidance: weekly (G000, G001, G003).
    """
    for stay in scope.stays:
        news = scope.news[stay.pk]
        if not _is_looked_after(scope, stay) and not news.has_social_worker:
            yield say(stay, scope.figure("SW-UPDATE", stay), None, applies=False, kind="nobody")
            continue
        since = news.heard_on or stay.moved_in_on
        figure, due_on = scope.decided("SW-UPDATE", stay, interval_after(since))
        yield say(stay, figure, due_on, kind="again" if news.heard_on else "first", last_on=since)


def chronology(scope: Scope) -> Iterator[Evaluation]:
    """A child's chronology goes on: something is in it at least every so often.

    Counted in calendar days from the latest event of the record (moving in and on, key workers, time away, documents,
    restrictions) or entry by hand that stands; at the earliest from the day of moving in. Home standard, 31 days.
    """
    for stay in scope.stays:
        last_on = max(scope.news[stay.pk].last_event_on or stay.moved_in_on, stay.moved_in_on)
        figure, due_on = scope.decided("CHRON", stay, interval_after(last_on))
        yield say(stay, figure, due_on, kind="entry", last_on=last_on)


RULES = (
    Rule(
        code="SW-VISIT",
        title=_("Social worker visits in time"),
        counted_from=_("the day of {moving in}; then the last visit"),
        warn_days=7,
        evaluate=social_worker_visits,
    ),
    Rule(
        code="SW-UPDATE",
        title=_("News to the social worker"),
        counted_from=_("the latest news that got through, otherwise the day of {moving in}"),
        warn_days=1,
        evaluate=news_to_social_worker,
    ),
    Rule(
        code="CHRON",
        title=_("Chronology goes on"),
        counted_from=_("the latest event or entry, otherwise the day of {moving in}"),
        warn_days=7,
        evaluate=chronology,
    ),
)

"""Time together: the first session of a placement, and one in every interval after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from children.duties.fixes import KnownFix
from children.duties.rule import Rise, Rule
from children.duties.words import Words, every, within
from compliance.rules.base import Evaluation, say
from compliance.rules.rows import Away
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK, KEY_WORK_IN_WALES
from homes.dates import add_days
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import RETURN_DAYS, Default, Figure, after, by_number
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext


def first_session_due_on(
    *, moved_in_on: dt.date, last_on: dt.date | None, amount: int, unit: str = Unit.DAYS
) -> dt.date | None:
    """Owed from the day of moving in until any session of the placement counts."""
    return None if last_on is not None else after(moved_in_on, amount=amount, unit=unit)


def joined(absences: Iterable[Away]) -> list[Away]:
    """Unbroken stretches of days away, oldest first: absences that touch or overlap are one."""
    stretches: list[Away] = []
    for away in sorted(absences, key=lambda away: away.started_on):
        last = stretches[-1] if stretches else None
        if last is None or (last.returned_on is not None and away.started_on > last.returned_on):
            stretches.append(away)
            continue
        if last.returned_on is not None and (away.returned_on is None or away.returned_on > last.returned_on):
            stretches[-1] = Away(last.started_on, away.returned_on)
    return stretches


def away_on(day: dt.date, absences: Iterable[Away]) -> Away | None:
    """The unbroken stretch away that covers a day, if there is one."""
    for stretch in joined(absences):
        if stretch.started_on <= day and (stretch.returned_on is None or day < stretch.returned_on):
            return stretch
    return None


def session_due_on(
    *, last_on: dt.date, amount: int, unit: str = Unit.DAYS, absences: Iterable[Away] = ()
) -> tuple[dt.date | None, dt.date | None]:
    """The day the next session is owed by, and the day of return it was counted from, if it was.

    `absences` as known on the day: `returned_on` None is still away. At home on any day from the day after the last
    session through the due date: the due date stands, even if the child leaves later. Away on every one of them:
    nothing is owed while away, and RETURN_DAYS after the return.
    """
    due_on = after(last_on, amount=amount, unit=unit)
    stretch = away_on(add_days(last_on, 1), absences)
    if stretch is None:
        return due_on, None
    if stretch.returned_on is None:
        return None, None
    if stretch.returned_on <= due_on:
        return due_on, None
    return add_days(stretch.returned_on, RETURN_DAYS), stretch.returned_on


def _first_of(
    dated: Callable[[Figure], tuple[dt.date | None, dt.date | None]], figure: Figure
) -> dt.date | None:
    return dated(figure)[0]


def first_session(scope: Scope) -> Iterator[Evaluation]:
    """A child who moves in has a first key-work session soon.

    Calendar days from the day of moving in, due day included. Owed until a session of this placement counts: held and
    signed; one cut short, and a quick chat, as the home has decided. Declined, attempted, cancelled and impossible
    sessions, drafts and void records never count. A move to another home, or a second placement, starts afresh. Time
    away does not move it.
    """
    for placement in scope.placements:
        dated = partial(
            first_session_due_on,
            moved_in_on=placement.moved_in_on,
            last_on=scope.latest[placement.pk].session_on,
        )
        yield scope.says(
            "KS-FIRST", placement, by_number(dated), kind="first", moved_in_on=placement.moved_in_on
        )


def weekly_session(scope: Scope) -> Iterator[Evaluation]:
    """After the first session, a child has a key-work session in every interval.

    Calendar days from the day of the latest session of this placement that counts, due day included; the day it was
    held counts, not the day it was written down or signed. A child away on every day of the interval is owed nothing
    while away, and a session within 3 days of coming back; absences that touch are one. A day at home within the
    interval lets the due date stand. Critical once a further whole interval has passed.
    """
    for placement in scope.placements:
        last_on = scope.latest[placement.pk].session_on
        if last_on is None:  # KS-FIRST is owed instead; a voided first session is not a met week
            yield scope.asks_nothing("KS-WEEK", placement)
            continue
        dated = by_number(
            partial(session_due_on, last_on=last_on, absences=scope.absences.get(placement.child_id, ()))
        )
        figure, due_on = scope.decided("KS-WEEK", placement, partial(_first_of, dated))
        _due_on, returned_on = dated(figure)
        yield say(
            placement,
            figure,
            due_on,
            applies=due_on is not None,  # away the whole time: nothing owed, and nothing done either
            kind="week" if returned_on is None else "return",
            last_on=last_on,
            returned_on=returned_on,
        )


# --- in words -----------------------------------------------------------------------------------


def _first_session(words: Words, *, overdue: bool) -> str:
    days = words.days_since("moved_in_on")
    values = words.plus(n=days, standard=within(words.figure))
    if days == 0:
        return _("%(child)s moved in today. A first session is due %(due)s.") % values
    if not overdue:
        said = ngettext(
            "%(child)s moved in %(n)s day ago. A first session is due %(due)s.",
            "%(child)s moved in %(n)s days ago. A first session is due %(due)s.",
            days,
        )
        return said % values
    said = ngettext(
        "%(child)s moved in %(n)s day ago and has no first session recorded. "
        "The home’s standard is %(standard)s.",
        "%(child)s moved in %(n)s days ago and has no first session recorded. "
        "The home’s standard is %(standard)s.",
        days,
    )
    return said % values


def _weekly_session(words: Words, *, overdue: bool) -> str:
    if words.facts["kind"] == "return":
        return _after_return(words, overdue=overdue)
    days = words.days_since("last_on")
    values = words.plus(n=days, standard=every(words.figure), last=words.on("last_on"))
    if not overdue:
        return _("%(child)s’s next {key-work session} is due %(due)s. The last one was on %(last)s.") % values
    said = ngettext(
        "No {key-work session} recorded with %(child)s for %(n)s day. The home’s standard is %(standard)s.",
        "No {key-work session} recorded with %(child)s for %(n)s days. The home’s standard is %(standard)s.",
        days,
    )
    return said % values


def _after_return(words: Words, *, overdue: bool) -> str:
    standard = within(Figure(RETURN_DAYS, Unit.DAYS, Severity.HIGH))
    values = words.plus(back=words.on("returned_on"), standard=standard)
    if not overdue:
        return _("%(child)s came back on %(back)s. {A key-work session} is due %(due)s.") % values
    said = _(
        "%(child)s came back on %(back)s and no {key-work session} is recorded since. "
        "The home’s standard is %(standard)s."
    )
    return said % values


def _a_further_interval_has_passed(due_on: dt.date, figure: Figure) -> dt.date:
    return add_days(after(due_on, amount=figure.amount, unit=figure.unit), 1)


RECORD = KnownFix(gettext_lazy("Record session"), "sessions:new", Permission.RECORD_SESSIONS)
RULES = (
    Rule(
        code="KS-FIRST",
        title=gettext_lazy("First {key-work session}"),
        short=gettext_lazy("first session"),
        default=Default(3, Unit.DAYS, Severity.HIGH, KEY_WORK, KEY_WORK_IN_WALES),
        standard=within,
        counted_from=gettext_lazy("the day of {moving in}"),
        warn_days=3,
        evaluate=first_session,
        sentence=_first_session,
        fix=RECORD,
    ),
    Rule(
        code="KS-WEEK",
        title=gettext_lazy("{Key-work session} in every interval"),
        short=gettext_lazy("weekly session"),
        default=Default(7, Unit.DAYS, Severity.HIGH, KEY_WORK, KEY_WORK_IN_WALES, least=1),
        standard=every,
        counted_from=gettext_lazy("the latest session that counts, in this placement"),
        warn_days=2,
        evaluate=weekly_session,
        sentence=_weekly_session,
        fix=RECORD,
        rises=Rise(
            Severity.CRITICAL, _a_further_interval_has_passed, "once a further whole interval has passed"
        ),
    ),
)

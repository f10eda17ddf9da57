"""The adults who hold the children: nobody is away without cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils import formats

from children.duties.fixes import KnownFix
from children.duties.rule import Rule
from children.duties.words import Words
from children.models import Flag
from compliance.rules.base import Evaluation, told
from compliance.rules.rows import AwayAdult, CurrentPlacement, Holding, Worker
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK, KEY_WORK_IN_WALES
from homes.dates import add_days
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.standards import Default, Figure, after, by_number
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext

WARN_COVER_DAYS = 14


# --- cover --------------------------------------------------------------------------------------


def first_day_alone(
    first: dt.date, last: dt.date | None, *, as_of: dt.date, alone: Callable[[dt.date], bool]
) -> dt.date | None:
    """The first of the days away in a row that leaves the child with nobody, today or later; None when none does.

    `alone` answers for one day. Somebody whose last day is not known is looked after two weeks ahead.
    """
    start = max(first, as_of)
    end = add_days(start, WARN_COVER_DAYS) if last is None else last
    day = start
    while day <= end and not alone(day):
        day = add_days(day, 1)
    if day > end:
        return None
    while day > first and alone(add_days(day, -1)):  # it may have begun before today
        day = add_days(day, -1)
    return day


def cover_due_on(alone_from: dt.date, *, amount: int, unit: str, noted_on: dt.date) -> dt.date:
    """Cover is named this long before the first day alone, and nobody is late before the absence was known."""
    before = after(alone_from, amount=-amount, unit=unit)
    return max(before, noted_on)


def _cover_due_on(alone_from: dt.date | None, **facts: Any) -> dt.date | None:
    """Every day covered: nothing is owed."""
    return None if alone_from is None else cover_due_on(alone_from, **facts)


def _holder(held: list[Holding], day: dt.date) -> Holding | None:
    """Who holds the child on a day: the lead; the second when there is no lead."""
    for role in ("lead", "second"):
        found = next((one for one in held if one.role == role and one.days.holds(day)), None)
        if found is not None:
            return found
    return None


class Cover:
    """Who stands in for one absent adult with one child."""

    def __init__(self, scope: Scope, placement: CurrentPlacement, absence: AwayAdult) -> None:
        self.scope, self.placement, self.absence = scope, placement, absence
        self.held = scope.holdings.get(placement.pk, [])

    def alone_from(self) -> dt.date | None:
        """The first day from today on that leaves the child with nobody; None when each is covered."""
        first, last = self.absence.days
        return first_day_alone(first, last, as_of=self.scope.as_of, alone=self.alone)

    def named(self) -> list[Holding]:
        """Whoever is named to stand in on some of the days, in order of time."""
        mine = [one for one in self.held if self._for_the_away(one) and one.days.meets(self.absence.days)]
        return sorted(mine, key=lambda one: one.days.first)

    def alone(self, day: dt.date) -> bool:
        holder = _holder(self.held, day)
        if holder is None or holder.worker.pk != self.absence.user_id:
            return False
        return not any(self._is_there(one, day) for one in self.held)

    def other_there(self) -> str:
        """The child's other key worker who works on some of the days away, by the first name; nobody: empty."""
        first, last = self.absence.days
        start = max(first, self.scope.as_of)
        end = add_days(start, WARN_COVER_DAYS) if last is None else last
        days = [add_days(start, n) for n in range((end - start).days + 1)]
        others = (one for one in self.held if self._is_another(one))
        return next(
            (one.worker.first_name for one in others if any(self._is_there(one, day) for day in days)), ""
        )

    def _is_there(self, one: Holding, day: dt.date) -> bool:
        meant = self._for_the_away(one) or self._is_another(one)
        return meant and one.days.holds(day) and self._works(one.worker.pk, day)

    def _is_another(self, one: Holding) -> bool:
        return one.role != "cover" and one.worker.pk != self.absence.user_id

    def _for_the_away(self, one: Holding) -> bool:
        return one.role == "cover" and one.covers_id in (None, self.absence.user_id)

    def _works(self, user_id: int, day: dt.date) -> bool:
        here = any(
            days.holds(day)
            and (job.home_id == self.placement.home_id or job.provider_id == self.placement.home.provider_id)
            for job, days in self.scope.employed.get(user_id, ())
        )
        away = any(
            one.user_id == user_id and one.home_id == self.placement.home_id and one.days.holds(day)
            for one in self.scope.adults_away
        )
        return here and not away


def cover_named(scope: Scope) -> Iterator[Evaluation]:
    """A child whose key worker is away has somebody named for every day of it.

    Calendar days before the first day away that nobody covers, and never before the day the absence was noted. Owed
    for the lead, or the second when there is no lead, until cover is named for each day from today on by somebody who
    works here then and is not away. Nothing is owed for a day on which the child's other key worker works, after the
    last day, or once the absence was called off.
    """
    for cover, holder in covers_needed(scope):
        absence, placement = cover.absence, cover.placement
        alone_from = cover.alone_from()
        dated = partial(_cover_due_on, alone_from, noted_on=absence.noted_on)
        figure, due_on = scope.decided("KW-COVER", placement, by_number(dated))
        yield Evaluation(
            subject_key=f"cover:{absence.public_id}:{placement.pk}",
            home_id=placement.home_id,
            child_id=placement.child_id,
            due_on=due_on,
            severity=figure.severity,
            facts=told(
                figure,
                kind="cover",
                leave=str(absence.public_id),
                person=str(holder.public_id),
                name=holder.first_name,
                away_from=absence.days.first,
                alone_from=alone_from,
                there=cover.other_there() if alone_from else "",
            ),
        )


def covers_needed(scope: Scope) -> Iterator[tuple[Cover, Worker]]:
    """Each absence with each placement the absent one holds on its first day that counts, and the absent one."""
    for absence in scope.adults_away:
        day = max(absence.days.first, scope.as_of)
        for placement in scope.placements:
            if placement.home_id == absence.home_id:
                holder = _holder(scope.holdings.get(placement.pk, []), day)
                if holder is not None and holder.worker.pk == absence.user_id:
                    yield Cover(scope, placement, absence), holder.worker


# --- in words -----------------------------------------------------------------------------------


def _before_the_first_day_alone(figure: Figure) -> str:
    if figure.amount == 0:
        return _("by the first day away")
    if figure.unit == Unit.MONTHS:
        words = ngettext(
            "%(n)s month before the first day away", "%(n)s months before the first day away", figure.amount
        )
    else:
        words = ngettext(
            "%(n)s day before the first day away", "%(n)s days before the first day away", figure.amount
        )
    return words % {"n": figure.amount}


def _cover(words: Words, *, overdue: bool) -> str:
    alone_from = words.fact_day("alone_from")
    day_in_words = formats.date_format(
        alone_from, "l j F" if alone_from.year == words.as_of.year else "l j F Y"
    )
    values = words.plus(name=words.facts["name"], day=day_in_words)
    if words.facts["alone_from"] != words.facts["away_from"]:
        said = _("Nobody is named to cover %(child)s from %(day)s, while %(name)s is away.")
    elif alone_from < words.as_of:
        said = _("%(name)s has been away since %(day)s and nobody is named to cover %(child)s.")
    else:
        said = _("%(name)s is away from %(day)s and nobody is named to cover %(child)s.")
    there = words.facts.get("there")
    if there:
        said += " " + _("On other days %(there)s is there.")
    return said % {**values, "there": there}


def _cover_of(flag: Flag) -> tuple[Any, ...]:
    return (flag.child.public_id, flag.facts["leave"]) if flag.child else ()


RULES = (
    Rule(
        code="KW-COVER",
        title=gettext_lazy("Cover named before {a key worker} is away"),
        short=gettext_lazy("cover for {a key worker}"),
        default=Default(2, Unit.DAYS, Severity.MEDIUM, KEY_WORK, KEY_WORK_IN_WALES),
        standard=_before_the_first_day_alone,
        counted_from=gettext_lazy("the first day away that nobody covers, backwards"),
        warn_days=WARN_COVER_DAYS,
        evaluate=cover_named,
        sentence=_cover,
        brief=lambda words: _("Cover for %(name)s") % {"name": words.facts["name"]},
        fix=KnownFix(
            gettext_lazy("Name cover"),
            "compliance:cover",
            Permission.ASSIGN_KEY_WORKERS,
            args=_cover_of,
            own=True,
        ),
    ),
)

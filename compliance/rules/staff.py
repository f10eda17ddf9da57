"""The adults who hold the children: nobody away without cover, nobody's training or supervision left to lapse."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils import formats

from children.duties.fixes import KnownFix, of_adult
from children.duties.rule import Rule
from children.duties.words import Words, every
from children.models import Flag
from compliance.rules.base import Evaluation, told
from compliance.rules.rows import AwayAdult, CurrentPlacement, Holding, Ready
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK, KEY_WORK_IN_WALES
from homes.dates import add_days
from homes.models import Home, Readiness, Severity, Unit, User
from homes.permissions import Permission
from homes.standards import Default, Figure, after, by_number, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext

WARN_COVER_DAYS = 14
WARN_READY_DAYS = 28
WARN_SUPERVISION_DAYS = 7
TRAININGS = (Readiness.Kind.KEY_WORK_TRAINING, Readiness.Kind.SPECIALIST_TRAINING)


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
        return not any(self._stands_in(one, day) for one in self.held)

    def _stands_in(self, one: Holding, day: dt.date) -> bool:
        return self._for_the_away(one) and one.days.holds(day) and self._works(one.worker.pk, day)

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
    works here then and is not away. Nothing is owed after the last day, or once the absence was called off.
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
            ),
        )


def covers_needed(scope: Scope) -> Iterator[tuple[Cover, User]]:
    """Each absence with each placement the absent one holds on its first day that counts, and the absent one."""
    for absence in scope.adults_away:
        day = max(absence.days.first, scope.as_of)
        for placement in scope.placements:
            if placement.home_id == absence.home_id:
                holder = _holder(scope.holdings.get(placement.pk, []), day)
                if holder is not None and holder.worker.pk == absence.user_id:
                    yield Cover(scope, placement, absence), holder.worker


# --- readiness ----------------------------------------------------------------------------------


def lapses_on(done_on: dt.date, valid_until_on: dt.date | None, *, amount: int, unit: str) -> dt.date:
    """The last day something is in date: its own end, or an interval after it was done."""
    return valid_until_on or after(done_on, amount=amount, unit=unit)


def holders(scope: Scope) -> dict[tuple[int, int], tuple[Home, User]]:
    """(home, person) -> everybody who is lead or second of a child living there today."""
    return {
        (placement.home_id, one.worker.pk): (placement.home, one.worker)
        for placement in scope.placements
        for one in scope.holdings.get(placement.pk, ())
        if one.role != "cover" and one.days.holds(scope.as_of)
    }


def training_in_date(scope: Scope) -> Iterator[Evaluation]:
    """Training that a key worker was given stays in date.

    Counted to its own last day, or as many months from the day it was done; the last day itself is in date. Only for
    adults who are lead or second of a child today, only for the trainings this home's practice names, and only the
    latest of each: nothing recorded owes nothing.
    """
    holding = holders(scope)
    latest: dict[tuple, Ready] = {}
    for ready in scope.readiness:  # oldest first: the latest stays
        latest[ready.home_id, ready.user_id, ready.kind, ready.what.casefold()] = ready
    for ready in latest.values():
        place = holding.get((ready.home_id, ready.user_id))
        if place is None or ready.kind not in TRAININGS:
            continue
        home, person = place
        if ready.kind not in scope.practice(home).support:
            continue
        dated = partial(lapses_on, ready.done_on, ready.valid_until_on)
        figure, due_on = scope.decided_at("KW-READY", home, by_number(dated))
        which = hashlib.sha256(f"{ready.kind} {ready.what.casefold()}".encode()).hexdigest()[:12]
        yield _about(home, person, figure, due_on, f"ready:{home.pk}:{person.public_id}:{which}", ready=ready)


def supervised(scope: Scope) -> Iterator[Evaluation]:
    """An adult who holds a child is supervised again in time.

    Calendar days from the last supervision noted, due day included. Only for adults who are lead or second of a child
    today; nothing noted owes nothing.
    """
    latest = {
        (ready.home_id, ready.user_id): ready
        for ready in scope.readiness
        if ready.kind == Readiness.Kind.SUPERVISION
    }
    for key, (home, person) in holders(scope).items():
        if key in latest:
            ready = latest[key]
            figure, due_on = scope.decided_at("KW-SUPV", home, interval_after(ready.done_on))
            yield _about(home, person, figure, due_on, f"supv:{home.pk}:{person.public_id}", ready=ready)


def _about(
    home: Home, person: User, figure: Figure, due_on: dt.date | None, subject_key: str, *, ready: Ready
) -> Evaluation:
    return Evaluation(
        subject_key=subject_key,
        home_id=home.pk,
        child_id=None,
        due_on=due_on,
        severity=figure.severity,
        facts=told(
            figure,
            kind=ready.kind,
            what=ready.what,
            done_on=ready.done_on,
            person=str(person.public_id),
            name=person.full_name,
        ),
    )


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
        return _("Nobody is named to cover %(child)s from %(day)s, while %(name)s is away.") % values
    if alone_from < words.as_of:
        return _("%(name)s has been away since %(day)s and nobody is named to cover %(child)s.") % values
    return _("%(name)s is away from %(day)s and nobody is named to cover %(child)s.") % values


def _trained_in(words: Words) -> str:
    return words.facts["what"] or str(Readiness.Kind(words.facts["kind"]).label)


def _training(words: Words, *, overdue: bool) -> str:
    values = words.plus(name=words.facts["name"], what=_trained_in(words))
    if overdue:
        return _("%(name)s’s training was in date until %(due_day)s: %(what)s.") % values
    return _("%(name)s’s training is in date until %(due_day)s: %(what)s.") % values


def _supervision(words: Words, *, overdue: bool) -> str:
    values = words.plus(name=words.facts["name"], last=words.on("done_on"), standard=every(words.figure))
    if not overdue:
        return _("Supervision with %(name)s is due %(due)s. The last one was on %(last)s.") % values
    return (
        _("No supervision noted with %(name)s since %(last)s. The home’s standard is %(standard)s.") % values
    )


def _cover_of(flag: Flag) -> tuple[Any, ...]:
    return (flag.child.public_id, flag.facts["leave"]) if flag.child else ()


READY = KnownFix(
    gettext_lazy("Note what was done"), "compliance:add_readiness", Permission.MANAGE_STAFF, args=of_adult
)
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
    Rule(
        code="KW-READY",
        title=gettext_lazy("Training of {a key worker} in date"),
        short=gettext_lazy("training of {a key worker}"),
        default=Default(
            24,
            Unit.MONTHS,
            Severity.MEDIUM,
            gettext_lazy(
                "{Key worker} guidance followed by the home; Children's Homes Regs 2015, regulation 33 (training)"
            ),
            gettext_lazy(
                "{Key worker} guidance followed by the home; "
                "Regulated Services (Wales) Regs 2017, reg 36 (training)"
            ),
            least=1,
        ),
        standard=every,
        counted_from=gettext_lazy("the day the training was done, or its own last day"),
        warn_days=WARN_READY_DAYS,
        evaluate=training_in_date,
        sentence=_training,
        brief=lambda words: _("Training: %(what)s") % {"what": _trained_in(words)},
        fix=READY,
    ),
    Rule(
        code="KW-SUPV",
        title=gettext_lazy("Supervision of {a key worker} in time"),
        short=gettext_lazy("supervision of {a key worker}"),
        default=Default(
            42,
            Unit.DAYS,
            Severity.MEDIUM,
            gettext_lazy(
                "{Key worker} guidance followed by the home; "
                "Children's Homes Regs 2015, regulation 33 (supervision)"
            ),
            gettext_lazy(
                "{Key worker} guidance followed by the home; "
                "Regulated Services (Wales) Regs 2017, reg 36 (supervision)"
            ),
            least=1,
        ),
        standard=every,
        counted_from=gettext_lazy("the last supervision"),
        warn_days=WARN_SUPERVISION_DAYS,
        evaluate=supervised,
        sentence=_supervision,
        fix=READY,
    ),
)

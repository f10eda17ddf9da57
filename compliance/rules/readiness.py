"""What makes an adult ready to hold a child: training and supervision, left to lapse by nobody."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import partial

from children.duties.fixes import KnownFix, of_adult
from children.duties.rule import Rule
from children.duties.saying import NEVER_NOTED
from children.duties.words import Words, every
from compliance.rules.base import Evaluation, told
from compliance.rules.rows import Ready, Worker
from compliance.rules.scope import Scope
from homes.dates import add_working_days, london_day
from homes.models import Home, Readiness, Severity, Unit
from homes.permissions import Permission
from homes.standards import FIND_OUT_WORKING_DAYS, Default, Figure, after, by_number, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy

WARN_READY_DAYS = 28
WARN_SUPERVISION_DAYS = 7
TRAININGS = (Readiness.Kind.KEY_WORK_TRAINING, Readiness.Kind.SPECIALIST_TRAINING)


def lapses_on(done_on: dt.date, valid_until_on: dt.date | None, *, amount: int, unit: str) -> dt.date:
    """The last day something is in date: its own end, or an interval after it was done."""
    return valid_until_on or after(done_on, amount=amount, unit=unit)


def holders(scope: Scope) -> dict[tuple[int, int], tuple[Home, Worker]]:
    """(home, person) -> everybody who is lead or second of a child living there today."""
    return {
        (placement.home_id, one.worker.pk): (placement.home, one.worker)
        for placement in scope.placements
        for one in scope.holdings.get(placement.pk, ())
        if one.role != "cover" and one.days.holds(scope.as_of)
    }


def noted_by(scope: Scope, home: Home, person: Worker) -> dt.date | None:
    """By when something is noted of an adult of whom nothing is: counted from the first child held here.

    Not from before the home's first day in Keywork. None for somebody who holds nobody yet.
    """
    first_on = scope.first_held.get((home.pk, person.pk))
    if first_on is None:
        return None
    return add_working_days(max(first_on, london_day(home.created_at)), FIND_OUT_WORKING_DAYS)


def training_in_date(scope: Scope) -> Iterator[Evaluation]:
    """Training that a key worker was given stays in date.

    Counted to its own last day, or as many months from the day it was done; the last day itself is in date. Only for
    adults who are lead or second of a child today, only for the trainings this home's practice names, and only the
    latest of each. No key worker training noted: 20 working days after the adult's first assignment here, or after
    the home's first day in Keywork when that is later.
    """
    holding = holders(scope)
    latest: dict[tuple, Ready] = {}
    for ready in scope.readiness:  # oldest first: the latest stays
        latest[ready.home_id, ready.user_id, ready.kind, ready.what.casefold()] = ready
    trained = set()
    for ready in latest.values():
        place = holding.get((ready.home_id, ready.user_id))
        if place is None or ready.kind not in TRAININGS:
            continue
        home, person = place
        if ready.kind == Readiness.Kind.KEY_WORK_TRAINING:
            trained.add((home.pk, person.pk))
        if ready.kind not in scope.practice(home).support:
            continue
        dated = partial(lapses_on, ready.done_on, ready.valid_until_on)
        figure, due_on = scope.decided_at("KW-READY", home, by_number(dated))
        which = hashlib.sha256(f"{ready.kind} {ready.what.casefold()}".encode()).hexdigest()[:12]
        yield _about(home, person, figure, due_on, f"ready:{home.pk}:{person.public_id}:{which}", ready=ready)
    for key, (home, person) in holding.items():
        if Readiness.Kind.KEY_WORK_TRAINING in scope.practice(home).support:
            figure = scope.figures("KW-READY", home)[-1]
            due_on = None if key in trained else noted_by(scope, home, person)
            yield _about(home, person, figure, due_on, f"ready:{home.pk}:{person.public_id}:none")


def supervised(scope: Scope) -> Iterator[Evaluation]:
    """An adult who holds a child is supervised again in time.

    Calendar days from the last supervision noted, due day included. Only for adults who are lead or second of a child
    today. None noted: 20 working days after the adult's first assignment here, or after the home's first day in
    Keywork when that is later.
    """
    latest = {
        (ready.home_id, ready.user_id): ready
        for ready in scope.readiness
        if ready.kind == Readiness.Kind.SUPERVISION
    }
    for key, (home, person) in holders(scope).items():
        ready, subject = latest.get(key), f"supv:{home.pk}:{person.public_id}"
        if ready is None:
            figure, due_on = scope.figures("KW-SUPV", home)[-1], noted_by(scope, home, person)
        else:
            figure, due_on = scope.decided_at("KW-SUPV", home, interval_after(ready.done_on))
        yield _about(home, person, figure, due_on, subject, ready=ready)


def _about(
    home: Home,
    person: Worker,
    figure: Figure,
    due_on: dt.date | None,
    subject_key: str,
    *,
    ready: Ready | None = None,
) -> Evaluation:
    noted: dict[str, str | dt.date] = {"kind": NEVER_NOTED}
    if ready is not None:
        noted = {"kind": ready.kind, "what": ready.what, "done_on": ready.done_on}
    return Evaluation(
        subject_key=subject_key,
        home_id=home.pk,
        child_id=None,
        due_on=due_on,
        severity=figure.severity,
        facts=told(figure, **noted, person=str(person.public_id), name=person.full_name),
    )


# --- in words -----------------------------------------------------------------------------------


def _never_noted(words: Words, what: str, *, overdue: bool) -> str:
    said = (
        _("Of %(name)s’s %(what)s nothing is noted yet: find out. It was due by %(due_day)s.")
        if overdue
        else _("Of %(name)s’s %(what)s nothing is noted yet: find out %(due)s.")
    )
    return said % words.plus(name=words.facts["name"], what=what)


def _trained_in(words: Words) -> str:
    if words.facts["kind"] == NEVER_NOTED:
        return _("{key worker} training")
    return words.facts["what"] or str(Readiness.Kind(words.facts["kind"]).label)


def _training(words: Words, *, overdue: bool) -> str:
    what = _trained_in(words)
    if words.facts["kind"] == NEVER_NOTED:
        return _never_noted(words, what, overdue=overdue)
    values = words.plus(name=words.facts["name"], what=what)
    if overdue:
        return _("%(name)s’s training was in date until %(due_day)s: %(what)s.") % values
    return _("%(name)s’s training is in date until %(due_day)s: %(what)s.") % values


def _supervision(words: Words, *, overdue: bool) -> str:
    if words.facts["kind"] == NEVER_NOTED:
        return _never_noted(words, _("supervision"), overdue=overdue)
    values = words.plus(name=words.facts["name"], last=words.on("done_on"), standard=every(words.figure))
    if not overdue:
        return _("Supervision with %(name)s is due %(due)s. The last one was on %(last)s.") % values
    return (
        _("No supervision noted with %(name)s since %(last)s. The home’s standard is %(standard)s.") % values
    )


READY = KnownFix(
    gettext_lazy("Note what was done"), "compliance:add_readiness", Permission.MANAGE_STAFF, args=of_adult
)
RULES = (
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
        counted_from=gettext_lazy(
            "the day the training was done, or its own last day; without one, the first assignment here"
        ),
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
        counted_from=gettext_lazy("the last supervision; without one, the first assignment here"),
        warn_days=WARN_SUPERVISION_DAYS,
        evaluate=supervised,
        sentence=_supervision,
        fix=READY,
    ),
)

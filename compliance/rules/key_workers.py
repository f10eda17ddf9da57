"""Who holds the child in mind: a key worker in good time, no day without one, and the child told of each change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from children.duties.fixes import KnownFix, of_subject
from children.duties.rule import Rule
from children.duties.words import Words, within
from compliance.rules.base import Evaluation
from compliance.rules.rows import CurrentPlacement, Expected, Held, Job
from compliance.rules.scope import Scope
from compliance.rules.sources import KEY_WORK, KEY_WORK_IN_WALES
from homes.models import Severity, Unit
from homes.permissions import Permission
from homes.practice import Appointment
from homes.standards import Default, interval_after
from homes.words import gettext as _
from homes.words import gettext_lazy


def left_on(jobs: Sequence[Job], *, home_id: int, provider_id: int) -> dt.date | None:
    """The last day somebody worked at a home; None while any role there goes on, or when none was ever known.

    Roles at the home and at every home of its provider count. Somebody with neither is judged by whatever roles they
    hold: a bank worker from elsewhere.
    """
    here = [
        job for job in jobs if job.home_id == home_id or (not job.home_id and job.provider_id == provider_id)
    ]
    ends = [job.ended_on for job in here or jobs]
    if not ends or None in ends:
        return None
    return max(end for end in ends if end is not None)


def earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    """The earlier of two ends; None has no end."""
    return min((end for end in (one, other) if end is not None), default=None)


def held_until(ends: Iterable[dt.date | None], *, moved_in_on: dt.date) -> tuple[bool, dt.date | None]:
    """Whether a key worker was ever named in this placement, and the day the last one ended.

    `ends` are the effective ends of the assignments begun by the day; None goes on. One that ended before the child
    moved in does not count. (True, None): somebody holds the child. (False, None): nobody ever has.
    """
    counting = [end for end in ends if end is None or end >= moved_in_on]
    if not counting:
        return False, None
    if None in counting:
        return True, None
    return True, max(end for end in counting if end is not None)


def _held(
    scope: Scope, placement: CurrentPlacement | Expected, *, from_on: dt.date
) -> tuple[bool, dt.date | None]:
    """`held_until` for a placement: an assignment ends when it says so, or when the worker left if that came first."""
    place = {"home_id": placement.home_id, "provider_id": placement.home.provider_id}
    ends = [
        earlier(held.ended_on, left_on(scope.jobs.get(held.worker_id, ()), **place))
        for held in scope.key_workers.get(placement.pk, ())
    ]
    return held_until(ends, moved_in_on=from_on)


def wanted_by(
    appointment: Appointment,
    *,
    offered_on: dt.date | None,
    first_visit_on: dt.date | None,
    moved_in_on: dt.date | None,
) -> tuple[str, dt.date | None]:
    """By which day this guidance wants somebody named, and what happens that day. None: nothing has come yet."""
    before_offer = appointment == Appointment.BEFORE_OFFER
    milestone, day = ("offer", offered_on) if before_offer else ("visit", first_visit_on)
    if day is not None and (moved_in_on is None or day < moved_in_on):
        return milestone, day
    return "moving_in", moved_in_on


def named_in_time(scope: Scope) -> Iterator[Evaluation]:
    """A child has a named key worker before the first visit or the offer of the place, and when moving in at latest.

    Calendar days, due day included, from the day the home's practice says: the first visit before moving in, or the
    offer; without one known by the day, the day of moving in. Owed until an adult is named as lead or second key
    worker of this placement; cover does not count, and neither does an assignment that ended before the child moved in.
    """
    for placement in scope.placements:
        ever, _last = _held(scope, placement, from_on=placement.moved_in_on)
        yield _owed_a_name(scope, placement, moved_in_on=placement.moved_in_on, named=ever)
    for coming in scope.expected:
        ever, last = _held(scope, coming, from_on=scope.as_of)
        yield _owed_a_name(scope, coming, moved_in_on=None, named=ever and last is None)


def _owed_a_name(
    scope: Scope, placement: CurrentPlacement | Expected, *, moved_in_on: dt.date | None, named: bool
) -> Evaluation:
    milestone, day = wanted_by(
        scope.practice(placement.home).appointment,
        offered_on=placement.before.offered_on,
        first_visit_on=placement.before.first_visit_on,
        moved_in_on=moved_in_on,
    )
    owed = interval_after(None if named else day)
    return scope.says("KW-ASSIGN", placement, owed, kind=milestone, wanted_on=day, moved_in_on=moved_in_on)


def no_gap(scope: Scope) -> Iterator[Evaluation]:
    """A child whose key worker stops has a new one the same day.

    Calendar days from the last day of the last key worker: the end of the assignment, or the last day that adult
    worked at the home if that came first. Owed while no lead or second assignment goes on; the last day itself
    already counts. A child who never had one is owed KW-ASSIGN instead, never both.
    """
    for placement in scope.placements:
        _ever, last = _held(scope, placement, from_on=placement.moved_in_on)
        yield scope.says("KW-GAP", placement, interval_after(last), kind="gap", last_on=last)


def changes_to_tell(held: Sequence[Held]) -> list[Held]:
    """Assignments that go on and follow another adult's in the same placement: what the child has to be told of."""
    return [
        one
        for one in held
        if one.ended_on is None
        and any(other.worker_id != one.worker_id and other.started_on < one.started_on for other in held)
    ]


def told_of_the_change(scope: Scope) -> Iterator[Evaluation]:
    """A child is told who holds them now: of a new lead, second or cover that follows another adult.

    Calendar days from the first day, or from moving in when that came later, due day included. Owed until the day the
    child was told is noted. The first key worker of a placement is no change; an assignment that ends is owed no more.
    """
    for placement in scope.placements:
        for held in changes_to_tell(scope.holding.get(placement.pk, ())):
            from_on = max(held.started_on, placement.moved_in_on)
            owed = interval_after(None if held.child_told_on else from_on)
            subject = f"assignment:{held.public_id}"
            yield scope.says(
                "KW-TOLD", placement, owed, subject=subject, kind=held.role, from_on=held.started_on
            )


# --- in words -----------------------------------------------------------------------------------


def _no_key_worker_yet(words: Words, *, overdue: bool) -> str:
    if words.facts["moved_in_on"] is None:
        return _nobody_before_moving_in(words)
    values = words.plus(moved_in=words.on("moved_in_on"))
    if words.days_since("moved_in_on") == 0:
        return _("Nobody has been named as %(child)s’s {key worker}. %(child)s moved in today.") % values
    if not overdue:
        return _("Nobody has been named as %(child)s’s {key worker}. {A key worker} is due %(due)s.") % values
    return _("Nobody has been named as %(child)s’s {key worker} since {moving in} on %(moved_in)s.") % values


def _nobody_before_moving_in(words: Words) -> str:
    values = words.plus(day=words.on("wanted_on"))
    if words.facts["kind"] == "offer":
        said = _(
            "%(child)s has been offered a place since %(day)s and nobody is named as %(child)s’s {key worker}."
        )
        return said % values
    return _("%(child)s first visited on %(day)s and nobody is named as %(child)s’s {key worker}.") % values


def _key_worker_gap(words: Words, *, overdue: bool) -> str:
    values = words.plus(last=words.on("last_on"))
    if words.days_since("last_on") == 0:
        return _("Today is the last day of %(child)s’s {key worker} and nobody is named to follow.") % values
    if not overdue:
        return _("%(child)s has had no {key worker} since %(last)s. A new one is due %(due)s.") % values
    return _("%(child)s has had no {key worker} since %(last)s.") % values


def _child_not_told(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("from_on"))
    if words.facts["kind"] == "cover":
        said = _("Somebody covers for %(child)s’s {key worker} since %(day)s.")
    else:
        said = _("%(child)s has had a new {key worker} since %(day)s.")
    if overdue:
        asked = _("That %(child)s was told is not noted. It was due by %(due_day)s.")
    else:
        asked = _("Telling %(child)s is due %(due)s.")
    return f"{said} {asked}" % values


CONTINUITY_IN_WALES = gettext_lazy(
    "Regulated Services (Service Providers and Responsible Individuals) (Wales) Regs 2017, reg 22"
)
NAME = KnownFix(
    gettext_lazy("Name {a key worker}"), "compliance:name_key_worker", Permission.ASSIGN_KEY_WORKERS
)
RULES = (
    Rule(
        code="KW-ASSIGN",
        title=gettext_lazy("{Key worker} named before {moving in}"),
        short=gettext_lazy("a named {key worker}"),
        default=Default(0, Unit.DAYS, Severity.HIGH, KEY_WORK, KEY_WORK_IN_WALES),
        standard=within,
        counted_from=gettext_lazy(
            "the first visit before {moving in}, or the offer of the place, as the home’s practice says; "
            "the day of {moving in} at the latest"
        ),
        warn_days=0,
        evaluate=named_in_time,
        sentence=_no_key_worker_yet,
        fix=NAME,
    ),
    Rule(
        code="KW-GAP",
        title=gettext_lazy("No day without {a key worker}"),
        short=gettext_lazy("no gap between {key workers}"),
        default=Default(0, Unit.DAYS, Severity.HIGH, KEY_WORK, KEY_WORK_IN_WALES),
        standard=within,
        counted_from=gettext_lazy("the last day of the last {key worker}"),
        warn_days=0,
        evaluate=no_gap,
        sentence=_key_worker_gap,
        fix=NAME,
    ),
    Rule(
        code="KW-TOLD",
        title=gettext_lazy("The child is told of a change of {key worker}"),
        short=gettext_lazy("a child told of a change of {key worker}"),
        default=Default(2, Unit.DAYS, Severity.MEDIUM, KEY_WORK, CONTINUITY_IN_WALES),
        standard=within,
        counted_from=gettext_lazy("the first day of the new {key worker} or cover"),
        warn_days=0,
        evaluate=told_of_the_change,
        sentence=_child_not_told,
        brief=lambda words: _("Told of a new {key worker}"),
        fix=KnownFix(
            gettext_lazy("Note who told the child"),
            "compliance:child_told",
            Permission.ASSIGN_KEY_WORKERS,
            args=of_subject,
        ),
    ),
)

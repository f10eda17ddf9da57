"""Who holds the child in mind: a key worker from the day of moving in, and no day without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from compliance.rules.base import Evaluation, Rule, interval_after, say
from compliance.rules.scope import Job, Scope, Stay
from homes.words import gettext_lazy as _


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
    """Whether a key worker was ever named in this stay, and the day the last one ended.

    `ends` are the effective ends of the assignments begun by the day; None goes on. One that ended before the child
    moved in does not count. (True, None): somebody holds the child. (False, None): nobody ever has.
    """
    counting = [end for end in ends if end is None or end >= moved_in_on]
    if not counting:
        return False, None
    if None in counting:
        return True, None
    return True, max(end for end in counting if end is not None)


def _holding(scope: Scope) -> Iterator[tuple[Stay, bool, dt.date | None]]:
    """`held_until` for each stay: an assignment ends when it says so, or when the worker left if that came first."""
    key_workers, jobs = scope.key_workers, scope.jobs
    for stay in scope.stays:
        place = {"home_id": stay.home_id, "provider_id": stay.home.provider_id}
        ends = [
            earlier(held.ended_on, left_on(jobs.get(held.worker_id, ()), **place))
            for held in key_workers.get(stay.pk, ())
        ]
        yield stay, *held_until(ends, moved_in_on=stay.moved_in_on)


def named_at_move_in(scope: Scope) -> Iterator[Evaluation]:
    """A child has a named key worker on the day of moving in.

    Calendar days from the day of moving in, due day included. Owed until an adult is named as lead or second key
    worker of this stay; cover does not count, and neither does an assignment that ended before the child moved in.
    """
    for stay, ever, _last in _holding(scope):
        figure, due_on = scope.decided("KW-ASSIGN", stay, interval_after(None if ever else stay.moved_in_on))
        yield say(stay, figure, due_on, kind="assign", moved_in_on=stay.moved_in_on)


def no_gap(scope: Scope) -> Iterator[Evaluation]:
    """A child whose key worker stops has a new one the same day.

    Calendar days from the last day of the last key worker: the end of the assignment, or the last day that adult
    worked at the home if that came first. Owed while no lead or second assignment goes on; the last day itself
    already counts. A child who never had one is owed KW-ASSIGN instead, never both.
    """
    for stay, _ever, last in _holding(scope):
        figure, due_on = scope.decided("KW-GAP", stay, interval_after(last))
        yield say(stay, figure, due_on, kind="gap", last_on=last)


RULES = (
    Rule(
        code="KW-ASSIGN",
        title=_("{Key worker} named by the day of {moving in}"),
        counted_from=_("the day of {moving in}"),
        warn_days=0,
        evaluate=named_at_move_in,
    ),
    Rule(
        code="KW-GAP",
        title=_("No day without {a key worker}"),
        counted_from=_("the last day of the last {key worker}"),
        warn_days=0,
        evaluate=no_gap,
    ),
)

"""What the system and people do with flags."""

from __future__ import annotations

import datetime as dt
import time

from django_scopes import scopes_disabled

from compliance.engine import Outcome, difference, sweep_estate, sweep_homes
from compliance.models import ComplianceRun
from compliance.rules import RULES, Scope
from homes.dates import london_day


def run_reconcile(*, now: dt.datetime, as_of: dt.date | None = None, home_id: int | None = None) -> Outcome:
    """Sweep one home, or all: the stored flags then say what is owed on the London day of `now`.

    Leaves a ComplianceRun of all homes with what changed and which rules failed (a partial run); one home's own row
    says how fresh that home is. For any other `as_of` it only answers what would change: nothing is written.
    """
    day = london_day(now)
    if as_of is not None and as_of != day:
        scope = Scope(as_of, None if home_id is None else [home_id])
        with scopes_disabled():
            changes, failed = difference(RULES, scope)
        return changes.outcome(as_of=as_of, rules_failed=failed)
    if home_id is not None:
        return sweep_homes(RULES, [home_id], as_of=day, now=now)
    started = time.monotonic()
    outcome = sweep_estate(RULES, as_of=day, now=now)
    _record_run(outcome, now=now, took=time.monotonic() - started)
    return outcome


def _record_run(outcome: Outcome, *, now: dt.datetime, took: float) -> None:
    ComplianceRun.objects.create(
        as_of=outcome.as_of,
        started_at=now,
        finished_at=now + dt.timedelta(seconds=took),  # the clock itself is read once, at the edge
        raised=outcome.raised,
        moved=outcome.moved,
        closed_met=outcome.closed_met,
        closed_no_longer_applies=outcome.closed_no_longer_applies,
        open_flags=outcome.open,
        rules_failed=list(outcome.rules_failed),
    )

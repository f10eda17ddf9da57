"""What the system and people do with flags."""

from __future__ import annotations

import datetime as dt
import time

from django.db import transaction

from compliance.engine import Outcome, reconcile
from compliance.models import ComplianceRun
from compliance.rules import RULES, Scope
from homes.dates import london_day


def run_reconcile(*, now: dt.datetime, as_of: dt.date | None = None, home_id: int | None = None) -> Outcome:
    """Sweep one home, or all: the stored flags then say what is owed on the London day of `now`.

    Leaves a ComplianceRun with what changed and which rules failed (a partial run), in the same transaction. For any
    other `as_of` it only answers what would change: nothing is written, not even the run.
    """
    day = london_day(now)
    scope = Scope(as_of=as_of or day, home_id=home_id)
    if scope.as_of != day:
        return reconcile(RULES, scope=scope, now=now, write=False)
    started = time.monotonic()
    with transaction.atomic():
        outcome = reconcile(RULES, scope=scope, now=now)
        _record_run(outcome, now=now, home_id=home_id, took=time.monotonic() - started)
    return outcome


def _record_run(outcome: Outcome, *, now: dt.datetime, home_id: int | None, took: float) -> None:
    ComplianceRun.objects.create(
        home_id=home_id,
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

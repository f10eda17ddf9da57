"""How fresh the flags are. A late or partial sweep must never read "all clear"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from children.duties.reading import Duties
from compliance.models import ComplianceRun


@dataclass(frozen=True, slots=True)
class Freshness:
    """What components/freshness.html shows: when the last complete sweep ended, and whether to trust it."""

    last_complete_at: dt.datetime | None
    late: bool
    rules_failed: tuple[str, ...]

    @property
    def trusted(self) -> bool:
        return not self.late and not self.rules_failed


def freshness_of(duties: Duties | None) -> Freshness:
    """How fresh one home's page is: it was swept before it was read, so only a sweep that failed is ever late."""
    if duties is None:
        return Freshness(last_complete_at=None, late=False, rules_failed=())
    sweep = duties.sweep
    return Freshness(sweep.swept_at, late=not duties.up_to_date, rules_failed=tuple(sweep.rules_failed))


def freshness(*, now: dt.datetime) -> Freshness:
    """How fresh a list of homes is. Two queries: the last complete sweep of all of them, and whatever ran since."""
    runs = ComplianceRun.objects.filter(finished_at__isnull=False).order_by("-finished_at")
    complete = runs.filter(rules_failed=[]).values_list("finished_at", flat=True).first()
    latest = runs.values_list("rules_failed", flat=True).first()
    limit = dt.timedelta(minutes=2 * settings.SWEEP_EVERY_MINUTES)
    return Freshness(
        last_complete_at=complete,
        late=complete is None or now - complete > limit,
        rules_failed=tuple(latest or ()),
    )


def sweep_age_minutes(*, now: dt.datetime) -> int | None:
    """Whole minutes since the last complete sweep of all homes; None when there has been none."""
    complete = freshness(now=now).last_complete_at
    return None if complete is None else int((now - complete).total_seconds() // 60)

"""The days the file's page speaks of: the same dating functions as the rules, for one stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from children.models import NOT_IN_CARE, FileType, FileVersion, LegalStatus, Placement
from compliance.rules.base import by_number, interval_after
from compliance.rules.file import in_working_days
from compliance.rules.file_wales import personal_plan_due_on, personal_plan_review_due_on
from compliance.rules.plans import health_plan_due_on, plan_due_on
from homes.dates import add_working_days
from homes.models import HomeStandard, Nation
from homes.practice import Document
from homes.standards import (
    HEALTH_PLAN_WORKING_DAYS,
    PLAN_WORKING_DAYS,
    Figure,
    Owner,
    Standards,
    decided,
    figures_for,
    standards_by_home,
)


@dataclass(frozen=True)
class FileDates:
    """When a document of one child's file is needed, and when a version of it is to be reviewed."""

    stay: Placement
    standards: Standards
    today: dt.date
    planned: bool  # somebody knew of the move before the day
    in_care_since: dt.date | None

    @property
    def starts_on(self) -> dt.date | None:
        return self.stay.moved_in_on or self.stay.expected_on

    @property
    def wales(self) -> bool:
        return self.stay.home.nation == Nation.WALES

    def by(self, code: str, dated: Callable[[Figure], dt.date | None]) -> dt.date | None:
        figures = figures_for(
            code,
            home_id=self.stay.home_id,
            as_of=self.today,
            standards=self.standards,
        )
        return decided(figures, dated)[1]

    def needed_by(self, document: Document) -> dt.date | None:
        """The last day the file may be without it."""
        start = self.starts_on
        if start is None:
            return None
        if document.code == FileType.HOME_PLAN:
            return self._plan_needed_by(start)
        if document.code == FileType.HEALTH:
            return add_working_days(start, HEALTH_PLAN_WORKING_DAYS)
        if document.code == FileType.CARE_PLAN:
            since = self.in_care_since
            return self.by("CARE-PLAN", by_number(partial(in_working_days, since))) if since else None
        own_rule = {FileType.PROVIDER_ASSESS: "PROV-ASSESS", FileType.CONSENT: "CONSENT"}
        if document.code in own_rule:
            return self.by(own_rule[FileType(document.code)], interval_after(start))
        if document.code == FileType.PLACEMENT_LA:
            return self.by("PP-LA", by_number(partial(in_working_days, start)))
        if document.owner == Owner.HOME:
            return self.by("FILE-MISSING", interval_after(start))
        return self.by("FILE-ASK", by_number(partial(in_working_days, start)))

    def _plan_needed_by(self, start: dt.date) -> dt.date | None:
        if self.wales:
            dated = partial(personal_plan_due_on, starts_on=start, planned=self.planned)
            return self.by("PERS-PLAN", by_number(dated))
        return add_working_days(start, PLAN_WORKING_DAYS)

    def review_due_on(self, type: str, version: FileVersion) -> dt.date | None:
        """The document's own day, or the standard that counts for it. None: it has none."""
        days = {"dated_on": version.dated_on, "review_due_on": version.review_due_on}
        if type == FileType.HEALTH:
            born_on = self.stay.child.date_of_birth
            return self.by("HP-STALE", by_number(partial(health_plan_due_on, born_on=born_on, **days)))
        if type == FileType.HOME_PLAN and self.wales:
            return self.by("PERS-REV", by_number(partial(personal_plan_review_due_on, **days)))
        if type == FileType.HOME_PLAN:
            return version.review_due_on or self.by("PP-HOME", by_number(partial(plan_due_on, **days)))
        return version.review_due_on

    def copy_by(self, version: FileVersion) -> dt.date | None:
        return self.by("FILE-COPY", interval_after(version.dated_on))


def dates_of(stay: Placement, *, today: dt.date) -> FileDates:
    """With the home's own numbers. Two queries; in Wales one more, about visits before moving in."""
    rows = HomeStandard.objects.filter(home=stay.home_id, applies_from__lte=today).select_related("set_by")
    planned = stay.moved_in_on is None
    if stay.home.nation == Nation.WALES and stay.moved_in_on is not None:
        offered = stay.offered_on is not None and stay.offered_on < stay.moved_in_on
        planned = offered or stay.visits_before.filter(visited_on__lt=stay.moved_in_on).exists()
    statuses = LegalStatus.objects.filter(child=stay.child_id).of_day(today)
    status = statuses.values_list("code", flat=True).first()
    since = None if status in NOT_IN_CARE else stay.looked_after_since
    return FileDates(stay, standards_by_home(rows), today, planned, since)

"""How each document of one child's file stands: as the stored duties say it does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from children.about_me.models import Explained, ExplainedKind
from children.checklist.needed import asked_by, belongs_since, needed_by, put_off
from children.duties.documents import Step
from children.file.models import FileSaid, FileType, FileVersion
from children.file.state import (
    RUNNING,
    Judged,
    Kept,
    Situation,
    in_the_file,
    last_word,
    not_in_the_file,
    state_on,
)
from children.health_education.models import CareEvent, CareKind
from children.legal_status.looked_after import LookedAfter, looked_after_in
from children.legal_status.models import LegalStatus
from children.placements.models import Placement
from homes.permissions import Access
from homes.practice import Document
from homes.standards import Standards, decided, figures_for


def placements_of(access: Access, **child: Any) -> list[Placement]:
    """A child's placements that this person may see, the latest first: of `child=`, or `child__public_id=`.

    Each knows the status of the day, and what was noted elsewhere: the Guide explained, and meetings about documents of
    which no paper need be in the file.
    """
    day = access.today
    statuses = LegalStatus.objects.filter(child=OuterRef("child")).of_day(day)
    given = Explained.objects.filter(
        placement=OuterRef("pk"), kind=ExplainedKind.GUIDE, withdrawn_on__isnull=True, given_on__lte=day
    )
    met = CareEvent.objects.filter(child=OuterRef("child"), happened_on__lte=day).stood_on(day).newest_first()
    rows = Placement.objects.visible_to(access).filter(**child).select_related("home", "child")
    rows = rows.annotate(
        status=Subquery(statuses.values("code")[:1]),
        status_since=Subquery(statuses.values("started_on")[:1]),
        guide_given_on=Subquery(given.order_by("-given_on").values("given_on")[:1]),
        pep_met_on=Subquery(met.filter(kind=CareKind.PEP_MEETING).values("happened_on")[:1]),
        ehcp_met_on=Subquery(met.filter(kind=CareKind.EHC_REVIEW).values("happened_on")[:1]),
    )
    return list(rows.latest_first())


def placement_of(placements: list[Placement], today: dt.date) -> Placement | None:
    """Where the child lives today, or is expected, or else lived last."""
    living = [one for one in placements if one.covers(today)]
    expected = [one for one in placements if one.moved_on_on is None]
    return next(iter([*living, *expected, *placements]), None)


def previous_placement_ended_on(placement: Placement, placements: Iterable[Placement]) -> dt.date | None:
    start = placement.moved_in_on
    ends = [
        min(one.moved_on_on, start) if start else one.moved_on_on
        for one in placements
        if one.pk != placement.pk
        and one.moved_on_on is not None
        and one.moved_in_on is not None
        and (start is None or one.moved_in_on <= start)
    ]
    return max(ends, default=None)


@dataclass
class Standing:
    """How one child's documents stand: as the stored duties say; where none speaks of one, by the checklist."""

    placement: Any  # of `stays_of`
    today: dt.date
    days: dict[tuple[Step, str], dt.date]
    standards: Standards

    def of(
        self,
        document: Document,
        said: Sequence[FileSaid],
        version: FileVersion | None,
        noted_on: dt.date | None,
    ) -> Judged:
        """`said`: what was said of it by today, the last word last."""
        if day := self.days.get((Step.NEEDED, document.code)):
            return not_in_the_file(self.today, needed_by=day)
        if day := self.days.get((Step.REVIEW, document.code)):
            return in_the_file(self.today, review_due_on=day)
        dated_on = version.dated_on if version else noted_on
        kept = Kept(
            said=last_word(document.code, self.placement.home.nation, said),
            dated_on=dated_on,
            review_due_on=version.review_due_on if version else None,
            needed_by=None if dated_on else self._needed_by(document, said),
            running=document.code in RUNNING,
        )
        situation = Situation(self.placement.child.date_of_birth, self._in_care)
        return state_on(self.today, applies_to=document.applies_to, child=situation, kept=kept)

    def noted_on(self, code: str) -> dt.date | None:
        """The day another page says it was done, of which no paper need be in the file."""
        noted = {
            FileType.GUIDE: self.placement.guide_given_on,
            FileType.PEP: self.placement.pep_met_on,
            FileType.EHCP: self.placement.ehcp_met_on,
        }
        return noted.get(code)

    @property
    def _in_care(self) -> LookedAfter:
        here = self.placement
        return looked_after_in(here, self.today, status=here.status, status_since=here.status_since)

    def _needed_by(self, document: Document, said: Sequence[FileSaid]) -> dt.date | None:
        """Of what no rule asks for: everything of a child who is still expected, and a document nobody speaks of."""
        code = asked_by(document)
        starts_on = self.placement.moved_in_on or self.placement.expected_on
        day = belongs_since(document, starts_on, said) if starts_on else None
        if document.code == FileType.CARE_PLAN:
            day = self._in_care.since
        figures = figures_for(
            code, home_id=self.placement.home_id, as_of=self.today, standards=self.standards
        )
        return put_off(code, decided(figures, needed_by(code, day))[1], said)

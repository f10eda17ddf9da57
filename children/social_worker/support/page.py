"""The read object of the page of specialist support: each need as a line of dated steps, open ones first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from children.placements.models import Child, Placement
from children.placements.page import can_be_written, placement_to_show
from children.social_worker.support.models import SupportNeed, SupportStage, SupportStep
from homes.permissions import Access, Permission
from homes.querysets import page_by_day

A_PAGE = 10
MOST_OPEN = 50


@dataclass(frozen=True)
class NeedLine:
    need: SupportNeed
    steps: list[SupportStep]
    is_open: bool

    @property
    def latest(self) -> SupportStep | None:
        return self.steps[-1] if self.steps else None

    @property
    def working(self) -> SupportStep | None:
        """The last time somebody said how well it works."""
        return next((step for step in reversed(self.steps) if step.working), None)

    @property
    def state(self) -> str:
        """For the status tag."""
        if not self.is_open:
            return "done"
        return "in-progress" if self.steps else "not-started"


@dataclass
class SupportPage:
    placement: Placement | None
    open: list[NeedLine]
    ended: list[NeedLine]
    is_first: bool
    older: str
    may_write: bool


def support_page(child: Child, *, access: Access, before: str = "") -> SupportPage:
    """A fixed number of queries: open needs, one page of those that ended, and the steps of both."""
    placement = placement_to_show(child, access)
    ended = SupportStep.objects.filter(need=OuterRef("pk"), stage=SupportStage.ENDED)
    steps = SupportStep.objects.visible_to(access).order_by("happened_on", "pk")
    rows = (
        SupportNeed.objects.visible_to(access)
        .filter(child=child)
        .annotate(has_ended=Exists(ended))
        .prefetch_related(Prefetch("steps", queryset=steps, to_attr="in_order"))
    )
    over = page_by_day(rows.filter(has_ended=True), "seen_on", before=before, size=A_PAGE)
    going_on = rows.filter(has_ended=False).order_by("-seen_on", "-pk")[:MOST_OPEN]
    return SupportPage(
        placement=placement,
        open=[NeedLine(need, need.in_order, True) for need in going_on] if over.is_first else [],
        ended=[NeedLine(need, need.in_order, False) for need in over.rows],
        is_first=over.is_first,
        older=over.older,
        may_write=can_be_written(placement, access)
        and placement is not None
        and access.may(Permission.RECORD_FILE, placement.home_id),
    )

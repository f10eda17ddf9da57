"""Who reads which report. One that is finished: whoever reads the child's records. A draft: who writes it."""

from __future__ import annotations

from django.db.models import Q

from children.placements.querysets import OfChildQuerySet
from homes.permissions import Access, Permission


class ReportQuerySet(OfChildQuerySet):
    def visible_to(self, access: Access) -> ReportQuerySet:
        """Words nobody has finished, thrown away ones too, are their writer's and the managers'."""
        own = Q(writer=access.user.pk) | Q(home__in=access.homes_with(Permission.READ_DRAFTS))
        return self.filter(self.within_reach(access) & (Q(status="signed") | own))

    def finished(self) -> ReportQuerySet:
        return self.filter(status="signed")

    def drafts(self) -> ReportQuerySet:
        return self.filter(status="draft")

    def for_list(self) -> ReportQuerySet:
        return self.select_related("child", "home", "writer")

"""Chainable reads of notes for the next shift."""

from __future__ import annotations

from django.db.models import Q

from children.placements.querysets import OfChildQuerySet
from homes.permissions import Access


class HomeNoteQuerySet(OfChildQuerySet):
    """Records of a home that may be about one child. Those about the home itself are read by everybody of the home."""

    def visible_to(self, access: Access):
        about_home = Q(child__isnull=True, home__in=access.living_home_ids | access.period_home_ids)
        return self.filter(about_home | self.within_reach(access))

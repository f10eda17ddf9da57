"""Chainable reads of what children said of records."""

from __future__ import annotations

from children.placements.querysets import OfChildQuerySet


class ChildsPartQuerySet(OfChildQuerySet):
    def that_stand(self) -> ChildsPartQuerySet:
        """Without what another child said on this child's page."""
        return self.filter(withdrawn__isnull=True)

    def on_sharing(self) -> ChildsPartQuerySet:
        """Those that say whether it may be passed on, the last word first."""
        return self.that_stand().exclude(share="").order_by("-said_at", "-pk")

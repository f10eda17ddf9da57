"""Chainable reads of a child's file."""

from __future__ import annotations

import datetime as dt

from children.placements.querysets import OfChildQuerySet


class FileSaidQuerySet(OfChildQuerySet):
    def by_then(self, day: dt.date) -> FileSaidQuerySet:
        """What had been said by a day, the last word last."""
        return self.filter(from_on__lte=day).order_by("from_on", "pk")


class FileVersionQuerySet(OfChildQuerySet):
    def newest_first(self) -> FileVersionQuerySet:
        return self.order_by("-dated_on", "-pk")


class StoredFileQuerySet(OfChildQuerySet):
    def by_since(self, person_id: int, moment: dt.datetime) -> StoredFileQuerySet:
        return self.filter(stored_by=person_id, created_at__gt=moment)

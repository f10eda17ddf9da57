"""Chainable reads of a child's file."""

from __future__ import annotations

import datetime as dt

from children.placements.querysets import OfChildQuerySet
from homes.permissions import Access
from homes.querysets import RecordQuerySet


class FileItemQuerySet(RecordQuerySet):
    def visible_to(self, access: Access) -> FileItemQuerySet:
        children = self.model._meta.get_field("child").related_model
        return self.filter(child__in=children.objects.visible_to(access).values("pk"))


class FileVersionQuerySet(OfChildQuerySet):
    def newest_first(self) -> FileVersionQuerySet:
        return self.order_by("-dated_on", "-pk")


class StoredFileQuerySet(OfChildQuerySet):
    def by_since(self, person_id: int, moment: dt.datetime) -> StoredFileQuerySet:
        return self.filter(stored_by=person_id, created_at__gt=moment)

"""The child's file: documents, what is known about them, asking for them, and uploads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factory import LazyAttribute, SelfAttribute, SubFactory

from children.models import Child, FileChase, FileItem, FileVersion, StoredFile
from homes.audit import record_change, system_user
from homes.models import Home, User
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory, ChildFactory


class FileItemFactory(RecordFactory):
    """What is known of one document of a child's file, before and beside its versions."""

    class Meta:
        model = FileItem

    child = SubFactory(ChildFactory)
    type = "HOME_PLAN"


class OfItemFactory(AboutChildFactory):
    """A record about one document of a `type`: the one in the child's file, or a new one."""

    class Meta:
        abstract = True

    class Params:
        type = "HOME_PLAN"

    item = LazyAttribute(
        lambda about: (
            FileItem._base_manager.filter(child=about.child, type=about.type).first()
            or FileItemFactory(child=about.child, type=about.type)
        )
    )


class FileVersionFactory(OfItemFactory):
    class Meta:
        model = FileVersion

    dated_on = DAY


class FileChaseFactory(OfItemFactory):
    class Meta:
        model = FileChase

    chased_on = DAY
    whom = "The social worker"
    chased_by = SelfAttribute("by")
    chased_by_name = SelfAttribute("by.full_name")
    chased_by_title = SelfAttribute("by.job_title")


class StoredFileFactory(AboutChildFactory):
    """A row only: no file behind it."""

    class Meta:
        model = StoredFile

    key = "plan"
    sha256 = "0" * 64
    size = 1
    kind = "pdf"
    stored_by = SelfAttribute("by")


def make_item(child: Child, type: str, **fields: Any) -> FileItem:
    item = FileItem.objects.filter(child=child, type=type).first()
    if item is None:
        item = FileItem(child=child, type=type, **fields)
        record_change(item, by=system_user())
    return item


def make_chase(
    child: Child, home: Home, type: str, chased_on: dt.date, *, by: User | None = None, **fields: Any
) -> FileChase:
    person = by or system_user()
    chase = FileChase(
        item=make_item(child, type),
        child=child,
        home=home,
        chased_on=chased_on,
        chased_by=person,
        chased_by_name=person.full_name,
        chased_by_title=person.job_title,
        **{"whom": "The social worker", **fields},
    )
    record_change(chase, by=person)
    return chase


def make_stored(child: Child, home: Home, key: str, *, by: User | None = None, **fields: Any) -> StoredFile:
    """A row only: no file behind it."""
    person = by or system_user()
    values = {"sha256": "0" * 64, "size": 1, "kind": "pdf", **fields}
    stored = StoredFile(child=child, home=home, key=key, stored_by=person, **values)
    record_change(stored, by=person)
    return stored

"""Children's files for tests: what is asked for, and uploaded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.models import Child, FileChase, FileItem, StoredFile
from homes.audit import record_change, system_user
from homes.models import Home, User


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

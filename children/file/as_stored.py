"""Whether uploaded files are still what was stored: the seal covers their rows, and the rows their bytes."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from children.file import store
from children.file.models import StoredFile
from homes.database.sealing.chain import Problem


def unlike_stored() -> Iterator[tuple[StoredFile, str]]:
    """Each file that is "gone" or "changed". At every home: who asks is not a person with a reach."""
    there = set(store.keys())
    for stored in QuerySet(StoredFile).order_by("pk").iterator():
        if stored.key not in there:
            yield stored, "gone"
            continue
        try:
            store.read(stored)
        except store.FileIsGone:
            yield stored, "changed"


def problems() -> Iterator[Problem]:
    for stored, what in unlike_stored():
        yield Problem(f"an uploaded file is {what}", None, StoredFile._meta.db_table, stored.pk)

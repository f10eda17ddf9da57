"""Where uploaded files lie: a private folder, or an S3 bucket, under random names. Rows say whose they are."""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from children.file.models import StoredFile
from children.file.uploads import CleanUpload


class FileIsGone(Exception):
    """A row has no file, or the file is not the one that was stored."""


def store() -> Storage:
    return storages["private"]


@contextlib.contextmanager
def written(upload: CleanUpload) -> Iterator[str]:
    """Write the file and give its key for the row. Whatever then fails takes the file away again."""
    name = uuid.uuid4().hex
    key = store().save(f"{name[:2]}/{name}", ContentFile(upload.content))
    try:
        _to_the_disk(key)
        yield key
    except BaseException:
        store().delete(key)
        raise


def _to_the_disk(key: str) -> None:
    """An acknowledged upload survives a power cut, as an acknowledged row does."""
    here = store()
    if isinstance(here, FileSystemStorage):
        handle = os.open(here.path(key), os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def read(stored: StoredFile) -> bytes:
    """The bytes of a file. Raises FileIsGone when they are not those that were stored."""
    try:
        with store().open(stored.key) as opened:
            content = opened.read()
    except FileNotFoundError as error:
        raise FileIsGone(f"no file for {stored.public_id}") from error
    if digest(content) != stored.sha256:
        raise FileIsGone(f"the file of {stored.public_id} was changed")
    return content


def keys() -> Iterator[str]:
    """Every file in the store."""
    here = store()
    with contextlib.suppress(FileNotFoundError):
        for folder in here.listdir("")[0]:
            yield from (f"{folder}/{name}" for name in here.listdir(folder)[1])

"""Photos and drawings on a draft. Signing freezes them: the row holds the hash of each file, and its signature both."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from children.file import store
from children.file.actions import keep_file
from children.file.uploads import CleanUpload
from homes.audit import record_change
from homes.models import User
from homes.words import gettext as _
from sessions_app.actions import UnableToSave, locked
from sessions_app.models import KeyWorkSession

MOST = 6


def add_picture(draft: KeyWorkSession, *, by: User, upload: CleanUpload, what: str, shows: str) -> None:
    """Keep a picture with a draft. Raises UnableToSave when it is full, signed by now, or somebody else's."""
    with store.written(upload) as key:
        _add(draft, by, upload, key, {"what": what, "shows": shows})


@transaction.atomic
def _add(draft: KeyWorkSession, by: User, upload: CleanUpload, key: str, said: dict[str, str]) -> None:
    saved = _open(draft, by)
    if len(saved.pictures) >= MOST:
        raise UnableToSave(_("A record holds %(most)d pictures. Take one off first.") % {"most": MOST})
    stored = keep_file(saved.placement, upload, key, by=by)
    kept = {"id": str(stored.public_id), "sha256": stored.sha256, "kind": stored.kind}
    _keep(saved, [*saved.pictures, {**kept, **said}], by=by)


@transaction.atomic
def take_off_picture(draft: KeyWorkSession, *, by: User, picture: str) -> None:
    """Take a picture off a draft. Taking it off twice changes nothing; the file is kept, with who added it."""
    saved = _open(draft, by)
    left = [one for one in saved.pictures if one["id"] != picture]
    if left != saved.pictures:
        _keep(saved, left, by=by)


def _open(draft: KeyWorkSession, by: User) -> KeyWorkSession:
    saved = locked(draft.public_id)
    if saved is None or saved.author_id != by.pk:
        raise UnableToSave(_("Only the person who started this draft can change it."))
    if not saved.is_draft:
        raise UnableToSave(_("This record is signed. Add more details to it instead."))
    return saved


def _keep(saved: KeyWorkSession, pictures: list[dict[str, Any]], *, by: User) -> None:
    saved.pictures = pictures
    saved.version += 1
    record_change(saved, by=by, update=True)

"""What adults do with a child's file: add a version, say what belongs in it, ask for it, give the child a copy.

Nothing is overwritten: what was wrong is put right by another version. Each action is one transaction, in the name of
`by`; an uploaded file is written first and taken away again when its row cannot be written.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.file import store
from children.file.models import Applies, Chase, FileItem, FileSaid, FileVersion, StoredFile
from children.file.state import NOT_YET_DAYS, must_exist
from children.file.uploads import CleanUpload
from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import Unable, keep, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.dates import add_days
from homes.models import User
from homes.words import dated, gettext_lazy
from homes.words import gettext as _

MOST_UPLOADS = 30
UPLOADS_IN = dt.timedelta(minutes=10)


EVERY_CHILD_HAS_IT = gettext_lazy("Every child has this document. Add it, or say “not yet” and until when.")


class UnableToAddPlan(Unable):
    """There is already a version of that day."""


class UnableToChangeFile(Unable):
    """What is to be noted is noted already, or fits no longer."""


def too_many_uploads(person: User, *, now: dt.datetime) -> bool:
    """Whether somebody has uploaded as much as one person can mean to in ten minutes."""
    lately = StoredFile.objects.by_since(person.pk, now - UPLOADS_IN)
    return lately.count() >= MOST_UPLOADS


def add_plan(
    *,
    placement: Placement,
    type: str,
    dated_on: dt.date,
    by: User,
    upload: CleanUpload | None = None,
    **said: Any,
) -> FileVersion:
    """A new version of a document, with its file if there is one. Earlier versions stay as they were.

    `said`: review_due_on, child_has_copy, explained_on, explained_by, no_copy_reason, authored_by, received_on,
    kept_where, note. Raises UnableToAddPlan for a second version of that day.
    """
    if upload is None:
        return _add_version(placement, type, dated_on, by, None, "", said)
    with store.written(upload) as key:
        return _add_version(placement, type, dated_on, by, upload, key, said)


@transaction.atomic
def _add_version(
    placement: Placement,
    type: str,
    dated_on: dt.date,
    by: User,
    upload: CleanUpload | None,
    key: str,
    said: dict[str, Any],
) -> FileVersion:
    lock(placement)
    refuse_after_moving_on(placement, dated_on)
    item = _item(placement, type, by=by)
    if item.versions.filter(dated_on=dated_on).exists():
        raise UnableToAddPlan(_("There is already a version dated that day."))
    explained_by = said.get("explained_by")
    version = FileVersion(
        item=item,
        **same_case(placement),
        dated_on=dated_on,
        explained_by_name=explained_by.full_name if explained_by else "",
        **named("added_by", by),
        stored=keep_file(placement, upload, key, by=by) if upload else None,
        **said,
    )
    record_change(version, by=by, reason=said.get("note", ""))
    last = item.said.order_by("from_on", "pk").last()
    lives_here = placement.moved_on_on is None  # the home of today says what applies
    if last is not None and last.applies != Applies.YES and lives_here:
        from_on = max(last.from_on, dated_on)
        _say(placement, item, by=by, applies=Applies.YES, from_on=from_on, version=version)
    return version


def keep_file(placement: Placement, upload: CleanUpload, key: str, *, by: User) -> StoredFile:
    """The row of a file that was written under a key (`store.written`)."""
    stored = StoredFile(
        **same_case(placement),
        key=key,
        sha256=store.digest(upload.content),
        size=len(upload.content),
        kind=upload.kind,
        original_name=upload.original_name,
        changes=list(upload.changes),
        stored_by=by,
    )
    record_change(stored, by=by)
    return stored


@transaction.atomic
def say_applies(
    *,
    placement: Placement,
    type: str,
    applies: str,
    from_on: dt.date,
    by: User,
    until_on: dt.date | None = None,
    reason: str = "",
) -> FileSaid:
    """That a document belongs in the file from a day on, does not, or not yet, until when and why.

    Raises UnableToChangeFile: what every child has cannot be left out; "not yet" names a day within 4 weeks; what was
    said for a later day is not overtaken.
    """
    lock(placement)
    if applies == Applies.NO and must_exist(type, placement.home.nation):
        raise UnableToChangeFile(EVERY_CHILD_HAS_IT)
    if applies == Applies.NOT_YET and not _within_four_weeks(from_on, until_on):
        raise UnableToChangeFile(_("“Not yet” needs a day within 28 days. Say it again then, if need be."))
    item = _item(placement, type, by=by)
    last = item.said.order_by("from_on", "pk").last()
    if last is not None and (last.applies, last.reason, last.until_on) == (applies, reason, until_on):
        raise UnableToChangeFile(_("That is already noted."))
    if last is not None and from_on < last.from_on:
        day = {"day": dated(last.from_on, "j F Y")}
        raise UnableToChangeFile(
            _("Something was said from %(day)s on. Choose that day or a later one.") % day
        )
    return _say(placement, item, by=by, applies=applies, from_on=from_on, until_on=until_on, reason=reason)


def _within_four_weeks(from_on: dt.date, until_on: dt.date | None) -> bool:
    return until_on is not None and from_on <= until_on <= add_days(from_on, NOT_YET_DAYS)


def _say(placement: Placement, item: FileItem, *, by: User, reason: str = "", **said: Any) -> FileSaid:
    row = FileSaid(item=item, **same_case(placement), **named("said_by", by), reason=reason, **said)
    record_change(row, by=by, reason=reason)
    return row


@transaction.atomic
def note_chase(*, placement: Placement, about: str, asked_on: dt.date, by: User, **said: Any) -> Chase:
    """We asked for what is another's to do. The same again that day (a double click) gives the first one back."""
    lock(placement)
    refuse_after_moving_on(placement, asked_on)
    asked = {"about": about, "asked_on": asked_on, **named("asked_by", by)}
    return keep(Chase(**same_case(placement), **asked, **said), by=by)


@transaction.atomic
def note_copy(
    *,
    version: FileVersion,
    placement: Placement,
    by: User,
    child_has_copy: bool,
    explained_on: dt.date | None = None,
    explained_by: User | None = None,
    no_copy_reason: str = "",
) -> None:
    """The child got a copy and it was explained, or why there is none. Raises when that is noted already."""
    lock(placement)
    lock(version)
    if explained_on is not None:
        refuse_after_moving_on(placement, explained_on)
    if version.child_has_copy and version.explained_on is not None:
        raise UnableToChangeFile(_("That is already noted."))
    changed = set_fields(
        version,
        by=by,
        child_has_copy=child_has_copy,
        explained_on=explained_on,
        explained_by=explained_by,
        explained_by_name=explained_by.full_name if explained_by else "",
        no_copy_reason=no_copy_reason,
    )
    if not changed:
        raise UnableToChangeFile(_("That is already noted."))


def _item(placement: Placement, type: str, *, by: User) -> FileItem:
    """The line of the file, begun when this is the first that is said of it."""
    item = FileItem.objects.filter(child=placement.child_id, type=type).first()
    if item is None:
        item = FileItem(child_id=placement.child_id, type=type)
        record_change(item, by=by)
    return item

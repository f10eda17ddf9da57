"""Keeping what a child says of a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.file import store
from children.file.actions import keep_file
from children.file.uploads import CleanUpload
from children.models import Placement
from homes.acting import Unable, keep_or_refuse, lock, named, same_case
from homes.audit import record_change
from homes.models import User
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status
from sessions_app.signed.childs_part.models import Answer, ChildsPart, ChildsPartWithdrawn


class UnableToKeep(Unable):
    """The child's part was not kept. The message is fit for whoever holds the tablet."""


def keep_childs_part(
    session: KeyWorkSession,
    *,
    by: User,
    stay: Placement,
    now: dt.datetime,
    handed_at: dt.datetime,
    drawing: CleanUpload | None = None,
    **said: Any,
) -> ChildsPart:
    """Keep what the child chose, wrote and drew, letter for letter. `by` handed the tablet over.

    A child may say more another time: what was kept before stands beside it. Raises UnableToKeep for a void record.
    """
    said |= {"said_at": now, "handed_at": handed_at}
    if drawing is None:
        return _keep(session, by, stay, said)
    with store.written(drawing) as key:
        return _keep(session, by, stay, said, drawing, key)


@transaction.atomic
def _keep(
    session: KeyWorkSession,
    by: User,
    stay: Placement,
    said: dict[str, Any],
    drawing: CleanUpload | None = None,
    key: str = "",
) -> ChildsPart:
    lock(session)
    if session.status == Status.VOID:
        raise UnableToKeep(_("This record was taken away while you read it."))
    if drawing is not None:
        said["drawing"] = keep_file(stay, drawing, key, by=by)
    part = ChildsPart(session=session, child=session.child, home=stay.home, **named("handed_by", by), **said)
    record_change(part, by=by)
    return part


@transaction.atomic
def note_declined(session: KeyWorkSession, *, by: User, stay: Placement, now: dt.datetime) -> ChildsPart:
    """An adult offered it and the child did not want to: noted once, with who offered and when.

    The same click twice gives the first note of that day back. Raises UnableToKeep unless the record is signed.
    """
    lock(session)
    if session.status != Status.SIGNED:
        raise UnableToKeep(_("That is said when a record is signed."))
    parts = ChildsPart.objects.that_stand().filter(session=session, handed_by=by, answer=Answer.DECLINED)
    twin = parts.filter(said_at__gte=now - dt.timedelta(hours=1)).first()
    if twin is not None:
        return twin
    part = ChildsPart(
        session=session,
        child=session.child,
        home=stay.home,
        answer=Answer.DECLINED,
        said_at=now,
        **named("handed_by", by),
    )
    record_change(part, by=by)
    return part


@transaction.atomic
def withdraw_childs_part(part: ChildsPart, *, by: User, reason: str) -> ChildsPartWithdrawn:
    """Say that another child held the tablet. The words are kept, and stand beside the record no more.

    Raises UnableToKeep the second time.
    """
    gone = ChildsPartWithdrawn(
        **same_case(part), part=part, session=part.session, reason=reason, **named("noted_by", by, "noted")
    )
    keep_or_refuse(gone, by=by, refusal=UnableToKeep(_("This was withdrawn already.")))
    return gone

"""Saying how it was, and noting that somebody has talked about it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from homes.acting import Unable, lock
from homes.audit import record_change, set_fields
from homes.models import User
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status
from sessions_app.signed.debrief.models import Debrief


class UnableToDebrief(Unable):
    """Nothing was kept. The message is fit for the person."""


@transaction.atomic
def say_how_it_was(
    session: KeyWorkSession, *, by: User, now: dt.datetime, feeling: str, note: str = ""
) -> Debrief:
    """Keep the author's own word after a session, once.

    Raises UnableToDebrief for anybody else, for a record that is not signed, and the second time.
    """
    lock(session)
    if session.author_id != by.pk or session.status != Status.SIGNED:
        raise UnableToDebrief(_("Only whoever signed this record says how it was."))
    if Debrief.objects.filter(session=session, user=by).exists():
        raise UnableToDebrief(_("You have said how it was already."))
    debrief = Debrief(home=session.home, user=by, session=session, feeling=feeling, note=note, said_at=now)
    record_change(debrief, by=by)
    return debrief


@transaction.atomic
def note_talk(debrief: Debrief, *, by: User, talked_on: dt.date) -> None:
    """A manager has talked with them. Raises UnableToDebrief for one's own, and once a talk is noted."""
    lock(debrief)
    if debrief.user_id == by.pk:
        raise UnableToDebrief(_("Somebody else notes that they talked with you."))
    if debrief.talked_on is not None:
        raise UnableToDebrief(_("A talk is noted already."))
    set_fields(debrief, by=by, talked_on=talked_on, talked_with=by)

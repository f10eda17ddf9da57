"""Telling somebody of a worry; and answering it: begun, finished later, answered once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change
from homes.dates import london_day
from homes.models import User
from homes.words import gettext as _
from sessions_app.actions import save_draft
from sessions_app.models import KeyWorkSession, Status, WorryAnswer
from sessions_app.promises.actions import owe_after_worry


class UnableToAnswer(Unable):
    """The worry was not answered. The message is fit for the person."""


def tell_of_worry(draft: KeyWorkSession, *, by: User, **told: Any) -> KeyWorkSession:
    """Keep in a draft who was told of its worry, or who was tried. The same twice changes nothing."""
    return save_draft(
        public_id=draft.public_id,
        child=draft.child,
        placement=draft.placement,
        by=by,
        fields=told,
        version=draft.version,
    )


@transaction.atomic
def save_answer(session: KeyWorkSession, *, by: User, **said: Any) -> WorryAnswer:
    """Keep what a manager has written so far, for them alone. Answers nothing."""
    return _write(session, by=by, answered_at=None, said=said)


@transaction.atomic
def answer_worry(session: KeyWorkSession, *, by: User, now: dt.datetime, **said: Any) -> WorryAnswer:
    """Answer a signed worry, once: whoever comes second is told who answered.

    Afterwards it stands first nowhere any more, and who is named to do something has it on their Today. Raises
    UnableToAnswer for one's own worry, for a record that is void, and for a worry that is answered.
    """
    answer = _write(session, by=by, answered_at=now, said=said)
    _owe_what_was_said(answer, session, by=by, today=london_day(now))
    return answer


def _owe_what_was_said(answer: WorryAnswer, session: KeyWorkSession, *, by: User, today: dt.date) -> None:
    if answer.child_told_by:
        what = _("Tell %(child)s what was done about the worry") % {"child": session.child.known_as}
        owe_after_worry(session, by=by, what=what, person=answer.child_told_by, today=today, by_on=today)
    if answer.next_by and answer.next_on:
        about = {"what": answer.next_step, "person": answer.next_by, "by_on": answer.next_on}
        owe_after_worry(session, by=by, today=today, **about)


def _write(
    session: KeyWorkSession, *, by: User, answered_at: dt.datetime | None, said: dict[str, Any]
) -> WorryAnswer:
    lock(session)
    _refuse(session, by)
    answer = WorryAnswer.objects.filter(session=session, answered_by=by).first()
    if answer is None:
        answer = WorryAnswer(session=session, **same_case(session))
    facts = {**said, **named("answered_by", by), "answered_at": answered_at}
    is_new = answer.pk is None
    if not is_new and all(getattr(answer, name) == value for name, value in facts.items()):
        return answer
    for name, value in facts.items():
        setattr(answer, name, value)
    record_change(answer, by=by, update=not is_new)
    return answer


def _refuse(session: KeyWorkSession, by: User) -> None:
    if session.status != Status.SIGNED or not session.worry:
        raise UnableToAnswer(_("There is no signed worry to answer here."))
    if session.author_id == by.pk:
        raise UnableToAnswer(_("Somebody else answers your own worry."))
    done = WorryAnswer.objects.answered().filter(session=session).first()
    if done is not None:
        raise UnableToAnswer(_("%(who)s has answered this worry already.") % {"who": done.answered_by_name})

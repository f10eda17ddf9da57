"""The read object of one record: what was said, what came of it, what was added and asked since."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.placements.page import written_after
from homes.dates import london_day
from homes.permissions import Access
from homes.staff.standing import manager_of
from sessions_app.actions import is_late
from sessions_app.models import Addendum, KeyWorkSession, Status, Voice
from sessions_app.permissions import can_add, can_adopt, can_edit_draft, can_void
from sessions_app.promises.page import lines_of, words_of
from sessions_app.recording.another import can_repeat
from sessions_app.recording.pictures.page import pictures_of
from sessions_app.recording.progress import seemed_in_words
from sessions_app.recording.purposes import purpose_words
from sessions_app.recording.saying import how_it_went, quoted, topic_words, who_was_there
from sessions_app.recording.tries import ENOUGH_TO_TALK, TRIED, talk_words, tries_with
from sessions_app.review.page import reading_of
from sessions_app.signed.debrief.page import may_debrief
from sessions_app.worries.answer_page import standing_of
from sessions_app.worries.page import told_words, worry_words


def session_page(access: Access, session: KeyWorkSession) -> dict[str, Any]:
    signature = getattr(session, "signature", None)
    written_at = session.signed_at or session.created_at
    return {
        **words_of_record(access, session),
        "author_name": signature.name if signature else session.author.full_name,
        "author_title": signature.job_title if signature else session.author.job_title,
        "written_at": written_at,
        "late": written_late(session, written_at),
        "after": after_moving_on(session),
        "standing": standing_of(access, session),
        "may_debrief": may_debrief(access, session),
        "addenda": _addenda(session),
        "agreed": lines_of(session, access),
        "reading": reading_of(session, access),
        "talk": _talk(access, session),
        "may_add": can_add(access, session),
        "may_void": can_void(access, session),
        "may_repeat": can_repeat(access, session),
        "may_edit": can_edit_draft(access, session),
        "may_adopt": can_adopt(access, session),
    }


def words_of_record(access: Access, session: KeyWorkSession) -> dict[str, Any]:
    """The words of one record alone, as they were signed: what templates/sessions_app/signed/_record.html needs.

    No query: for a page that shows them again beside something else.
    """
    return {
        "session": session,
        "child": session.child,
        "how": how_it_went(session),
        "who": who_was_there(session),
        "purposes": purpose_words(session, access),
        "topics": topic_words(session.topics),
        "their_words": quoted(session.voice_text) if session.voice == Voice.WORDS else "",
        "noticed": session.voice_text if session.voice == Voice.NOTICED else "",
        "pictures": pictures_of(session),
        "seemed": seemed_in_words(session),
        "worry": worry_words(session),
        "told": told_words(session) if session.worry else "",
        "agreed": words_of(session),
    }


def written_late(session: KeyWorkSession, written_at: dt.datetime) -> bool:
    if session.status == Status.DRAFT or session.held_on is None:
        return False
    return bool(session.late_reason) or is_late(session.held_on, written_on=london_day(written_at))


def after_moving_on(session: KeyWorkSession) -> str:
    if session.status == Status.DRAFT or session.held_on is None:
        return ""
    written_on = london_day(session.signed_at or session.created_at)
    left_on = session.placement.moved_on_on
    return written_after(session.child, left_on, day=session.held_on, written_on=written_on)


def _addenda(session: KeyWorkSession) -> list[Addendum]:
    """What was added, newest last."""
    return list(
        Addendum.objects.filter(session=session)
        .select_related("author", "signature", "question")
        .order_by("created_at", "pk")
    )


def _talk(access: Access, session: KeyWorkSession) -> str:
    """After the second try in a row, until there was time together: a prompt to talk with the manager. About what would
    help, never about blame."""
    if session.outcome not in TRIED or session.status != Status.SIGNED:
        return ""
    row = tries_with(access, session)
    return talk_words(row, session.child, manager_of(session.home, access) if row >= ENOUGH_TO_TALK else None)

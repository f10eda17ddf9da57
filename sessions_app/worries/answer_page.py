"""What stands beside an answer: what was written, where the worry stands, and the child's last four weeks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from homes.dates import add_days
from homes.models import AccessEvent
from homes.permissions import Access
from homes.templatetags.keywork_ui import kdate, kday, ktime
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status, Voice, WorryAnswer
from sessions_app.permissions import can_answer
from sessions_app.signed.debrief.page import talks_wanted
from sessions_app.worries.models import Done
from sessions_app.worries.page import told_words
from sessions_app.worries.standing import Waiting, waiting_among

WEEKS = 4
MOST_DAYS = 8
STARTS = 60  # characters of each


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of the timeline. `done` is False for what is still to come."""

    at: dt.datetime
    words: str
    done: bool = True

    @property
    def when(self) -> str:
        return f"{kday(self.at)}, {ktime(self.at)}"


def answer_page(access: Access, session: KeyWorkSession, answer: WorryAnswer | None = None) -> dict[str, Any]:
    """Everything beside the form: what was written, where it stands, the weeks before, and how the writer is.

    `answer`: of somebody who was faster.
    """
    return {
        "session": session,
        "child": session.child,
        "waiting": None if answer else waiting_of(session, access),
        "told": told_words(session),
        "timeline": timeline(session, answer, access),
        "weeks": four_weeks(session, access),
        "their_words": session.voice_text if session.voice == Voice.WORDS else "",
        "talks": talks_wanted(session.home, access, of=session.author),
        "back_url": reverse("compliance:board", args=[session.home.public_id]),
    }


def standing_of(access: Access, session: KeyWorkSession) -> dict[str, Any] | None:
    """Where a signed worry stands, for the page of its record. None where there is none."""
    if not session.worry or session.signed_at is None:
        return None
    answer = answer_of(session)
    return {
        "timeline": timeline(session, answer, access),
        "answer": answer_rows(answer, session.child.known_as) if answer else None,
        "may_answer": answer is None and can_answer(access, session),
    }


def answer_of(session: KeyWorkSession) -> WorryAnswer | None:
    return WorryAnswer.objects.answered().filter(session=session).select_related("next_by").first()


def waiting_of(session: KeyWorkSession, access: Access) -> Waiting:
    return waiting_among([session], access=access)[0]


def timeline(session: KeyWorkSession, answer: WorryAnswer | None, access: Access) -> list[Point]:
    """Written, told, first opened by somebody else, answered; or by when it is to be. In the order it happened."""
    who = session.author.full_name
    points = [Point(session.signed_at, _("%(who)s signed it") % {"who": who})]
    if session.worry_told_at:
        points.append(Point(session.worry_told_at, told_words(session)))
    opened = (
        AccessEvent.objects.filter(
            child_id=session.child_id,
            object_id=session.pk,
            what=AccessEvent.What.SESSION,
            at__gte=session.signed_at,
        )
        .exclude(user_id=session.author_id)
        .order_by("pk")
        .first()
    )
    if opened:
        points.append(Point(opened.at, _("%(who)s opened it first") % {"who": opened.user_name}))
    if answer:
        points.append(Point(answer.answered_at, _("%(who)s answered it") % {"who": answer.answered_by_name}))
    points.sort(key=lambda point: point.at)
    if not answer and session.status == Status.SIGNED:
        due = waiting_of(session, access)
        words = _("Was to be answered") if due.overdue else _("To be answered by then")
        points.append(Point(due.due_at, words, done=False))
    return points


def answer_rows(answer: WorryAnswer, name: str) -> dict[str, Any]:
    """An answer as its readers see it."""
    words = dict(Done.choices)
    knows = {
        "told": _("Yes, %(child)s has been told."),
        "today": _("%(who)s will say so on %(day)s."),
        "not_yet": _("Not yet: %(why)s"),
    }[answer.child_knows]
    facts = {
        "child": name,
        "who": answer.child_told_by.full_name if answer.child_told_by else "",
        "day": kdate(answer.answered_at),
        "why": answer.child_why,
    }
    following = ""
    if answer.next_step:
        said = {"what": answer.next_step, "who": answer.next_by.full_name, "day": kdate(answer.next_on)}
        following = _("%(what)s: %(who)s, by %(day)s") % said
    return {
        "done": ", ".join(str(words.get(code, code)).replace("{child}", name) for code in answer.done),
        "account": answer.account,
        "knows": knows % facts,
        "next": following,
        "by": answer.answered_by_name,
        "title": answer.answered_by_title,
        "at": answer.answered_at,
    }


def four_weeks(session: KeyWorkSession, access: Access) -> dict[str, Any]:
    """The child's days of the last four weeks, newest first, and whether there was another worry. One query."""
    since = add_days(access.today, -7 * WEEKS)
    rows = KeyWorkSession.objects.visible_to(access).signed().filter(child=session.child_id)
    rows = rows.filter(held_on__gte=since).exclude(pk=session.pk).newest_first()
    found = list(rows.only("public_id", "held_on", "voice", "voice_text", "account", "worry"))
    return {
        "days": [
            {"day": kday(one.held_on), "words": _start(one), "session": one} for one in found[:MOST_DAYS]
        ],
        "more": len(found) > MOST_DAYS,
        "worries": sum(bool(one.worry) for one in found),
    }


def _start(session: KeyWorkSession) -> str:
    words = session.voice_text if session.voice == Voice.WORDS else session.account
    cut = words[:STARTS] + ("…" if len(words) > STARTS else "")
    return f"“{cut.strip('“”')}”" if session.voice == Voice.WORDS else cut

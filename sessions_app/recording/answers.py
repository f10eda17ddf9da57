"""Answers of the record form and the record: one question on the page is often two facts in the record, and back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from homes.dates import add_days
from homes.words import gettext as _
from sessions_app.models import HAPPENED, Format, KeyWorkSession, Outcome, Topic, Voice
from sessions_app.promises.lines import as_answers
from sessions_app.recording.layout import SOMEONE_ELSE
from sessions_app.recording.progress import steps_as_answers

FIRST_TOPICS = (Topic.SCHOOL, Topic.HEALTH, Topic.FEELINGS, Topic.FAMILY, Topic.FUTURE, Topic.SAFE)
MORE_TOPICS = tuple(topic for topic in Topic if topic not in FIRST_TOPICS)


def did_not_happen(name: str) -> list[tuple[str, str]]:
    """What to say when there was no time together. Never a word that blames the child."""
    return [
        (Outcome.DECLINED.value, _("%(child)s chose not to") % {"child": name}),
        (Outcome.ATTEMPTED.value, _("We tried, it did not happen")),
        (Outcome.CANCELLED_BY_HOME.value, _("We cancelled")),
    ]


def outcome_and_format(went: str, *, cut_short: bool) -> dict[str, str]:
    """One question on the page, two facts in the record."""
    if went in Format.values:
        return {"outcome": Outcome.PART_HELD.value if cut_short else Outcome.HELD.value, "format": went}
    return {"outcome": went, "format": ""}


def answers_of(session: KeyWorkSession, *, today: dt.date) -> dict[str, Any]:
    """A stored draft as answers on the page: the way back from draft_fields()."""
    days = {today: "today", add_days(today, -1): "yesterday"}
    people = [there["id"] for there in session.people_present if there.get("id")]
    return {
        "when": days.get(session.held_on, "other"),
        "other_day": session.held_on.isoformat() if session.held_on and session.held_on not in days else "",
        "plan": session.plan.public_id if session.plan_id else None,
        "starts": session.starts,
        "place": session.place,
        "people": people + ([SOMEONE_ELSE] if session.others_present else []),
        "others_present": session.others_present,
        "went": session.format if session.outcome in HAPPENED else session.outcome,
        "moment": session.moment,
        "reason": session.reason,
        "cut_short": session.outcome == Outcome.PART_HELD,
        "account": session.account,
        "written_to_child": session.written_to_child,
        "voice": session.voice,
        "quote": session.voice_text if session.voice == Voice.WORDS else "",
        "noticed": session.voice_text if session.voice == Voice.NOTICED else "",
        "purposes": session.purposes,
        "topics": [topic for topic in session.topics if topic in FIRST_TOPICS],
        "more_topics": [topic for topic in session.topics if topic in MORE_TOPICS],
        "small_steps": session.small_steps,
        "next_steps": session.next_steps,
        "worry": {True: "yes", False: "no"}.get(session.worry, ""),
        "worry_text": session.worry_text,
        "version": session.version,
        "asked_on": today.isoformat(),
        **as_answers(session.agreed),
        **steps_as_answers(session),
    }

"""How sessions, and what was added to them, read in a history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from homes.dates import london_day
from homes.history import added_words, sentence
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _
from sessions_app.models import Addendum, Outcome

LATE_AFTER_DAYS = 1  # written down the same or the next day is the rhythm of shifts; later is shown as late

# --- sessions -----------------------------------------------------------------------------------


def session(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    told: dict[str, Any] = {"url": reverse("sessions:detail", args=[body.public_id])}
    if body.status == "draft":
        started = row.change == "+"
        title = _("Draft started") if started else _("Draft changed")
        if body.drafted_by_id and previous is not None and previous.author_id != body.author_id:
            title = _("Draft taken over. Begun by %(who)s") % {"who": body.drafted_by.full_name}
        return told | {
            "title": title,
            "link_text": _("Open the draft"),
            **({"changes": ()} if started else {}),
        }
    if body.status == "void":
        return told | _void(row, body)
    return told | _signed(row, body)


def _void(row: LedgerEntry, body: Any) -> dict[str, Any]:
    if body.signed_at is None:
        title = _("Draft discarded")
    else:
        title = _("Record voided: the session of %(day)s") % {"day": kday(body.held_on)}
    return {
        "title": title,
        "reason": row.reason or body.voided_reason,
        "link_text": _("Open the record"),
        "changes": (),
        "note": _("The words are kept and marked as void.") if body.signed_at else "",
    }


def _signed(row: LedgerEntry, body: Any) -> dict[str, Any]:
    name = body.child.known_as
    titles = {
        Outcome.DECLINED: _("%(child)s chose not to meet"),
        Outcome.ATTEMPTED: _("We tried to meet %(child)s, it did not happen"),
        Outcome.CANCELLED_BY_HOME: _("We cancelled a session with %(child)s"),
        Outcome.NOT_POSSIBLE: _("A session with %(child)s was not possible"),
    }
    written = london_day(body.signed_at or row.at)
    days = (written - body.held_on).days if body.held_on else 0
    late = days > LATE_AFTER_DAYS or bool(body.late_reason)
    text = _happened(body.held_on, days)
    if body.drafted_by_id:
        text += " " + _("Begun by %(who)s.") % {"who": body.drafted_by.full_name}
    if body.late_reason:
        text += " " + _("Reason for lateness: %(reason)s") % {"reason": sentence(body.late_reason)}
    return {
        "title": titles.get(body.outcome, _("Session signed")) % {"child": name},
        "text": text,
        "late": late,
        "reason": "" if row.reason == _("signed") else row.reason,  # the title says it
        "link_text": _("Open the session"),
    }


def _happened(held_on: dt.date | None, days: int) -> str:
    if held_on is None:
        return ""
    if days <= 0:
        words = _("Happened %(day)s, recorded in the same shift.")
    elif days == 1:
        words = _("Happened %(day)s, recorded the next day.")
    else:
        words = _("Happened %(day)s, recorded %(days)s days later.")
    return words % {"day": kday(held_on), "days": days}


def addendum(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    titles = {
        Addendum.Kind.CORRECTION: _("Something put right in the %(day)s session"),
        Addendum.Kind.ANSWER: _("Question about the %(day)s session answered"),
        Addendum.Kind.CHILD: _("%(whose)s own words added to the %(day)s session"),
    }
    title = titles.get(body.kind, _("Detail added to the %(day)s session"))
    return {
        "title": title % {"day": kday(body.session.held_on), "whose": possessive(body.child.known_as)},
        "text": _("The original is unchanged."),
        "changes": (added_words("", body.text),),
        "url": reverse("sessions:detail", args=[body.session.public_id]),
        "link_text": _("Open the session"),
    }


def worry_answer(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    told = {
        "url": reverse("sessions:detail", args=[body.session.public_id]),
        "link_text": _("Open the session"),
    }
    about = {"day": kday(body.session.held_on)}
    if body.answered_at is None:
        started = _("Answer begun to the worry of %(day)s")
        changed = _("Answer to the worry of %(day)s written on")
        return told | {"title": (started if row.change == "+" else changed) % about, "changes": ()}
    return told | {
        "title": _("Worry of %(day)s answered") % about,
        "changes": (added_words("", body.account),),
    }


WORDS = {
    "sessions_app.KeyWorkSession": session,
    "sessions_app.WorryAnswer": worry_answer,
    "sessions_app.Addendum": addendum,
}

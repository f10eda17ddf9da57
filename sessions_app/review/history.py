"""How the review of a record reads in a history. A note is between two adults: it is not shown there."""

from __future__ import annotations

from typing import Any

from homes.history import added_words, on_day, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def review(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    titles = {
        "owed": _("The session of %(day)s is to be reviewed"),
        "asked": _("A question was asked about the session of %(day)s"),
        "answered": _("The question about the session of %(day)s was answered"),
        "reviewed": _("The session of %(day)s was reviewed"),
        "void": _("The session of %(day)s needs no review: it is void"),
    }
    title = titles[body.state]
    if previous is not None and previous.kept_until_on != body.kept_until_on:
        title = _("The review of the session of %(day)s was kept for later")
    return {
        "title": title % {"day": kday(body.session.held_on)},
        "changes": (),
        "reason": "",
        **opens("sessions:detail", body.session, _("Open the session")),
    }


def question(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    day = {
        "day": kday(body.review.signed_on)
    }  # of the review: the session behind it would be asked for row by row
    told = opens("sessions:for_child", body.child, _("Open the sessions"))
    if row.change == "+":
        title = _("Question about the session signed on %(day)s") % day
        return {"title": title, "changes": (added_words("", body.text),), **told}
    return {
        "title": _("Answer kept with its question, about the session signed on %(day)s") % day,
        "changes": (),
        **told,
    }


def approach(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("A manager looked at how time is offered to %(child)s") % {"child": body.child.known_as},
        "text": on_day(body.reviewed_on),
        "changes": (added_words("", body.said),),
        **opens("sessions:for_child", body.child, _("Open the sessions")),
    }


WORDS = {
    "sessions_app.ApproachReview": approach,
    "sessions_app.SessionReview": review,
    "sessions_app.ReviewQuestion": question,
}

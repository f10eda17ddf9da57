"""How a child's own part reads in a history: the child's words, and who handed the record over."""

from __future__ import annotations

from typing import Any

from homes.history import added_words
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from sessions_app.signed.childs_part.models import Answer, Share


def childs_part(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    titles = {
        Answer.READ: _("%(child)s read or heard the record of %(day)s"),
        Answer.DISAGREES: _("%(child)s does not agree with something in the record of %(day)s"),
        Answer.DECLINED: _("%(child)s did not want to read the record of %(day)s"),
    }
    session = body.session
    day = kday(session.held_on) if session.held_on else kday(session.created_at)
    facts = {"child": body.child.known_as, "day": day}
    shares = {
        Share.YES: _("It may be passed on."),
        Share.ASK: _("%(child)s wants to be asked before it is passed on."),
        Share.NO: _("%(child)s asked that it is not shared."),
    }
    handed = _("Handed over by %(who)s.") if body.handed_at else _("Noted by %(who)s.")
    return {
        "title": titles[Answer(body.answer)] % facts,
        "text": " ".join(
            filter(None, [handed % {"who": body.handed_by_name}, shares.get(body.share, "") % facts])
        ),
        "changes": (added_words("", body.words),) if body.words else (),
        "url": session.get_absolute_url(),
        "link_text": _("Open the record"),
    }


def withdrawn(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    session = body.session
    day = kday(session.held_on) if session.held_on else kday(session.created_at)
    return {
        "title": _("Withdrawn: what was said of the record of %(day)s was another child’s") % {"day": day},
        "reason": body.reason,
        "changes": (),
        "url": session.get_absolute_url(),
        "link_text": _("Open the record"),
    }


WORDS = {"sessions_app.ChildsPart": childs_part, "sessions_app.ChildsPartWithdrawn": withdrawn}

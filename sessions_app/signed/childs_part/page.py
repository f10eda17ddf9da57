"""What a child is shown of one record, and what the child said of it beside ours.

Shown: what we did and talked about, the child's own words, what we noticed, small steps and what was agreed. Never
shown: a worry and whom we told, who else was there, reviews and questions, what others drafted. Another child's name
reads "a friend", in the child's own quotation alone nothing is touched.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from children.people.page import advocate_of
from homes.dates import london_day
from homes.permissions import Access, Permission
from homes.staff.standing import manager_of
from homes.templatetags.keywork_ui import kdate
from homes.words import gettext as _
from sessions_app.models import ChildPart, KeyWorkSession, Voice
from sessions_app.plans.card import next_time
from sessions_app.promises.lines import line_in_words
from sessions_app.recording.other_children import other_children, without_names
from sessions_app.recording.saying import how_it_went, quoted
from sessions_app.signed.childs_part.models import Answer, ChildsPart, Share

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shown:
    """One record as its child reads it: parts in order, each with its heading (the first has none)."""

    parts: Words
    their_words: str
    friend: bool  # whether a name was taken out

    @property
    def hash(self) -> str:
        """Of what was shown: a draft may be written on after the child has read it."""
        letters = json.dumps([self.parts, self.their_words], ensure_ascii=False)
        return hashlib.sha256(letters.encode()).hexdigest()

    @property
    def paragraphs(self) -> list[tuple[str, list[str]]]:
        return [(title, [line for line in text.splitlines() if line.strip()]) for title, text in self.parts]


def shown_to_child(session: KeyWorkSession) -> Shown:
    """One query: the names of the other children."""
    child = session.child.known_as
    day = session.held_on or london_day(session.created_at)
    others = other_children(session.placement, day, but=child)
    ours = [
        ("", session.account if session.happened else "\n".join([how_it_went(session), session.account])),
        (_("Why"), session.reason),
        (_("What I noticed"), session.voice_text if session.voice == Voice.NOTICED else ""),
        (_("Small steps"), session.small_steps),
        (_("What we said we will do"), _agreed(session, child)),
    ]
    parts = tuple((title, without_names(text, others)) for title, text in ours if text.strip())
    words = quoted(session.voice_text) if session.voice == Voice.WORDS and session.voice_text else ""
    written = tuple((title, text) for title, text in ours if text.strip())
    return Shown(parts, words, friend=parts != written)


def _agreed(session: KeyWorkSession, child: str) -> str:
    lines = [line_in_words(line, _("you")) for line in session.agreed]
    return "\n".join([*lines, *([session.next_steps] if session.next_steps else [])])


def wrote_it(session: KeyWorkSession, today: dt.date) -> str:
    """ "Sam wrote this about Tuesday 12 August." """
    held_on, who = session.held_on, {"who": session.author.first_name}
    if held_on is None:
        return _("%(who)s wrote this.") % who
    if held_on == today:
        return _("%(who)s wrote this about today.") % who
    return _("%(who)s wrote this about %(day)s.") % {**who, "day": kdate(held_on)}


def childs_copy(session: KeyWorkSession, access: Access) -> dict[str, Any]:
    """One signed record for the child to keep: what it says, what the child said of it, and whom to tell of a mistake.

    Six queries at most.
    """
    manager = manager_of(session.home, access)
    adults = [session.author.first_name, manager.first_name if manager else access.user.first_name]
    return {
        "session": session,
        "child": session.child,
        "shown": shown_to_child(session),
        "said": [one for one in said_of(session, access) if one.part.answer != Answer.DECLINED],
        "title": _("You and %(who)s, %(day)s")
        % {"who": session.author.first_name, "day": kdate(session.held_on)},
        "adults": ", ".join(dict.fromkeys(adults)),
        "next_time": next_time(session.child, access),
        "advocate": advocate_of(session.child, access),
    }


# --- beside ours -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """One time the child said something, as it stands beside the record."""

    part: ChildsPart
    child: str
    changed_since: bool
    may_withdraw: bool

    @property
    def feeling(self) -> str:
        return str(self.part.get_feeling_display()) if self.part.feeling else ""

    @property
    def share(self) -> str:
        """What the child said of passing it on, to the adults who read it."""
        said = {
            Share.YES: _("%(child)s said that this may be passed on."),
            Share.ASK: _("%(child)s wants to be asked before this is passed on."),
            Share.NO: _("%(child)s asked that this is not shared."),
        }
        return said[Share(self.part.share)] % {"child": self.child} if self.part.share else ""

    @property
    def own_share(self) -> str:
        """The same to the child."""
        said = {
            Share.YES: _("You said that we can share what you said."),
            Share.ASK: _("You asked us to ask you before we share what you said."),
            Share.NO: _("You asked us not to share what you said."),
        }
        return said[Share(self.part.share)] if self.part.share else ""

    @property
    def own_title(self) -> str:
        """To the child."""
        if self.part.answer == Answer.DISAGREES:
            return _("You do not agree with something")
        return _("You added") if self.part.words else _("You read this or heard it")

    @property
    def title(self) -> str:
        titles = {
            Answer.READ: _("%(child)s read it or heard it"),
            Answer.DISAGREES: _("%(child)s does not agree with something"),
            Answer.DECLINED: _("%(child)s did not want to"),
        }
        return titles[Answer(self.part.answer)] % {"child": self.child}


def said_of(session: KeyWorkSession, access: Access) -> list[Said]:
    """What the child said of one record, first to last. One query; and one more where something is there."""
    stand = ChildsPart.objects.visible_to(access).that_stand()
    parts = list(stand.filter(session=session).order_by("said_at", "pk"))
    if not parts:
        return []
    now = shown_to_child(session).hash
    name = session.child.known_as
    may = access.may(Permission.VOID_SESSIONS, session.home_id)
    return [Said(one, name, bool(one.read_hash) and one.read_hash != now, may) for one in parts]


def told_by_child(said: list[Said]) -> str:
    """The child's part as a signed record says it in one word, from what the child did; "" where nothing is there."""
    if not said:
        return ""
    if any(one.part.is_more_than_read for one in said):
        return ChildPart.ADDED
    return ChildPart.READ if any(one.part.answer == Answer.READ for one in said) else ChildPart.DECLINED

"""A stored record in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterable

from homes.models import User
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Outcome, Topic
from sessions_app.recording.answers import did_not_happen


def topic_words(topics: Iterable[str]) -> list[str]:
    known = dict(Topic.choices)
    return [str(known.get(topic, topic)) for topic in topics]


def quoted(words: str) -> str:
    """A child's words in quotation marks, once: people often type them."""
    bare = words.strip()
    return bare if bare[:1] in '“"‘' and bare[-1:] in '”"’' and len(bare) > 1 else f"“{bare}”"


def how_it_went(session: KeyWorkSession) -> str:
    if session.moment:
        return _("A small moment: %(what)s") % {"what": session.get_moment_display()}
    if session.happened:
        kind = str(session.get_format_display() or session.get_outcome_display())
        words = kind[:1].upper() + kind[1:]
        return (
            _("%(kind)s. It was cut short.") % {"kind": words}
            if session.outcome == Outcome.PART_HELD
            else words
        )
    did_not = dict(did_not_happen(session.child.known_as))
    return str(did_not.get(session.outcome, session.get_outcome_display()))


def who_was_there(session: KeyWorkSession, reader: User | None = None) -> str:
    """Everybody who was there, the reader as "You"."""
    me = str(reader.public_id) if reader else ""
    names = [_("You") if there.get("id") == me else there["name"] for there in session.people_present]
    names.sort(key=lambda name: name != _("You"))
    if session.others_present:
        names.append(session.others_present)
    return (
        _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
        if len(names) > 1
        else "".join(names)
    )

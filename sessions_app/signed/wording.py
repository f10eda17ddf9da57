"""Gentle wording suggestions before signing. Nothing is counted or blocked, and a child's own words are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.models import KeyWorkSession, Voice

# What adults wrote. The child's quote is never read.
ADULTS_WORDS = ("account", "small_steps", "next_steps", "worry_text")
# Longer phrases first: "refused to" must not become "chose not to to".
HOME_LIST = (
    ("challenging behaviour", gettext_lazy("finding it hard to cope")),
    ("attention-seeking", gettext_lazy("wanting to be close")),
    ("attention seeking", gettext_lazy("wanting to be close")),
    ("refused to", gettext_lazy("chose not to")),
    ("refused", gettext_lazy("chose not to")),
    ("absconded", gettext_lazy("went missing")),
    ("contact", gettext_lazy("{family time}")),
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word or phrase found, and what a child might rather read."""

    found: str
    instead: str
    is_name: bool = False


def suggestions_for(
    session: KeyWorkSession, *, other_children: Iterable[str], kept: Iterable[str] = ()
) -> list[Suggestion]:
    """What to offer for this record: other children's names first, then the home's list. Kept words stay away, and a
    word that is the home's own is no word to put another in the place of."""
    words = "\n".join(_without_quotes(getattr(session, name)) for name in _fields(session))
    names = [Suggestion(name, _("a friend"), is_name=True) for name in sorted(set(other_children))]
    listed = [Suggestion(found, str(instead)) for found, instead in HOME_LIST]
    listed = [one for one in listed if one.found not in one.instead.lower()]
    offered: list[Suggestion] = []
    for one in (*names, *listed):
        covered = any(one.found in earlier.found for earlier in offered)
        if one.found not in kept and not covered and _pattern(one).search(words):
            offered.append(one)
    return offered


def reworded(session: KeyWorkSession, suggestion: Suggestion) -> dict[str, str]:
    """The fields of a draft with a suggestion taken, for save_draft. Words inside quotation marks stay."""
    return {name: _replace(getattr(session, name), suggestion) for name in _fields(session)}


def _fields(session: KeyWorkSession) -> tuple[str, ...]:
    return (*ADULTS_WORDS, "voice_text") if session.voice == Voice.NOTICED else ADULTS_WORDS


def _pattern(suggestion: Suggestion) -> re.Pattern[str]:
    """Whole words. A name must be written as a name, so that "may" is not May."""
    flags = 0 if suggestion.is_name else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(suggestion.found)}(?!\w)", flags)


def _without_quotes(text: str) -> str:
    return QUOTED.sub(" ", text)


def _replace(text: str, suggestion: Suggestion) -> str:
    pattern = _pattern(suggestion)

    def say(match: re.Match[str]) -> str:
        first = suggestion.instead[0]
        upper = not suggestion.is_name and match.group()[0].isupper()
        return (first.upper() if upper else first) + suggestion.instead[1:]

    pieces, end = [], 0
    for quote in QUOTED.finditer(text):
        pieces += [pattern.sub(say, text[end : quote.start()]), quote.group()]
        end = quote.end()
    return "".join([*pieces, pattern.sub(say, text[end:])])

"""Gentle wording suggestions before signing. Nothing is counted or blocked, and a child's own words are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from homes.practice import wording_of
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Voice

# What adults wrote. The child's quote is never read.
ADULTS_WORDS = (
    "account", "small_steps", "next_steps", "worry_text", "seemed_before", "seemed_during", "seemed_after",
)  # fmt: skip
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word or phrase found, and what a child might rather read."""

    found: str
    instead: str
    is_name: bool = False
    initial: str = ""  # for a name: what else may stand there

    def taken(self, what: str) -> Suggestion:
        """The suggestion as somebody takes it: the words, or the initial."""
        return replace(self, instead=self.initial) if what == "initial" and self.initial else self


def suggestions_for(
    session: KeyWorkSession,
    *,
    other_children: Iterable[str],
    listed: Iterable[str],
    kept: Iterable[str] = (),
) -> list[Suggestion]:
    """What to offer for this record: other children's names first, then the home's list ("found → instead"), longer
    phrases first. Kept words stay away, and a word that is the home's own is no word to put another in the place of.
    """
    texts = [getattr(session, name) for name in _fields(session)] + [one["line"] for one in session.progress]
    words = "\n".join(map(_without_quotes, texts))
    others = sorted({name for name in other_children if name and name != session.child.known_as})
    names = [Suggestion(name, _("a friend"), is_name=True, initial=f"{name[0]}.") for name in others]
    halves = sorted((wording_of(text) for text in listed), key=lambda pair: -len(pair[0]))
    of_home = [Suggestion(found, instead) for found, instead in halves if found and instead]
    of_home = [one for one in of_home if one.found.lower() not in one.instead.lower()]
    offered: list[Suggestion] = []
    for one in (*names, *of_home):
        covered = any(one.found in earlier.found for earlier in offered)
        if one.found not in kept and not covered and _pattern(one).search(words):
            offered.append(one)
    return offered


def reworded(session: KeyWorkSession, suggestion: Suggestion) -> dict[str, Any]:
    """The fields of a draft with a suggestion taken, for save_draft. Words inside quotation marks stay."""
    steps = [{**one, "line": _replace(one["line"], suggestion)} for one in session.progress]
    texts = {name: _replace(getattr(session, name), suggestion) for name in _fields(session)}
    return {**texts, "progress": steps}


def _fields(session: KeyWorkSession) -> tuple[str, ...]:
    return (*ADULTS_WORDS, "voice_text") if session.voice == Voice.NOTICED else ADULTS_WORDS


def _pattern(suggestion: Suggestion) -> re.Pattern[str]:
    """Whole words. A name must be written as a name, so that "may" is not May. An initial brings its own dot."""
    flags = 0 if suggestion.is_name else re.IGNORECASE
    end = r"\.?" if suggestion.instead.endswith(".") else ""
    return re.compile(rf"(?<!\w){re.escape(suggestion.found)}(?!\w){end}", flags)


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

"""A home's own words. After gettext has chosen the language, this chooses the word the home uses.

Every home does one job under one of several names: key worker, keyworker, key residential practitioner. Sentences are
written once, in the words of the first, with the words a home may have its own for in braces:

    _("Nobody has been named as %(child)s’s {key worker}.")

`_` is this module's `gettext`. It translates the sentence and then puts the words of the home that is being spoken of
in the place of the braces, before any value is filled in: what people typed is never looked at. Which home that is
is a matter of where we are, as the language is: `speaking(terms)` for a stretch of code, `speak(terms)` for the rest
of a request. Templates write {% say _("Name {a key worker}") %}.

Forms: {key worker}, {key workers}, {a key worker}, {short key worker}; a capital first letter stays one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _plain

__all__ = [
    "TERMS",
    "Term",
    "dated",
    "gettext",
    "gettext_lazy",
    "ngettext",
    "say",
    "speak",
    "speaking",
    "words_of_today",
]


@dataclass(frozen=True, slots=True)
class Term:
    """One idea in a home's words: one of it, many of it, and what fits a narrow column."""

    singular: str | Promise
    plural: str | Promise
    short: str | Promise = ""

    def in_short(self) -> str:
        return str(self.short or self.singular)


# The ideas homes have different words for. The keys are stored and never change; the first words are those of the
# sentences in the code, which the guidance for key workers (001) uses.
TERMS: dict[str, Term] = {
    "key_worker": Term(_plain("key worker"), _plain("key workers")),
    "key_child": Term(_plain("key child"), _plain("key children")),
    "session": Term(_plain("key-work session"), _plain("key-work sessions"), _plain("session")),
    "manager": Term(_plain("registered manager"), _plain("registered managers"), _plain("manager")),
    "home_plan": Term(_plain("placement plan"), _plain("placement plans")),
    "moving_in": Term(_plain("moving in"), _plain("moving in")),
    "family_time": Term(_plain("family time"), _plain("family time")),
    "review": Term(_plain("child in care review"), _plain("child in care reviews"), _plain("review")),
    "regulator": Term(_plain("Ofsted"), _plain("Ofsted")),
    "commissioner": Term(
        _plain("Children’s Commissioner for England"), _plain("Children’s Commissioner for England")
    ),
}
# How the sentences in the code spell each idea, in English, whatever the language of the screen.
SPELLED: dict[str, tuple[str, str]] = {
    "key worker": ("key_worker", "singular"),
    "key workers": ("key_worker", "plural"),
    "key child": ("key_child", "singular"),
    "key children": ("key_child", "plural"),
    "key-work session": ("session", "singular"),
    "key-work sessions": ("session", "plural"),
    "registered manager": ("manager", "singular"),
    "registered managers": ("manager", "plural"),
    "placement plan": ("home_plan", "singular"),
    "placement plans": ("home_plan", "plural"),
    "moving in": ("moving_in", "singular"),
    "family time": ("family_time", "singular"),
    "child in care review": ("review", "singular"),
    "child in care reviews": ("review", "plural"),
    "ofsted": ("regulator", "singular"),
    "children’s commissioner": ("commissioner", "singular"),
}
MARK = re.compile(r"\{((?:an? |short )?)([^{}%]+)\}", re.IGNORECASE)
VOWELS = "aeiouAEIOU"

Words = Mapping[str, Term]
_spoken: ContextVar[Words] = ContextVar("words of the home")


def words_of_today() -> Words:
    """The words being spoken now."""
    return _spoken.get(TERMS)


def speak(terms: Words) -> None:
    """Speak in these words until the end of the `speaking` we are in: for a request, the one of its middleware.

    Anywhere else nothing would take the words back, and the thread's next request would begin in them: LookupError.
    """
    _spoken.get()
    _spoken.set(terms)


@contextlib.contextmanager
def speaking(terms: Words) -> Iterator[None]:
    """For a stretch of code, never round a `yield`: whoever reads a generator would go on in its words."""
    token = _spoken.set(terms)
    try:
        yield
    finally:
        _spoken.reset(token)


def say(text: str) -> str:
    """A sentence in the words being spoken. Braces that hold no word of ours stay as they are."""
    return MARK.sub(_word, text) if "{" in text else text


def _word(mark: re.Match[str]) -> str:
    before, spelled = mark[1].strip().lower(), mark[2]
    known = SPELLED.get(spelled.lower())
    if known is None:
        return mark[0]
    term = words_of_today()[known[0]]
    word = term.in_short() if before == "short" else str(getattr(term, known[1]))
    if before in ("a", "an"):
        word = f"{'an' if word[:1] in VOWELS else 'a'} {word}"
    return str(capfirst(word)) if (mark[1] or spelled)[0].isupper() else word


def gettext(message: str) -> str:
    return say(_translated(message, translation.get_language()))


@lru_cache(maxsize=4096)
def _translated(message: str, language: str | None) -> str:
    """In `language`, the one being spoken. A page of thirty children says a few hundred sentences over and over."""
    return translation.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    return say(translation.ngettext(singular, plural, number))


def dated(day: dt.date, pattern: str) -> str:
    """A day in a pattern of Django's, in the language being spoken."""
    return _dated(day, pattern, translation.get_language())


@lru_cache(maxsize=4096)
def _dated(day: dt.date, pattern: str, language: str | None) -> str:
    return date_format(day, pattern)


gettext_lazy: Any = lazy(gettext, str)

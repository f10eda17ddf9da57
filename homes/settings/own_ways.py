"""What a home may change about its own ways, and what it may not. Nothing here reads or writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise

from django.utils.text import capfirst

from homes.acting import Unable
from homes.dates.school_terms import TermName
from homes.practice import (
    ADDITIONS,
    LISTS,
    NAMED_BY_LAW,
    NEVER_OFF,
    NOTHING_ADDED,
    SCHOOL_TERMS,
    SHIPPED,
    ChangeRow,
    Place,
    Proposed,
    lines_of,
    next_own,
    wording_of,
)
from homes.words import TERMS
from homes.words import gettext as _

LONGEST = 60

NOT_IN_WORDS = re.compile(r"[%{}<>]")  # these have a meaning in sentences and pages


class UnableToChange(Unable):
    """How a home works cannot be changed like this. The message is for the person who tried."""


def refuse_change(home: Place, changes: Iterable[ChangeRow], change: Proposed) -> None:
    """Raise UnableToChange for what no home may change, or not like this."""
    if change.kind == "profile":
        known = change.key == "profile" and change.value.get("code") in SHIPPED
    elif change.kind == "addition":
        known = change.key in ADDITIONS and isinstance(change.value.get("in_use"), bool)
    elif change.kind == "term":
        known = change.key in TERMS
        _refuse_term(home, change)
    elif change.kind == SCHOOL_TERMS:
        known = change.key.isdigit() and set(change.value) == set(TermName)
        if known:
            _refuse_terms(int(change.key), [dt.date.fromisoformat(change.value[name]) for name in TermName])
    elif change.kind in LISTS:
        known = True
        _refuse_line(home, changes, change)
    else:
        known = False
    if not known:
        raise UnableToChange(_("Keywork does not know that setting."))


def _refuse_terms(year: int, days: list[dt.date]) -> None:
    """Each term ends after the one before it, within the school year."""
    limits = [dt.date(year, 9, 1), *days, dt.date(year + 1, 8, 31)]
    if any(later <= earlier for earlier, later in pairwise(limits[:-1])) or limits[-2] > limits[-1]:
        raise UnableToChange(
            _("Autumn must end first, then spring, then summer, between 1 September and 31 August")
        )


def refuse_words(*texts: str) -> None:
    """Raise UnableToChange for words that cannot stand in a sentence."""
    for text in texts:
        if NOT_IN_WORDS.search(text):
            raise UnableToChange(_("Use words without % { } < or >"))
        if len(text) > LONGEST:
            raise UnableToChange(_("Use %(most)s characters or fewer") % {"most": LONGEST})
        if not text.isprintable():
            raise UnableToChange(_("Use words on one line"))


def _refuse_term(home: Place, change: Proposed) -> None:
    if change.key in NAMED_BY_LAW.get(home.nation, ()):
        raise UnableToChange(_("The law gives this name. A home cannot have a word of its own for it."))
    words = [str(change.value.get(name, "")) for name in ("singular", "plural", "short")]
    refuse_words(*words)
    if any(words) and not all(words[:2]):
        raise UnableToChange(_("Enter the word for one and for many"))


def _refuse_line(home: Place, changes: Iterable[ChangeRow], change: Proposed) -> None:
    lines = lines_of(home, changes, change.kind, on=change.applies_from)
    known = {line.code for line in lines}
    text, in_use = str(change.value.get("text", "")), change.value.get("in_use")
    adds = change.key == next_own(lines) and change.kind not in NOTHING_ADDED
    if not (change.key in known or adds) or not isinstance(in_use, bool):
        raise UnableToChange(_("Keywork does not know that line."))
    if not in_use and (change.kind, change.key) in NEVER_OFF:
        raise UnableToChange(_("The law or the record needs this line. Change its words instead."))
    _refuse_words_of(change.kind, text)
    if adds and not text:
        raise UnableToChange(_("Enter the words of the line"))


def _refuse_words_of(kind: str, text: str) -> None:
    if kind != "wording" or not text:
        refuse_words(text)
        return
    halves = wording_of(text)
    refuse_words(*halves)
    if not all(halves):
        raise UnableToChange(_("Enter what is often written, and what to write instead"))


def plain(text: str) -> str:
    """A line of a list outside any child's page: it speaks of the child."""
    text = text.replace("{child’s}", _("the child’s")).replace("{child}", _("the child"))
    return str(capfirst(text))

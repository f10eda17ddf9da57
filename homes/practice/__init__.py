"""Practice profiles: how a home does key work, as data. `practice_of` says what counts at one home on one day.

Three profiles ship, each from a published guidance document. A home follows one, adds ways of working to it, and
changes words, lists and limits of its own; each change is a row that counts from a day (homes.models.PracticeChange)
and is never rewritten, so any day can be asked about. The nation's law stands above the profile; the home's own words
stand above both, except where the law names a thing.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol, cast

from homes.dates.school_terms import LastDays, TermName
from homes.practice.base import (
    AppliesTo,
    Appointment,
    Document,
    FirstDaysItem,
    Item,
    Practice,
    Support,
)
from homes.practice.overlays import ADDITIONS, NATIONS, Addition
from homes.practice.profiles import SHIPPED
from homes.words import Term

__all__ = [
    "ADDITIONS",
    "ARROW",
    "LISTS",
    "NAMED_BY_LAW",
    "NEVER_OFF",
    "NOTHING_ADDED",
    "OWN",
    "SCHOOL_TERMS",
    "SHIPPED",
    "Addition",
    "AppliesTo",
    "Appointment",
    "ChangeRow",
    "Document",
    "FirstDaysItem",
    "Item",
    "Line",
    "Place",
    "Practice",
    "Proposed",
    "Support",
    "lines_of",
    "next_own",
    "practice_of",
    "shipped_for",
    "wording_of",
]

# Kind of change -> the list of a Practice it changes.
LISTS = {
    "reason": "reasons",
    "purpose": "purposes",
    "format": "formats",
    "first_days": "first_days",
    "document": "documents",
    "question": "questions",
    "wording": "wordings",
}
# What the law or the record needs: a home may call it something else, and cannot take it off its list.
NEVER_OFF = frozenset(
    {
        ("reason", "child_asked"),
        ("reason", "not_in_best_interests"),
        ("format", "formal"),
        ("document", "CARE_PLAN"),
        ("document", "PLACEMENT_LA"),
        ("document", "HOME_PLAN"),
        ("document", "HEALTH"),
        ("document", "CONSENT"),
        ("document", "GUIDE"),
        ("document", "PROVIDER_ASSESS"),
        ("first_days", "guide"),
        ("first_days", "fire"),
    }
)
SCHOOL_TERMS = "school_terms"  # a school year -> the last day of each of its terms
ARROW = "→"  # in a wording: what is often written → what the home would rather write
OWN = "own_"  # how the codes of a home's own lines begin
# What is counted or dated by its code: the words may change, and lines may be left out, but none can be added.
NOTHING_ADDED = frozenset({"format", "document"})
# Names the law gives, by nation: no home has a word of its own for them.
NAMED_BY_LAW = {
    "England": frozenset({"regulator", "commissioner"}),
    "Wales": frozenset({"regulator", "commissioner", "home_plan"}),
}


class Place(Protocol):
    """What this package needs to know of a home."""

    profile: str
    nation: str


class ChangeRow(Protocol):
    """What this package needs to know of a stored change."""

    pk: Any
    kind: str
    key: str
    value: dict[str, Any]
    applies_from: dt.date


@lru_cache(maxsize=64)
def shipped_for(code: str, nation: str, additions: frozenset[str] | None = None) -> Practice:
    """A shipped profile in a nation with these additions; None for those it ships with."""
    practice = SHIPPED[code]
    chosen = practice.additions if additions is None else additions
    for addition in ADDITIONS.values():
        if addition.code in chosen:
            practice = addition.apply(practice)
    if nation in NATIONS:
        practice = NATIONS[nation](practice)
    return replace(practice, additions=chosen)


def practice_of(home: Place, changes: Iterable[ChangeRow], *, on: dt.date) -> Practice:
    """How this home does key work on a day: of every change that has begun, the latest counts."""
    latest = _latest(changes, on)
    code = latest["profile", "profile"]["code"] if ("profile", "profile") in latest else home.profile
    additions = set(SHIPPED[code].additions)
    for (kind, key), value in latest.items():
        if kind == "addition":
            (additions.add if value["in_use"] else additions.discard)(key)
    practice = shipped_for(code, home.nation, frozenset(additions))
    return _with_own_words(practice, home.nation, latest)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A change nobody has made yet: what it would do can be asked before it is written."""

    kind: str
    key: str
    value: dict[str, Any]
    applies_from: dt.date
    pk: int = sys.maxsize


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a home's list on a day, also one it took off: what a settings page shows."""

    code: str
    text: str
    usual: str  # the words of the guidance; empty for a line of the home's own
    in_use: bool
    fixed: bool  # may not be taken off


def lines_of(home: Place, changes: Iterable[ChangeRow], kind: str, *, on: dt.date) -> list[Line]:
    """A list with the lines that were taken off, in the words being spoken."""
    changes = list(changes)
    without = practice_of(home, [row for row in changes if row.kind != kind], on=on)
    usual = {item.code: str(item.text) for item in getattr(without, LISTS[kind])}
    rows = {key: value for (of, key), value in _latest(changes, on).items() if of == kind}
    own = {code: "" for code in rows if code not in usual and code.startswith(OWN)}
    return [
        Line(
            code=code,
            text=rows.get(code, {}).get("text") or words,
            usual=words,
            in_use=rows.get(code, {}).get("in_use", True),
            fixed=(kind, code) in NEVER_OFF,
        )
        for code, words in {**usual, **own}.items()
    ]


def wording_of(text: str) -> tuple[str, str]:
    """The two halves of a wording: what is found, and what to say instead. The second is empty without an arrow."""
    found, _arrow, instead = text.partition(ARROW)
    return found.strip(), instead.strip()


def next_own(lines: Iterable[Line]) -> str:
    """The code of the next line of the home's own: own_1, own_2 and so on. Codes are never used again."""
    taken = [int(line.code.removeprefix(OWN)) for line in lines if line.code.startswith(OWN)]
    return f"{OWN}{max(taken, default=0) + 1}"


def _latest(changes: Iterable[ChangeRow], on: dt.date) -> dict[tuple[str, str], dict[str, Any]]:
    begun = sorted(
        (row for row in changes if row.applies_from <= on), key=lambda row: (row.applies_from, row.pk)
    )
    return {(row.kind, row.key): row.value for row in begun}


def _with_own_words(
    practice: Practice, nation: str, latest: Mapping[tuple[str, str], dict[str, Any]]
) -> Practice:
    terms = dict(practice.terms)
    rows: dict[str, dict[str, dict[str, Any]]] = {}
    schools: dict[int, LastDays] = {}
    for (kind, key), value in latest.items():
        if (
            kind == "term"
            and key in terms
            and key not in NAMED_BY_LAW.get(nation, ())
            and value.get("singular")
        ):
            terms[key] = Term(value["singular"], value["plural"], value.get("short", ""))
        elif kind in LISTS:
            rows.setdefault(kind, {})[key] = value
        elif kind == "limit":
            practice = replace(practice, most_at_once=value["number"])
        elif kind == SCHOOL_TERMS:
            days = tuple(dt.date.fromisoformat(value[name]) for name in TermName)
            schools[int(key)] = cast(LastDays, days)
    lists: Any = {
        LISTS[kind]: _changed(getattr(practice, LISTS[kind]), found) for kind, found in rows.items()
    }
    return replace(practice, terms=terms, terms_of_schools=schools, **lists) if latest else practice


def _changed(items: Sequence[Item], rows: Mapping[str, dict[str, Any]]) -> tuple[Item, ...]:
    """A list with the home's own words, without what it took off, and with what it added at the end."""
    made: list[Item] = []
    for item in items:
        row = rows.get(item.code)
        if row is None:
            made.append(item)
        elif row["in_use"]:
            made.append(replace(item, text=row["text"]) if row.get("text") else item)
    known = {item.code for item in items}
    like = type(items[0]) if items else Item
    added = [like(code, row["text"]) for code, row in rows.items() if code not in known and row["in_use"]]
    return (*made, *(item for item in added if item.text))

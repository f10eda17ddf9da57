"""Whether a name somebody typed may be that of a person known: where a child's safety hangs on it, near is enough.

Sharing a surname alone is no nearness: a grandmother has the father's. Nor is being somebody else's dad.
"""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import OSA

from children.people.models import Person, PersonRole

TITLES = {"mr", "mrs", "ms", "mx", "miss", "dr", "sir", "my", "his", "her", "the", "a", "old"}
# What people call somebody who is this to a child, besides what this child calls them.
KIN: dict[str, set[str]] = {
    PersonRole.FATHER: {
        "father",
        "dad",
        "daddy",
        "dada",
        "da",
        "pa",
        "papa",
        "pop",
        "pops",
        "tad",
        "stepdad",
    },
    PersonRole.MOTHER: {"mother", "mum", "mummy", "mom", "mam", "mama", "ma", "stepmum"},
}
SLIPS = ((7, 2), (4, 1))  # letters of the longer word, and how many slips of the pen still leave it the same


def alike(said: str, person: Person) -> bool:
    """Whether what was typed may mean this person: part of the name, a slip in it, or what the child calls them."""
    words = _words(said, of=person.child.known_as)
    name = _words(person.name)
    called = _words(person.called)
    if not words or not (name or called):
        return False
    known = name + called
    return (
        all(_one_of(word, known, initials=True) for word in words)
        or bool(name and _one_of(_given(name), words))
        or any(word in KIN.get(person.role, ()) or _one_of(word, called) for word in words)
        or _same("".join(words), "".join(name))
        or _same("".join(words), _given(name))
    )


def _given(name: list[str]) -> str:
    """The first name: the first word that is no initial."""
    return next((word for word in name if len(word) > 1), name[0]) if name else ""


def _words(text: str, *, of: str = "") -> list[str]:
    """Words without case, accents and titles. "Kai's dad" is "dad" to Kai; "Mia's dad" is one word, and nobody's."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf"))
    plain = re.sub(rf"\b{re.escape(of.casefold())}['’]?s\b", " ", plain) if of else plain
    plain = re.sub(r"['’]s\s+", "s", plain)
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain))
    return [word for word in words if word not in TITLES]


def _one_of(word: str, known: list[str], *, initials: bool = False) -> bool:
    if initials and len(word) == 1:
        return any(one.startswith(word) for one in known)
    return any(_same(word, one) for one in known)


def _same(one: str, other: str) -> bool:
    if one == other:
        return bool(one)
    longer = max(len(one), len(other))
    slips = next((allowed for letters, allowed in SLIPS if longer >= letters), 0)
    return bool(one and other) and OSA.distance(one, other) <= slips

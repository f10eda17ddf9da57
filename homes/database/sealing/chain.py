"""The chain itself: what a mark and a link are made of, and how a whole one is read back.

Nothing here knows Django or a database, so that a dump can be checked where Keywork does not run. A *line* is a row as
PostgreSQL copies it out: columns parted by a tab, `\\N` for none, instants in UTC. A *mark* is 16 bytes that only the
holder of the key can make of a line. A *link* holds the marks of some rows of one table, and the code of the link
before it.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

MARK_BYTES = 16
LEDGER = "homes_ledgerentry"
# What is written with a name to it: these columns of the ledger stand under a code made as they are written.
SAID = (
    "at", "home_id", "child_id", "model", "object_id", "history_id", "change", "user_id", "user_name", "reason",
    "private_to_id",
)  # fmt: skip
NONE = "\\N"
ESCAPES = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
)
BACK = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
LONGEST = dt.timedelta(days=1)  # that a transaction may be open
AT_A_TIME = 5000  # rows read back at once


@dataclass(frozen=True)
class Key:
    """A secret that is kept outside the database, and the name by which links say which one they were made with."""

    secret: bytes
    name: str

    @classmethod
    @functools.cache
    def of(cls, words: str) -> Key:
        secret = hashlib.sha256(b"keywork ledger\0" + words.encode()).digest()
        return cls(secret, hashlib.sha256(b"name\0" + secret).hexdigest()[:12])

    def code(self, *parts: str) -> str:
        return hmac.digest(self.secret, "\x1f".join(parts).encode(), "sha256").hex()

    def mark(self, table: str, *lines: str) -> bytes:
        return hmac.digest(self.secret, "\n".join((table, *lines)).encode(), "sha256")[:MARK_BYTES]


@dataclass(frozen=True)
class Link:
    """Some rows of one table. `table` is empty where the key changed: from then on `key` makes the marks."""

    number: int
    table: str
    ids: str  # "4-18,20": in order, and with them the marks
    rows: int
    reach: int  # no row up to this one is left to be sealed, but those of transactions that were still open
    marks: bytes
    key: str
    at: str
    mac: str = ""

    def code(self, key: Key, previous: str) -> str:
        marks = hashlib.sha256(self.marks).hexdigest()
        parts = (previous, self.number, self.table, self.ids, self.rows, self.reach, marks, self.key, self.at)
        return key.code("link", *map(str, parts))


@dataclass(frozen=True)
class Problem:
    """What is wrong. `position`: of the row among all that were sealed, counted from 1; None for what never was."""

    what: str
    position: int | None = None
    table: str = ""
    row: int | None = None


@dataclass
class Report:
    links: int = 0
    rows: int = 0
    waiting: int = 0  # not sealed yet
    head: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def first(self) -> Problem | None:
        placed = [problem for problem in self.problems if problem.position is not None]
        return min(placed, key=lambda one: one.position or 0) if placed else next(iter(self.problems), None)

    @property
    def places(self) -> int:
        """One that is wrong in two ways is one."""
        return len({(problem.position, problem.table, problem.row) for problem in self.problems})

    def as_json(self) -> dict[str, Any]:
        said = [
            vars(problem) for problem in sorted(self.problems, key=lambda one: (one.position or 0, one.table))
        ]
        return {
            "ok": not self.problems, "links": self.links, "rows": self.rows, "waiting": self.waiting,
            "head": self.head, "problems": said,
        }  # fmt: skip


class Source(Protocol):
    """Where sealed rows are read back from: the database, or a dump of it."""

    def links(self) -> Iterator[Link]: ...
    def layouts(self) -> Iterator[tuple[str, str, int]]: ...
    def lines(self, table: str, columns: Sequence[str], ids: Sequence[int]) -> Mapping[int, str] | None: ...
    def ids(self, table: str) -> Iterator[int]: ...


def line(values: Iterable[Any]) -> str:
    return "\t".join(NONE if value is None else str(value).translate(ESCAPES) for value in values)


def values_of(text: str) -> list[str | None]:
    return [None if value == NONE else unescaped(value) for value in text.split("\t")]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: BACK.get(found[1], found[1]), value) if "\\" in value else value


def instant(value: dt.datetime | str) -> str:
    """An instant as the chain says it, whichever way a database writes it; one without an offset is of UTC."""
    read = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    read = read.replace(tzinfo=dt.UTC) if read.tzinfo is None else read.astimezone(dt.UTC)
    return read.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def grouped(mac: str) -> str:
    """The code of a link as people compare it: eight letters at a time."""
    return " ".join(mac[start : start + 8] for start in range(0, len(mac), 8))


def day_before(at: str) -> str:
    return instant(dt.datetime.fromisoformat(at) - LONGEST)


def said(key: Key, at: dt.datetime | str, rest: Iterable[Any]) -> str:
    """The code of a ledger row, made as it is written: `at`, then the other columns of SAID."""
    return f"{key.name}:{key.code('said', instant(at), line(rest))[:32]}"


def key_column(table: str) -> str:
    return "history_id" if "_historical" in table else "id"


def history_table(model: str) -> str:
    """Of `children.Placement`: `children_historicalplacement`."""
    return model.lower().replace(".", "_historical")


def ranges(ids: Sequence[int]) -> str:
    """Ascending numbers, short: "4-18,20"."""
    parts: list[list[int]] = []
    for number in ids:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)


def pairs(text: str) -> Iterator[tuple[int, int]]:
    for part in filter(None, text.split(",")):
        first, _dash, last = part.partition("-")
        yield int(first), int(last or first)


def numbers(text: str) -> list[int]:
    return [number for first, last in pairs(text) for number in range(first, last + 1)]


def between(bounds: tuple[int, int], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What no pair covers, behind the lower bound and up to the upper."""
    free, (at, reach) = [], bounds
    for first, last in sorted(taken):
        if first > at + 1:
            free.append((at + 1, first - 1))
        at = max(at, last)
    return [*free, (at + 1, reach)] if at < reach else free

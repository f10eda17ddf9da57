"""A rule as its flags are read: pages below the rules word and mend them by it. Judging is the rules' own affair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from children.duties.fixes import KnownFix
from homes.dates import add_days
from homes.models import Severity
from homes.standards import CATALOGUE, Duty, Figure


@dataclass(frozen=True, slots=True)
class Rise:
    """How a flag that stays over grows graver."""

    severity: Severity
    from_day: Callable[[dt.date, Figure], dt.date]  # of the due day and the number that counted
    words: str  # for docs/rules.md


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Duty):
    """One duty: how it is dated, and how it is said."""

    warn_days: int  # calendar days before due_on at which the flag opens
    evaluate: Callable[[Any], Iterator[Any]]  # of a Scope; its docstring is its paragraph in docs/rules.md
    sentence: Callable[..., str]  # (words, overdue=): the flag as people read it
    fix: KnownFix
    rises: Rise | None = None
    brief: Callable[[Any], str] | None = None  # (words): its name in a row of flags; else its short name
    also: tuple[Duty, ...] = ()  # further numbers it is dated by, that a home sets apart

    def opens_on(self, due_on: dt.date) -> dt.date:
        """The first day the flag shows."""
        return add_days(due_on, -self.warn_days)


def numbers_of(rules: Iterable[Rule]) -> dict[str, Duty]:
    """Code -> every number a home may have its own for."""
    return {one.code: one for rule in rules for one in (rule, *rule.also)}


def rule_of(code: str) -> Rule | None:
    """The rule of a stored flag; None for one that was retired since."""
    return cast("Rule | None", CATALOGUE.get(code))

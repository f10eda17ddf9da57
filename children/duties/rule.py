"""A rule as its flags are read: pages below the rules word and mend them by it. Judging is the rules' own affair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from children.duties.fixes import KnownFix
from homes.dates import add_days
from homes.standards import CATALOGUE, Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Duty):
    """One duty: how it is dated, and how it is said."""

    warn_days: int  # calendar days before due_on at which the flag opens
    evaluate: Callable[[Any], Iterator[Any]]  # of a Scope; its docstring is its paragraph in docs/rules.md
    sentence: Callable[..., str]  # (words, overdue=): the flag as people read it
    fix: KnownFix
    escalates: bool = False  # critical once the home's whole interval has passed again after due_on

    def opens_on(self, due_on: dt.date) -> dt.date:
        """The first day the flag shows."""
        return add_days(due_on, -self.warn_days)


def rule_of(code: str) -> Rule | None:
    """The rule of a stored flag; None for one that was retired since."""
    return cast("Rule | None", CATALOGUE.get(code))

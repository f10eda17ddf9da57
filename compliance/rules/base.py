"""What a rule is, and what it says about one child: nothing owed, or owed by a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.functional import Promise

from compliance.rules.fixes import KnownFix
from homes.dates import add_days, add_months
from homes.models import Nation, Severity, Unit
from homes.standards import Default, Figure

if TYPE_CHECKING:
    from compliance.rules.rows import Expected, Stay
    from compliance.rules.scope import Scope


D = TypeVar("D")
Fact = str | dt.date | None | dict[str, dt.date]  # a word, a day, or the days of several documents
BOTH_NATIONS = frozenset({Nation.ENGLAND, Nation.WALES})
ENGLAND_ONLY = frozenset({Nation.ENGLAND})
WALES_ONLY = frozenset({Nation.WALES})


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one rule says about one obligation. Yielded for every subject in scope, compliant ones too."""

    subject_key: str  # "placement:<public id>": one obligation, one key
    home_id: int
    child_id: int | None
    due_on: dt.date | None  # None: nothing is owed
    severity: Severity
    facts: dict[str, Any] = field(default_factory=dict)  # what the sentence is made of; never the clock
    applies: bool = True  # False: the duty itself fell away, so an open flag is not "done"


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty: how it is dated, and how it is said. `code` is stored in rows: never renamed, only retired."""

    code: str
    title: str | Promise
    short: str | Promise  # within a sentence of the history
    default: Default  # the number a home starts with
    standard: Callable[[Figure], str]  # a number in words: "within 5 working days"
    counted_from: str | Promise
    warn_days: int  # calendar days before due_on at which the flag opens
    evaluate: Callable[[Scope], Iterator[Evaluation]]  # its docstring is its paragraph in docs/rules.md
    sentence: Callable[..., str]  # (words, overdue=): the flag as people read it
    fix: KnownFix
    escalates: bool = False  # critical once the home's whole interval has passed again after due_on
    nations: frozenset[Nation] = BOTH_NATIONS  # whose homes it is for

    def opens_on(self, due_on: dt.date) -> dt.date:
        """The first day the flag shows."""
        return add_days(due_on, -self.warn_days)


def after(day: dt.date, *, amount: int, unit: str) -> dt.date:
    """The day an interval after `day` ends: calendar days, or calendar months clamped to the month's end."""
    return add_months(day, amount) if unit == Unit.MONTHS else add_days(day, amount)


def interval_after(day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """Dates a duty by each of a home's numbers: the interval after `day`. No day: nothing is owed."""
    return lambda figure: None if day is None else after(day, amount=figure.amount, unit=figure.unit)


def by_number(dated: Callable[..., D]) -> Callable[[Figure], D]:
    """A dating function with everything but the number given, ready to be asked with each of a home's numbers."""
    return lambda figure: dated(amount=figure.amount, unit=figure.unit)


def say(
    stay: Stay | Expected,
    figure: Figure,
    due_on: dt.date | None,
    *,
    applies: bool = True,
    subject: str = "",
    **facts: Fact,
) -> Evaluation:
    """An evaluation about a stay, or one `subject` in it, with the figure that counted and the days it counts from."""
    return Evaluation(
        subject_key=subject or stay.subject_key,
        home_id=stay.home_id,
        child_id=stay.child_id,
        due_on=due_on,
        severity=figure.severity,
        applies=applies,
        facts=told(figure, **facts),
    )


def told(figure: Figure, **facts: Fact) -> dict[str, Any]:
    """What the sentence is made of: the days that counted, as text, and the figure; who set it, if the home did."""
    return {key: _as_text(value) for key, value in facts.items()} | figure.facts


def _as_text(fact: Fact) -> str | dict[str, str] | None:
    """As it is stored: a day in ISO."""
    if fact is None or type(fact) is str:
        return fact
    return {key: str(day) for key, day in fact.items()} if isinstance(fact, dict) else str(fact)

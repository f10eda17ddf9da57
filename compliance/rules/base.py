"""What a rule says about one child: nothing owed, or owed by a day."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from compliance.rules.rows import CurrentPlacement, Expected
from homes.models import Severity
from homes.standards import Figure

# A word, a day, the days of several documents, or what people typed, by its code.
Fact = str | dt.date | None | dict[str, dt.date] | dict[str, str]


class Evaluation(NamedTuple):
    """What one rule says about one obligation. Yielded for every subject in scope, compliant ones too."""

    subject_key: str  # "placement:<public id>": one obligation, one key
    home_id: int
    child_id: int | None
    due_on: dt.date | None  # None: nothing is owed
    severity: Severity
    facts: dict[str, Any]  # what the sentence is made of, if owed; never the clock
    applies: bool = True  # False: the duty itself fell away, so an open flag is not "done"


def say(
    placement: CurrentPlacement | Expected,
    figure: Figure,
    due_on: dt.date | None,
    *,
    applies: bool = True,
    subject: str = "",
    **facts: Fact,
) -> Evaluation:
    """An evaluation about a placement, or one `subject` in it; of what is owed, with the figure and the days."""
    return Evaluation(
        subject_key=subject or placement.subject_key,
        home_id=placement.home_id,
        child_id=placement.child_id,
        due_on=due_on,
        severity=figure.severity,
        applies=applies,
        facts={} if due_on is None else told(figure, **facts),
    )


def told(figure: Figure, **facts: Fact) -> dict[str, Any]:
    """What the sentence is made of: the days that counted, as text, and the figure; who set it, if the home did."""
    return {key: _as_text(value) for key, value in facts.items()} | figure.facts


def _as_text(fact: Fact) -> str | dict[str, str] | None:
    """As it is stored: a day in ISO."""
    if fact is None or type(fact) is str:
        return fact
    return {key: str(day) for key, day in fact.items()} if isinstance(fact, dict) else str(fact)

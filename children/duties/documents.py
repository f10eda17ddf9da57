"""What the stored duties say of the documents of a child's file: rules write it into the facts, pages read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum

from children.duties.models import Flag


class Step(StrEnum):
    """What a document waits for. A fact of this name holds the days of several; one alone has the flag's own day."""

    NEEDED = "needed"  # it is not there
    REVIEW = "review"
    COPY = "copy"  # the child's own


def days_of_documents(flags: Iterable[Flag]) -> dict[tuple[Step, str], dt.date]:
    """(What it waits for, document) -> by when."""
    return {(step, document): day for flag in flags for step, document, day in _said(flag)}


def _said(flag: Flag) -> Iterator[tuple[Step, str, dt.date]]:
    if "step" in flag.facts:
        yield Step(flag.facts["step"]), flag.facts["document"], flag.due_on
    for step in Step:
        for document, day in flag.facts.get(step, {}).items():
            yield step, document, dt.date.fromisoformat(day)

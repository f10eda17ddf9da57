"""How far something that was explained has come: given with a copy where it needs one, and understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from children.about_me.models import ExplainedKind, Understood

WITH_A_COPY = frozenset({ExplainedKind.GUIDE, ExplainedKind.COMPLAINTS})


class Told(Protocol):
    """What this needs to know of one time something was explained: a row, or a fact made of one."""

    @property
    def kind(self) -> str: ...
    @property
    def given_on(self) -> dt.date: ...
    @property
    def with_copy(self) -> bool: ...
    @property
    def understood(self) -> str: ...


T = TypeVar("T", bound=Told)


class Reached(NamedTuple, Generic[T]):
    """How far one kind has come in a placement: its latest entry, and whether a copy was given with any of them."""

    last: T | None
    copy: bool

    @property
    def met(self) -> bool:
        return self.last is not None and self.copy and self.last.understood != Understood.NOT_YET


def reached(told: Sequence[T], kind: str, *, not_before: dt.date) -> Reached[T]:
    """`told` oldest first."""
    of_kind = [one for one in told if one.kind == kind and one.given_on >= not_before]
    copy = kind not in WITH_A_COPY or any(one.with_copy for one in of_kind)
    return Reached(of_kind[-1] if of_kind else None, copy)

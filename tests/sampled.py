"""Which cases of a long family run in `make test` too, the rest being marked long.

`some`: chosen by their names, so always the same ones. `drawn`: others in each run, by the seed the run prints at its
end; HISTORIES_SEED=… draws them again. The long set has all of those. `few`: drawn in the same way within one test.
"""

from __future__ import annotations

import os
import random
import zlib
from collections.abc import Iterable
from typing import Any

import pytest


def some(cases: Iterable[Any], *, one_in: int) -> list[Any]:
    """Parameters for all the cases, marked long but for about one in so many."""
    return [
        pytest.param(case, id=str(case), marks=() if _number(str(case)) % one_in == 0 else pytest.mark.long)
        for case in cases
    ]


def drawn(values: Iterable[Any], *, one_in: int) -> list[Any]:
    """Every so many-th value, from one the seed chooses; and all of them, marked long. Called by their numbers."""
    found = list(values)
    first = _number(f"{os.environ['HISTORIES_SEED']} {found!r}") % one_in
    return [
        *(
            pytest.param(found[at], id=str(at), marks=pytest.mark.part)
            for at in range(first, len(found), one_in)
        ),
        *(pytest.param(value, id=f"all {at}", marks=pytest.mark.long) for at, value in enumerate(found)),
    ]


def few(cases: Iterable[Any], *, most: int, of: str) -> list[Any]:
    """At most so many of the cases, in their order: others in each run, by the seed, and others for each `of`."""
    found = list(cases)
    dice = random.Random(f"{os.environ['HISTORIES_SEED']} {of}")
    return [found[at] for at in sorted(dice.sample(range(len(found)), min(most, len(found))))]


def _number(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "backslashreplace"))

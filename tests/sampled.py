"""Which cases of a long family run in `make test` too: some, chosen by their names, so always the same ones."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import pytest


def some(cases: Iterable[Any], *, one_in: int) -> list[Any]:
    """Parameters for all the cases, marked long but for about one in so many."""
    return [
        pytest.param(case, id=str(case), marks=() if _is_drawn(case, one_in) else pytest.mark.long)
        for case in cases
    ]


def _is_drawn(case: Any, one_in: int) -> bool:
    return zlib.crc32(str(case).encode()) % one_in == 0

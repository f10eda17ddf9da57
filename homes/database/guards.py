"""A trigger as it should stand in the database: compared to the letter with the one that stands there."""

from __future__ import annotations

from typing import NamedTuple


class Guard(NamedTuple):
    name: str
    table: str
    sql: str  # as the database itself says it

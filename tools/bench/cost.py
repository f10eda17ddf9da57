"""CPU of this process and, where it can be seen, of the database's: what else the machine does counts little."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM = 2


@dataclass(frozen=True, slots=True)
class Cost:
    queries: int
    ms: float  # CPU


class Meter:
    """Measures calls by their CPU: the median of some runs, after two that do not count."""

    def __init__(self, *, runs: int) -> None:
        self.runs = runs
        self._database = _backend()
        self.sees_database = self._database is not None

    def of(self, call: Callable[[], Any]) -> Cost:
        for _run in range(WARM):
            call()
        with CaptureQueriesContext(connection) as captured:
            call()
        return Cost(len(captured), statistics.median(self._once(call) for _run in range(self.runs)))

    def _once(self, call: Callable[[], Any]) -> float:
        started, theirs = time.process_time(), self._theirs()
        call()
        return (time.process_time() - started + self._theirs() - theirs) * 1000

    def _theirs(self) -> float:
        """Seconds of CPU the server process of our connection has used. Nothing on SQLite: it runs in ours."""
        return 0.0 if self._database is None else int(self._database.read_text().split()[0]) / 1e9


def _backend() -> Path | None:
    """Linux counts the CPU of every process; a PostgreSQL on another machine keeps its own to itself."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid(), inet_server_addr() = inet_client_addr()")
        pid, here = cursor.fetchone()
    counted = Path(f"/proc/{pid}/schedstat")
    return counted if here is not False and counted.exists() else None

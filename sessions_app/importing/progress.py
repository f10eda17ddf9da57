"""How far an import is, for who waits at a terminal: rows and minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from homes.words import gettext as _
from homes.words import ngettext

BAR = 24  # characters
EACH_SECONDS = 0.5  # on a terminal, where one line is written over
EACH_MINUTE = 60.0  # elsewhere, where every line stays
SOON = 0.01  # of the rows: before that nobody can say how long it takes


class Progress:
    """Without a stream it says nothing. A short import says nothing either."""

    def __init__(self, stream: TextIO | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._is_terminal = stream is not None and stream.isatty()
        self._pause = EACH_SECONDS if self._is_terminal else EACH_MINUTE
        self._said = False

    def begin(self, doing: str, total: int) -> None:
        self._doing, self._total, self._done = doing, total, 0
        self._began = self._last = self._clock()

    def add(self, rows: int) -> None:
        self._done += rows
        at = self._clock()
        if self._stream is not None and at - self._last >= self._pause:
            self._last = at
            self._say(self._line(at))

    def end(self) -> None:
        if self._said and self._is_terminal:
            self._say(self._line(self._clock()) + "\n")
        self._said = False

    def _say(self, line: str) -> None:
        self._said = True
        if self._stream is None:
            return
        self._stream.write(f"\r\033[K{line}" if self._is_terminal else f"{line}\n")
        self._stream.flush()

    def _line(self, at: float) -> str:
        share = self._done / self._total if self._total else 1.0
        rows = _("%(done)s of %(total)s rows") % {"done": f"{self._done:,}", "total": f"{self._total:,}"}
        said = ", ".join(part for part in (rows, self._left(share, at - self._began)) if part)
        bar = f" [{'#' * round(share * BAR):·<{BAR}}]" if self._is_terminal else ":"
        return f"{self._doing}{bar} {said}"

    @staticmethod
    def _left(share: float, seconds: float) -> str:
        if not SOON <= share < 1:
            return ""
        minutes = seconds * (1 - share) / share / 60
        if minutes < 1:
            return _("less than a minute left")
        return ngettext("%(n)d minute left", "%(n)d minutes left", round(minutes)) % {"n": round(minutes)}

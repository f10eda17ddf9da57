"""The corpus of uploads: each file with the verdict written by hand.

A line says what the file is, its name, its bytes, and the verdict: "kept", "kept: " with what is said of its changes,
or "refused: " with the reason, in the codes people's sentences stand behind. `gone`: what must not be left of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    what: str
    name: str
    made: bytes | Callable[[], bytes]
    verdict: str
    gone: tuple[bytes, ...] = ()

    @property
    def content(self) -> bytes:
        return self.made if isinstance(self.made, bytes) else self.made()

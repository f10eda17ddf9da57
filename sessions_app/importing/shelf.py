"""Rows set aside on disk until their turn, so that an import of any size fits in memory. The file has no name."""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sessions_app.importing.text import clean

NAMED = ("email", "author_email", "present_emails", "child_ref")  # columns that speak of what is stored


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its number in the spreadsheet and its cells as typed."""

    file: str
    number: int
    cells: dict[str, str]


class Table:
    """The rows of one file. In memory are where each lies, whom it is about, and who is named anywhere."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.named: dict[str, set[str]] = {column: set() for column in NAMED}
        self._rows = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the table
        self._places = array("Q")
        self._by_child: dict[str, array[int]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        self._rows.close()

    def add(self, number: int, cells: dict[str, str]) -> None:
        for column in NAMED:
            if column in cells:
                self.named[column].add(clean(cells[column]))
        self._by_child.setdefault(clean(cells.get("child_ref", "")), array("I")).append(len(self._places))
        self._places.append(self._rows.tell())
        self._rows.write(json.dumps([number, cells]).encode() + b"\n")

    def rows(self) -> Iterator[Row]:
        """Every row in the order of the file."""
        return self._read(range(len(self._places)))

    def batches(self, size: int) -> Iterator[list[Row]]:
        """All rows of some children at a time, of about `size` rows, in the order in which children first appear."""
        waiting = array("I")
        for indexes in self._by_child.values():
            waiting.extend(indexes)
            if len(waiting) >= size:
                yield list(self._read(waiting))
                waiting = array("I")
        if waiting:
            yield list(self._read(waiting))

    def _read(self, indexes: Iterable[int]) -> Iterator[Row]:
        for index in indexes:
            self._rows.seek(self._places[index])
            number, cells = json.loads(self._rows.readline())
            yield Row(self.file, number, cells)

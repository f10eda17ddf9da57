"""What is wrong with the files, said so that somebody with a spreadsheet open can put it right."""

from __future__ import annotations

from dataclasses import dataclass, field

from homes.words import gettext as _
from sessions_app.importing.columns import FILES

LISTED = 200  # errors shown in full; the rest is counted
KEPT = 10 * LISTED
VALUE_SHOWN = 80


class Unreadable(Exception):
    """A file cannot be read, or no further."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One error: where it stands in the spreadsheet (the header is row 1), what stands there and what to do."""

    file: str
    row: int | None
    column: str
    value: str
    message: str

    def as_dict(self) -> dict[str, object]:
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.message,
        }

    def __str__(self) -> str:
        place = [self.file, _("row %(row)d") % {"row": self.row} if self.row else "", self.column]
        shown = f" “{self.value}”" if self.value else ""
        return f"{', '.join(part for part in place if part)}:{shown} {self.message}".lstrip(": ")


@dataclass
class Problems:
    """The errors found: all are counted, and those that will be listed are kept."""

    found: list[Problem] = field(default_factory=list)
    total: int = 0

    def add(self, file: str, row: int | None, column: str, value: str, message: str) -> None:
        shown = value if len(value) <= VALUE_SHOWN else value[: VALUE_SHOWN - 1] + "…"
        self.found.append(Problem(file, row, column, shown, str(message)))
        self.total += 1
        if len(self.found) > KEPT:
            self.found = self.listed()

    def __len__(self) -> int:
        return self.total

    def listed(self) -> list[Problem]:
        """The first 200, file by file in the order of the format, and row by row."""
        return sorted(self.found, key=lambda problem: (self._order(problem.file), problem.row or 0))[:LISTED]

    @staticmethod
    def _order(file: str) -> int:
        names = list(FILES)
        return names.index(file) if file in names else -1

"""Reading the CSV files of a directory: encoding, separator, header and rows. No meaning is given to a cell here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from homes.words import gettext as _
from sessions_app.importing.columns import FILES
from sessions_app.importing.problems import Problems


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its number in the spreadsheet and its cells as typed."""

    file: str
    number: int
    cells: dict[str, str]


@dataclass
class Files:
    """The rows of every file that was there, and remarks about what was left unread."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # files with rows that could not be read


def read_directory(directory: Path, problems: Problems) -> Files:
    """Read every known file of a directory. What cannot be read becomes a problem, never an exception."""
    files = Files()
    if not directory.is_dir():
        message = _("There is no such directory. Give the directory that holds the CSV files.")
        problems.add("", None, "", str(directory), message)
        return files
    present = {path.name.lower(): path for path in sorted(directory.iterdir()) if path.is_file()}
    known = [name for name in present if name in FILES]
    if not known:
        message = _("There is no file to import here. Expected one or more of: %(names)s.")
        problems.add("", None, "", str(directory), message % {"names": ", ".join(FILES)})
    for name in FILES:
        if name in present:
            before = len(problems)
            files.rows[name] = _read_file(present[name], name, problems, files.notes)
            if len(problems) > before:
                files.broken.add(name)
    for name in sorted(set(present) - set(known)):
        if name.endswith(".csv"):
            files.notes.append(_("%(file)s is not a file of the format and was not read") % {"file": name})
    return files


def _read_file(path: Path, name: str, problems: Problems, notes: list[str]) -> list[Row]:
    try:
        content = path.read_bytes()
    except OSError as error:
        problems.add(
            name, None, "", "", _("The file could not be opened: %(why)s.") % {"why": error.strerror}
        )
        return []
    text = _decode(content, name, problems)
    if text is None:
        return []
    records = list(_records(text, name, problems))
    header_at = next((index for index, cells in enumerate(records) if any(c.strip() for c in cells)), None)
    if header_at is None:
        if not any(problem.file == name for problem in problems.found):
            message = _("The file is empty. Add a header row, or take the file out of the directory.")
            problems.add(name, 1, "", "", message)
        return []
    header = [cell.strip().lower() for cell in records[header_at]]
    if not _header_is_usable(header, name, problems, row=header_at + 1):
        return []
    notes += _unknown_columns(header, name)
    return list(_rows(records, header, header_at, name, problems))


def _unknown_columns(header: list[str], name: str) -> list[str]:
    message = _("%(file)s: the column “%(column)s” is not part of the format and was not read")
    unknown = [column for column in header if column and column not in FILES[name].all]
    return [message % {"file": name, "column": column} for column in unknown]


def _decode(content: bytes, name: str, problems: Problems) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace") + "?"
        records = _lenient(before)
        header = records[0] if records else []
        column = header[len(records[-1]) - 1].strip().lower() if len(records[-1]) <= len(header) else ""
        message = _("This is not UTF-8 text. Save the spreadsheet as “CSV UTF-8” and import it again.")
        problems.add(
            name,
            len(records),
            column if len(records) > 1 else "",
            repr(content[error.start : error.end]),
            message,
        )
        return None


def _lenient(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        return [[]]


def _separator(text: str) -> str:
    """Semicolon when the header has more of them than commas: column names hold neither."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return ";" if header.count(";") > header.count(",") else ","


def _records(text: str, name: str, problems: Problems) -> Iterator[list[str]]:
    """Every record of the text. Strict: an unclosed quotation mark would swallow the rest of the file unseen."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _("A quotation mark is not closed or a cell is too long (%(why)s). Correct this row.")
            problems.add(name, number, "", "", message % {"why": error})
            return


def _header_is_usable(header: list[str], name: str, problems: Problems, *, row: int) -> bool:
    before = len(problems)
    for column in FILES[name].required:
        if column not in header:
            message = _("The column “%(column)s” is missing. Add it to the header row.")
            problems.add(name, row, column, "", message % {"column": column})
    for column in sorted({column for column in header if column and header.count(column) > 1}):
        message = _("The column “%(column)s” is there twice. Take one out.")
        problems.add(name, row, column, column, message % {"column": column})
    return len(problems) == before


def _rows(
    records: list[list[str]], header: list[str], header_at: int, name: str, problems: Problems
) -> Iterator[Row]:
    for number, cells in enumerate(records[header_at + 1 :], start=header_at + 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            message = _(
                "This row has %(cells)d cells and the header %(columns)d. "
                "Put quotation marks around text that holds the separator."
            )
            count = {"cells": len(cells), "columns": len(header)}
            problems.add(name, number, "", cells[len(header)], message % count)
            continue
        named = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
        if _no_nul(named, name, number, problems):
            yield Row(name, number, {column: value for column, value in named.items() if column})


def _no_nul(named: dict[str, str], name: str, number: int, problems: Problems) -> bool:
    for column, value in named.items():
        if "\0" in value:
            message = _("The cell holds a NUL byte, which no text can. Type the cell again.")
            problems.add(name, number, column, value.replace("\0", "␀"), message)
            return False
    return True

"""Which files of a directory are which, their headers and rows. No meaning is given to a cell here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from homes.words import gettext as _
from sessions_app.importing import csvs, workbooks
from sessions_app.importing.columns import FILES
from sessions_app.importing.problems import Problems, Unreadable
from sessions_app.importing.shelf import Row, Table
from sessions_app.importing.text import clean, meant, squeezed

BY_NAME = {squeezed(name.removesuffix(".csv")): name for name in FILES}
NAMES = ("name", "provider", "full_name", "known_as", "legal_name", "person", "responsible_authority")
SHOWN = 5  # names noted one by one as wrongly decoded; the rest is counted


@dataclass
class Files:
    """The rows of every file that was there, and remarks about what was left unread."""

    tables: dict[str, Table] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # files with rows that could not be read

    def rows(self, file: str) -> Iterator[Row]:
        return self.tables[file].rows() if file in self.tables else iter(())

    def named(self, *columns: str) -> set[str]:
        """All that these columns hold, in whatever file."""
        sets = (table.named[column] for table in self.tables.values() for column in columns)
        return set().union(*sets) - {""}

    def close(self) -> None:
        for table in self.tables.values():
            table.close()

    def __len__(self) -> int:
        return sum(map(len, self.tables.values()))


def read_directory(directory: Path, problems: Problems) -> Files:
    """Read every known file. What cannot be read becomes a problem, never an exception."""
    files = Files()
    if directory.is_dir():
        paths = sorted(path for path in directory.iterdir() if path.is_file())
    elif directory.is_file() and directory.suffix.lower() == ".xlsx":
        paths = [directory]
    else:
        message = _("There is no such directory. Give the directory that holds the CSV files.")
        problems.add("", None, "", str(directory), message)
        return files
    found: dict[str, Path] = {}
    for path in (path for path in paths if path.suffix.lower() == ".csv"):
        _take_csv(path, found, problems, files)
    for name in (name for name in FILES if name in found):
        _read(name, csvs.records(found[name], name, problems), problems, files)
    for path in (path for path in paths if path.suffix.lower() == ".xlsx" and not path.name.startswith("~$")):
        _read_workbook(path, found, problems, files)
    for path in paths:
        _say_unread(path, found, problems, files)
    if not found and not problems:
        message = _("There is no file to import here. Expected one or more of: %(names)s.")
        problems.add("", None, "", str(directory), message % {"names": ", ".join(FILES)})
    return files


def _take_csv(path: Path, found: dict[str, Path], problems: Problems, files: Files) -> None:
    name = BY_NAME.get(squeezed(path.stem))
    if name is None:
        files.notes.append(_("%(file)s is not a file of the format and was not read") % {"file": path.name})
    elif name in found:
        _refuse_two(name, found[name].name, path.name, problems)
    else:
        found[name] = path


def _refuse_two(name: str, one: str, other: str, problems: Problems) -> None:
    message = _("%(one)s and %(other)s are both there. Keep the one that is meant.")
    problems.add(name, None, "", "", message % {"one": one, "other": other})


def _read_workbook(path: Path, found: dict[str, Path], problems: Problems, files: Files) -> None:
    try:
        with workbooks.opened(path) as book:
            for sheet in book.worksheets:
                known = BY_NAME.get(squeezed(sheet.title.removesuffix(".csv")))
                name = known or (len(book.worksheets) == 1 and BY_NAME.get(squeezed(path.stem)))
                said = {"sheet": sheet.title, "book": path.name}
                if not name:
                    message = _(
                        "The sheet “%(sheet)s” of %(book)s is not part of the format and was not read"
                    )
                    files.notes.append(message % said)
                elif name in found:
                    _refuse_two(name, found[name].name, f"{path.name} ({sheet.title})", problems)
                else:
                    found[name] = path
                    message = _("%(file)s was read from the sheet “%(sheet)s” of %(book)s")
                    files.notes.append(message % {"file": name, **said})
                    _read(name, workbooks.records(sheet), problems, files)
    except workbooks.TooLarge:
        message = _("The workbook unpacks to more than fits. Save its sheets as CSV files and import those.")
        problems.add(path.name, None, "", "", message)
    except Unreadable:
        message = _(
            "This is no workbook that can be read: it is damaged or has a password. Save it again as .xlsx."
        )
        problems.add(path.name, None, "", "", message)


def _say_unread(path: Path, found: dict[str, Path], problems: Problems, files: Files) -> None:
    """What somebody may think was read: an archive, or a spreadsheet of another kind."""
    kind = path.suffix.lower()
    if kind == ".zip":
        message = _("A .zip is not read. Unpack it, and import the files that were in it.")
    elif kind in (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".tsv", ".txt"):
        message = _("This kind of file is not read. Save it as .xlsx or as “CSV UTF-8”.")
    else:
        return
    name = BY_NAME.get(squeezed(path.stem))
    if (name and name not in found) or not found:
        problems.add(path.name, None, "", "", message)
    else:
        files.notes.append(f"{path.name}: {message}".rstrip("."))


def _read(name: str, records: Iterable[list[str]], problems: Problems, files: Files) -> None:
    """Put the rows of one file on the table. A file that breaks off in the middle gives none."""
    before = len(problems)
    table = files.tables[name] = Table(name)
    try:
        _read_rows(table, enumerate(records, start=1), problems, files.notes)
    except Unreadable:
        table.close()
        files.tables[name] = Table(name)
        if len(problems) == before:
            message = _("The sheet is damaged and cannot be read to its end. Save the workbook again.")
            problems.add(name, None, "", "", message)
    if len(problems) > before:
        files.broken.add(name)


def _read_rows(
    table: Table, numbered: Iterator[tuple[int, list[str]]], problems: Problems, notes: list[str]
) -> None:
    name = table.file
    at, written = next(((n, cells) for n, cells in numbered if any(map(clean, cells))), (1, []))
    if not written:
        message = _("The file is empty. Add a header row, or take the file out of the directory.")
        problems.add(name, 1, "", "", message)
        return
    header = [_column(cell, name) for cell in written]
    if not _header_is_usable(header, name, problems, row=at):
        return
    message = _("%(file)s: the column “%(column)s” is not part of the format and was not read")
    unknown = [column for column in header if column and column not in FILES[name].all]
    notes += [message % {"file": name, "column": column} for column in unknown]
    misread: list[str] = []
    for number, cells in numbered:
        named = _named(header, cells, name, number, problems)
        if named is not None:
            table.add(number, named)
            misread += _misread(named, name, number)
    notes += misread[:SHOWN]
    if len(misread) > SHOWN:
        more = _("%(file)s: %(more)d more names look wrongly decoded")
        notes.append(more % {"file": name, "more": len(misread) - SHOWN})


def _column(written: str, name: str) -> str:
    """The column of the format a heading means; a heading of nobody's as it stands."""
    known = {squeezed(column): column for column in FILES[name].all}
    return known.get(squeezed(written), clean(written).lower())


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


def _named(
    header: list[str], cells: list[str], name: str, number: int, problems: Problems
) -> dict[str, str] | None:
    """The cells of a row by column; None for an empty row, and for one that is wrong."""
    while len(cells) > len(header) and not clean(cells[-1]):
        cells = cells[:-1]
    if not any(map(clean, cells)):
        return None
    if len(cells) > len(header):
        message = _(
            "This row has %(cells)d cells and the header %(columns)d. "
            "Put quotation marks around text that holds the separator."
        )
        count = {"cells": len(cells), "columns": len(header)}
        problems.add(name, number, "", cells[len(header)], message % count)
        return None
    named = {column: cell for column, cell in zip(header, cells, strict=False) if column}
    for column, value in named.items():
        if "\0" in value:
            message = _("The cell holds a NUL byte, which no text can. Type the cell again.")
            problems.add(name, number, column, value.replace("\0", "␀"), message)
            return None
    return named


def _misread(named: dict[str, str], name: str, number: int) -> Iterator[str]:
    for column in NAMES:
        value = named.get(column, "")
        before = None if value.isascii() else meant(value)
        if before is None:
            continue
        said = {"file": name, "row": number, "column": column, "value": value, "before": before}
        if before:
            message = _(
                "%(file)s row %(row)d, %(column)s: “%(value)s” looks wrongly decoded; “%(before)s” may be meant"
            )
        else:
            message = _("%(file)s row %(row)d, %(column)s: “%(value)s” has lost letters")
        yield message % said

"""Reading one CSV file as a stream of records: encoding, separator and quotation marks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from homes.words import gettext as _
from sessions_app.importing.problems import Problems, Unreadable

SEPARATORS = ",;\t"
HEAD = 65_536  # characters that hold the header
SAYS_ITSELF = re.compile(
    r'\s*"?sep=([,;\t|])"?[,;\t|]*\s*$', re.IGNORECASE
)  # a first line only spreadsheets write
LONGEST_CELL = 1_000_000  # characters; a cell that seems longer is a quotation mark nobody closed
ENCODING = "utf-8-sig"

csv.field_size_limit(LONGEST_CELL)


def records(path: Path, name: str, problems: Problems) -> Iterator[list[str]]:
    """Every record of a file. Strict: an unclosed quotation mark would swallow the rest of the file unseen."""
    try:
        with path.open(encoding=ENCODING, newline="") as text:
            separator, headless = _separator(text.read(HEAD))
            text.seek(0)
            if headless:
                text.readline()
            yield from _strictly(csv.reader(text, delimiter=separator, strict=True), name, problems)
    except OSError as error:
        message = _("The file could not be opened: %(why)s.") % {"why": error.strerror}
        problems.add(name, None, "", "", message)
        raise Unreadable from error
    except UnicodeDecodeError as error:
        _say_where(path.read_bytes(), name, problems)
        raise Unreadable from error


def _strictly(reader: Iterator[list[str]], name: str, problems: Problems) -> Iterator[list[str]]:
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _("A quotation mark is not closed or a cell is too long (%(why)s). Correct this row.")
            problems.add(name, number, "", "", message % {"why": error})
            raise Unreadable from error
        yield record


def _separator(head: str) -> tuple[str, bool]:
    """What stands between cells, and whether a first line says so. Otherwise what the header has most of."""
    first = head.partition("\n")[0]
    if says := SAYS_ITSELF.match(first):
        return says[1], True
    header = next((line for line in head.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=header.count), False


def _say_where(content: bytes, name: str, problems: Problems) -> None:
    """The row and column of the first byte that is no UTF-8."""
    try:
        content.decode(ENCODING)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(ENCODING, errors="replace") + "?"
        found = _lenient(before)
        header = found[0] if found else []
        column = header[len(found[-1]) - 1].strip().lower() if len(found[-1]) <= len(header) else ""
        message = _("This is not UTF-8 text. Save the spreadsheet as “CSV UTF-8” and import it again.")
        where = column if len(found) > 1 else ""
        problems.add(name, len(found), where, repr(content[error.start : error.end]), message)


def _lenient(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text[:HEAD])[0]))
    except csv.Error:
        return [[]]

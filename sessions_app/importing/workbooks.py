"""Reading an XLSX workbook: the values of its cells as the text that a CSV file would hold."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from sessions_app.importing.problems import Unreadable

MOST_UNPACKED = 1_000_000_000  # bytes: half a million rows of ten cells are a fifth of it
MOST_IN_MEMORY = 150_000_000  # bytes of one part that is no sheet, which openpyxl holds whole
MOST_TIMES = 100  # a part that unpacks to more than this many times its size is no spreadsheet
SMALL = 10_000_000
MOST_COLUMNS = 100


class TooLarge(Unreadable):
    """It would fill the memory, or the disk."""


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The workbook, read as a stream; what a formula gave is its value."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it does not know, such as a drop-down list
        try:
            _refuse_too_large(path)
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except Unreadable:
            raise
        except Exception as error:  # whatever the parts of a damaged file make the library raise
            raise Unreadable from error
        with closing(book):
            yield book


def records(sheet: Any) -> Iterator[list[str]]:
    """Every row of a sheet as text, the empty ones too."""
    sheet.reset_dimensions()  # a sheet may claim any size
    try:
        for values in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield [as_text(value) for value in values]
    except Exception as error:  # a damaged part is met only when its row is read
        raise Unreadable from error


def as_text(value: Any) -> str:
    """A date as 2026-03-31, a reference typed as a number without ".0"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _refuse_too_large(path: Path) -> None:
    """By what the archive says of itself: no more than that is ever unpacked."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    for part in parts:
        is_sheet = "worksheets/" in part.filename
        swollen = part.file_size > SMALL and part.file_size > MOST_TIMES * part.compress_size
        if swollen or (not is_sheet and part.file_size > MOST_IN_MEMORY):
            raise TooLarge
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TooLarge

"""One row's cells, typed. A cell that cannot be read becomes a problem of the row; the caller asks `ok` once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel

from homes.words import gettext as _
from sessions_app.importing.problems import Problems
from sessions_app.importing.shelf import Row
from sessions_app.importing.text import clean

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
WHOLE = re.compile(r"\d{1,6}", re.ASCII)
YEARS = range(1900, 2101)  # a year outside is a slip of the finger, and would put a deadline out of sight
FieldLike = models.Field | ForeignObjectRel | None  # what _meta.get_field gives
YES_NO = {"yes": True, "no": False}


class Cells:
    """Typed reading of one row."""

    def __init__(self, row: Row, problems: Problems) -> None:
        self.row = row
        self.ok = True
        self._problems = problems

    @property
    def file(self) -> str:
        return self.row.file

    def raw(self, column: str) -> str:
        """The cell exactly as typed."""
        return self.row.cells.get(column, "")

    def said(self, column: str) -> str:
        """The cell without what nobody sees."""
        return clean(self.raw(column))

    def error(self, column: str, message: str, *, value: str | None = None) -> None:
        self.ok = False
        shown = self.said(column) if value is None else value
        self._problems.add(self.file, self.row.number, column, shown, message)

    def text(
        self, column: str, *, field: FieldLike = None, most: int | None = None, needed: bool = False
    ) -> str:
        """The cell trimmed, at most as long as the field it is for, or as its form takes."""
        value = self.said(column)
        if not value and needed:
            self.error(column, _("This cell must be filled in."))
        self.limit(column, value, most or getattr(field, "max_length", None))
        return value

    def limit(self, column: str, value: str, most: int | None) -> None:
        if most and len(value) > most:
            message = _("The text has %(length)d characters; at most %(limit)d fit. Shorten it.")
            self.error(column, message % {"length": len(value), "limit": most})

    def date(self, column: str, *, needed: bool = False) -> dt.date | None:
        """A day written 2026-03-31 or 31/03/2026."""
        value = self.text(column, needed=needed)
        if not value:
            return None
        if match := ISO.fullmatch(value):
            year, month, day = map(int, match.groups())
        elif match := BRITISH.fullmatch(value):
            day, month, year = map(int, match.groups())
        else:
            self.error(column, _("This is not a date. Write it as 2026-03-31 or 31/03/2026."))
            return None
        if year not in YEARS:
            self.error(column, _("The year must be from 1900 to 2100. Write the date as 2026-03-31."))
            return None
        try:
            return dt.date(year, month, day)
        except ValueError:
            self.error(column, _("There is no such day in the calendar. Correct the date."))
            return None

    def code(self, column: str, allowed: Iterable[str], *, needed: bool = False) -> str:
        """One of a list of codes, exactly as the format spells it."""
        value = self.text(column, needed=needed)
        codes = list(allowed)
        if value and value not in codes:
            self.error(column, _("Not a known code. Use one of: %(codes)s.") % {"codes": ", ".join(codes)})
            return ""
        return value

    def any_case(self, column: str, allowed: Iterable[str], *, needed: bool = False) -> str:
        """One of a list of words, in capitals or not."""
        value = self.text(column, needed=needed)
        words = {word.lower(): word for word in allowed}
        if value and value.lower() not in words:
            self.error(column, _("Use one of: %(words)s.") % {"words": ", ".join(words.values())})
            return ""
        return words.get(value.lower(), "")

    def yes_no(self, column: str) -> bool | None:
        return YES_NO.get(self.any_case(column, YES_NO))

    def number(self, column: str, *, most: int) -> int | None:
        value = self.text(column)
        if not value:
            return None
        if not WHOLE.fullmatch(value) or int(value) > most:
            self.error(column, _("Write a whole number from 0 to %(most)d.") % {"most": most})
            return None
        return int(value)

    def email(self, column: str, *, field: FieldLike = None) -> str:
        """A needed e-mail address, in small letters: that is how accounts are kept."""
        value = self.text(column, field=field, needed=True).lower()
        if value and not is_email(value):
            self.error(column, _("This is not an e-mail address. Write it as name@example.org."))
            return ""
        return value

    def emails(self, column: str) -> list[str]:
        """Addresses with `;` between, each once, in the order written."""
        found = dict.fromkeys(part.strip().lower() for part in self.said(column).split(";"))
        found.pop("", None)
        for address in list(found):
            if not is_email(address):
                message = _("This is not an e-mail address. Write addresses with ; between them.")
                self.error(column, message, value=address)
                del found[address]
        return list(found)


def is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return value.isascii()

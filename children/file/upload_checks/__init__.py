"""What an uploaded file is, by its bytes alone, and how each kind is written anew.

Nothing here knows of records, settings or words: it runs in a process of its own (`__main__`), and answers in codes.
`children.file.upload_words` says them to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is stored; the same codes as `FileKind`."""

    PDF = "pdf"
    DOCX = "docx"
    JPEG = "jpg"
    PNG = "png"


class Why(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    LARGE_DOCUMENT = "large_document"
    LARGE_PICTURE = "large_picture"
    WRONG_KIND = "wrong_kind"
    WRONG_ENDING = "wrong_ending"
    OLD_OFFICE = "old_office"
    OTHER_OFFICE = "other_office"
    LOCKED_DOCUMENT = "locked_document"
    VIRUS = "virus"
    TOO_MUCH = "too_much"
    PICTURE_UNREADABLE = "picture_unreadable"
    PICTURE_TOO_LARGE = "picture_too_large"
    PDF_UNREADABLE = "pdf_unreadable"
    PDF_LOCKED = "pdf_locked"
    PDF_PAGES = "pdf_pages"
    PDF_HIDES = "pdf_hides"
    PDF_FORM = "pdf_form"
    WORD_UNREADABLE = "word_unreadable"
    WORD_MACROS = "word_macros"
    WORD_HIDES = "word_hides"


class Change(StrEnum):
    """What was changed before a file was kept, beyond the hidden details every file loses. Stored: never renamed."""

    SMALLER = "smaller"
    CONVERTED = "converted"
    STILL = "still"
    LOCK = "lock"
    SCRIPT = "script"
    SIGNATURE = "signature"
    LINKS = "links"
    TEMPLATE = "template"
    FETCHES = "fetches"
    FIELDS = "fields"
    CHART_BOOK = "chart_book"
    DRAWING = "drawing"
    PICTURE_GONE = "picture_gone"
    PARTS = "parts"


class Refused(Exception):
    """The file is not taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The file as it may be kept."""

    content: bytes
    kind: Kind
    changes: tuple[Change, ...] = ()

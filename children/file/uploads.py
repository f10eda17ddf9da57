"""An uploaded file is what its content says, holds nothing that acts, and gives nobody away.

Allowed are PDF, DOCX, JPG and PNG. Pictures are written anew without their metadata (place, camera); a PDF is taken
apart and written anew without its author; a Word document is packed anew without the names of who typed it. What runs,
fetches, hides another file or cannot be read through is refused. The checks of each kind are in files of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from children.file.models import FileKind
from children.file.upload_checks import UnsafeUpload, pdf, pictures, word
from homes.words import gettext as _

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 150
ENDINGS = {
    FileKind.PDF: {"pdf"},
    FileKind.DOCX: {"docx"},
    FileKind.JPEG: {"jpg", "jpeg", "jpe", "jfif"},
    FileKind.PNG: {"png"},
}
SIGNATURES = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"PK\x03\x04", FileKind.DOCX),  # any zip: the check of Word documents looks inside
)
CLEANERS: dict[FileKind, Callable[[bytes], bytes]] = {
    FileKind.PDF: pdf.cleaned,
    FileKind.DOCX: word.cleaned,
    FileKind.JPEG: pictures.cleaned_jpeg,
    FileKind.PNG: pictures.cleaned_png,
}
HARMLESS_TEST = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"  # what every virus scanner reports
_NAME = re.compile(r"[^\w .,()\-+&’']")


@dataclass(frozen=True, slots=True)
class CleanUpload:
    """What may be stored: its bytes as they will be kept, its kind, and the name it came with."""

    content: bytes
    kind: FileKind
    original_name: str


def cleaned_upload(content: bytes, *, name: str) -> CleanUpload:
    """The file as it may be stored. Raises UnsafeUpload with a sentence for the person."""
    if not content:
        raise UnsafeUpload(_("The selected file is empty"))
    if len(content) > LARGEST:
        raise UnsafeUpload(_("The selected file must be smaller than 10MB"))
    called = cleaned_name(name)
    kind = kind_of(content)
    if kind is None or not _ending_fits(called, kind) or HARMLESS_TEST in content:
        raise UnsafeUpload(wrong_kind())
    return CleanUpload(CLEANERS[kind](content), kind, called)


def wrong_kind() -> str:
    return _("The selected file must be a PDF, Word document, JPG or PNG")


def kind_of(content: bytes) -> FileKind | None:
    """By the first bytes; what a browser says about a file is never asked."""
    return next((kind for start, kind in SIGNATURES if content.startswith(start)), None)


def cleaned_name(name: str) -> str:
    """The last part of a name, without control characters, marks that turn writing round, and odd signs."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    words = re.sub(r"\s+", " ", _NAME.sub("_", plain)).strip(" .")
    if len(words) <= LONGEST_NAME:
        return words
    stem, dot, ending = words.rpartition(".")
    return f"{stem[: LONGEST_NAME - 6]}.{ending}" if dot and len(ending) <= 5 else words[:LONGEST_NAME]


def _ending_fits(name: str, kind: FileKind) -> bool:
    """A name without an ending says nothing; one with an ending must say what the content is."""
    _stem, dot, ending = name.rpartition(".")
    return not dot or ending.lower() in ENDINGS[kind]

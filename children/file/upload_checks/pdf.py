"""A PDF is read, looked through object by object, and written anew from what was read."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from children.file.upload_checks import UnsafeUpload
from homes.words import gettext as _

MOST_OBJECTS = 100_000
MOST_PAGES = 1_000
# Keys that run something, start something, send something, or hold another file.
ACTS = frozenset(
    {
        "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA", "/AA",
        "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/3D",
        "/RichMediaContent", "/Collection",
    }
)  # fmt: skip
WHAT_KIND = ("/S", "/Subtype", "/Type")
QUIET_ACTIONS = frozenset({"/GoTo", "/URI", "/Named", "/Thread"})
NAMES_PEOPLE = ("/Metadata", "/PieceInfo", "/LastModified")
OTHER_FILES = re.compile(
    rb"<\?php|<script|<html|<svg|<!doctype|PK\x05\x06|PK\x03\x04|\x00\x00\x00\x00MZ", re.IGNORECASE
)
HEAD = 1024

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would write parts of broken files into the log


def cleaned(content: bytes) -> bytes:
    """The same pages without author, tools and hidden metadata. Raises UnsafeUpload for what acts."""
    _one_file_only(content)
    try:
        return _written_anew(content)
    except UnsafeUpload:
        raise
    except Exception as error:  # whatever a broken PDF does to its reader, recursion included
        raise UnsafeUpload(
            _("The selected PDF cannot be read. Print it to a new PDF and choose that.")
        ) from error


def _one_file_only(content: bytes) -> None:
    """Nothing of another kind of file before the first object or after the end mark."""
    end = content.rfind(b"%%EOF")
    if OTHER_FILES.search(content[:HEAD]) or (end >= 0 and OTHER_FILES.search(content[end:])):
        raise UnsafeUpload(_("The selected file is a PDF and something else at once. It was not kept."))


def _written_anew(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise UnsafeUpload(_("The selected PDF is locked with a password. Save it without one."))
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise UnsafeUpload(_("The selected PDF has no pages, or too many."))
    writer = PdfWriter(clone_from=reader)
    objects = [one for one in writer._objects if one is not None]
    if len(objects) > MOST_OBJECTS:
        raise UnsafeUpload(_("The selected PDF is too complicated. Print it to a new PDF and choose that."))
    for one in objects:
        for part in _dictionaries(one):
            _look_at(part)
    writer.metadata = None
    # Read and written once more: what was taken off is reached by nothing now, so it stays behind.
    return _bytes(PdfWriter(clone_from=PdfReader(io.BytesIO(_bytes(writer)))))


def _bytes(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _dictionaries(one: Any) -> Iterator[DictionaryObject]:
    """Every dictionary inside one object, without following references: those are objects of their own."""
    waiting = [one]
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, ArrayObject):
            waiting.extend(part)


def _look_at(part: DictionaryObject) -> None:
    kinds = {str(part.get(name)) for name in WHAT_KIND if isinstance(part.get(name), NameObject)}
    opens = part.get("/OpenAction")
    opens = opens.get_object() if opens is not None else None
    starts = isinstance(opens, DictionaryObject) and str(opens.get("/S")) not in QUIET_ACTIONS
    if starts or ACTS & (set(part) | kinds) or _risky_link(part):
        raise UnsafeUpload(
            _(
                "The selected PDF can run something or hides another file. Print it to a new PDF and choose that."
            )
        )
    for name in NAMES_PEOPLE:
        part.pop(name, None)
    if "/Subtype" in part and "/Rect" in part and str(part["/Subtype"]) != "/Widget":
        part.pop("/T", None)  # who wrote a note on the page


def _risky_link(part: DictionaryObject) -> bool:
    """A link may lead to a web page or an address, never to a file or a script."""
    if str(part.get("/S")) != "/URI":
        return False
    where = str(part.get("/URI", "")).strip().lower()
    return not where.startswith(("http://", "https://", "mailto:", "tel:"))

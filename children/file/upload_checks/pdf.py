"""A PDF is read, gone through object by object, and written anew from what its pages still reach.

What acts is taken out of it: scripts, what starts by itself or sends a form, links to anything but the web, the lock
against printing. The pages look as they did. Where more would be lost (a file inside, a film, a form that a program
draws, a password) it is refused.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from children.file.upload_checks import Change, Cleaned, Kind, Refused, Why

MOST_OBJECTS = 60_000
MOST_PAGES = 1_000
HIDES = frozenset(
    {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMedia", "/RichMediaContent", "/Rendition", "/Movie", "/Sound",
     "/3D", "/Collection", "/FileAttachment", "/Screen"}
)  # fmt: skip
SCRIPTS = frozenset({"/JavaScript", "/JS", "/AA"})
QUIET = frozenset({"/GoTo", "/Named", "/Thread", "/URI"})
RUN = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"})
ELSEWHERE = frozenset({"/GoToR", "/GoToE"})
ACTIONS = ("/A", "/OpenAction", "/PA", "/Next")
KINDS = ("/S", "/Subtype", "/Type")
NAMES_PEOPLE = ("/Metadata", "/PieceInfo", "/LastModified")
WEB = ("http://", "https://", "mailto:", "tel:")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would write parts of broken files into the log


def cleaned(content: bytes) -> Cleaned:
    """The same pages without what acts, author, tools and hidden metadata. Raises Refused."""
    try:
        return _written_anew(content)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a broken PDF does to its reader, recursion included
        raise Refused(Why.PDF_UNREADABLE) from error


def _written_anew(content: bytes) -> Cleaned:
    reader = PdfReader(io.BytesIO(content), strict=False)
    changes: set[Change] = set()
    if reader.is_encrypted:
        if not reader.decrypt(""):
            raise Refused(Why.PDF_LOCKED)
        changes.add(Change.LOCK)
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Refused(Why.PDF_PAGES)
    if reader.trailer.get("/Size", 0) > 10 * MOST_OBJECTS:
        raise Refused(Why.TOO_MUCH)
    writer = PdfWriter(clone_from=reader)
    objects = [one for one in writer._objects if one is not None]
    if len(objects) > MOST_OBJECTS:
        raise Refused(Why.TOO_MUCH)
    _form(writer._root_object, changes)
    for one in objects:
        for part in _dictionaries(one):
            _look_at(part, changes)
    writer.metadata = None
    _leave_unreached(writer)
    out = io.BytesIO()
    writer.write(out)
    return Cleaned(out.getvalue(), Kind.PDF, tuple(sorted(changes)))


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


def _form(root: DictionaryObject, changes: set[Change]) -> None:
    """A form that only a program draws shows nothing without it; one that stands on the pages stays."""
    form = _read(root.get("/AcroForm"))
    if not isinstance(form, DictionaryObject) or "/XFA" not in form:
        return
    if not _read(form.get("/Fields")) or root.get("/NeedsRendering"):
        raise Refused(Why.PDF_FORM)
    del form["/XFA"]
    changes.add(Change.SCRIPT)


def _look_at(part: DictionaryObject, changes: set[Change]) -> None:
    kinds = {str(part.get(name)) for name in KINDS if isinstance(part.get(name), NameObject)}
    if HIDES & (set(part) | kinds):
        raise Refused(Why.PDF_HIDES)
    for name in SCRIPTS & set(part):
        del part[name]
        changes.add(Change.SCRIPT)
    for name in ACTIONS:
        if name in part and (said := _acts(part[name], others_too=True)):
            del part[name]
            changes.add(said)
    if said := _acts(part, others_too=False):  # in a list, or where nobody looks for one
        part.clear()
        changes.add(said)
    if str(_read(part.get("/FT"))) == "/Sig" and part.pop("/V", None) is not None:
        changes.add(Change.SIGNATURE)
    for name in (*NAMES_PEOPLE, "/Perms", "/SigFlags"):
        part.pop(name, None)
    if "/Subtype" in part and "/Rect" in part and str(part["/Subtype"]) != "/Widget":
        part.pop("/T", None)  # who wrote a note on the page
    if isinstance(part, StreamObject) and str(part.get("/Filter")) in ("/DCTDecode", "['/DCTDecode']"):
        part._data = _photo_alone(part._data)


def _acts(what: Any, *, others_too: bool) -> Change | None:
    """What is lost with an action that is not a quiet one. Many things that are no action have an /S of their own."""
    action = _read(what)
    if not isinstance(action, DictionaryObject) or not isinstance(action.get("/S"), NameObject):
        return None
    kind = str(action["/S"])
    if kind in ELSEWHERE:
        return Change.LINKS
    if kind == "/URI":
        where = str(_read(action.get("/URI", ""))).strip().lower()
        return None if where.startswith(WEB) else Change.LINKS
    return Change.SCRIPT if kind in RUN or (others_too and kind not in QUIET) else None


def _read(what: Any) -> Any:
    return what.get_object() if isinstance(what, IndirectObject) else what


def _photo_alone(photo: bytes) -> bytes:
    """A JPG on a page without place, camera and comments: its own segments up to its points are gone through."""
    kept, at = [photo[:2]], 2
    while photo[:2] == b"\xff\xd8" and at + 4 <= len(photo) and photo[at] == 0xFF and photo[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(photo[at + 2 : at + 4], "big")
        if photo[at + 1] not in (
            *range(0xE1, 0xEE),
            0xEF,
            0xFE,
        ):  # the first and 14th say how colours are meant
            kept.append(photo[at:end])
        at = end
    return b"".join(kept) + photo[at:] if len(kept) > 1 else photo


def _leave_unreached(writer: PdfWriter) -> None:
    """What was taken off is reached by nothing now, and so it stays behind."""
    reached: set[int] = set()
    waiting: list[Any] = [writer._root_object.indirect_reference]
    while waiting:
        part = waiting.pop()
        if isinstance(part, IndirectObject):
            if part.idnum not in reached:
                reached.add(part.idnum)
                waiting.append(writer._objects[part.idnum - 1])
        elif isinstance(part, DictionaryObject):
            waiting.extend(part.values())
        elif isinstance(part, ArrayObject):
            waiting.extend(part)
    for at in range(len(writer._objects)):
        if at + 1 not in reached:
            writer._objects[at] = None

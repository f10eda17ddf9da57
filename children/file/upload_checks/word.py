"""A Word document is a zip of parts that name each other: what is followed from the first is kept, each part anew.

What a relation leads to is on a list of what belongs to a page of words and pictures. A part nothing on that list leads
to is left behind: templates, workbooks behind charts, data of other programs, signatures, add-ins.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
from urllib.parse import unquote

from lxml import etree

from children.file.upload_checks import Change, Cleaned, Kind, Refused, Why, pictures, word_parts

MOST_PARTS = 2_000
LARGEST_PART = 30 * 1024 * 1024
LARGEST_IN_ALL = 80 * 1024 * 1024
HIGHEST_RATIO = 200  # a bomb unpacks a thousandfold
SMALL = 1024 * 1024
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
WORKBOOK = ("xl/workbook.xml", "ppt/presentation.xml")
MACROS = re.compile(r"vbaProject|vbaData|activeX", re.IGNORECASE)
OTHER_FILES = (ZIP := b"PK\x03\x04", b"MZ", OLE := b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")

PARTS = frozenset(
    {
        "officeDocument", "glossaryDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable",
        "theme", "themeOverride", "numbering", "header", "footer", "footnotes", "endnotes", "comments",
        "commentsExtended", "commentsIds", "commentsExtensible", "chart", "chartEx", "chartStyle", "chartColorStyle",
        "chartUserShapes", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
    }
)  # fmt: skip
PICTURES, FONTS, LINKS = "image", "font", "hyperlink"
# Hold a file whose content is lost without it, or run it: the document is refused.
HELD_FILES = {"oleObject": Why.WORD_HIDES, "package": Why.WORD_HIDES, "aFChunk": Why.WORD_HIDES}
RUN = {"vbaProject": Why.WORD_MACROS, "control": Why.WORD_MACROS, "activeXControlBinary": Why.WORD_MACROS}
# Left behind without a word: hidden details about people and devices, and what Word makes again by itself.
HIDDEN = frozenset(
    {"thumbnail", "customXml", "customXmlProps", "people", "printerSettings", "hdphoto", "core-properties",
     "extended-properties", "custom-properties", "custom-property-editors", "classificationlabels", "recipientData"}
)  # fmt: skip
SAID = {"attachedTemplate": Change.TEMPLATE, "origin": Change.SIGNATURE, "signature": Change.SIGNATURE}
DRAWINGS = {"emf": b" EMF", "wmf": b""}
FORMATS = {
    "jpg": "JPEG", "jpeg": "JPEG", "jpe": "JPEG", "jfif": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP",
    "dib": "BMP", "tif": "TIFF", "tiff": "TIFF",
}  # fmt: skip
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def cleaned(content: bytes) -> Cleaned:
    """The same words and pictures without what acts, fetches or names its authors. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _Document(packed).cleaned()
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a broken zip does to its reader
        raise Refused(Why.WORD_UNREADABLE) from error


class _Document:
    """One document while it is packed anew: its parts are read one at a time, within limits."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed, self.left = packed, LARGEST_IN_ALL
        self.entries = _plain_entries(packed)
        self.changes: set[Change] = set()
        self.kept: dict[str, bytes] = {}
        self.known: set[str] = {TYPES}  # followed, or left behind on purpose

    def cleaned(self) -> Cleaned:
        types = self._read(TYPES) if TYPES in self.entries else b""
        _is_a_document(self.entries, types)
        self._follow("")
        if not any(name.endswith(".xml") for name in self.kept):
            raise Refused(Why.WORD_UNREADABLE)
        self._look_at_the_rest()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
            for name, body in {TYPES: word_parts.types(types, self.kept), **self.kept}.items():
                anew.writestr(zipfile.ZipInfo(name, FIXED_TIME), body, zipfile.ZIP_DEFLATED)
        return Cleaned(out.getvalue(), Kind.DOCX, tuple(sorted(self.changes)))

    def _follow(self, source: str) -> None:
        """Keep what a part leads to, and what that leads to. The empty name is the document as a whole."""
        waiting = [source]
        while waiting:
            part = waiting.pop()
            gone: set[str] = set()
            relations = _relations_of(part)
            if relations in self.entries:
                self.known.add(relations)
                tree = word_parts.parsed(self._read(relations))
                for relation in list(tree):
                    leads_to = self._judged(part, relation)
                    if leads_to is None:
                        gone.add(relation.get("Id", ""))
                        tree.remove(relation)
                    elif leads_to and leads_to not in self.known:
                        self.known.add(leads_to)
                        self._keep(leads_to, _type(relation), waiting)
                self.kept[relations] = word_parts.written(tree)
            if part and part in self.kept:
                self.kept[part] = word_parts.cleaned(self.kept[part], gone=gone, changes=self.changes)

    def _judged(self, part: str, relation: etree._Element) -> str | None:
        """The part a relation leads to, empty for a link to the web; None for what is left behind."""
        kind, target = _type(relation), relation.get("Target", "")
        if relation.get("TargetMode", "").lower() == "external":
            if kind == LINKS and word_parts.is_web_link(target):
                return ""
            self.changes.add(SAID.get(kind, Change.LINKS if kind == LINKS else Change.FETCHES))
            return None
        name = _target(part, target)
        if name not in self.entries:
            return None
        if kind in HELD_FILES and part.startswith("word/charts/"):
            self.known.add(name)
            self.changes.add(Change.CHART_BOOK)
            return None
        if kind in HELD_FILES or kind in RUN:
            raise Refused(HELD_FILES.get(kind) or RUN[kind])
        if kind in PARTS or kind == FONTS or (kind == PICTURES and not name.lower().endswith(".svg")):
            return name
        self.known.add(name)
        if kind == PICTURES:
            self.changes.add(Change.DRAWING)
        elif kind not in HIDDEN:
            self.changes.add(SAID.get(kind, Change.PARTS))
        return None

    def _keep(self, name: str, kind: str, waiting: list[str]) -> None:
        body = self._read(name)
        if body.startswith(OTHER_FILES):
            raise Refused(Why.WORD_HIDES)
        if kind == PICTURES:
            self.kept[name] = self._picture(name, body)
        elif kind == FONTS:
            self.kept[name] = body
        else:
            self.kept[name] = body
            waiting.append(name)

    def _picture(self, name: str, body: bytes) -> bytes:
        ending = name.rpartition(".")[2].lower()
        if ending in DRAWINGS and (ending == "wmf" or body[40:44] == DRAWINGS[ending]):
            return body
        try:
            anew, changes = pictures.redrawn(body, FORMATS[ending])
        except (Refused, KeyError):
            self.changes.add(Change.PICTURE_GONE)
            return word_parts.blank(FORMATS.get(ending, "PNG"))
        self.changes |= changes
        return anew

    def _look_at_the_rest(self) -> None:
        """What nothing leads to stays behind; a program or a file among it says what the document is for."""
        for name in set(self.entries) - self.known:
            if name.endswith(".rels"):
                continue
            with self.packed.open(self.entries[name]) as stream:
                start = stream.read(8)
            if start.startswith((ZIP, b"MZ", OLE)):
                raise Refused(Why.WORD_HIDES)
            if not name.startswith(("docProps/", "customXml/", "_xmlsignatures/")):
                self.changes.add(Change.PARTS)

    def _read(self, name: str) -> bytes:
        """A part, unpacked within limits: what it says about its size is not believed."""
        entry = self.entries[name]
        with self.packed.open(entry) as stream:
            body = stream.read(min(LARGEST_PART, self.left) + 1)
        self.left -= len(body)
        bomb = len(body) > SMALL and len(body) > HIGHEST_RATIO * max(entry.compress_size, 1)
        if bomb or self.left < 0 or len(body) > LARGEST_PART:
            raise Refused(Why.TOO_MUCH)
        return body


def _plain_entries(packed: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Every part by its name: once each, in this document, not locked, not a link to elsewhere."""
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    found = {entry.filename: entry for entry in entries}
    once = len({entry.filename.lower() for entry in entries}) == len(entries)
    if len(entries) > MOST_PARTS or not once or any(_odd(entry) for entry in entries):
        raise Refused(Why.WORD_UNREADABLE)
    if any(MACROS.search(name) for name in found):
        raise Refused(Why.WORD_MACROS)
    return found


def _odd(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    linked, locked = stat.S_ISLNK(entry.external_attr >> 16), entry.flag_bits & 0x1
    climbs = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    return bool(linked or locked or climbs or "\x00" in name or entry.orig_filename != name)


def _is_a_document(entries: dict[str, zipfile.ZipInfo], types: bytes) -> None:
    if b"macroEnabled" in types:
        raise Refused(Why.WORD_MACROS)
    if any(name in entries for name in WORKBOOK):
        raise Refused(Why.OTHER_OFFICE)
    if MAIN not in types:
        raise Refused(Why.WRONG_KIND)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _type(relation: etree._Element) -> str:
    return relation.get("Type", "").rpartition("/")[2]


def _target(part: str, target: str) -> str:
    path = unquote(target.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), path))

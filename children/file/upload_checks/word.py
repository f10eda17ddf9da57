"""A Word document is a zip of known parts: each part is looked at, and the zip is packed anew without names."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from xml.etree import ElementTree

from children.file.upload_checks import UnsafeUpload, pictures
from homes.words import gettext as _

MOST_PARTS = 2_000
LARGEST_PART = 30 * 1024 * 1024
LARGEST_IN_ALL = 80 * 1024 * 1024
HIGHEST_RATIO = 200  # a bomb unpacks a thousandfold
SMALL = 1024 * 1024
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCUMENT, TYPES = "word/document.xml", "[Content_Types].xml"
ENDINGS = frozenset({"xml", "rels", "png", "jpg", "jpeg", "gif", "emf", "wmf", "odttf"})
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
MACROS = re.compile(
    rb"macroEnabled|vbaProject|activeX|oleObject|afChunk|attachedTemplate|subDocument", re.IGNORECASE
)
FIELDS = re.compile(rb"instrText[^>]*>[^<]*\b(DDEAUTO|DDE)\b", re.IGNORECASE)
OUTSIDE = re.compile(rb"<[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
WEB_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
WEB_TARGET = re.compile(rb"\bTarget\s*=\s*[\"'](https?:|mailto:|tel:)", re.IGNORECASE)
# Who typed, commented and changed.
PEOPLE = re.compile(
    rb"(\bw:author|\bw:initials|\bw15:author|\bw15:userId|\bw15:providerId)(\s*=\s*)(\"[^\"]*\"|'[^']*')"
)
NAMELESS = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def cleaned(content: bytes) -> bytes:
    """The same document without the names of its authors. Raises UnsafeUpload for what acts or hides."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = _parts(packed)
            _is_a_document(parts)
            return _packed({name: _part(name, body) for name, body in parts.items()})
    except UnsafeUpload:
        raise
    except Exception as error:  # whatever a broken zip does to its reader
        raise _unreadable() from error


def _unreadable() -> UnsafeUpload:
    return UnsafeUpload(_("The selected Word document cannot be read. Save it again as .docx and choose it."))


def _acts() -> UnsafeUpload:
    return UnsafeUpload(
        _(
            "The selected Word document can run something or hides another file. Save it as a PDF and choose that."
        )
    )


def _parts(packed: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part, unpacked within limits: what a part says about its size is not believed."""
    entries = packed.infolist()
    if len(entries) > MOST_PARTS:
        raise _unreadable()
    found: dict[str, bytes] = {}
    left = LARGEST_IN_ALL
    for entry in entries:
        if entry.is_dir():
            continue
        _name_is_plain(entry)
        if entry.filename.lower() in {name.lower() for name in found}:
            raise _unreadable()
        with packed.open(entry) as stream:
            body = stream.read(min(LARGEST_PART, left) + 1)
        left -= len(body)
        bomb = len(body) > SMALL and len(body) > HIGHEST_RATIO * max(entry.compress_size, 1)
        if bomb or left < 0 or len(body) > LARGEST_PART:
            raise _unreadable()
        found[entry.filename] = body
    return found


def _name_is_plain(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    steps = name.split("/")
    link = stat.S_ISLNK(entry.external_attr >> 16)
    locked = entry.flag_bits & 0x1
    odd = name.startswith("/") or "\\" in name or ":" in name or "\x00" in name or ".." in steps
    if link or locked or odd or entry.orig_filename != name:
        raise _unreadable()


def _is_a_document(parts: dict[str, bytes]) -> None:
    if TYPES not in parts or DOCUMENT not in parts or MAIN not in parts[TYPES]:
        raise UnsafeUpload(_("The selected file must be a PDF, Word document, JPG or PNG"))


def _part(name: str, body: bytes) -> bytes:
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS or body.startswith((b"PK\x03\x04", b"MZ", b"\xd0\xcf\x11\xe0")):
        raise _acts()
    if name in NAMELESS:
        return NAMELESS[name]
    if ending in ("xml", "rels"):
        return _xml(name, body)
    if ending in ("jpg", "jpeg"):
        return pictures.cleaned_jpeg(body)
    if ending == "png":
        return pictures.cleaned_png(body)
    return body


def _xml(name: str, body: bytes) -> bytes:
    text = body
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16").encode()
    elif b"\x00" in body:
        raise _unreadable()
    if DECLARES.search(text) or MACROS.search(text) or FIELDS.search(text):
        raise _acts()
    if any(not (WEB_LINK.search(tag) and WEB_TARGET.search(tag)) for tag in OUTSIDE.findall(text)):
        raise _acts()
    cleared = PEOPLE.sub(rb'\1\2"-"', body if text is body else text)
    if text is not body:  # it says utf-16 in its first line, and is no longer
        cleared = re.sub(
            rb"^(\xef\xbb\xbf)?<\?xml[^>]*\?>", b'<?xml version="1.0" encoding="UTF-8"?>', cleared
        )
    if b"encoding=" in cleared[:120].lower() and not re.search(
        rb"encoding\s*=\s*[\"'](utf-8|us-ascii)[\"']", cleared[:120], re.IGNORECASE
    ):
        raise _unreadable()
    ElementTree.fromstring(cleared)  # noqa: S314 - it declares no entities: checked above
    return cleared


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in parts.items():
            packed.writestr(zipfile.ZipInfo(name, FIXED_TIME), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()

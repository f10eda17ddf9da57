"""One part of a Word document, parsed, gone through and written again with the same prefixes."""

from __future__ import annotations

import functools
import io
from collections.abc import Collection

from lxml import etree
from PIL import Image

from children.file.upload_checks import Change, Refused, Why, word_fields

# Elements that fetch or run something, or hold what nobody sees, with what is said when one was there.
GONE: dict[str, Change | None] = {
    "attachedTemplate": Change.TEMPLATE,
    "mailMerge": Change.FETCHES,
    "saveThroughXslt": Change.FETCHES,
    "schemaLibrary": Change.FETCHES,
    "webVideoPr": Change.FETCHES,
    "entryMacro": Change.SCRIPT,
    "exitMacro": Change.SCRIPT,
    "docVars": None,
    "dataBinding": None,
    "fldData": None,
}
# These stay when the relation they name is gone: their words or their place on the page are part of the document.
PLACEMENT = frozenset({"hyperlink", "blip", "imagedata", "fill"})
PEOPLE = frozenset({"author", "initials", "userId", "providerId"})
DRAWN = "urn:schemas-microsoft-com:"  # the drawings of old Word, whose attributes name addresses themselves
WEB = ("http://", "https://", "mailto:", "tel:")


def is_web_link(target: str) -> bool:
    return target.strip().lower().startswith(WEB)


def parsed(body: bytes) -> etree._Element:
    """A tree without comments. What declares a type of its own, and so could name other files, is refused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    tree = etree.parse(io.BytesIO(body), parser)
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise Refused(Why.WORD_UNREADABLE)
    return tree.getroot()


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def types(body: bytes, kept: Collection[str]) -> bytes:
    """The list of kinds, for the parts that are kept."""
    root = parsed(body)
    for one in list(root):
        if word_fields.local(one) == "Override" and one.get("PartName", "").lstrip("/") not in kept:
            root.remove(one)
    return written(root)


def cleaned(body: bytes, *, gone: Collection[str], changes: set[Change]) -> bytes:
    """The part without what is on our lists, without the names of people, and without links to what is gone."""
    root = parsed(body)
    for one in list(root.iter(etree.Element)):
        if one is root or one.getparent() is not None:
            _look_at(one, gone, changes)
    if word_fields.unlink(root):
        changes.add(Change.FIELDS)
    return written(root)


def _look_at(one: etree._Element, gone: Collection[str], changes: set[Change]) -> None:
    name = word_fields.local(one)
    if name in GONE:
        _take_out(one)
        if (said := GONE[name]) is not None:
            changes.add(said)
        return
    for key, value in one.attrib.items():
        space, _bracket, short = key.rpartition("}")
        if space.endswith("/relationships") and value in gone:
            if name not in PLACEMENT:
                _take_out(one)
                return
            del one.attrib[key]
        elif short in PEOPLE and "word" in space:
            one.set(key, "-")
        elif one.tag.startswith(f"{{{DRAWN}") and short in ("src", "althref"):
            del one.attrib[key]
            changes.add(Change.FETCHES)
        elif short == "href" and DRAWN in one.tag + space and not is_web_link(value):
            del one.attrib[key]
            changes.add(Change.LINKS)


def _take_out(one: etree._Element) -> None:
    """With the lists of extensions that are empty without it, which Word would not read."""
    parent = one.getparent()
    while parent is not None:
        parent.remove(one)
        if len(parent) or word_fields.local(parent) not in ("ext", "extLst"):
            return
        one, parent = parent, parent.getparent()


@functools.cache
def blank(kind: str) -> bytes:
    """Stands where a picture was that cannot be read."""
    out = io.BytesIO()
    Image.new("L", (8, 8), 255).save(out, kind)
    return out.getvalue()

"""Fields of a Word document: a code Word works out and the words it came to last.

A field stays alive when its code only reads the document itself. Any other (one that fetches, asks a program, reads the
hidden details we take off, or is spelt by another field) becomes the words it came to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

ALLOWED = frozenset(
    {
        "ADVANCE", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "DATE", "EQ", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",
        "HYPERLINK", "IF", "INDEX", "LISTNUM", "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "REF", "SECTION",
        "SECTIONPAGES", "SEQ", "STYLEREF", "SYMBOL", "TC", "TIME", "TOA", "TOC", "XE",
    }
)  # fmt: skip
CLICKED = ("MACROBUTTON", "GOTOBUTTON")  # their words stand in the code, after the name of what they start
CODE = ("instrText", "delInstrText")
WORD = re.compile(r'"[^"]*"?|\S+')
WITH_A_WORD = ("\\l", "\\o", "\\t")  # switches of a link that are followed by a place, a tip, a frame
WEB = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)


def local(one: etree._Element) -> str:
    return one.tag.rpartition("}")[2]


@dataclass
class _Field:
    """A field between its begin and its end."""

    inside: list[etree._Element] = field(default_factory=list)  # of its code, what it is made of included
    marks: list[etree._Element] = field(default_factory=list)
    code: str = ""
    in_code: bool = True
    spelt: bool = False  # another field helps to spell its code
    bad: bool = False  # and one that is not allowed


def unlink(root: etree._Element) -> bool:
    """Turn every field that is not allowed into its words. True when there was one."""
    found = False
    open_fields: list[_Field] = []
    for one in list(root.iter(etree.Element)):
        name = local(one)
        if name == "fldSimple":
            found |= _simple(one, open_fields)
        elif name == "fldChar":
            found |= _mark(one, open_fields)
        elif name in CODE and not (open_fields and open_fields[-1].in_code):
            _remove(one)  # a code without a field
            found = True
        if open_fields:
            _note(one, name, open_fields)
    for left in reversed(open_fields):  # without an end
        _to_words(left)
    return found or bool(open_fields)


def _note(one: etree._Element, name: str, open_fields: list[_Field]) -> None:
    """What stands in the code of a field, also of those around it, goes when that field goes."""
    for around in open_fields:
        if around.in_code and name in (*CODE, "fldChar", "t", "tab", "br", "fldSimple"):
            around.inside.append(one)
    if name in CODE and open_fields[-1].in_code:
        open_fields[-1].code += one.text or ""


def _simple(one: etree._Element, open_fields: list[_Field]) -> bool:
    code = next((value for key, value in one.attrib.items() if key.rpartition("}")[2] == "instr"), "")
    if _allowed(code, spelt=False):
        if open_fields and open_fields[-1].in_code:
            open_fields[-1].spelt = True
        return False
    _spoil(open_fields)
    parent = one.getparent()
    at = parent.index(one)
    parent[at : at + 1] = list(one)
    return True


def _mark(one: etree._Element, open_fields: list[_Field]) -> bool:
    what = next((value for key, value in one.attrib.items() if key.rpartition("}")[2] == "fldCharType"), "")
    if what == "begin":
        if open_fields and open_fields[-1].in_code:
            open_fields[-1].spelt = True
        open_fields.append(_Field(marks=[one]))
        return False
    if not open_fields:
        _remove(one)  # a separator or an end without its begin
        return True
    here = open_fields[-1]
    here.marks.append(one)
    here.in_code = False
    if what != "end":
        return False
    open_fields.pop()
    if not here.bad and _allowed(here.code, spelt=here.spelt):
        return False
    _spoil(open_fields)
    _to_words(here)
    return True


def _spoil(open_fields: list[_Field]) -> None:
    if open_fields and open_fields[-1].in_code:
        open_fields[-1].bad = True


def _allowed(code: str, *, spelt: bool) -> bool:
    first, *rest = WORD.findall(code) or [""]
    if first.upper() == "HYPERLINK":
        return not spelt and _leads_to_the_web(rest)
    return first.startswith("=") or first.upper() in ALLOWED


def _leads_to_the_web(words: list[str]) -> bool:
    """Or to a place in the document, which is a switch; no word of it may be another address."""
    addresses = [
        word.strip('"').strip()
        for before, word in zip(["", *words], words, strict=False)
        if before.lower() not in WITH_A_WORD and not re.fullmatch(r"\\\w", word)
    ]
    return all(WEB.match(address) for address in addresses)


def _to_words(one: _Field) -> None:
    words = one.code.split(None, 2)  # what it is, what it starts, and what one reads
    if len(words) == 3 and words[0].upper() in CLICKED and not one.spelt:
        _say(one.inside, words[2])
    for part in (*one.inside, *one.marks):
        _remove(part)


def _say(inside: list[etree._Element], words: str) -> None:
    """The words of a button stand where its code stood."""
    code = next(part for part in inside if local(part) in CODE)
    text = etree.SubElement(code.getparent(), code.tag.replace(local(code), "t"))
    text.text = words.strip()


def _remove(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)

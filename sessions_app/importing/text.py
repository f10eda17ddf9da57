"""What spreadsheets leave in a cell that nobody sees, and names that were read in the wrong encoding."""

from __future__ import annotations

import re

# Byte order mark, zero-width space, word joiner, soft hyphen, marks of direction.
INVISIBLE = re.compile("[\ufeff\u200b\u2060\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
JOINERS = re.compile(
    "[\u200c\u200d]"
)  # invisible in a reference; in emoji and in some scripts they are letters
SPACES = re.compile("[\u00a0\u2007\u202f]")
MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]"
)  # "é" of UTF-8, read as Windows text: "Ã©"
LOST = "\ufffd"


def clean(value: str) -> str:
    """A cell without what cannot be seen, and without the spaces around it."""
    if value.isascii():
        return value.strip()
    seen = SPACES.sub(" ", INVISIBLE.sub("", value)).strip()
    without = JOINERS.sub("", seen)
    return without if without.isascii() else seen


def squeezed(heading: str) -> str:
    """A heading, a sheet's or a file's name for comparing: "Child Ref", "child-ref" and "child_ref" are one."""
    return re.sub(r"[\s_-]+", "", clean(heading).lower())


def meant(value: str) -> str | None:
    """What a wrongly decoded text was before, "" when its letters are lost; None when nothing looks wrong."""
    if LOST in value:
        return ""
    if value.isascii() or not MISREAD.search(value):
        return None
    try:
        return value.encode("cp1252").decode()
    except UnicodeError:
        return None

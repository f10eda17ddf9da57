"""An uploaded file is what its content says, holds nothing that acts, and gives nobody away.

It is read in a process of its own (`upload_checks`), with limits of memory and time, and nothing of ours within its
reach. What comes back is written anew, with codes for what was changed; the words are in `upload_words`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import unicodedata
from dataclasses import dataclass

from django.conf import settings

from children.file.upload_checks import Change, Cleaned, Kind, Refused, Why

LARGEST = 30 * 1024 * 1024  # of any kind; the checks of each kind may allow less
LONGEST_NAME = 150
LONGEST_WAIT = 120  # seconds; the process may work for ten, and a busy machine keeps it waiting
READER = (sys.executable, "-m", "children.file.upload_checks")
# Endings of what is run or shown by itself: a file that carries one is not what a person meant to add.
RUN = frozenset(
    {
        "app", "asp", "aspx", "bat", "chm", "cmd", "com", "dll", "dmg", "exe", "hta", "htm", "html", "iso", "jar", "js",
        "jse", "jsp", "lnk", "mht", "msi", "php", "pif", "ps1", "py", "scr", "sh", "svg", "swf", "url", "vbs", "wsf",
        "xhtml", "xml",
    }
)  # fmt: skip
_NAME = re.compile(r"[^\w .,()\-+&’']")
_one_at_a_time = threading.Lock()  # so that the memory of one web process has a limit too


@dataclass(frozen=True, slots=True)
class CleanUpload:
    """What may be stored: its bytes as they will be kept, its kind, what was changed, and the name it came with."""

    content: bytes
    kind: str
    original_name: str
    changes: tuple[str, ...] = ()


def cleaned_upload(content: bytes, *, name: str) -> CleanUpload:
    """The file as it may be stored. Raises Refused."""
    if not content:
        raise Refused(Why.EMPTY)
    if len(content) > LARGEST:
        raise Refused(Why.LARGE_PICTURE)
    kept = _read_apart(content)
    called = cleaned_name(name)
    if called.rpartition(".")[2].lower() in RUN:
        raise Refused(Why.WRONG_ENDING)
    return CleanUpload(kept.content, kept.kind, called, kept.changes)


def _read_apart(content: bytes) -> Cleaned:
    """What the other process says of the file. Raises Refused, also when it ran out of memory or time."""
    try:
        with _one_at_a_time:
            done = subprocess.run(  # noqa: S603 - our own words only
                READER, input=content, capture_output=True, timeout=LONGEST_WAIT, cwd=settings.BASE_DIR,
                env={"PYTHONUTF8": "1"}, check=True,
            )  # fmt: skip
    except subprocess.SubprocessError as error:
        raise Refused(Why.TOO_MUCH) from error
    line, _end, kept = done.stdout.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        raise Refused(Why(said["refused"]))
    return Cleaned(kept, Kind(said["kind"]), tuple(Change(code) for code in said["changes"]))


def cleaned_name(name: str) -> str:
    """The last part of a name, without control characters, marks that turn writing round, and odd signs."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    words = re.sub(r"\s+", " ", _NAME.sub("_", plain)).strip(" .")
    if len(words) <= LONGEST_NAME:
        return words
    stem, dot, ending = words.rpartition(".")
    return f"{stem[: LONGEST_NAME - 6]}.{ending}" if dot and len(ending) <= 5 else words[:LONGEST_NAME]

"""The process that reads one file: what it answers, and that no file takes more memory or time than it may."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from children.file import uploads
from children.file.upload_checks import Refused, Why
from children.file.uploads import cleaned_upload
from tests.factories import uploads as u
from tests.factories import word_files as w

CODE = [sys.executable, "-c"]


def test_a_file_comes_back_clean_with_what_was_changed():
    kept = cleaned_upload(u.heic_with_place(), name="../IMG_1.HEIC")

    assert (kept.kind, kept.original_name, kept.changes) == ("jpg", "IMG_1.HEIC", ("converted",))
    assert kept.content.startswith(b"\xff\xd8\xff")
    assert u.AUTHOR.encode() not in kept.content


def test_a_refusal_comes_back_with_its_reason():
    with pytest.raises(Refused) as refusal:
        cleaned_upload(w.document("", ("oleObject", "a.bin", b"\xd0\xcf\x11\xe0")), name="plan.docx")

    assert refusal.value.why == Why.WORD_HIDES


@pytest.mark.parametrize(
    "ends", ["import os; os.abort()", "raise SystemExit(1)", "import time; time.sleep(60)"]
)
def test_a_reader_that_dies_or_hangs_refuses_the_file(ends, monkeypatch):
    monkeypatch.setattr(uploads, "READER", (*CODE, ends))
    monkeypatch.setattr(uploads, "LONGEST_WAIT", 3)

    with pytest.raises(Refused) as refusal:
        cleaned_upload(u.pdf(), name="plan.pdf")

    assert refusal.value.why == Why.TOO_MUCH


def test_the_reader_is_told_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "the secret")
    tells = "import os, json; print(json.dumps({'refused': os.environ['SECRET_KEY']}))"
    monkeypatch.setattr(uploads, "READER", (*CODE, tells))

    with pytest.raises(Refused) as refusal:
        cleaned_upload(u.pdf(), name="plan.pdf")

    assert refusal.value.why == Why.TOO_MUCH  # it died looking for it


# As READER, and then the most memory it held, which only the process itself knows for certain.
MEASURED = """
import re, sys
from children.file.upload_checks.__main__ import main
try:
    main()
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
"""


def read_apart(content: bytes) -> tuple[bytes, int, float]:
    """The first line of the answer, the most memory held in megabytes, and the seconds it worked."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*CODE, MEASURED], input=content, capture_output=True, env={"PYTHONUTF8": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    held = (
        int(done.stderr.split()[-1]) // 1024 if done.stderr else 0
    )  # nothing when it was stopped at its limits
    return done.stdout.partition(b"\n")[0], held, seconds


def many_objects(count: int) -> bytes:
    """A PDF of so many small things beside its page."""
    last = count + 4
    things = b"".join(b"%d 0 obj\n<</A(b)>>\nendobj\n" % n for n in range(5, last))
    named = b" ".join(b"%d 0 R" % n for n in range(5, last))
    head = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X 4 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1"
        b"/Kids[3 0 R]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n4 0 obj\n["
        + named
        + b"]\nendobj\n"
    )
    return head + things + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n0\n%%%%EOF" % last


WORST = {
    "JPG of 50 megapixels": lambda: u.smooth("JPEG", (8160, 6144)),
    "JPG of 31 megapixels": lambda: u.smooth("JPEG", (7000, 4480), quality=95),
    "JPG of 200 megapixels": lambda: u.smooth("JPEG", (16320, 12240)),
    "progressive JPG": lambda: u.smooth("JPEG", (6200, 4300), progressive=True),
    "PNG of 40 megapixels": lambda: u.smooth("PNG", (7300, 5400)),
    "WebP of 13 megapixels": lambda: u.smooth("WEBP", (4000, 3300)),
    "HEIC of 48 megapixels, in tiles": lambda: u.smooth_heic((8064, 6048)),
    "document with ten photos": lambda: w.document(
        "", *(("image", f"media/image{n}.jpg", u.smooth("JPEG", (6000, 4000))) for n in range(10))
    ),
    "document of 20 million signs": lambda: w.document(w.text("word " * 20) * 180_000),
    "PDF of 55,000 things": lambda: many_objects(55_000),
    "PDF of 150,000 things": lambda: many_objects(150_000),
    "PDF of ten million bytes": lambda: u.pdf(u.padded(10_000_000)),
}
TOO_MUCH = {"PDF of 150,000 things", "document of 20 million signs"}


@pytest.mark.long
@pytest.mark.parametrize("what", WORST)
def test_the_worst_files_take_at_most_300_megabytes_and_10_seconds(what):
    line, memory, seconds = read_apart(WORST[what]())

    assert memory <= 300
    assert seconds <= 10.5
    assert (b'"kind"' in line) == (what not in TOO_MUCH)

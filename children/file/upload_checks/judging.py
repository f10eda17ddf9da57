"""Which kind a file is, by its first bytes, and on to the check of that kind."""

from __future__ import annotations

from children.file.upload_checks import Cleaned, Refused, Why, pdf, pictures, word

LARGEST_DOCUMENT = 10 * 1024 * 1024
LARGEST_PICTURE = 30 * 1024 * 1024  # photos of 50 megapixels; what is kept of them is smaller
HARMLESS_TEST = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"  # what every virus scanner reports
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
PDF_START, BEFORE_A_PDF = (
    b"%PDF-",
    b"\xef\xbb\xbf \t\r\n\0",
)  # some scanners and mail gateways put a line before
ZIP_START = b"PK\x03\x04"


def cleaned(content: bytes) -> Cleaned:
    """The file as it may be kept. Raises Refused."""
    if not content:
        raise Refused(Why.EMPTY)
    if HARMLESS_TEST in content:
        raise Refused(Why.VIRUS)
    if pictures.is_picture(content):
        _not_above(content, LARGEST_PICTURE, Why.LARGE_PICTURE)
        return pictures.cleaned(content)
    _not_above(content, LARGEST_DOCUMENT, Why.LARGE_DOCUMENT)
    if content[:100].lstrip(BEFORE_A_PDF).startswith(PDF_START):
        return pdf.cleaned(content[content.index(PDF_START) :])
    if content.startswith(ZIP_START):
        return word.cleaned(content)
    if content.startswith(OLD_OFFICE):
        raise Refused(Why.LOCKED_DOCUMENT if LOCKED_OFFICE in content else Why.OLD_OFFICE)
    raise Refused(Why.WRONG_KIND)


def _not_above(content: bytes, limit: int, why: Why) -> None:
    if len(content) > limit:
        raise Refused(why)

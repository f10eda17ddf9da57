"""A page as a browser reads it, so that no test notices where a line of a template breaks."""

import contextlib
import html
import io
import re
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

BLOCKS = (
    "address article aside blockquote body br dd details div dl dt fieldset footer form h1 h2 h3 h4 head header hr "
    "html legend li link main meta nav ol option p script section select summary table tbody td th thead title tr ul"
)
EDGE = re.compile(rf"</?(?:{'|'.join(BLOCKS.split())})\b[^>]*>")
SPACED_EDGE = re.compile(rf"\s*({EDGE.pattern})\s*")
TAG = re.compile(r"<[^>]+>")


def markup(page: Any) -> str:
    """What was sent, tags and entities included: whitespace folded, and none where a browser shows none.

    `page` is a response, or the text of one.
    """
    text = page if isinstance(page, str) else page.content.decode()
    return SPACED_EDGE.sub(r"\1", re.sub(r"\s+", " ", text))


def words(page: Any) -> str:
    """What a person reads: text without tags, entities read."""
    text = TAG.sub("", EDGE.sub(" ", markup(page)))
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def text_of(answer: Any) -> str:
    """What an answer says: a PDF of ours read from its pages, a file somebody brought by its bytes."""
    content = answer.getvalue() if answer.streaming else answer.content
    if answer.get("Content-Type") == "application/pdf":
        with contextlib.suppress(PyPdfError):  # the made-up upload of the world, or the answer to a HEAD
            return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")

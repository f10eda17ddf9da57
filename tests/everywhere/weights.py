"""What a page weighs when a phone opens it for the first time: its own bytes and all it loads, without pictures.

A page's words are sent as they are written; style sheets, scripts and icons are sent compressed, as WhiteNoise does.
"""

from __future__ import annotations

import functools
import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

MOST = 150 * 1024
LOADED = re.compile(r'(?:href|src)="/static/([^"#?]+)')
PICTURES = {"pictures.svg", "favicon.svg"}
FONTS = tuple(f"vendor/atkinson-hyperlegible-next/latin-{weight}.woff2" for weight in (400, 700))


def weight(html: str) -> int:
    loaded = {*LOADED.findall(html), *FONTS} - PICTURES
    return len(html.encode()) + sum(map(parcel, loaded))


@functools.cache
def parcel(name: str) -> int:
    content = Path(finders.find(name)).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content))

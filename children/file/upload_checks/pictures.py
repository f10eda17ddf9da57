"""Pictures are drawn anew: what is stored is the picture alone, never the bytes that came."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageOps

from children.file.upload_checks import UnsafeUpload
from homes.words import gettext as _

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
# Words a browser or a web server would run, and the end of a zip: no picture holds them but a file that is two.
ACTS = re.compile(rb"<\?php|<script|<html|<svg|<!doctype|PK\x05\x06", re.IGNORECASE)


def cleaned_jpeg(content: bytes) -> bytes:
    """Turned the way the camera held it, then saved without place, camera, comments and preview."""
    picture = _opened(content, "JPEG")
    picture = ImageOps.exif_transpose(picture)
    out = io.BytesIO()
    _bare(picture if picture.mode in ("L", "RGB") else picture.convert("RGB")).save(
        out, "JPEG", quality=92, subsampling=0, exif=b"", icc_profile=None, comment=b""
    )
    return out.getvalue()


def cleaned_png(content: bytes) -> bytes:
    picture = _opened(content, "PNG")
    picture = ImageOps.exif_transpose(picture)
    if picture.mode not in ("1", "L", "LA", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if picture.mode == "P" else "RGB")
    out = io.BytesIO()
    _bare(picture).save(out, "PNG", exif=b"", icc_profile=None)
    return out.getvalue()


def _opened(content: bytes, kind: str) -> Image.Image:
    if ACTS.search(content):
        raise UnsafeUpload(_("The selected file is a picture with something else inside. It was not kept."))
    try:
        picture = Image.open(io.BytesIO(content), formats=[kind])  # reads the head only
        if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
            raise UnsafeUpload(_("The selected picture is too large. Make it smaller and choose it again."))
        picture.load()
    except UnsafeUpload:
        raise
    except Exception as error:  # whatever a broken picture does to its reader
        raise UnsafeUpload(
            _("The selected picture cannot be read. Open it, save it again and choose it.")
        ) from error
    return picture


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels in a new picture: nothing that was read beside them comes along."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare

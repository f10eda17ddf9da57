"""Pictures are drawn anew: what is kept is the picture alone, never a byte that came beside or behind it.

Bytes of a picture are never searched for words: what looks like a script in compressed points is chance, and what is
one stays behind. Large pictures are made smaller while they are read, a strip at a time, so that none is held twice.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Any

import pillow_heif
from PIL import Image, ImageFile
from PIL.Image import Resampling, Transpose

from children.file.upload_checks import Change, Cleaned, Kind, Refused, Why

KEPT_PIXELS = 12_600_000  # what a phone takes by itself, 4,080 by 3,072: a page of A4 is read well from it
KEPT_SIDE = 12_000
KEPT_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 220_000_000  # the largest phones take 200 million; a JPG of that is read at a quarter
MOST_MEMORY = 160_000_000  # bytes while it is read
STRIP = 256  # rows of the new picture made at a time
Strip = Callable[[int, int], Image.Image]  # the rows from one to another

WEBP_COPIES = 3  # its reader holds the canvas, the frame and what it gives
HEIC_BYTES = 4.5  # colour planes, and the points made of them
BYTES = {"1": 1, "L": 1, "P": 1, "LA": 4, "I;16": 2}  # a point in memory; any other kind takes four
OPAQUE = {"1": "1", "L": "L", "I;16": "L", "I;16B": "L", "I": "L"}
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")

Image.MAX_IMAGE_PIXELS = None  # our own limits stand above
pillow_heif.options.DECODE_THREADS = 1  # each holds memory of its own


def is_picture(content: bytes) -> bool:
    return kind_of(content) in ("JPEG", "PNG", "WEBP", "HEIC")


def kind_of(content: bytes) -> str:
    """By the first bytes; empty for none of ours. The last three are taken inside Word documents only."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "HEIC"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content.startswith((b"II*\0", b"MM\0*")):
        return "TIFF"
    return "BMP" if content.startswith(b"BM") else ""


def cleaned(content: bytes) -> Cleaned:
    """Turned the way the camera held it, as a JPG, or as a PNG when it was one or one sees through it."""
    came = kind_of(content)
    picture, changes = _drawn(content)
    kind = Kind.PNG if came == "PNG" or picture.mode in ("LA", "RGBA") else Kind.JPEG
    kept = _encoded(picture, kind)
    while len(kept) > KEPT_BYTES:
        changes.add(Change.SMALLER)
        if kind == Kind.PNG and picture.mode in ("L", "RGB"):
            kind = Kind.JPEG
        else:
            picture = picture.resize((picture.width * 2 // 3, picture.height * 2 // 3), Resampling.LANCZOS)
        kept = _encoded(picture, kind)
    if came != {Kind.JPEG: "JPEG", Kind.PNG: "PNG"}[kind]:
        changes.add(Change.CONVERTED)
    return Cleaned(kept, kind, tuple(sorted(changes)))


def redrawn(content: bytes, kind: str) -> tuple[bytes, set[Change]]:
    """A picture inside a document, in the kind its part is declared as, whatever it came as."""
    picture, changes = _drawn(content)
    out = io.BytesIO()
    if kind == "JPEG":
        return _encoded(picture, Kind.JPEG), changes
    picture.save(out, kind)
    return out.getvalue(), changes


def _drawn(content: bytes) -> tuple[Image.Image, set[Change]]:
    try:
        if kind_of(content) == "HEIC":
            return _heic(content)
        return _ordinary(content)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # whatever a broken picture does to its reader
        raise Refused(Why.PICTURE_UNREADABLE) from error


def _ordinary(content: bytes) -> tuple[Image.Image, set[Change]]:
    kind = kind_of(content)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # what makes our PDFs switches it on for the whole process
    picture = Image.open(io.BytesIO(content), formats=[kind])  # reads the head only
    came = picture.size
    changes = {Change.STILL} if getattr(picture, "is_animated", False) and kind != "JPEG" else set()
    if kind == "JPEG":
        _read_smaller(picture)
    _not_too_large(picture, copies=WEBP_COPIES if kind == "WEBP" else 1)
    picture.load()
    mode = _mode(picture)
    new = _assembled(picture.size, mode, lambda top, end: picture.crop((0, top, picture.width, end)))
    if new.width * new.height < came[0] * came[1]:
        changes.add(Change.SMALLER)
    turn = TURNS.get(picture.getexif().get(0x0112, 1))
    return new.transpose(turn) if turn is not None else new, changes


def _read_smaller(picture: Any) -> None:
    """A JPG can be read at a half or a quarter of its size for a part of the memory."""
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(Why.PICTURE_TOO_LARGE)
    progressive = picture.info.get("progressive")
    if progressive and _held_whole(picture) > MOST_MEMORY:
        raise Refused(Why.PICTURE_TOO_LARGE)
    most = KEPT_PIXELS if progressive else 2.5 * KEPT_PIXELS
    part = 1
    while picture.width * picture.height / part**2 > most:
        part *= 2
    if part > 1:
        picture.draft(picture.mode, (picture.width // part, picture.height // part))


def _held_whole(picture: Any) -> int:
    """What a progressive JPG takes while it is read at any size: two bytes for each part of each point."""
    areas = [across * down for _id, across, down, _table in picture.layer]
    return 2 * picture.width * picture.height * sum(areas) // max(areas)


def _not_too_large(picture: Image.Image, *, copies: float) -> None:
    if picture.width * picture.height * BYTES.get(picture.mode, 4) * copies > MOST_MEMORY:
        raise Refused(Why.PICTURE_TOO_LARGE)


def _mode(picture: Image.Image) -> str:
    """Grey stays grey, and what one sees through stays so."""
    if picture.mode == "LA":
        return "LA"
    if "A" in picture.mode or "a" in picture.mode or "transparency" in picture.info:
        return "RGBA"
    return OPAQUE.get(picture.mode, "RGB")


def _heic(content: bytes) -> tuple[Image.Image, set[Change]]:
    """Its reader turns it the right way by itself; the rows are taken from it without a copy of the whole."""
    photo = pillow_heif.open_heif(content, convert_hdr_to_8bit=True, hdr_to_16bit=False)
    main = photo[photo.primary_index]
    if main.size[0] * main.size[1] * HEIC_BYTES > MOST_MEMORY * 1.5:
        raise Refused(Why.PICTURE_TOO_LARGE)
    rows, across = main.data, main.stride
    width, height = main.size

    def strip(top: int, end: int) -> Image.Image:
        part = bytes(rows[top * across : end * across])
        return Image.frombytes(main.mode, (width, end - top), part, "raw", main.mode, across)

    new = _assembled((width, height), "RGBA" if "A" in main.mode else "RGB", strip)
    return new, {Change.SMALLER} if new.size != (width, height) else set()


def _assembled(size: tuple[int, int], mode: str, strip: Strip) -> Image.Image:
    """The points in a new picture of the size that is kept: nothing that was read beside them comes along."""
    width, height = size
    scale = min(1.0, math.sqrt(KEPT_PIXELS / (width * height)), KEPT_SIDE / max(size))
    if scale < 1 and mode == "1":
        mode = "L"
    new = Image.new(mode, (max(1, int(width * scale)), max(1, int(height * scale))))
    step = height / new.height
    for top in range(0, new.height, STRIP):
        end = min(new.height, top + STRIP)
        first, last = int(top * step), min(height, math.ceil(end * step))
        piece = strip(first, last).convert(mode)
        if scale < 1:
            edges = (0, top * step - first, width, min(end * step, height) - first)
            piece = piece.resize((new.width, end - top), Resampling.LANCZOS, box=edges)
        new.paste(piece, (0, top))
    return new


def _encoded(picture: Image.Image, kind: Kind) -> bytes:
    out = io.BytesIO()
    if kind == Kind.PNG:
        picture.save(out, "PNG")
    else:
        opaque = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
        opaque.save(out, "JPEG", quality=90, subsampling=0)
    return out.getvalue()

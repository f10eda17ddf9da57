"""Files people upload, good and hostile, made in code: nothing binary is checked in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pillow_heif
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

AUTHOR = "Zelda Quimby"  # appears in no product text: must not survive
PLACE = (51.0, 30.0, 26.0)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


# --- pictures -----------------------------------------------------------------------------------


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: Any) -> bytes:
    image = Image.effect_noise(size, 60).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def with_place(kind: str = "JPEG", **how: Any) -> bytes:
    """A photo as a phone takes it: place, camera, who, and which way up."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x013B] = "PhoneMaker", "Model 9", AUTHOR
    exif[0x0112] = how.pop("turned", 1)
    exif.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "W", 4: (0.0, 7.0, 39.0)})
    return picture(kind, exif=exif, **how)


def heic(size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: Any) -> bytes:
    """A photo as an iPhone takes it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.effect_noise(size, 60).convert(mode)).save(out, quality=50, **how)
    return out.getvalue()


def heic_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "PhoneMaker", AUTHOR
    exif.get_ifd(0x8825).update({1: "N", 2: PLACE, 3: "W", 4: (0.0, 7.0, 39.0)})
    return heic(exif=exif.tobytes())


def smooth(kind: str, size: tuple[int, int], mode: str = "RGB", **how: Any) -> bytes:
    """A large picture that is quickly made: a slope from dark to light."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def smooth_heic(size: tuple[int, int]) -> bytes:
    """A large photo in tiles, as an iPhone keeps it."""
    out = io.BytesIO()
    slope = Image.linear_gradient("L").resize(size).convert("RGB")
    pillow_heif.from_pillow(slope).save(out, quality=40, tile_size=512, enc_params={"preset": "ultrafast"})
    return out.getvalue()


def two_in_one(size: tuple[int, int] = (64, 48)) -> bytes:
    """A JPG with a second picture behind it, as phones keep depth and brightness."""
    out = io.BytesIO()
    first, second = Image.effect_noise(size, 60).convert("RGB"), Image.new("RGB", (8, 8))
    first.save(out, "MPO", save_all=True, append_images=[second])
    return out.getvalue()


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def png_with_text() -> bytes:
    words = PngInfo()
    words.add_text("Author", AUTHOR)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{AUTHOR}</x>")
    return picture("PNG", pnginfo=words)


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """A head that promises more pixels than anybody can hold, and next to nothing behind it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# --- PDF ----------------------------------------------------------------------------------------


def pdf(*changes: Callable[[PdfWriter], None], pages: int = 1, **how: Any) -> bytes:
    writer = PdfWriter(**how)
    for _page in range(pages):
        writer.add_blank_page(width=595, height=842)
    for change in changes:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(*, user: str = "", algorithm: str = "AES-256") -> bytes:
    """With an owner's password, and with one to open it where `user` is not empty."""
    return pdf(lambda writer: writer.encrypt(user, "the owner", algorithm=algorithm))


def action(kind: str, **more: Any) -> DictionaryObject:
    made = DictionaryObject({NameObject("/S"): NameObject(kind)})
    made.update({NameObject(f"/{name}"): value for name, value in more.items()})
    return made


def opens_with(what: DictionaryObject) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(what)

    return change


def on_page(key: str, what: Any) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer.pages[0][NameObject(key)] = writer._add_object(what)

    return change


def in_root(key: str, what: Any) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        writer._root_object[NameObject(key)] = what

    return change


def link(address: str) -> Callable[[PdfWriter], None]:
    return on_page(
        "/Annots",
        ArrayObject(
            [
                DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Annot"),
                        NameObject("/Subtype"): NameObject("/Link"),
                        NameObject("/A"): action("/URI", URI=TextStringObject(address)),
                    }
                )
            ]
        ),
    )


def padded(size: int) -> Callable[[PdfWriter], None]:
    """So much more of a page's content that the file has the size wanted."""
    stream = StreamObject()
    stream.set_data(b" " * size)
    return on_page("/Contents", stream)


def signed_by_author(writer: PdfWriter) -> None:
    writer.add_metadata({"/Author": AUTHOR, "/Title": AUTHOR, "/Creator": "WordMaker"})
    stream = StreamObject()
    stream.set_data(f"<x:xmpmeta>{AUTHOR}</x:xmpmeta>".encode())
    writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
    inner = DictionaryObject({NameObject("/Who"): TextStringObject(AUTHOR)})
    outer = DictionaryObject({NameObject("/Private"): writer._add_object(inner)})
    writer.pages[0][NameObject("/PieceInfo")] = writer._add_object(outer)
    note = FreeText(text="Seen", rect=(50, 550, 200, 650))
    note[NameObject("/T")] = TextStringObject(AUTHOR)
    writer.add_annotation(0, note)


# --- Word ---------------------------------------------------------------------------------------


def part_types(main: str = MAIN) -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )


def words(text: str = "Hello", extra: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
        f"<w:t>{text}</w:t></w:r>{extra}</w:p></w:body></w:document>"
    )


def relation(kind: str, target: str, *, external: bool = True) -> str:
    mode = ' TargetMode="External"' if external else ""
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{RELS}"><Relationship Id="r1" '
        f'Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def docx(parts: dict[str, str | bytes] | None = None, **changed: str | bytes) -> bytes:
    """A small Word document; `parts` adds to it or stands in the place of what is there."""
    there: dict[str, str | bytes] = {
        "[Content_Types].xml": part_types(),
        "_rels/.rels": relation("officeDocument", "word/document.xml", external=False),
        "word/document.xml": words(),
        "docProps/core.xml": (
            '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
            'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy></cp:coreProperties>"
        ),
        **(parts or {}),
    }
    return packed(there)


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, body in parts.items():
            box.writestr(name, body)
    return out.getvalue()


def with_link_in_the_zip() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as box:
        entry = zipfile.ZipInfo("word/theme.xml")
        entry.external_attr = 0o120777 << 16
        box.writestr(entry, "/etc/passwd")
    return out.getvalue()


def with_name_twice() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as box:
        box.writestr("WORD/document.xml", words("another"))
    return out.getvalue()

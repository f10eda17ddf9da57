"""The corpus of uploads: each file with the verdict written by hand, and what is left in the bytes that are kept."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from children.file.upload_checks import UnsafeUpload
from children.file.uploads import LARGEST, cleaned_name, cleaned_upload
from children.models import FileKind
from tests.factories import uploads as u

JPG, PNG, PDF, DOCX = u.picture("JPEG"), u.picture("PNG"), u.pdf(), u.docx()
SCRIPT = b"<script>alert(1)</script>"
JS = TextStringObject("app.alert(1)")
STREAM = u.StreamObject()
STREAM.set_data(b"MZ hidden")
AS_LARGE_AS_MAY_BE = u.pdf(u.padded(LARGEST - len(u.pdf(u.padded(10_000_000))) + 10_000_000))
TOO_BIG = PNG + b"\0" * (LARGEST + 1 - len(PNG))


def hidden_file(writer) -> None:
    writer.add_attachment("payload.exe", b"MZ")


def script(writer) -> None:
    names = DictionaryObject({NameObject("/JavaScript"): u.action("/JavaScript", JS=JS)})
    writer._root_object[NameObject("/Names")] = writer._add_object(names)


def cycle(writer) -> None:
    """A dictionary that holds itself: walked once, not for ever."""
    one = DictionaryObject()
    ref = writer._add_object(one)
    one[NameObject("/Self")] = ref
    writer._root_object[NameObject("/Loop")] = ref


def external(kind: str, target: str) -> bytes:
    return u.docx({"word/_rels/document.xml.rels": u.relation(kind, target)})


def utf16(text: str) -> bytes:
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + u.words("&amp;x;")[38:]
)
BILLION = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + u.words("b")[38:]

# (what it is, its name, its bytes, kept?)
CORPUS: tuple[tuple[str, str, bytes, bool], ...] = (
    # --- good files, unharmed ---
    ("photo", "photo.jpg", JPG, True),
    ("photo, other ending", "photo.JPEG", JPG, True),
    ("photo in grey", "grey.jpg", u.picture("JPEG", mode="L"), True),
    ("photo in print colours", "print.jpg", u.picture("JPEG", mode="CMYK"), True),
    ("photo, progressive", "progressive.jpg", u.picture("JPEG", progressive=True), True),
    ("photo with place", "kai at the lake.jpg", u.with_place(), True),
    ("photo lying on its side", "side.jpg", u.with_place(turned=6), True),
    ("photo of a normal size", "large.jpg", u.picture("JPEG", size=(2400, 1800)), True),
    ("picture", "drawing.png", PNG, True),
    ("picture with see-through", "clear.png", u.picture("PNG", mode="RGBA"), True),
    ("picture with a palette", "palette.png", u.picture("PNG", mode="P"), True),
    ("picture in black and white", "bw.png", u.picture("PNG", mode="1"), True),
    ("picture with words about it", "words.png", u.png_with_text(), True),
    ("picture with place", "place.png", u.with_place("PNG"), True),
    ("letter", "letter.pdf", PDF, True),
    ("letter of several pages", "letter.pdf", u.pdf(pages=12), True),
    ("letter with its author", "report.pdf", u.pdf(u.signed_by_author), True),
    ("letter with a web link", "link.pdf", u.pdf(u.link("https://www.example.org/")), True),
    ("letter that opens on a page", "open.pdf", u.pdf(u.opens_with(u.action("/GoTo"))), True),
    ("letter that turns on itself", "loop.pdf", u.pdf(cycle), True),
    ("document", "plan.docx", DOCX, True),
    ("document with a picture", "plan.docx", u.docx({"word/media/image1.jpeg": u.with_place()}), True),
    ("document with a web link", "plan.docx", external("hyperlink", "https://example.org/"), True),
    ("document with a mail link", "plan.docx", external("hyperlink", "mailto:a@example.org"), True),
    (
        "document with a change and who made it",
        "plan.docx",
        u.docx({"word/document.xml": u.words(extra=f'<w:ins w:id="1" w:author="{u.AUTHOR}"/>')}),
        True,
    ),
    ("document with a part in UTF-16", "plan.docx", u.docx({"word/document.xml": utf16(u.words())}), True),
    ("document without properties", "plan.docx", u.docx({"docProps/core.xml": "<x/>"}), True),
    ("name without an ending", "scan", PDF, True),
    ("name from another folder", "..\\..\\Windows\\plan.pdf", PDF, True),
    ("name up the tree", "../../etc/plan.pdf", PDF, True),
    ("name of 300 letters", "a" * 300 + ".pdf", PDF, True),
    ("name with a line end", "plan\r\nSet-Cookie: a=b.pdf", PDF, True),
    ("name a computer keeps for itself", "CON.pdf", PDF, True),
    ("name with two endings, the last is true", "letter.exe.pdf", PDF, True),
    ("as large as may be", "big.pdf", AS_LARGE_AS_MAY_BE, True),
    # --- what it says it is not ---
    ("nothing in it", "empty.pdf", b"", False),
    ("a byte too large", "big.png", TOO_BIG, False),
    ("web page", "page.html", b"<html>" + SCRIPT, False),
    ("web page called a photo", "photo.jpg", b"<html>" + SCRIPT, False),
    ("web page called a PDF", "letter.pdf", b"<!DOCTYPE html><body>", False),
    ("strict web page", "page.xhtml", b'<?xml version="1.0"?><html xmlns="x"/>', False),
    ("drawing that runs", "a.svg", b'<svg xmlns="x">' + SCRIPT + b"</svg>", False),
    ("drawing with a page inside", "a.svg", b"<svg><foreignObject><body/></foreignObject></svg>", False),
    ("drawing that fetches", "a.svg", b'<svg><image href="https://x.example/a.png"/></svg>', False),
    ("drawing called a picture", "a.png", b"<svg/>", False),
    ("program", "setup.exe", b"MZ\x90\0" + b"\0" * 200, False),
    ("program called a photo", "photo.jpg", b"MZ\x90\0" + b"\0" * 200, False),
    ("program of another system", "a.pdf", b"\x7fELF" + b"\0" * 200, False),
    ("server script called a photo", "photo.jpg", b"<?php system($_GET[0]); ?>", False),
    ("shell script", "a.sh", b"#!/bin/sh\nrm -rf /\n", False),
    ("plain text", "notes.txt", b"Only words", False),
    ("moving picture", "a.gif", u.picture("GIF"), False),
    ("moving picture that runs", "a.gif", b"GIF89a=1;alert(1)//" + b"\0" * 40, False),
    ("TIFF", "scan.tiff", u.picture("TIFF"), False),
    ("HEIC", "IMG_1.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 50, False),
    ("WebP", "a.webp", u.picture("WEBP"), False),
    ("BMP", "a.bmp", u.picture("BMP"), False),
    ("photo called a PDF", "letter.pdf", JPG, False),
    ("PDF called a photo", "photo.png", PDF, False),
    ("PDF with a program's ending", "letter.pdf.exe", PDF, False),
    ("PDF with a page's ending", "letter.html", PDF, False),
    ("name cut by a NUL", "photo.php\0.jpg", b"<?php echo 1;", False),
    ("name turned round", "photo\u202egpj.exe", JPG, False),
    ("PDF that starts late", "letter.pdf", b"\n\n" + PDF, False),
    # --- virus test file ---
    ("virus test", "eicar.txt", u.EICAR, False),
    ("virus test in a zip", "eicar.zip", u.packed({"eicar.com": u.EICAR}), False),
    ("virus test in a document", "plan.docx", u.docx({"word/eicar.com": u.EICAR}), False),
    # --- pictures ---
    ("picture of 50,000 by 50,000", "huge.png", u.huge_png(), False),
    ("picture as long as a street", "long.png", u.huge_png(200_000, 10), False),
    ("photo cut short", "cut.jpg", JPG[: len(JPG) // 2], False),
    ("picture cut short", "cut.png", PNG[:60], False),
    ("photo of its first bytes only", "a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, False),
    ("photo with a page behind it", "a.jpg", JPG + b"<html>" + SCRIPT, False),
    ("photo with a server script inside", "a.jpg", u.picture("JPEG", comment=b"<?php echo 1; ?>"), False),
    ("picture and zip at once", "a.png", PNG + u.packed({"a.txt": b"x"}), False),
    # --- PDF ---
    ("PDF with a script", "a.pdf", u.pdf(script), False),
    ("PDF that runs when opened", "a.pdf", u.pdf(u.opens_with(u.action("/JavaScript", JS=JS))), False),
    ("PDF that starts a program", "a.pdf", u.pdf(u.opens_with(u.action("/Launch", F=JS))), False),
    ("PDF that starts one from a page", "a.pdf", u.pdf(u.on_page("/AA", u.action("/Launch"))), False),
    ("PDF that sends a form", "a.pdf", u.pdf(u.opens_with(u.action("/SubmitForm", F=JS))), False),
    ("PDF that opens another file", "a.pdf", u.pdf(u.opens_with(u.action("/GoToR", F=JS))), False),
    ("PDF with a file inside", "a.pdf", u.pdf(hidden_file), False),
    ("PDF with a film", "a.pdf", u.pdf(u.on_page("/X", u.action("/Rendition"))), False),
    ("PDF with an old form", "a.pdf", u.pdf(u.in_root("/AcroForm", DictionaryObject({NameObject("/XFA"): JS}))), False),
    ("PDF with a link to a script", "a.pdf", u.pdf(u.link("javascript:alert(1)")), False),
    ("PDF with a link to a file", "a.pdf", u.pdf(u.link("file:///etc/passwd")), False),
    ("PDF of a portfolio", "a.pdf", u.pdf(u.in_root("/Collection", DictionaryObject())), False),
    ("PDF with a page behind it", "a.pdf", PDF + b"<html>" + SCRIPT, False),
    ("PDF with a page in its head", "a.pdf", b"%PDF-1.4\n<html>" + SCRIPT + PDF[9:], False),
    ("PDF and zip at once", "a.pdf", PDF + u.packed({"a": b"x"}), False),
    ("PDF with a password", "a.pdf", u.pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")), False),
    ("PDF without pages", "a.pdf", u.pdf(pages=0), False),
    ("PDF cut short", "a.pdf", PDF[:40], False),
    ("PDF of nothing but its first line", "a.pdf", b"%PDF-1.7\n" + b"\0" * 100, False),
    (
        "PDF with a script spelt in numbers",
        "a.pdf",
        u.pdf(u.in_root("/OpenAction", u.action("/JavaScript", JS=JS))).replace(b"/JavaScript", b"/J#61vaScript"),
        False,
    ),
    ("PDF with a script in a list", "a.pdf", u.pdf(u.in_root("/X", ArrayObject([u.action("/JavaScript")]))), False),
    # --- Word ---
    ("document with macros", "plan.docm", u.docx({"word/vbaProject.bin": b"x"}), False),
    ("document with macros, renamed", "plan.docx", u.docx({"word/vbaProject.bin": b"x"}), False),
    (
        "document that says it has macros",
        "plan.docx",
        u.docx({"[Content_Types].xml": u.part_types(u.MAIN.replace("document.main", "macroEnabled.main"))}),
        False,
    ),
    ("workbook with macros", "a.xlsm", u.packed({"[Content_Types].xml": "<x/>", "xl/vbaProject.bin": b"x"}), False),
    ("workbook", "a.xlsx", u.packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), False),
    ("document that reads a file", "plan.docx", u.docx({"word/document.xml": ENTITY}), False),
    ("document that reads a file, in UTF-16", "plan.docx", u.docx({"word/document.xml": utf16(ENTITY)}), False),
    ("document of a billion laughs", "plan.docx", u.docx({"word/document.xml": BILLION}), False),
    ("document with a far template", "plan.docx", external("attachedTemplate", "https://x.example/a.dotm"), False),
    ("document with a far picture", "plan.docx", external("image", "https://x.example/a.png"), False),
    ("document with a far frame", "plan.docx", external("frame", "https://x.example/"), False),
    ("document with a link to a file", "plan.docx", external("hyperlink", "file:///etc/passwd"), False),
    ("document with a link to a script", "plan.docx", external("hyperlink", "javascript:alert(1)"), False),
    ("document with an object", "plan.docx", u.docx({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}), False),
    ("document in a document", "plan.docx", u.docx({"word/embeddings/a.docx": DOCX}), False),
    ("zip in a document, renamed", "plan.docx", u.docx({"word/media/a.xml": u.packed({"a": b"x"})}), False),
    ("program in a document, renamed", "plan.docx", u.docx({"word/media/a.gif": b"MZ\x90\0"}), False),
    ("document with a web page", "plan.docx", u.docx({"word/chunk.html": b"<html/>"}), False),
    (
        "document with a field that asks a program",
        "plan.docx",
        u.docx({"word/document.xml": u.words(extra='<w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText>')}),
        False,
    ),
    ("zip bomb", "plan.docx", u.docx({"word/media/a.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}), False),
    ("zip bomb in a zip", "bomb.zip", u.packed({"a.zip": u.packed({"b": b"\0" * 5_000_000})}), False),
    ("zip of 3,000 parts", "plan.docx", u.docx({f"word/a{n}.xml": "<a/>" for n in range(3_000)}), False),
    ("zip with a link inside", "plan.docx", u.with_link_in_the_zip(), False),
    ("zip that climbs", "plan.docx", u.docx({"../../evil.xml": "<a/>"}), False),
    ("zip that starts at the root", "plan.docx", u.docx({"/etc/evil.xml": "<a/>"}), False),
    ("zip with a drive", "plan.docx", u.docx({"C:/evil.xml": "<a/>"}), False),
    ("zip with a name twice", "plan.docx", u.with_name_twice(), False),
    ("zip that is no document", "plan.docx", u.packed({"a.txt": b"x"}), False),
    ("zip cut short", "plan.docx", DOCX[:200], False),
    ("document whose words are no XML", "plan.docx", u.docx({"word/document.xml": "<w:document>"}), False),
    ("old Word document", "plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, False),
)  # fmt: skip


def test_there_are_enough_of_them():
    assert len(AS_LARGE_AS_MAY_BE) == LARGEST
    assert len(TOO_BIG) == LARGEST + 1
    assert len(CORPUS) >= 80
    assert sum(kept for _what, _name, _content, kept in CORPUS) >= 20
    assert len({what for what, *_rest in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize(("what", "name", "content", "kept"), CORPUS, ids=[one[0] for one in CORPUS])
def test_verdict(what, name, content, kept):
    if not kept:
        with pytest.raises(UnsafeUpload):
            cleaned_upload(content, name=name)
        return
    stored = cleaned_upload(content, name=name)

    check_unharmed(content, stored.content, stored.kind)
    check_nobody_is_in_it(stored.content, stored.kind)
    assert len(stored.original_name) <= 150
    assert not set(stored.original_name) & set("/\\\r\n\0\u202e<>:")


def check_unharmed(before: bytes, after: bytes, kind: FileKind) -> None:
    if kind in (FileKind.JPEG, FileKind.PNG):
        old, new = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
        turned = old.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        assert new.size == (old.size[::-1] if turned else old.size)
        if kind == FileKind.PNG:
            assert new.convert("RGBA").tobytes() == old.convert("RGBA").tobytes()
    elif kind == FileKind.PDF:
        assert len(PdfReader(io.BytesIO(after)).pages) == len(PdfReader(io.BytesIO(before)).pages)
    else:
        with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
            assert new.namelist() == old.namelist()
            assert new.testzip() is None
            assert b"Hello" in new.read("word/document.xml")


def check_nobody_is_in_it(stored: bytes, kind: FileKind) -> None:
    """No author, no place, no camera, no tool."""
    everything = [stored]
    if kind == FileKind.DOCX:
        with zipfile.ZipFile(io.BytesIO(stored)) as box:
            everything += [box.read(name) for name in box.namelist()]
            assert {entry.date_time for entry in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            pictures = [box.read(name) for name in box.namelist() if name.endswith((".jpeg", ".png"))]
    else:
        pictures = [stored] if kind in (FileKind.JPEG, FileKind.PNG) else []
    for part in everything:
        for name in (u.AUTHOR, "PhoneMaker", "WordMaker"):
            assert name.encode() not in part
            assert name.encode("utf-16-be") not in part
    for content in pictures:
        image = Image.open(io.BytesIO(content))
        assert dict(image.getexif()) == {}
        assert not set(image.info) & {"exif", "comment", "xmp", "icc_profile", "Author", "XML:com.adobe.xmp"}
    if kind == FileKind.PDF:
        reader = PdfReader(io.BytesIO(stored))
        assert not set(reader.metadata or {}) & {"/Author", "/Title", "/Creator"}
        assert reader.xmp_metadata is None


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "The selected file is empty"),
        (TOO_BIG, "a.png", "The selected file must be smaller than 10MB"),
        (b"<html>", "a.html", "The selected file must be a PDF, Word document, JPG or PNG"),
        (u.packed({"a.txt": b"x"}), "a.docx", "The selected file must be a PDF, Word document, JPG or PNG"),
    ],
)
def test_the_sentence_says_what_to_do(content, name, words):
    with pytest.raises(UnsafeUpload) as error:
        cleaned_upload(content, name=name)

    assert str(error.value) == words


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("plan.pdf", "plan.pdf"),
        ("C:\\Users\\jo\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\0.pdf", "ab.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("  .hidden. ", "hidden"),
        ("Cynllun gofal ŵ.pdf", "Cynllun gofal ŵ.pdf"),
        ('<b>"x".pdf', "_b__x_.pdf"),
        ("x" * 300 + ".pdf", "x" * 144 + ".pdf"),
        ("", ""),
    ],
)
def test_names(name, cleaned):
    assert cleaned_name(name) == cleaned

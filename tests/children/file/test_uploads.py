"""The corpus of uploads, judged: the verdict, that what is kept is unharmed, and that nothing of it acts or tells."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageFile
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from children.file import upload_checks, upload_words
from children.file.upload_checks import Refused, judging
from children.file.uploads import RUN, cleaned_name, cleaned_upload
from children.models import FileKind
from tests.children.file.corpus import Case, documents, hostile, pdfs, pictures
from tests.factories import uploads as u
from tests.factories import word_files as w

CORPUS = (
    *pictures.PICTURES, *pdfs.PDFS, *documents.DOCUMENTS, *hostile.NAMES, *hostile.OTHERS, *hostile.DOCUMENTS,
)  # fmt: skip
JS_NAMES = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/AA",
    "/XFA",
    "/EF",
    "/EmbeddedFile",
    "/Metadata",
}
FETCHING = re.compile(r"DDE|INCLUDE|QUOTE|LINK |IMPORT|DATABASE|MACRO", re.IGNORECASE)


def parsed(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314 - written by us


def test_there_are_enough_of_them():
    assert len(pdfs.AS_LARGE_AS_MAY_BE) == 10 * 1024 * 1024
    assert len(pictures.TOO_BIG) == 30 * 1024 * 1024 + 1
    assert len(CORPUS) >= 200
    assert sum(case.verdict.startswith("kept") for case in CORPUS) >= 100
    assert sum(case.verdict.startswith("refused") for case in CORPUS) >= 70
    assert len({case.what for case in CORPUS}) == len(CORPUS)


def test_a_picture_cut_short_is_refused_whatever_was_read_before(monkeypatch, read_here):
    """Making a PDF has its library switch this on, for every picture of the process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    case = next(case for case in CORPUS if case.what == "picture cut short")

    with pytest.raises(Refused) as refusal:
        cleaned_upload(case.content, name=case.name)
    assert refusal.value.why == "picture_unreadable"


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.what)
def test_verdict(case, read_here):
    content = case.content
    try:
        kept = cleaned_upload(content, name=case.name)
    except Refused as refusal:
        assert f"refused: {refusal.why}" == case.verdict
        assert upload_words.refusal(refusal.why)
        return
    said = f"kept: {', '.join(kept.changes)}" if kept.changes else "kept"
    assert said == case.verdict
    assert bool(upload_words.changed(kept.changes)) == (said != "kept")
    check_unharmed(case, content, kept.content, kept.kind)
    check_nothing_is_left(case, kept.content, kept.kind)
    assert len(kept.original_name) <= 150
    assert not set(kept.original_name) & set("/\\\r\n\0\u202e<>:")


@pytest.fixture
def read_here(monkeypatch):
    """In this process, which knows what to do with a thousand files a minute. The other one is tested below it."""
    monkeypatch.setattr("children.file.uploads._read_apart", judging.cleaned)


def check_unharmed(case: Case, before: bytes, after: bytes, kind: str) -> None:
    if kind == FileKind.PDF:
        assert len(PdfReader(io.BytesIO(after)).pages) == pages_of(before)
    elif kind == FileKind.DOCX:
        check_document(after)
    else:
        check_picture(case, before, after, kind)


def pages_of(content: bytes) -> int:
    reader = PdfReader(io.BytesIO(content[content.index(b"%PDF-") :]))
    if reader.is_encrypted:
        reader.decrypt("")
    return len(reader.pages)


def check_picture(case: Case, before: bytes, after: bytes, kind: str) -> None:
    new = Image.open(io.BytesIO(after))
    if b"ftyp" in before[:12]:
        assert new.format == ("PNG" if new.mode == "RGBA" else "JPEG")
        return
    old = Image.open(io.BytesIO(before))
    turned = old.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    size = old.size[::-1] if turned else old.size
    if "smaller" in case.verdict:
        assert 3_000_000 < new.width * new.height <= 12_600_000 or max(new.size) == 12_000
        assert new.width / new.height == pytest.approx(size[0] / size[1], rel=0.01)
    else:
        assert new.size == size
    if kind == FileKind.PNG and case.verdict == "kept":
        assert new.convert("RGBA").tobytes() == old.convert("RGBA").tobytes()


def check_document(after: bytes) -> None:
    """Word would open it: every part is listed and can be read, and every link leads to something that is there."""
    with zipfile.ZipFile(io.BytesIO(after)) as box:
        assert box.testzip() is None
        names = set(box.namelist())
        main = next(name for name in names if re.fullmatch(r"word/document2?\.xml", name))
        assert b"Hello" in box.read(main)
        for name in names:
            if name.endswith((".xml", ".rels")):
                check_part(name, parsed(box.read(name)), names, box)


def check_part(name: str, root: ElementTree.Element, names: set[str], box: zipfile.ZipFile) -> None:
    if name == "[Content_Types].xml":
        listed = {one.get("PartName").lstrip("/") for one in root if one.get("PartName")}
        assert listed <= names
        return
    if name.endswith(".rels"):
        source = posixpath.dirname(posixpath.dirname(name))
        for one in root:
            target = one.get("Target")
            if one.get("TargetMode") == "External":
                assert target.startswith(("https://", "http://", "mailto:"))
                assert one.get("Type").endswith("/hyperlink")
            else:
                assert posixpath.normpath(posixpath.join(source, target)) in names
        return
    check_codes(root)
    ids = relation_ids(name, names, box)
    for one in root.iter():
        for key, value in one.attrib.items():
            if key.startswith(f"{{{u.OFFICE}}}") and value != "r9":
                assert value in ids, f"{one.tag} of {name} leads nowhere"


def relation_ids(name: str, names: set[str], box: zipfile.ZipFile) -> set[str]:
    beside = posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")
    return {one.get("Id") for one in parsed(box.read(beside))} if beside in names else set()


def check_codes(root: ElementTree.Element) -> None:
    """No code that fetches or asks, however it is spelt: all letters of all codes of the part in one."""
    word = f"{{{u.WORD}}}"
    spelt = "".join(
        one.text or "" for one in root.iter() if one.tag.startswith(word) and "nstrText" in one.tag
    )
    spelt += "".join(one.get(f"{word}instr", "") for one in root.iter(f"{word}fldSimple"))
    assert not FETCHING.search(spelt.replace("HYPERLINK", ""))


def check_nothing_is_left(case: Case, stored: bytes, kind: str) -> None:
    """No author, no place, no camera, no tool, nothing that acts, and nothing of what the line says is gone."""
    everything, images = [stored], [stored] if kind in (FileKind.JPEG, FileKind.PNG) else []
    if kind == FileKind.DOCX:
        with zipfile.ZipFile(io.BytesIO(stored)) as box:
            everything += [box.read(name) for name in box.namelist()] + [" ".join(box.namelist()).encode()]
            assert {entry.date_time for entry in box.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            images = [box.read(name) for name in box.namelist() if name.endswith((".jpeg", ".jpg", ".png"))]
    if kind == FileKind.PDF:
        check_pdf_is_quiet(stored)
    for part in everything:
        for name in (u.AUTHOR, "PhoneMaker", "WordMaker"):
            assert name.encode() not in part
            assert name.encode("utf-16-be") not in part
        for what in case.gone:
            assert what not in part
    for content in images:
        image = Image.open(io.BytesIO(content))
        assert dict(image.getexif()) == {}
        assert not set(image.info) & {"exif", "comment", "xmp", "icc_profile", "Author", "XML:com.adobe.xmp"}


def check_pdf_is_quiet(stored: bytes) -> None:
    reader = PdfReader(io.BytesIO(stored))
    assert not reader.is_encrypted
    assert not set(reader.metadata or {}) & {"/Author", "/Title", "/Creator"}
    assert reader.xmp_metadata is None
    for number in range(1, reader.trailer["/Size"]):
        for part in dictionaries(reader.get_object(number)):
            assert not JS_NAMES & {*part, *(str(value) for value in part.values())}


def dictionaries(one):
    if isinstance(one, DictionaryObject):
        yield one
        one = list(one.values())
    if isinstance(one, (list, ArrayObject)):
        for part in one:
            if isinstance(part, (DictionaryObject, ArrayObject)):
                yield from dictionaries(part)


@pytest.mark.parametrize(
    ("inside", "reads"),
    [
        (w.paragraph(w.field("MERGEFIELD FirstName", shows="Kai")), "HelloKai"),
        (w.paragraph(w.simple("AUTHOR", "the nurse")), "Hellothe nurse"),
        (w.paragraph(w.mark("begin"), w.code("MACROBUTTON NoMacro [Click]"), w.mark("end")), "Hello[Click]"),
        (documents.dde_in_pieces(), "Helloas it was"),
        (w.paragraph(w.field("PAGE", shows="3")), "Hello3"),
    ],
)  # fmt: skip
def test_a_field_becomes_the_words_it_came_to(inside, reads, read_here):
    kept = cleaned_upload(w.document(inside), name="plan.docx")

    with zipfile.ZipFile(io.BytesIO(kept.content)) as box:
        root = parsed(box.read("word/document.xml"))
    assert "".join(one.text for one in root.iter(f"{{{u.WORD}}}t")) == reads


def test_prefixes_word_asks_for_by_name_are_kept(read_here):
    kept = cleaned_upload(w.document(), name="plan.docx")

    with zipfile.ZipFile(io.BytesIO(kept.content)) as box:
        head = box.read("word/document.xml")[:2_000].decode()
    assert 'mc:Ignorable="w14 w15"' in head
    assert "xmlns:w14=" in head and "xmlns:w15=" in head


def test_every_code_has_its_sentence():
    assert set(upload_words.REFUSED) == set(upload_checks.Why)
    assert set(upload_words.CHANGED) == set(upload_checks.Change)
    assert {kind.value for kind in upload_checks.Kind} == set(FileKind.values)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.pdf", "The selected file is empty"),
        (pictures.TOO_BIG, "a.png", "The selected file must be smaller than 30MB"),
        (b"<html>", "a.html", "The selected file must be a PDF, Word document or photo (JPG, PNG, HEIC or WebP)"),
        (hostile.DOCX[:200], "a.docx", "The selected Word document cannot be read. Save it again as .docx and choose "
         "it."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_to_do(content, name, words, read_here):
    with pytest.raises(Refused) as error:
        cleaned_upload(content, name=name)

    assert upload_words.refusal(error.value.why) == words


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("plan.pdf", "plan.pdf"),
        ("plan 12.03.2026", "plan 12.03.2026"),
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


def test_no_ending_of_ours_is_one_that_runs():
    assert not RUN & {ending.strip(".") for ending in upload_words.ACCEPT.split(",")}

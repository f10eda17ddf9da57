"""What is not what it says, and Word documents that are refused."""

from __future__ import annotations

from tests.children.file.corpus import Case
from tests.children.file.corpus.documents import BOOK, JPG, OLE, entity, replaced, utf16
from tests.children.file.corpus.pdfs import PDF, SCRIPT
from tests.factories import uploads as u
from tests.factories import word_files as w

DOCX = w.document()
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + u.words("b")[38:]

NAMES = (
    Case("name without an ending", "scan", PDF, "kept"),
    Case("name with a date in it", "plan 12.03.2026", PDF, "kept"),
    Case("name with a date and an ending", "plan 12.03.2026.pdf", PDF, "kept"),
    Case("name of a person", "letter from Dr. Ahmed", DOCX, "kept"),
    Case("name with a version in it", "plan v1.2", DOCX, "kept"),
    Case("name from another folder", "..\\..\\Windows\\plan.pdf", PDF, "kept"),
    Case("name up the tree", "../../etc/plan.pdf", PDF, "kept"),
    Case("name of 300 letters", "a" * 300 + ".pdf", PDF, "kept"),
    Case("name with a line end", "plan\r\nSet-Cookie: a=b.pdf", PDF, "kept"),
    Case("name a computer keeps for itself", "CON.pdf", PDF, "kept"),
    Case("name with two endings, the last is true", "letter.exe.pdf", PDF, "kept"),
    Case("name of another kind of ours", "letter.pdf", JPG, "kept"),
    Case("PDF called a picture", "photo.png", PDF, "kept"),
    Case("new document under the old ending", "plan.doc", DOCX, "kept"),
    Case("PDF with a program's ending", "letter.pdf.exe", PDF, "refused: wrong_ending"),
    Case("PDF with a page's ending", "letter.html", PDF, "refused: wrong_ending"),
    Case("photo with a drawing's ending", "a.svg", JPG, "refused: wrong_ending"),
    Case("name turned round", "photo\u202egpj.exe", JPG, "refused: wrong_ending"),
)
OTHERS = (
    Case("nothing in it", "empty.pdf", b"", "refused: empty"),
    Case("web page", "page.html", b"<html>" + SCRIPT, "refused: wrong_kind"),
    Case("web page called a photo", "photo.jpg", b"<html>" + SCRIPT, "refused: wrong_kind"),
    Case("web page called a PDF", "letter.pdf", b"<!DOCTYPE html><body>", "refused: wrong_kind"),
    Case("web page with a PDF behind it", "letter.pdf", b"<html>" + SCRIPT * 9 + PDF, "refused: wrong_kind"),
    Case("strict web page", "page.xhtml", b'<?xml version="1.0"?><html xmlns="x"/>', "refused: wrong_kind"),
    Case("drawing that runs", "a.svg", b'<svg xmlns="x">' + SCRIPT + b"</svg>", "refused: wrong_kind"),
    Case("drawing with a page inside", "b.svg", b"<svg><foreignObject><body/></foreignObject></svg>", "refused: wrong_kind"),
    Case("drawing that fetches", "a.svg", b'<svg><image href="https://x.example/a.png"/></svg>', "refused: wrong_kind"),
    Case("drawing called a picture", "a.png", b"<svg/>", "refused: wrong_kind"),
    Case("program", "setup.exe", b"MZ\x90\0" + b"\0" * 200, "refused: wrong_kind"),
    Case("program called a photo", "photo.jpg", b"MZ\x90\0" + b"\0" * 200, "refused: wrong_kind"),
    Case("program of another system", "a.pdf", b"\x7fELF" + b"\0" * 200, "refused: wrong_kind"),
    Case("server script called a photo", "photo.jpg", b"<?php system($_GET[0]); ?>", "refused: wrong_kind"),
    Case("name cut by a NUL", "photo.php\0.jpg", b"<?php echo 1;", "refused: wrong_kind"),
    Case("shell script", "a.sh", b"#!/bin/sh\nrm -rf /\n", "refused: wrong_kind"),
    Case("plain text", "notes.txt", b"Only words", "refused: wrong_kind"),
    Case("moving picture", "a.gif", u.picture("GIF"), "refused: wrong_kind"),
    Case("moving picture that runs", "a.gif", b"GIF89a=1;alert(1)//" + b"\0" * 40, "refused: wrong_kind"),
    Case("TIFF", "scan.tiff", u.picture("TIFF"), "refused: wrong_kind"),
    Case("BMP", "a.bmp", u.picture("BMP"), "refused: wrong_kind"),
    Case("film", "a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 50, "refused: wrong_kind"),
    Case("old Word document", "plan.doc", OLD + b"\0" * 600, "refused: old_office"),
    Case("document with a password", "plan.docx", OLD + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "refused: locked_document"),
    Case("workbook", "a.xlsx", BOOK, "refused: other_office"),
    Case("slides", "a.pptx", u.packed({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}), "refused: other_office"),
    Case("document of another office", "a.odt", u.packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "refused: wrong_kind"),
    Case("virus test", "eicar.txt", u.EICAR, "refused: virus"),
    Case("virus test in a zip", "eicar.zip", u.packed({"eicar.com": u.EICAR}), "refused: wrong_kind"),
    Case("virus test in a document", "plan.docx", u.docx({"word/eicar.com": u.EICAR}), "kept: parts", (b"EICAR",)),
)  # fmt: skip
DOCUMENTS = (
    Case("with macros", "plan.docm", u.docx({"word/vbaProject.bin": b"x"}), "refused: word_macros"),
    Case("with macros, followed", "plan.docx", w.document("", ("vbaProject", "vba.bin", b"x")), "refused: word_macros"),
    Case(
        "that says it has macros", "plan.docx",
        u.docx({"[Content_Types].xml": u.part_types(u.MAIN.replace("document.main", "macroEnabled.main"))}), "refused: word_macros",
    ),
    Case("with a control that runs", "plan.docx", w.document("", ("control", "c1.xml", "<x/>")), "refused: word_macros"),
    Case("workbook with macros", "a.xlsm", u.packed({"[Content_Types].xml": "<x/>", "xl/vbaProject.bin": b"x"}), "refused: word_macros"),
    Case("that reads a file", "plan.docx", replaced(entity()), "refused: word_unreadable"),
    Case("that reads a file, in UTF-16", "plan.docx", replaced(utf16(entity())), "refused: word_unreadable"),
    Case("that reads a file, in its links", "plan.docx",
         w.document(parts={"word/_rels/document.xml.rels": "<!DOCTYPE x [<!ENTITY a 'b'>]>" + w.relations()[21:]}), "refused: word_unreadable"),
    Case("of a billion laughs", "plan.docx", replaced(BILLION), "refused: word_unreadable"),
    Case("with an object", "plan.docx", w.document("", ("oleObject", "embeddings/oleObject1.bin", OLE)), "refused: word_hides"),
    Case("with an object nothing leads to", "plan.docx", u.docx({"word/embeddings/oleObject1.bin": OLE}), "refused: word_hides"),
    Case("with a workbook in it", "plan.docx", w.document("", ("package", "embeddings/a.xlsx", BOOK)), "refused: word_hides"),
    Case("in a document", "plan.docx", w.document("", ("package", "embeddings/a.docx", DOCX)), "refused: word_hides"),
    Case("in a document, nothing leads to it", "plan.docx", u.docx({"word/embeddings/a.docx": DOCX}), "refused: word_hides"),
    Case("with a web page in it", "plan.docx", w.document('<w:altChunk r:id="r1"/>', ("aFChunk", "a.html", b"<html/>")), "refused: word_hides"),
    Case("with a zip called a part", "plan.docx", w.document("", ("header", "a.xml", u.packed({"a": b"x"}))), "refused: word_hides"),
    Case("with a zip called a picture", "plan.docx", w.document("", ("image", "media/a.png", u.packed({"a": b"x"}))), "refused: word_hides"),
    Case("with a program called a picture", "plan.docx", w.document("", ("image", "media/a.gif", b"MZ\x90\0")), "refused: word_hides"),
    Case("with a program called letters", "plan.docx", w.document("", ("font", "fonts/a.odttf", b"MZ\x90\0")), "refused: word_hides"),
    Case("zip bomb", "plan.docx", lambda: w.document("", ("header", "a.xml", b"<a>" + b" " * 40_000_000 + b"</a>")), "refused: too_much"),
    Case("zip bomb in a zip", "bomb.zip", u.packed({"a.zip": u.packed({"b": b"\0" * 5_000_000})}), "refused: wrong_kind"),
    Case("zip of 3,000 parts", "plan.docx", u.docx({f"word/a{n}.xml": "<a/>" for n in range(3_000)}), "refused: word_unreadable"),
    Case("zip with a link inside", "plan.docx", u.with_link_in_the_zip(), "refused: word_unreadable"),
    Case("zip that climbs", "plan.docx", u.docx({"../../evil.xml": "<a/>"}), "refused: word_unreadable"),
    Case("zip that starts at the root", "plan.docx", u.docx({"/etc/evil.xml": "<a/>"}), "refused: word_unreadable"),
    Case("zip with a drive", "plan.docx", u.docx({"C:/evil.xml": "<a/>"}), "refused: word_unreadable"),
    Case("zip with a name twice", "plan.docx", u.with_name_twice(), "refused: word_unreadable"),
    Case("zip that is no document", "plan.docx", u.packed({"a.txt": b"x"}), "refused: wrong_kind"),
    Case("zip cut short", "plan.docx", DOCX[:200], "refused: word_unreadable"),
    Case("whose words are no XML", "plan.docx", replaced("<w:document>"), "refused: word_unreadable"),
    Case("with a loop in its links", "plan.docx", w.document("", ("header", "document.xml", "")), "refused: word_unreadable"),
)  # fmt: skip

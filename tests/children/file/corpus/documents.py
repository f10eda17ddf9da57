"""Word documents of real life, and what is taken out of them."""

from __future__ import annotations

from tests.children.file.corpus import Case
from tests.factories import uploads as u
from tests.factories import word_files as w

PNG, JPG = u.picture("PNG"), u.picture("JPEG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BOOK = u.packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"})
FAR = "https://evil.example/x"
GONE = (b"evil.example", b"DDE", b"INCLUDE")
OLE = b"\xd0\xcf\x11\xe0"


def utf16(text: str) -> bytes:
    return text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def entity(body: str = "&x;") -> str:
    typed = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "aaaa">]>'
    return w.part("document", f"<w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body>").replace(
        "?>", f"?>{typed}", 1
    )


def replaced(text: str | bytes) -> bytes:
    return w.document(parts={"word/document.xml": text})


def dde_in_pieces() -> str:
    """As a hunter of viruses finds it: each letter by a field of its own."""
    quoted = w.field("QUOTE 68 68 69", shows="DDE")
    return w.paragraph(w.field(quoted, w.code(' c:\\\\windows\\\\cmd.exe "/k calc"')))


DOCUMENTS = (
    # --- as it is written every day ---
    Case("document", "plan.docx", w.document(), "kept"),
    Case("document without properties or links", "plan.docx", u.docx(), "kept"),
    Case("document of the web version of Word", "plan.docx", w.document(main="document2.xml"), "kept"),
    Case("document with a picture", "plan.docx", w.document(w.shown(), ("image", "media/image1.jpeg", u.with_place())), "kept",
         (b"PhoneMaker", u.AUTHOR.encode())),
    Case("document with a picture under another ending", "plan.docx", w.document(w.shown(), ("image", "media/image1.png", JPG)), "kept"),
    Case("document with a large photo", "plan.docx",
         lambda: w.document(w.shown(), ("image", "media/image1.jpg", u.smooth("JPEG", (6000, 4000)))), "kept: smaller"),
    Case("document with an old picture", "plan.docx", w.document(w.shown(), ("image", "media/image1.gif", u.picture("GIF"))), "kept"),
    Case("document with a bitmap", "plan.docx", w.document(w.shown(), ("image", "media/image1.bmp", u.picture("BMP"))), "kept"),
    Case("document with a scan", "plan.docx", w.document(w.shown(), ("image", "media/image1.tiff", u.picture("TIFF"))), "kept"),
    Case("document with a moving picture", "plan.docx", w.document(w.shown(), ("image", "media/image1.gif", u.moving("GIF"))), "kept: still"),
    Case("document with a drawing of Office", "plan.docx",
         w.document(w.shown(), ("image", "media/image1.emf", b"\1\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 60)), "kept"),
    Case("document with a web link", "plan.docx", w.document("", ("hyperlink", "https://example.org/", None)), "kept"),
    Case("document with a mail link", "plan.docx", w.document("", ("hyperlink", "mailto:a@example.org", None)), "kept"),
    Case("document with a change and who made it", "plan.docx", w.document(f'<w:p><w:ins w:id="1" w:author="{u.AUTHOR}"/></w:p>'), "kept",
         (u.AUTHOR.encode(),)),
    Case("document with comments", "plan.docx",
         w.document("", ("comments", "comments.xml", w.part("comments", f'<w:comment w:id="1" w:author="{u.AUTHOR}" w:initials="ZQ"/>')),
                    ("people", "people.xml", w.part("people", f'<w15:person w15:author="{u.AUTHOR}"/>'))), "kept",
         (u.AUTHOR.encode(), b'"ZQ"')),
    Case("document with a part in UTF-16", "plan.docx", replaced(utf16(w.part("document", f"<w:body>{w.text('Hello')}</w:body>"))), "kept"),
    Case("document with a header, a footer and notes", "plan.docx",
         w.document("", *((kind, f"{kind}.xml", w.part(kind, w.text("page"))) for kind in ("header", "footer", "footnotes", "endnotes"))), "kept"),
    Case("document with page numbers", "plan.docx", w.in_part("footer", "footer1.xml", w.simple("PAGE") + w.field("NUMPAGES")), "kept"),
    Case("document with contents", "plan.docx", w.document(w.paragraph(w.field('TOC \\o "1-3" \\h', shows=w.field("PAGEREF _Toc1")))), "kept"),
    Case("document with a formula", "plan.docx", w.document(w.paragraph(w.field("=SUM(ABOVE)"))), "kept"),
    Case("document with a link as a field", "plan.docx", w.document(w.paragraph(w.field('HYPERLINK "https://example.org/"'))), "kept"),
    Case("document with a link to its own heading", "plan.docx", w.document(w.paragraph(w.field('HYPERLINK \\l "_Toc1" \\h'))), "kept"),
    Case("document with a code over two runs", "plan.docx", w.document(w.paragraph(w.field("PA", "GE"))), "kept"),
    Case("document with tick boxes", "form.docx", w.document(w.paragraph(w.field("FORMCHECKBOX"))), "kept"),
    Case("document with its own letters", "plan.docx",
         w.document("", ("fontTable", "fontTable.xml", w.part("fonts", '<w:font><w:embedRegular r:id="r1"/></w:font>')),
                    parts={"word/_rels/fontTable.xml.rels": w.relations(("font", "fonts/font1.odttf", "")), "word/fonts/font1.odttf": b"\1" * 99}), "kept"),
    Case("document from SharePoint", "plan.docx",
         w.document("", ("customXml", "../customXml/item1.xml", f"<p>{u.AUTHOR}</p>"), parts={"docProps/custom.xml": f"<p>{u.AUTHOR}</p>"}), "kept",
         (u.AUTHOR.encode(),)),
    Case("document with hidden variables", "plan.docx", w.with_settings(f'<w:docVars><w:docVar w:val="{u.AUTHOR}"/></w:docVars>'), "kept", (u.AUTHOR.encode(),)),
    Case("document with a remark in its code", "plan.docx", w.document(f"<!-- {u.AUTHOR} -->"), "kept", (u.AUTHOR.encode(),)),
    Case("document with a picture that is not there", "plan.docx", w.document(w.shown("r9")), "kept"),
    # --- templates, charts, icons, signatures, add-ins ---
    Case("document of a council's template", "plan.docx",
         w.with_settings('<w:attachedTemplate r:id="r1"/>', ("attachedTemplate", "file:///S:/Templates/Plan.dotx", None)), "kept: template", (b"S:/",)),
    Case("document with a far template", "plan.docx",
         w.with_settings('<w:attachedTemplate r:id="r1"/>', ("attachedTemplate", FAR, None)), "kept: template", GONE),
    Case("document with a chart", "plan.docx", w.with_a_chart(BOOK), "kept: chart_book", (b"xl/workbook",)),
    Case("document with a chart of old Excel", "plan.docx", w.with_a_chart(OLE + b"\0" * 99, "book.xls"), "kept: chart_book", (OLE,)),
    Case("document with an icon", "plan.docx",
         w.document(w.icon("r1", "r2"), ("image", "media/image1.png", PNG), ("image", "media/image2.svg", SVG)), "kept: drawing", (b"<svg", b"svgBlip", b"<script")),
    Case("document signed electronically", "plan.docx",
         w.document("", ("origin", "../_xmlsignatures/origin.sigs", b"")), "kept: signature"),
    Case("document with an add-in", "plan.docx", w.document("", ("taskpanes", "webextensions/taskpanes.xml", f'<x h="{FAR}"/>')), "kept: parts", GONE),
    Case("document with a film from the web", "plan.docx", w.document(f'<w:p><w15:webVideoPr embeddedHtml="{FAR}"/></w:p>'), "kept: fetches", GONE),
    Case("document with shortcuts", "plan.docx", w.document("", ("keyMapCustomizations", "customizations.xml", "<x/>")), "kept: parts"),
    Case("document with a part of nobody's", "plan.docx", w.document(parts={"word/chunk.html": b"<html/>"}), "kept: parts", (b"<html",)),
    Case("document with a broken picture", "plan.docx", w.document(w.shown(), ("image", "media/image1.jpg", JPG[:80])), "kept: picture_gone"),
    Case("document with a picture of no known kind", "plan.docx", w.document(w.shown(), ("image", "media/image1.wdp", b"II\xbc\1")), "kept: picture_gone"),
    Case("document for a mail merge", "letter.docx",
         w.with_settings('<w:mailMerge><w:query w:val="SELECT *"/><w:dataSource r:id="r1"/></w:mailMerge>', ("mailMergeSource", "file:///S:/list.xls", None)),
         "kept: fetches", (b"list.xls", b"SELECT")),
    # --- links ---
    Case("document with a far picture", "plan.docx", w.document(w.shown().replace("embed", "link"), ("image", FAR, None)), "kept: fetches", GONE),
    Case("document with a far picture in old drawing", "plan.docx",
         w.document(w.paragraph(w.run(f'<w:pict><v:shape><v:imagedata src="{FAR}" o:title="x"/></v:shape></w:pict>'))), "kept: fetches", GONE),
    Case("document with a far frame", "plan.docx", w.document("", ("frame", FAR, None)), "kept: fetches", GONE),
    Case("document of parts kept elsewhere", "plan.docx", w.document('<w:subDoc r:id="r1"/>', ("subDocument", FAR, None)), "kept: fetches", GONE),
    Case("document with a table of a workbook elsewhere", "plan.docx", w.document("", ("oleObject", "file:///S:/a.xlsx", None)), "kept: fetches", (b"S:/",)),
    Case("document with a link to a file", "plan.docx",
         w.document('<w:p><w:hyperlink r:id="r1"><w:r><w:t>the form</w:t></w:r></w:hyperlink></w:p>', ("hyperlink", "file:///etc/passwd", None)),
         "kept: links", (b"passwd",)),
    Case("document with a link to a script", "plan.docx", w.document("", ("hyperlink", "javascript:alert(1)", None)), "kept: links", (b"javascript",)),
    Case("document with a drawing that leads to a file", "plan.docx",
         w.document(w.paragraph(w.run('<w:pict><v:shape href="file:///S:/a.exe"/></w:pict>'))), "kept: links", (b"S:/",)),
    # --- fields ---
    Case("field that asks a program", "plan.docx", w.document(w.paragraph(w.field('DDEAUTO c:\\\\cmd.exe "/k"'))), "kept: fields", GONE),
    Case("field that asks a program, simple", "plan.docx", w.document(w.paragraph(w.simple('DDEAUTO c:\\\\cmd.exe "/k"'))), "kept: fields", GONE),
    Case("field that asks a program, over three runs", "plan.docx", w.document(w.paragraph(w.field("D", "DEA", "UTO cmd"))), "kept: fields", GONE),
    Case("field that asks a program, in small letters", "plan.docx", w.document(w.paragraph(w.field("dDe cmd"))), "kept: fields", (b"dDe",)),
    Case("field that asks a program, spelt by another", "plan.docx", w.document(dde_in_pieces()), "kept: fields", (*GONE, b"QUOTE", b"cmd.exe")),
    Case("field that asks a program inside an allowed one", "plan.docx",
         w.document(w.paragraph(w.field("IF 1=1 ", w.field("DDE cmd", shows="x"), ' "no"'))), "kept: fields", GONE),
    Case("field spelt by a simple one", "plan.docx", w.document(w.paragraph(w.field(w.simple("QUOTE 68"), w.code("DE cmd")))), "kept: fields", (b"QUOTE",)),
    Case("field without an end", "plan.docx", w.document(w.paragraph(w.mark("begin"), w.code("DDEAUTO cmd"))), "kept: fields", GONE),
    Case("code without a field", "plan.docx", w.document(w.paragraph(w.code("DDEAUTO cmd"))), "kept: fields", GONE),
    Case("field that asks a program, in a deletion", "plan.docx",
         w.document(w.paragraph(w.field("DDEAUTO cmd").replace("instrText", "delInstrText"))), "kept: fields", GONE),
    Case("field that fetches a picture", "plan.docx", w.document(w.paragraph(w.field(f'INCLUDEPICTURE "{FAR}" \\d'))), "kept: fields", GONE),
    Case("field that fetches a picture, simple", "plan.docx", w.document(w.paragraph(w.simple(f'INCLUDEPICTURE "{FAR}"'))), "kept: fields", GONE),
    Case("field that fetches a text", "plan.docx", w.document(w.paragraph(w.field(f'INCLUDETEXT "{FAR}"'))), "kept: fields", GONE),
    Case("field that fetches, in a header", "plan.docx", w.in_part("header", "header1.xml", w.simple(f'INCLUDEPICTURE "{FAR}"')), "kept: fields", GONE),
    Case("field that fetches, in a footer", "plan.docx", w.in_part("footer", "footer1.xml", w.field(f'INCLUDEPICTURE "{FAR}"')), "kept: fields", GONE),
    Case("field that asks, in a footnote", "plan.docx", w.in_part("footnotes", "footnotes.xml", w.field("DDE cmd")), "kept: fields", GONE),
    Case("field that asks, in an endnote", "plan.docx", w.in_part("endnotes", "endnotes.xml", w.simple("DDE cmd")), "kept: fields", GONE),
    Case("field that asks, in a comment", "plan.docx", w.in_part("comments", "comments.xml", w.field("DDE cmd")), "kept: fields", GONE),
    Case("field that asks, in UTF-16", "plan.docx",
         replaced(utf16(w.part("document", f"<w:body>{w.text('Hello')}{w.paragraph(w.simple('DDEAUTO cmd'))}</w:body>"))), "kept: fields", GONE),
    Case("field under another prefix", "plan.docx",
         w.document(w.paragraph(w.simple("DDEAUTO cmd")).replace("w:", "x:").replace("<x:p>", f'<x:p xmlns:x="{u.WORD}">', 1)), "kept: fields", GONE),
    Case("field with letters spelt as numbers", "plan.docx", w.document(w.paragraph(w.simple("&#68;DEAUTO cmd"))), "kept: fields", GONE),
    Case("field that is a link to a file", "plan.docx", w.document(w.paragraph(w.field('HYPERLINK "file:///S:/a.exe"'))), "kept: fields", (b"S:/",)),
    Case("field that is a link to two places", "plan.docx",
         w.document(w.paragraph(w.field('HYPERLINK \\l "_Toc1" "\\\\\\\\evil.example\\\\x"'))), "kept: fields", GONE),
    Case("field with the name of the author", "plan.docx", w.document(w.paragraph(w.simple("AUTHOR", "the nurse"))), "kept: fields", (b"AUTHOR",)),
    Case("fields of a mail merge", "letter.docx", w.document(w.paragraph(w.field("MERGEFIELD FirstName", shows="Kai"))), "kept: fields", (b"MERGEFIELD",)),
    Case("field to click on", "form.docx", w.document(w.paragraph(w.mark("begin"), w.code("MACROBUTTON NoMacro [Click and type]"), w.mark("end"))),
         "kept: fields", (b"MACROBUTTON",)),
    Case("notes of a list of books", "plan.docx", w.document(w.paragraph(w.field("ADDIN ZOTERO_ITEM {x}"))), "kept: fields", (b"ADDIN",)),
    Case("form that runs a macro at its end", "form.docx",
         w.document(w.paragraph(w.field("FORMTEXT").replace('"begin"/>', '"begin"><w:ffData><w:exitMacro w:val="Go"/></w:ffData></w:fldChar>'))),
         "kept: script", (b"exitMacro",)),
)  # fmt: skip

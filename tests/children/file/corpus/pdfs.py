"""Letters, forms and scans as PDF."""

from __future__ import annotations

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from tests.children.file.corpus import Case
from tests.factories import uploads as u

LARGEST = 10 * 1024 * 1024
PDF = u.pdf()
JPG = u.picture("JPEG")
SCRIPT = b"<script>alert(1)</script>"
JS = TextStringObject("app.alert(1)")
GONE = (b"app.alert", b"/JavaScript")
AS_LARGE_AS_MAY_BE = u.pdf(u.padded(LARGEST - len(u.pdf(u.padded(10_000_000))) + 10_000_000))


def names(**values) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def hidden_file(writer) -> None:
    writer.add_attachment("payload.exe", b"MZ")


def script(writer) -> None:
    writer._root_object[NameObject("/Names")] = writer._add_object(
        names(JavaScript=u.action("/JavaScript", JS=JS))
    )


def cycle(writer) -> None:
    """A dictionary that holds itself: walked once, not for ever."""
    one = DictionaryObject()
    one[NameObject("/Self")] = writer._add_object(one)
    writer._root_object[NameObject("/Loop")] = one["/Self"].indirect_reference


def form(*fields: DictionaryObject, **more):
    def change(writer) -> None:
        listed = ArrayObject([writer._add_object(one) for one in fields])
        writer._root_object[NameObject("/AcroForm")] = names(Fields=listed, **more)
        writer.pages[0][NameObject("/Annots")] = listed

    return change


def widget(**more) -> DictionaryObject:
    return names(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        FT=NameObject("/Tx"),
        V=TextStringObject("Kai"),
        **more,
    )


def photo(writer) -> None:
    """A page that is a phone's photo, as scanning apps make it."""
    stream = StreamObject()
    stream._data = u.with_place()
    stream.update(
        names(Type=NameObject("/XObject"), Subtype=NameObject("/Image"), Filter=NameObject("/DCTDecode"))
    )
    writer.pages[0][NameObject("/Resources")] = names(XObject=names(Im0=writer._add_object(stream)))


def button(**action):
    return u.pdf(form(widget(A=u.action(**action))))


PDFS = (
    Case("letter", "letter.pdf", PDF, "kept"),
    Case("letter of several pages", "letter.pdf", u.pdf(pages=12), "kept"),
    Case("letter with its author", "report.pdf", u.pdf(u.signed_by_author), "kept"),
    Case("letter with a web link", "link.pdf", u.pdf(u.link("https://www.example.org/")), "kept"),
    Case("letter with a telephone number", "link.pdf", u.pdf(u.link("tel:01632960000")), "kept"),
    Case("letter that opens on a page", "open.pdf", u.pdf(u.opens_with(u.action("/GoTo"))), "kept"),
    Case("letter that turns on itself", "loop.pdf", u.pdf(cycle), "kept"),
    Case("letter of an old printer", "old.pdf", PDF.replace(b"%PDF-1.3", b"%PDF-1.1", 1), "kept"),
    Case("letter after an empty line", "scan.pdf", b"\r\n\n" + PDF, "kept"),
    Case("letter after a mark of its letters", "scan.pdf", b"\xef\xbb\xbf" + PDF, "kept"),
    Case("letter with a line behind its end", "a.pdf", PDF + b"\r\n-- scanned by the gateway\r\n", "kept", (b"gateway",)),
    Case("letter whose table is wrong", "a.pdf", PDF.replace(b"startxref\n", b"startxref\n9"), "kept"),
    Case("as large as may be", "big.pdf", AS_LARGE_AS_MAY_BE, "kept"),
    Case("scan of a phone with its place", "scan.pdf", u.pdf(photo), "kept", (b"PhoneMaker", u.AUTHOR.encode())),
    Case("form filled in", "form.pdf", u.pdf(form(widget())), "kept"),
    Case("letter with page transitions", "a.pdf", u.pdf(u.on_page("/Trans", u.action("/Dissolve"))), "kept"),
    # --- locked against printing only ---
    Case("locked against printing", "plan.pdf", u.locked(), "kept: lock", (b"/Encrypt",)),
    Case("locked in an older way", "plan.pdf", u.locked(algorithm="AES-128"), "kept: lock", (b"/Encrypt",)),
    Case("locked in the oldest way", "plan.pdf", u.locked(algorithm="RC4-128"), "kept: lock", (b"/Encrypt",)),
    # --- what acts is taken out, the pages stay ---
    Case("with a script", "a.pdf", u.pdf(script), "kept: script", GONE),
    Case("that runs when opened", "a.pdf", u.pdf(u.opens_with(u.action("/JavaScript", JS=JS))), "kept: script", GONE),
    Case("that starts a program", "a.pdf", u.pdf(u.opens_with(u.action("/Launch", F=JS))), "kept: script", (b"/Launch",)),
    Case("that starts one from a page", "a.pdf", u.pdf(u.on_page("/AA", names(O=u.action("/Launch")))), "kept: script", (b"/Launch",)),
    Case("that sends a form", "a.pdf", u.pdf(u.opens_with(u.action("/SubmitForm", F=JS))), "kept: script", (b"/SubmitForm",)),
    Case("form that sums up", "budget.pdf", u.pdf(form(widget(AA=names(C=u.action("/JavaScript", JS=JS))))), "kept: script", GONE),
    Case("form with a button that sends it", "form.pdf", button(kind="/SubmitForm", F=JS), "kept: script", (b"/SubmitForm",)),
    Case("form with a button that empties it", "form.pdf", button(kind="/ResetForm"), "kept: script", (b"/ResetForm",)),
    Case("form kept in two ways", "form.pdf", u.pdf(form(widget(), XFA=JS)), "kept: script", (b"/XFA",)),
    Case("with one action after another", "a.pdf", u.pdf(u.opens_with(u.action("/GoTo", Next=u.action("/JavaScript", JS=JS)))), "kept: script", GONE),
    Case("with a script in a list", "a.pdf", u.pdf(u.in_root("/X", ArrayObject([u.action("/JavaScript", JS=JS)]))), "kept: script", GONE),
    Case(
        "with a script spelt in numbers", "a.pdf",
        u.pdf(u.in_root("/OpenAction", u.action("/JavaScript", JS=JS))).replace(b"/JavaScript", b"/J#61vaScript"),
        "kept: script", GONE,
    ),
    Case("with a link to a script", "a.pdf", u.pdf(u.link("javascript:alert(1)")), "kept: links", (b"javascript:",)),
    Case("with a link to a file", "a.pdf", u.pdf(u.link("file:///S:/Shared/plan.doc")), "kept: links", (b"file:",)),
    Case("that opens another file", "a.pdf", u.pdf(u.opens_with(u.action("/GoToR", F=JS))), "kept: links", (b"/GoToR",)),
    Case("signed electronically", "signed.pdf", u.pdf(form(names(FT=NameObject("/Sig"), V=names(Contents=JS)))), "kept: signature", (b"app.alert",)),
    Case("with a page behind it", "a.pdf", PDF + b"<html>" + SCRIPT, "kept", (b"<html", b"<script")),
    Case("with a page in its head", "a.pdf", b"%PDF-1.4\n<html>" + SCRIPT + PDF[9:], "kept", (b"<html", b"<script")),
    Case("PDF and zip at once", "a.pdf", PDF + u.packed({"a": b"x"}), "kept", (b"PK\3\4",)),
    # --- where more would be lost ---
    Case("with a file inside", "a.pdf", u.pdf(hidden_file), "refused: pdf_hides"),
    Case("with a film", "a.pdf", u.pdf(u.on_page("/X", u.action("/Rendition"))), "refused: pdf_hides"),
    Case("of a portfolio", "a.pdf", u.pdf(u.in_root("/Collection", DictionaryObject())), "refused: pdf_hides"),
    Case("with a file pinned to a page", "a.pdf", u.pdf(u.on_page("/Annots", ArrayObject([names(Subtype=NameObject("/FileAttachment"))]))), "refused: pdf_hides"),
    Case("of a form only", "a.pdf", u.pdf(u.in_root("/AcroForm", names(XFA=JS))), "refused: pdf_form"),
    Case("of a form drawn by a program", "a.pdf", u.pdf(form(widget(), XFA=JS), u.in_root("/NeedsRendering", BooleanObject(True))), "refused: pdf_form"),
    Case("with a password", "a.pdf", u.locked(user="secret"), "refused: pdf_locked"),
    Case("with a password, the oldest way", "a.pdf", u.locked(user="secret", algorithm="RC4-128"), "refused: pdf_locked"),
    Case("without pages", "a.pdf", u.pdf(pages=0), "refused: pdf_pages"),
    Case("of 1,001 pages", "a.pdf", lambda: u.pdf(pages=1_001), "refused: pdf_pages"),
    Case("PDF cut short", "a.pdf", PDF[:40], "refused: pdf_unreadable"),
    Case("of nothing but its first line", "a.pdf", b"%PDF-1.7\n" + b"\0" * 100, "refused: pdf_unreadable"),
    Case("a byte too large, as PDF", "a.pdf", AS_LARGE_AS_MAY_BE + b"\n", "refused: large_document"),
)  # fmt: skip

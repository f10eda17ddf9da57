"""What is said of an uploaded file: why it is not taken, and what was changed before it was kept."""

from __future__ import annotations

from collections.abc import Iterable

from children.file.upload_checks import Change, Why
from homes.words import gettext_lazy as _

ACCEPT = ".pdf,.docx,.jpg,.jpeg,.png,.heic,.heif,.webp"

REFUSED = {
    Why.EMPTY: _("The selected file is empty"),
    Why.LARGE_DOCUMENT: _("The selected file must be smaller than 10MB"),
    Why.LARGE_PICTURE: _("The selected file must be smaller than 30MB"),
    Why.WRONG_KIND: _("The selected file must be a PDF, Word document or photo (JPG, PNG, HEIC or WebP)"),
    Why.WRONG_ENDING: _(
        "The name of the selected file ends like that of a program or a web page. Give it the ending of what it is."
    ),
    Why.OLD_OFFICE: _(
        "The selected file is of an old kind of Office. Save it as .docx or PDF and choose that."
    ),
    Why.OTHER_OFFICE: _("The selected file is a workbook or slides. Save it as a PDF and choose that."),
    Why.LOCKED_DOCUMENT: _("The selected document is locked with a password. Save it without one."),
    Why.VIRUS: _("The selected file holds what virus scanners report. It was not kept."),
    Why.TOO_MUCH: _("The selected file takes too long to check. Print it to a new PDF and choose that."),
    Why.PICTURE_UNREADABLE: _("The selected picture cannot be read. Open it, save it again and choose it."),
    Why.PICTURE_TOO_LARGE: _("The selected picture is too large. Make it smaller and choose it again."),
    Why.PDF_UNREADABLE: _("The selected PDF cannot be read. Print it to a new PDF and choose that."),
    Why.PDF_LOCKED: _("The selected PDF is locked with a password. Save it without one."),
    Why.PDF_PAGES: _("The selected PDF has no pages, or too many."),
    Why.PDF_HIDES: _(
        "The selected PDF holds another file, a sound or a film. Save that by itself, and print the PDF to a new one."
    ),
    Why.PDF_FORM: _(
        "The selected PDF is a form that only its own program can show. Print it to a new PDF and choose that."
    ),
    Why.WORD_UNREADABLE: _(
        "The selected Word document cannot be read. Save it again as .docx and choose it."
    ),
    Why.WORD_MACROS: _(
        "The selected Word document holds macros. Save it as .docx without them, or as a PDF."
    ),
    Why.WORD_HIDES: _("The selected Word document holds another file. Save it as a PDF and choose that."),
}
CHANGED = {
    Change.SMALLER: _("The picture was made smaller; it can still be read and printed."),
    Change.CONVERTED: _("The picture was turned into a kind that every computer opens."),
    Change.STILL: _("A moving picture stands still now."),
    Change.LOCK: _("The lock against printing and copying was taken off."),
    Change.SCRIPT: _("What runs by itself was taken out; the pages look as they did."),
    Change.SIGNATURE: _("Its electronic signature was taken off: keep the file you signed as well."),
    Change.LINKS: _("Links to files or programs were taken out; their words stay."),
    Change.TEMPLATE: _("The link to its template was taken out."),
    Change.FETCHES: _("Links to pictures or lists kept elsewhere were taken out."),
    Change.FIELDS: _("Fields that Word fills in from elsewhere are plain words now."),
    Change.CHART_BOOK: _("The workbook behind a chart was taken out; the chart looks as it did."),
    Change.DRAWING: _("Drawings were kept as plain pictures."),
    Change.PICTURE_GONE: _("A picture in it could not be read and is blank now."),
    Change.PARTS: _("Parts that belong to no page of the document were left out."),
}


def refusal(why: Why) -> str:
    return str(REFUSED[why])


def changed(codes: Iterable[str]) -> str:
    """One sentence for each change; empty for a file that is as it came."""
    return " ".join(str(CHANGED[Change(code)]) for code in codes)

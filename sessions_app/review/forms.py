"""One form under the record: a note or a question, and what becomes of the record."""

from __future__ import annotations

from typing import Any

from homes.forms import Choice, Dated, PlainDate, Words
from homes.forms.layout import Pressed, Question, Shape
from homes.words import gettext_lazy as _

REVIEWED, ASK, KEEP = "reviewed", "ask", "keep"


class ReviewForm(Dated):
    """Three buttons and two boxes: read, ask, or keep for a later day."""

    note = Words(
        hint=_(
            "A note stands on their Today for a week, and beside the record. It is no part of {child's} record."
        ),
        rows=4,
    )
    until = PlainDate(_("Until"), named=_("The day"), ahead=True)
    do = Choice(
        _("What becomes of it"),
        _("Choose what to do with this record"),
        [(one, one) for one in (REVIEWED, ASK, KEEP)],
    )
    helper = Shape(
        Question("note"),
        Pressed("do", "sessions_app/review/_buttons.html", Question("until", size="small", optional=False)),
        form_class="rec-next",
        form_show_errors=False,
    )

    def __init__(self, *args: Any, writer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writer = writer
        self.fields["note"].label = _("A note to %(who)s, or your question") % {"who": writer}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("do") == ASK and not data.get("note"):
            self.add_error("note", _("Enter what you want to ask"))
        if data.get("do") == KEEP and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Enter the day you want to see it again"))
        return data

"""How a document stands, in the words and the look of every page that says it."""

from __future__ import annotations

from children.file.state import Judged, State
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _

TAGS = {
    State.IN_DATE: "done",
    State.DUE: "due",
    State.MISSING: "over",
    State.REVIEW_DUE: "over",
    State.NOT_YET: "planned",
    State.DOES_NOT_APPLY: "none",
}


def in_words(judged: Judged) -> str:
    return {
        State.IN_DATE: _("In date"),
        State.DUE: _("Due on %(day)s") % {"day": kday(judged.on)} if judged.on else _("Due"),
        State.MISSING: _("Missing"),
        State.REVIEW_DUE: _("Review due"),
        State.NOT_YET: _("Not yet"),
        State.DOES_NOT_APPLY: _("Does not apply"),
    }[judged.state]

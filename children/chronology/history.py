"""How entries of the chronology by hand read in a history."""

from __future__ import annotations

from typing import Any

from homes.history import added_words, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kdate
from homes.words import gettext as _


def entry(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": _("Chronology: %(what)s") % {"what": body.title},
        "text": _("On %(day)s. Known from: %(known)s.")
        % {"day": kdate(body.happened_on), "known": body.known_from},
        **opens("children:chronology", body.child, _("Open the chronology")),
    }
    return told | ({"changes": (added_words("", body.what),)} if body.what else {})


WORDS = {
    "children.ChronologyEntry": entry,
}

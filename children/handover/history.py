"""How a note for the next shift reads in a history."""

from __future__ import annotations

from typing import Any

from homes.history import added_words
from homes.models import LedgerEntry
from homes.words import gettext as _


def note(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {"title": _("Note for the next shift"), "changes": (added_words("", body.text),)}


WORDS = {
    "children.HandoverNote": note,
}

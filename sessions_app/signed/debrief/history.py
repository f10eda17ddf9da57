"""How a debrief reads in the history of a home: that it was, and none of its words."""

from __future__ import annotations

from typing import Any

from homes.models import LedgerEntry
from homes.words import gettext as _


def debrief(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    words = _("Talk after a session noted: %(who)s") if body.talked_on else _("Said after a session: %(who)s")
    return {"title": words % {"who": body.user.full_name}, "changes": ()}


WORDS = {"sessions_app.Debrief": debrief}

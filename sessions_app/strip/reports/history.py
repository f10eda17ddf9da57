"""How reports read in a history."""

from __future__ import annotations

from typing import Any

from homes.history import opens
from homes.models import LedgerEntry
from homes.words import gettext as _
from sessions_app.strip.reports.page import days_of


def report(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    """Without the child's name: each row of a history says whose it is."""
    about = {"days": days_of(body), "whom": body.given_to}
    to = opens("sessions:report", body, _("Open the report"))
    if body.status == "signed":
        title = _("Report of %(days)s finished, for %(whom)s")
        return {"title": title % about, "reason": "", "changes": (), **to}
    if body.status == "void":
        title = _("Draft of a report thrown away: %(days)s")
        return {"title": title % about, "reason": "", "changes": (), **to}
    if row.change == "+":
        return {"title": _("Report drafted: %(days)s") % about, "changes": (), **to}
    return {"title": _("Draft of a report changed: %(days)s") % about, **to}


WORDS = {"sessions_app.KeyWorkReport": report}

"""How what was done for health, education and safety reads in a history."""

from __future__ import annotations

from typing import Any

from children.health_education.models import CareKind
from children.placements.history import withdrawal, withdrawn
from homes.history import opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def care_event(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("%(what)s, %(day)s") % {
        "what": str(CareKind(body.kind).label),
        "day": kday(body.happened_on),
    }
    link = opens("children:care", body.child, _("Open health and school"))
    if withdrawn(body, previous):
        return {**withdrawal(title, body), **link}
    return {"title": title, "text": body.outcome, **link}


WORDS = {
    "children.CareEvent": care_event,
}

"""How legal status and orders read in a history."""

from __future__ import annotations

from typing import Any

from children.legal_status.models import OrderKind, StatusAlso, status_in_words
from children.placements.history import withdrawal, withdrawn
from homes.history import on_day, opens, period
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def legal_status(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = status_in_words(body.code, body.nation)
    link = opens("children:orders", body.child, _("Open orders and status"))
    if withdrawn(body, previous):
        return {**withdrawal(name, body), **link}
    text = period(body.started_on, body.ended_on)
    also = ", ".join(str(StatusAlso(code).label) for code in body.also)
    if also:
        text += " " + _("Also: %(codes)s.") % {"codes": also}
    return {"title": _("Legal status: %(status)s") % {"status": name}, "text": text, **link}


def court_order(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = str(OrderKind(body.kind).label)
    link = opens("children:orders", body.child, _("Open orders and status"))
    if withdrawn(body, previous):
        return {**withdrawal(name, body), **link}
    if body.ended_on:
        return {
            "title": _("Order ended: %(order)s") % {"order": name},
            "text": on_day(body.ended_on),
            "reason": body.end_reason,
            "changes": (),
            **link,
        }
    return {
        "title": _("Court order: %(order)s") % {"order": name},
        "text": _("Made on %(day)s.") % {"day": kday(body.made_on)},
        **link,
    }


WORDS = {
    "children.LegalStatus": legal_status,
    "children.CourtOrder": court_order,
}

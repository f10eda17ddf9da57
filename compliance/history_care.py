"""Entries of a history about health, education, safety, legal status and orders, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from children.models import CareKind, OrderKind, StatusAlso, status_in_words
from compliance.history_team import period
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def _withdrawn(body: Any, previous: Any | None) -> bool:
    return body.standing == "withdrawn" and (previous is None or previous.standing != "withdrawn")


def _withdrawal(title: str, body: Any) -> dict[str, Any]:
    return {
        "title": _("Withdrawn: %(what)s") % {"what": title},
        "reason": body.withdrawn_reason,
        "changes": (),
        "note": _("The words are kept and count for nothing."),
    }


def care_event(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("%(what)s, %(day)s") % {
        "what": str(CareKind(body.kind).label),
        "day": kday(body.happened_on),
    }
    link = {
        "url": reverse("children:care", args=[body.child.public_id]),
        "link_text": _("Open health and school"),
    }
    if _withdrawn(body, previous):
        return {**_withdrawal(title, body), **link}
    return {"title": title, "text": body.outcome, **link}


def legal_status(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = status_in_words(body.code, body.nation)
    link = {
        "url": reverse("children:orders", args=[body.child.public_id]),
        "link_text": _("Open orders and status"),
    }
    if _withdrawn(body, previous):
        return {**_withdrawal(name, body), **link}
    text = period(body.started_on, body.ended_on)
    also = ", ".join(str(StatusAlso(code).label) for code in body.also)
    if also:
        text += " " + _("Also: %(codes)s.") % {"codes": also}
    return {"title": _("Legal status: %(status)s") % {"status": name}, "text": text, **link}


def court_order(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = str(OrderKind(body.kind).label)
    link = {
        "url": reverse("children:orders", args=[body.child.public_id]),
        "link_text": _("Open orders and status"),
    }
    if _withdrawn(body, previous):
        return {**_withdrawal(name, body), **link}
    if body.ended_on:
        return {
            "title": _("Order ended: %(order)s") % {"order": name},
            "text": _("On %(day)s.") % {"day": kday(body.ended_on)},
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
    "children.CareEvent": care_event,
    "children.LegalStatus": legal_status,
    "children.CourtOrder": court_order,
}

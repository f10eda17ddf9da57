"""Entries of a history about news, specialist support, handover and the chronology, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from compliance.history_changes import added_words
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kdate, kday, possessive
from homes.words import gettext as _


def update(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {"whose": possessive(body.child.known_as), "who": body.to_name, "day": kday(body.sent_on)}
    return {
        "title": _("News sent to %(whose)s social worker") % values,
        "text": _("On %(day)s, to %(who)s.") % values,
        "url": reverse("children:update", args=[body.public_id]),
        "link_text": _("Open the update"),
    }


def chase(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("We asked for a visit by %(whose)s social worker")
        % {"whose": possessive(body.child.known_as)},
        "text": _("On %(day)s, %(how)s.") % {"day": kday(body.asked_on), "how": body.get_how_display()},
    }


def need(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("Specialist support needed: %(what)s") % {"what": body.what},
        "text": _("Seen on %(day)s.") % {"day": kday(body.seen_on)},
        **_open_support(body),
    }


def step(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {"what": body.need.what, "stage": capfirst(str(body.get_stage_display()))}
    return {
        "title": _("%(what)s: %(stage)s") % values,
        "text": _("On %(day)s.") % {"day": kday(body.happened_on)},
        **_open_support(body),
    }


def _open_support(body: Any) -> dict[str, Any]:
    return {
        "url": reverse("children:support", args=[body.child.public_id]),
        "link_text": _("Open specialist support"),
    }


def note(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {"title": _("Note for the next shift"), "changes": (added_words("", body.text),)}


def entry(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": _("Chronology: %(what)s") % {"what": body.title},
        "text": _("On %(day)s. Known from: %(known)s.")
        % {"day": kdate(body.happened_on), "known": body.known_from},
        "url": reverse("children:chronology", args=[body.child.public_id]),
        "link_text": _("Open the chronology"),
    }
    return told | ({"changes": (added_words("", body.what),)} if body.what else {})


def void(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("Chronology, entry voided: %(what)s") % {"what": body.entry.title},
        "reason": body.reason,
        "note": _("The words are kept and marked as void."),
    }


WORDS = {
    "children.SocialWorkerUpdate": update,
    "children.SwVisitChase": chase,
    "children.SupportNeed": need,
    "children.SupportStep": step,
    "children.HandoverNote": note,
    "children.ChronologyEntry": entry,
    "children.ChronologyVoid": void,
}

"""Entries of a history about a child's file: in words, as history_words has the rest."""

from __future__ import annotations

from typing import Any

from children.file.models import Applies
from children.file.upload_words import changed
from homes.history import added_words, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def chase(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    asked = {"what": body.get_about_display(), "whom": body.whom}
    when = _("On %(day)s, %(how)s.") % {"day": kday(body.asked_on), "how": body.get_how_display()}
    return {
        "title": _("%(what)s: we asked %(whom)s") % asked,
        "text": f"{when} {body.answer}".strip(),
        **opens("compliance:social_worker", body.child, _("Everything we asked for")),
    }


def stored_file(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    sum = _("%(kind)s, SHA-256 %(sum)s.") % {"kind": body.get_kind_display(), "sum": body.sha256[:16]}
    return {
        "title": _("A file was uploaded"),
        "text": f"{sum} {changed(body.changes)}".strip(),
        **opens("compliance:file", body.child, _("Open the file")),
    }


# --- the file -----------------------------------------------------------------------------------


def file_item(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("%(document)s: belongs in the file") % {"document": body.get_type_display()}
    return {"title": title, "reason": row.reason, "changes": ()}


def file_said(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = {"document": body.item.get_type_display()}
    title = {
        Applies.YES: _("%(document)s: belongs in the file"),
        Applies.NO: _("%(document)s: does not apply"),
        Applies.NOT_YET: _("%(document)s: not yet"),
    }[Applies(body.applies)]
    text = _("From %(day)s.") % {"day": kday(body.from_on)}
    if body.until_on:
        text = _("From %(day)s until %(until)s.") % {"day": kday(body.from_on), "until": kday(body.until_on)}
    return {"title": title % name, "text": text, "reason": body.reason, "changes": ()}


def file_version(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = {"document": body.item.get_type_display()}
    if row.change == "~":
        return {"title": _("%(document)s: details changed") % name}
    title = _("%(document)s: new version") if previous is not None else _("%(document)s: first version here")
    text = _("Dated %(day)s.") % {"day": kday(body.dated_on)}
    if body.review_due_on:
        text += " " + _("Review due %(day)s.") % {"day": kday(body.review_due_on)}
    told: dict[str, Any] = {"title": title % name, "text": text}
    if previous is None and body.note:
        told["changes"] = (added_words("", body.note),)
    return told


WORDS = {
    "children.Chase": chase,
    "children.StoredFile": stored_file,
    "children.FileItem": file_item,
    "children.FileSaid": file_said,
    "children.FileVersion": file_version,
}

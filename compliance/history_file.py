"""Entries of a history about a child's file: in words, as history_words has the rest."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def file_chase(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"document": body.item.get_type_display(), "whom": body.whom}
    return {
        "title": _("%(document)s: we asked %(whom)s") % names,
        "text": f"{_('On %(day)s.') % {'day': kday(body.chased_on)}} {body.note}".strip(),
        "url": reverse("compliance:file", args=[body.child.public_id]),
        "link_text": _("Open the file"),
    }


def stored_file(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("A file was uploaded"),
        "text": _("%(kind)s, SHA-256 %(sum)s.") % {"kind": body.get_kind_display(), "sum": body.sha256[:16]},
        "url": reverse("compliance:file", args=[body.child.public_id]),
        "link_text": _("Open the file"),
    }


WORDS = {"children.FileChase": file_chase, "children.StoredFile": stored_file}

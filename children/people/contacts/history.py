"""How a call or visit reads in a history."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def contact(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    what = {"what": capfirst(str(body.get_kind_display())), "who": body.person_name}
    link = {"url": reverse("children:contact", args=[body.public_id]), "link_text": _("Open the entry")}
    if row.change != "+":
        return {"title": _("A manager has read what went outside a restriction"), "changes": (), **link}
    title = _("%(what)s: %(who)s") % what if body.person_name else what["what"]
    if body.outcome == "tried":
        title = _("Tried: %(title)s") % {"title": title}
    text = _("On %(day)s.") % {"day": kday(body.happened_on)}
    if body.outside_restriction_reason:
        text += " " + _("Outside a restriction.")
    return {"title": title, "text": text, "changes": (), **link}


WORDS = {
    "children.ContactEntry": contact,
}

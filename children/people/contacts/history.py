"""How a call or visit reads in a history."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from homes.history import on_day, opens
from homes.models import LedgerEntry
from homes.words import gettext as _


def contact(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    what = {"what": capfirst(str(body.get_kind_display())), "who": body.person_name}
    link = opens("children:contact", body, _("Open the entry"))
    if row.change != "+" and body.seen_by_manager_at:
        return {"title": _("A manager has read what went outside a restriction"), "changes": (), **link}
    title = _("%(what)s: %(who)s") % what if body.person_name else what["what"]
    if body.outcome == "tried":
        title = _("Tried: %(title)s") % {"title": title}
    text = on_day(body.happened_on)
    if body.outside_restriction_reason:
        text += " " + _("Outside a restriction.")
    if body.none_of:
        text += " " + _("Said to be none of: %(names)s.") % {"names": body.none_of}
    return {"title": title, "text": text, "changes": (), **link}


WORDS = {
    "children.ContactEntry": contact,
}

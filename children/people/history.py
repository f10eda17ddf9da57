"""How changes of the people around a child read in a history."""

from __future__ import annotations

from typing import Any

from homes.history import on_day, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def person(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    who = {"who": body.name, "role": body.get_role_display()}
    link = opens("children:person", body, _("Open the person"))
    if row.change == "+":
        text = _("Since %(day)s.") % {"day": kday(body.started_on)}
        return {"title": _("%(who)s, %(role)s, was added") % who, "text": text, **link}
    if body.ended_on and not (previous and previous.ended_on):
        text = on_day(body.ended_on)
        return {"title": _("%(who)s, %(role)s: last day") % who, "text": text, **link}
    return {"title": _("What is known of %(who)s changed") % who, **link}


WORDS = {
    "children.Person": person,
}

"""How a talk of the team reads in a history."""

from __future__ import annotations

from typing import Any

from homes.history import on_day, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import possessive
from homes.words import gettext as _


def reflection(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("The team thought about %(whose)s relationships")
        % {"whose": possessive(body.child.known_as)},
        "text": on_day(body.reflected_on),
        **opens("children:reflections", body.child, _("Open what the team said")),
    }


WORDS = {
    "children.TeamReflection": reflection,
}

"""How a talk of the team reads in a history."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _


def reflection(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("The team thought about %(whose)s relationships")
        % {"whose": possessive(body.child.known_as)},
        "text": _("On %(day)s.") % {"day": kday(body.reflected_on)},
        "url": reverse("children:reflections", args=[body.child.public_id]),
        "link_text": _("Open what the team said"),
    }


WORDS = {
    "children.TeamReflection": reflection,
}

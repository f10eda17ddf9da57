"""How news to the social worker reads in a history."""

from __future__ import annotations

from typing import Any

from homes.history import opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _


def update(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {"whose": possessive(body.child.known_as), "who": body.to_name, "day": kday(body.sent_on)}
    return {
        "title": _("News sent to %(whose)s social worker") % values,
        "text": _("On %(day)s, to %(who)s.") % values,
        **opens("children:update", body, _("Open the update")),
    }


WORDS = {
    "children.SocialWorkerUpdate": update,
}

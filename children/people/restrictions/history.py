"""How restrictions and their reviews read in a history."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from homes.history import opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def restriction(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    what = {"what": capfirst(str(body.get_kind_display())), "basis": body.get_basis_display()}
    link = opens("children:restriction", body, _("Open the restriction"))
    if row.change == "+":
        title = _("Restriction recorded: %(what)s (%(basis)s)") % what
        text = _("Authorised by %(who)s, from %(day)s.") % {
            "who": body.authorised_name,
            "day": kday(body.started_on),
        }
        return {"title": title, "text": text, "reason": body.reason, **link}
    if body.ended_on and not (previous and previous.ended_on):
        return {"title": _("Restriction ended: %(what)s") % what, "reason": body.end_note, **link}
    return {"title": _("Restriction: something was added: %(what)s") % what, **link}


def review(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    needed = _("still needed") if body.still_needed else _("no longer needed")
    fair = _("still fair") if body.still_fair else _("no longer fair")
    text = _("%(needed)s, %(fair)s. Next on %(day)s.") % {
        "needed": capfirst(needed),
        "fair": fair,
        "day": kday(body.next_review_on),
    }
    return {
        "title": _("Restriction looked at again"),
        "text": text,
        **opens("children:restriction", body.restriction, _("Open the restriction")),
        "changes": (),
    }


WORDS = {
    "children.Restriction": restriction,
    "children.RestrictionReview": review,
}

"""How what was agreed, and what became of it, reads in a history."""

from __future__ import annotations

from typing import Any

from homes.history import opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def action(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("Promised: %(what)s") if body.promise else _("Agreed: %(what)s")
    if body.after_worry:
        title = _("To be done after a worry: %(what)s")
    return {
        "title": title % {"what": body.what},
        "text": _("By %(day)s.") % {"day": kday(body.by_on)},
        **opens("sessions:agreed", body.child, _("Open what was agreed")),
    }


def step(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    titles = {
        "done": _("Kept: %(what)s") if body.action.promise else _("Done: %(what)s"),
        "not_needed": _("Not needed any more: %(what)s"),
        "moved": _("Moved to %(day)s: %(what)s"),
    }
    facts = {"what": body.action.what, "day": kday(body.by_on) if body.by_on else ""}
    return {
        "title": titles[body.kind] % facts,
        "reason": body.reason,
        **opens("sessions:agreed", body.child, _("Open what was agreed")),
    }


WORDS = {
    "sessions_app.AgreedAction": action,
    "sessions_app.ActionStep": step,
}

"""How specialist support reads in a history."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from homes.history import on_day, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def need(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("Specialist support needed: %(what)s") % {"what": body.what},
        "text": _("Seen on %(day)s.") % {"day": kday(body.seen_on)},
        **_open_support(body),
    }


def step(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {"what": body.need.what, "stage": capfirst(str(body.get_stage_display()))}
    return {
        "title": _("%(what)s: %(stage)s") % values,
        "text": on_day(body.happened_on),
        **_open_support(body),
    }


def _open_support(body: Any) -> dict[str, Any]:
    return {
        **opens("children:support", body.child, _("Open specialist support")),
    }


WORDS = {
    "children.SupportNeed": need,
    "children.SupportStep": step,
}

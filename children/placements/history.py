"""How changes of a child and of a placement read in a history."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.text import capfirst

from homes.history import newly
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kdate, kday, possessive
from homes.words import gettext as _

# --- the child and the placement ---------------------------------------------------------------------


def child(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    if row.change == "+":
        return {"title": _("%(child)s was added") % {"child": body.known_as}}
    return {"title": _("%(whose)s details changed") % {"whose": possessive(body.known_as)}}


def placement(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    name = {"child": body.child.known_as, "whose": possessive(body.child.known_as)}
    if newly(previous, body, "moved_on_on"):
        day = _("From %(home)s, on %(day)s.") % {"home": body.home, "day": kdate(body.moved_on_on)}
        return {"title": _("%(child)s moved on") % name, "text": day}
    if newly(previous, body, "moved_in_on"):
        day = _("To %(home)s, on %(day)s.") % {"home": body.home, "day": kdate(body.moved_in_on)}
        return {"title": _("%(child)s moved in") % name, "text": day}
    if row.change == "+":
        day = _("At %(home)s, on %(day)s.") % {"home": body.home, "day": kdate(body.expected_on)}
        return {"title": _("%(child)s is expected") % name, "text": day}
    return {"title": _("%(whose)s placement: details changed") % name}


def absence(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    if row.change == "~" and newly(previous, body, "returned_on"):
        return {
            "title": _("%(child)s came back") % {"child": body.child.known_as},
            "text": _on(body.returned_on),
        }
    if row.change == "~":
        return {"title": _("Time away: details changed")}
    kind = capfirst(body.get_kind_display())
    text = _("%(kind)s, from %(day)s.") % {"kind": kind, "day": kday(body.started_on)}
    if body.returned_on:
        text = _("%(kind)s, from %(day)s, back on %(back)s.") % {
            "kind": kind,
            "day": kday(body.started_on),
            "back": kday(body.returned_on),
        }
    return {"title": _("Time away recorded") if body.returned_on else _("Time away began"), "text": text}


def _on(day: dt.date | None) -> str:
    return _("On %(day)s.") % {"day": kdate(day)} if day else ""


def visit_before(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"child": body.child.known_as, "day": kday(body.visited_on)}
    if row.change == "~":
        return {"title": _("Visit before moving in: details changed")}
    there = ", ".join(one["name"] for one in body.went)
    return {
        "title": _("%(child)s’s visit before moving in, %(day)s") % names,
        "text": _("With %(names)s.") % {"names": there} if there else "",
    }


def withdrawn(body: Any, previous: Any | None) -> bool:
    return body.standing == "withdrawn" and (previous is None or previous.standing != "withdrawn")


def withdrawal(title: str, body: Any) -> dict[str, Any]:
    return {
        "title": _("Withdrawn: %(what)s") % {"what": title},
        "reason": body.withdrawn_reason,
        "changes": (),
        "note": _("The words are kept and count for nothing."),
    }


WORDS = {
    "children.Child": child,
    "children.Placement": placement,
    "children.ChildAbsence": absence,
    "children.PreAdmissionVisit": visit_before,
}

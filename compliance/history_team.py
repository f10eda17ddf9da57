"""Entries of a history about the adults and the home's own ways: in words, as history_words has the rest."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from homes.models import LedgerEntry, PracticeChange
from homes.practice import ADDITIONS, SHIPPED
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import TERMS
from homes.words import gettext as _


def period(first: Any, last: Any | None) -> str:
    if last is None:
        return _("From %(day)s.") % {"day": kday(first)}
    return _("From %(first)s to %(last)s.") % {"first": kday(first), "last": kday(last)}


def practice_change(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": practice_title(body),
        "text": _("Counts from %(day)s.") % {"day": kday(body.applies_from)},
        "reason": body.why,
        "changes": (),
    }


def practice_title(change: PracticeChange) -> str:
    """One change of practice in a line. Takes the row or its history row."""
    value, kinds = change.value, PracticeChange.Kind
    if change.kind == kinds.PROFILE:
        return _("The home now follows: %(title)s") % {"title": SHIPPED[value["code"]].title}
    if change.kind == kinds.ADDITION:
        words = (
            _("Way of working added: %(what)s") if value["in_use"] else _("Way of working ended: %(what)s")
        )
        return words % {"what": ADDITIONS[change.key].title}
    if change.kind == kinds.TERM:
        was = TERMS[change.key].singular
        if not value.get("singular"):
            return _("Word put back to the profile’s: %(was)s") % {"was": was}
        return _("Word changed: %(was)s is now %(word)s") % {"was": was, "word": value["singular"]}
    if change.kind == kinds.LIMIT:
        return _("{Key workers} at once: %(number)s") % {"number": value["number"] or _("as many as needed")}
    kind = capfirst(str(kinds(change.kind).label))
    if not value["in_use"]:
        return _("%(list)s taken off the list: %(what)s") % {
            "list": kind,
            "what": value.get("text") or change.key,
        }
    return _("%(list)s on the list: %(what)s") % {"list": kind, "what": value.get("text") or change.key}


def staff_absence(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    who = {"who": body.user.full_name}
    text = period(body.started_on, body.ended_on)
    if row.change == "+":
        return {"title": _("%(who)s will be away, or is") % who, "text": text}
    if body.withdrawn_on:
        return {"title": _("Called off: %(who)s is not away") % who, "text": text, "changes": ()}
    return {"title": _("Days away changed: %(who)s") % who, "text": text}


def readiness(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    title = _("%(what)s noted for %(who)s") % {
        "what": capfirst(str(body.get_kind_display())),
        "who": body.user.full_name,
    }
    text = _("On %(day)s.") % {"day": kday(body.done_on)}
    if body.valid_until_on:
        text += " " + _("In date until %(day)s.") % {"day": kday(body.valid_until_on)}
    return {"title": title, "text": f"{body.what}. {text}" if body.what else text}


def session_plan(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    who = {"who": body.worker.full_name, "child": body.child.known_as, "day": kday(body.planned_on)}
    if body.state == "cancelled":
        return {"title": _("Called off: %(who)s and %(child)s on %(day)s") % who, "reason": body.reason}
    if row.change == "+":
        titles = {
            "hello": _("Hello planned: %(who)s and %(child)s on %(day)s"),
            "goodbye": _("Goodbye planned: %(who)s and %(child)s on %(day)s"),
        }
        return {"title": titles.get(body.kind, _("Planned: %(who)s and %(child)s on %(day)s")) % who}
    return {"title": _("Plan changed: %(who)s and %(child)s on %(day)s") % who}


def visit_before(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    names = {"child": body.child.known_as, "day": kday(body.visited_on)}
    if row.change == "~":
        return {"title": _("Visit before moving in: details changed")}
    there = ", ".join(one["name"] for one in body.went)
    return {
        "title": _("%(child)s’s visit before moving in, %(day)s") % names,
        "text": _("With %(names)s.") % {"names": there} if there else "",
    }


def reflection(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    return {
        "title": _("The team thought about %(whose)s relationships")
        % {"whose": possessive(body.child.known_as)},
        "text": _("On %(day)s.") % {"day": kday(body.reflected_on)},
        "url": reverse("children:reflections", args=[body.child.public_id]),
        "link_text": _("Open what the team said"),
    }


WORDS = {
    "homes.PracticeChange": practice_change,
    "homes.StaffAbsence": staff_absence,
    "homes.Readiness": readiness,
    "sessions_app.SessionPlan": session_plan,
    "children.PreAdmissionVisit": visit_before,
    "children.TeamReflection": reflection,
}

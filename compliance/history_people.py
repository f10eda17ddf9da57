"""Entries of a history about the people around a child, restrictions, calls and visits, in words.

An address never stands in a history: who needs it opens it, and that is logged (history_changes leaves it out).
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _


def person(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    who = {"who": body.name, "role": body.get_role_display()}
    link = {"url": reverse("children:person", args=[body.public_id]), "link_text": _("Open the person")}
    if row.change == "+":
        text = _("Since %(day)s.") % {"day": kday(body.started_on)}
        return {"title": _("%(who)s, %(role)s, was added") % who, "text": text, **link}
    if body.ended_on and not (previous and previous.ended_on):
        text = _("On %(day)s.") % {"day": kday(body.ended_on)}
        return {"title": _("%(who)s, %(role)s: last day") % who, "text": text, **link}
    return {"title": _("What is known of %(who)s changed") % who, **link}


def restriction(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    what = {"what": capfirst(str(body.get_kind_display())), "basis": body.get_basis_display()}
    link = {
        "url": reverse("children:restriction", args=[body.public_id]),
        "link_text": _("Open the restriction"),
    }
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


def look(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
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
        "url": reverse("children:restriction", args=[body.restriction.public_id]),
        "link_text": _("Open the restriction"),
        "changes": (),
    }


def contact(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    what = {"what": capfirst(str(body.get_kind_display())), "who": body.person_name}
    link = {"url": reverse("children:contact", args=[body.public_id]), "link_text": _("Open the entry")}
    if row.change != "+":
        return {"title": _("A manager has read what went outside a restriction"), "changes": (), **link}
    title = _("%(what)s: %(who)s") % what if body.person_name else what["what"]
    if body.outcome == "tried":
        title = _("Tried: %(title)s") % {"title": title}
    text = _("On %(day)s.") % {"day": kday(body.happened_on)}
    if body.outside_restriction_reason:
        text += " " + _("Outside a restriction.")
    return {"title": title, "text": text, "changes": (), **link}


WORDS = {
    "children.Person": person,
    "children.Restriction": restriction,
    "children.RestrictionReview": look,
    "children.ContactEntry": contact,
}

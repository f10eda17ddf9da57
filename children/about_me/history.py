"""Entries of a history about the child's own words and wants, and what adults did around them."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from children.about_me.models import AboutMe
from homes.history import added_words, opens
from homes.models import LedgerEntry
from homes.templatetags.keywork_ui import kday, possessive
from homes.words import gettext as _


def _names(body: Any) -> dict[str, str]:
    return {"child": body.child.known_as, "whose": possessive(body.child.known_as)}


def _page(body: Any) -> dict[str, Any]:
    return opens("children:about", body.child, _("Open about and goals"))


def about(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    told = {
        **_page(body),
        "title": _("%(whose)s own words: new version") % _names(body),
        "text": _("Agreed on %(day)s.") % {"day": kday(body.agreed_on)},
    }
    if previous is None:
        told["title"] = _("%(whose)s own words: first version here") % _names(body)
        told["changes"] = tuple(added_words(capfirst(label), words) for label, words in _parts(body))
    return told


def _parts(body: Any) -> list[tuple[str, str]]:
    meta = AboutMe._meta
    return [
        (str(meta.get_field(name).verbose_name), getattr(body, name))
        for name in AboutMe.PARTS
        if getattr(body, name)
    ]


def important_date(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {**_names(body), "what": body.title}
    if body.ended_on is not None:
        return {
            **_page(body),
            "title": _("Date taken off: %(what)s") % values,
            "reason": body.ended_why,
            "changes": (),
        }
    if row.change == "+":
        text = _("Told %(n)s days ahead.") % {"n": body.ahead_days}
        return {**_page(body), "title": _("Date added for %(child)s: %(what)s") % values, "text": text}
    return {**_page(body), "title": _("Date changed: %(what)s") % values}


def goal(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = _names(body)
    if body.ended_on is not None:
        title = _("A goal of %(whose)s ended: %(how)s") % {**values, "how": body.get_outcome_display()}
        changes = (added_words("", body.ended_words),)
        return {**_page(body), "title": title, "text": body.words, "changes": changes}
    title = _("%(whose)s goal") if row.change == "+" else _("%(whose)s goal: details changed")
    return {**_page(body), "title": title % values, "text": body.words}


def goal_step(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    text = _("Noticed on %(day)s by %(who)s.") % {"day": kday(body.noticed_on), "who": body.noted_name}
    changes = (added_words("", f"{body.what}\n{body.evidence}".strip()),)
    return {
        **_page(body),
        "title": _("A small step of %(whose)s") % _names(body),
        "text": text,
        "changes": changes,
    }


def room_check(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    words = _("%(whose)s room was checked together") if body.with_child else _("%(whose)s room was checked")
    said = "\n".join(text for text in (body.needed, body.childs_words) if text)
    return {
        **_page(body),
        "title": words % _names(body),
        "text": _("On %(day)s by %(who)s.") % {"day": kday(body.checked_on), "who": body.noted_name},
        "changes": (added_words("", said),) if said else (),
    }


def removed_item(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {"what": body.what, "day": kday(body.removed_on), "who": body.noted_name}
    return {
        **_page(body),
        "title": _("Taken away: %(what)s") % values,
        "text": _("On %(day)s by %(who)s.") % values,
        "reason": body.why,
    }


def removed_item_note(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {
        "what": body.item.what,
        "how": capfirst(str(body.get_kind_display())),
        "day": kday(body.happened_on),
    }
    text = _("On %(day)s.") % values
    if body.return_on:
        text += " " + _("To be given back on %(day)s.") % {"day": kday(body.return_on)}
    return {**_page(body), "title": _("%(how)s: %(what)s") % values, "text": text, "reason": body.why}


def explained(row: LedgerEntry, body: Any, previous: Any | None) -> dict[str, Any]:
    values = {**_names(body), "what": body.get_kind_display()}
    text = _("On %(day)s by %(who)s, %(how)s.") % {
        "day": kday(body.given_on),
        "who": body.noted_name,
        "how": body.get_how_display(),
    }
    changes = (added_words("", body.reply),) if body.reply else ()
    return {
        **_page(body),
        "title": _("Explained to %(child)s: %(what)s") % values,
        "text": text,
        "changes": changes,
    }


WORDS = {
    "children.AboutMe": about,
    "children.ImportantDate": important_date,
    "children.Goal": goal,
    "children.GoalStep": goal_step,
    "children.RoomCheck": room_check,
    "children.RemovedItem": removed_item,
    "children.RemovedItemNote": removed_item_note,
    "children.Explained": explained,
}

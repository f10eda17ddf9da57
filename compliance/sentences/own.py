"""The guide, the ways to be heard, what was taken away, and the room."""

from __future__ import annotations

from django.utils.text import get_text_list

from compliance.sentences.fixes import KnownFix, of_subject
from compliance.sentences.words import Words
from homes.permissions import Permission
from homes.words import gettext as _


def _guide(words: Words, *, overdue: bool) -> str:
    values = words.plus(moved_in=words.on("moved_in_on"))
    if not overdue:
        return (
            _("%(child)s moves in today. The Children’s Guide is to be given and explained today.") % values
        )
    return _("%(child)s moved in on %(moved_in)s and has not been given the Children’s Guide.") % values


def _named(codes: str) -> str:
    names = {
        "complaints": _("how to complain"),
        "advocate": _("an advocate"),
        "commissioner": _("the {Children’s Commissioner}"),
    }
    return get_text_list([names[code] for code in codes.split(",") if code in names], _("and"))


def _ways_to_be_heard(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=_named(words.facts["missing"]))
    if words.facts.get("kind") == "again":
        if overdue:
            return _("It was to be explained to %(child)s again by %(due_day)s: %(what)s.") % values
        return _("To be explained to %(child)s again %(due)s: %(what)s.") % values
    if overdue:
        values["moved_in"] = words.on("moved_in_on")
        return _("%(child)s moved in on %(moved_in)s. Nobody has explained yet: %(what)s.") % values
    return _("To be explained to %(child)s %(due)s: %(what)s.") % values


def _item(words: Words, *, overdue: bool) -> str:
    values = words.plus(what=words.facts["what"], taken=words.on("removed_on"))
    if overdue:
        return (
            _("%(child)s has not been given this back since %(taken)s: %(what)s. It was due by %(due_day)s.")
            % values
        )
    return _("To be given back to %(child)s %(due)s: %(what)s. It was taken away on %(taken)s.") % values


def _room(words: Words, *, overdue: bool) -> str:
    if not words.facts["last_on"]:
        values = words.plus(moved_in=words.on("moved_in_on"))
        if overdue:
            return (
                _("%(child)s’s room has not been checked since %(child)s moved in on %(moved_in)s.") % values
            )
        return _("A first check of %(child)s’s room, together, is due %(due)s.") % values
    values = words.plus(last=words.on("last_on"))
    if overdue:
        return (
            _("%(child)s’s room was last checked on %(last)s. The next check was due by %(due_day)s.")
            % values
        )
    return _("A check of %(child)s’s room, together, is due %(due)s. The last one was on %(last)s.") % values


_EXPLAIN = KnownFix(lambda: _("Note what was explained"), "children:add_explained", Permission.RECORD_FILE)

SENTENCES = {
    "GUIDE": _guide,
    "COMPLAINT-INFO": _ways_to_be_heard,
    "ITEM-RET": _item,
    "ROOM-CHECK": _room,
}
FIXES = {
    "GUIDE": _EXPLAIN,
    "COMPLAINT-INFO": _EXPLAIN,
    "ITEM-RET": KnownFix(
        lambda: _("Note what became of it"), "children:note_item", Permission.RECORD_FILE, args=of_subject
    ),
    "ROOM-CHECK": KnownFix(lambda: _("Note a room check"), "children:add_room_check", Permission.RECORD_FILE),
}
WITHIN = frozenset({"GUIDE", "COMPLAINT-INFO", "ITEM-RET"})

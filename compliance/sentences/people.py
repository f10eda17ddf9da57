"""Restrictions, and calls and visits that went against one."""

from __future__ import annotations

from django.utils.text import capfirst

from children.models import RestrictionKind
from compliance.sentences.fixes import KnownFix, of_subject
from compliance.sentences.words import Words
from homes.permissions import Permission
from homes.words import gettext as _


def _review(words: Words, *, overdue: bool) -> str:
    what = capfirst(str(RestrictionKind(words.facts["restricted"]).label))
    values = words.plus(what=what, since=words.on("started_on"))
    if words.facts["kind"] == "order":
        if overdue:
            return _(
                "%(child)s’s court order (%(what)s) ended on %(due_day)s. What follows is not recorded."
            ) % (values)
        return _("%(child)s’s court order (%(what)s) ends on %(due_day)s. Ask now what follows.") % values
    if overdue:
        said = _("%(child)s’s restriction (%(what)s) was due to be looked at again on %(due_day)s.")
    else:
        said = _("%(child)s’s restriction (%(what)s) is to be looked at again %(due)s: is it still fair?")
    return said % values


def _outside(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("happened_on"))
    said = _("A call or visit of %(child)s on %(day)s went outside a restriction.")
    if overdue:
        asked = _("A manager was to read why by %(due_day)s.")
    else:
        asked = _("A manager is to read why %(due)s.")
    return f"{said} {asked}" % values


SENTENCES = {"RESTRICT-REV": _review, "CONTACT-OUT": _outside}
FIXES = {
    "RESTRICT-REV": KnownFix(
        lambda: _("Review restriction"),
        "compliance:review_restriction",
        Permission.RESTRICT,
        args=of_subject,
    ),
    "CONTACT-OUT": KnownFix(
        lambda: _("Read what happened"), "compliance:contact", Permission.RESTRICT, args=of_subject
    ),
}
WITHIN = frozenset({"CONTACT-OUT"})

"""News to the social worker, the social worker's visits, and the chronology."""

from __future__ import annotations

import datetime as dt

from django.utils import formats
from django.utils.text import get_text_list

from compliance.sentences.fixes import KnownFix
from compliance.sentences.words import Words, standard
from homes.models import Unit
from homes.permissions import Permission
from homes.standards import SW_VISIT_MONTHS, SW_VISIT_WEEKS
from homes.words import gettext as _
from homes.words import ngettext

WEEK = 7
ASKED_SHOWN = 4


def _update(words: Words, *, overdue: bool) -> str:
    days = words.days_since("last_on")
    values = words.plus(n=days, standard=_how_often(words), day=words.on("last_on"))
    if words.facts["kind"] == "first":
        if not overdue:
            return _("News for %(child)s’s social worker is due %(due)s. Good news too.") % values
        return (
            _(
                "%(child)s moved in on %(day)s and the social worker has not heard from us since. "
                "The home’s standard is %(standard)s, good news too."
            )
            % values
        )
    if not overdue:
        return (
            _("News for %(child)s’s social worker is due %(due)s. They last heard from us on %(day)s.")
            % values
        )
    heard = ngettext(
        "%(child)s’s social worker last heard from us %(n)s day ago.",
        "%(child)s’s social worker last heard from us %(n)s days ago.",
        days,
    )
    return heard % values + " " + _("The home’s standard is %(standard)s, good news too.") % values


def _how_often(words: Words) -> str:
    if words.facts["unit"] == Unit.DAYS and words.facts["amount"] == WEEK:
        return _("weekly")
    return standard(words.facts)


def _visit(words: Words, *, overdue: bool) -> str:
    values = words.plus()
    if words.facts["kind"] == "first":
        values["day"] = words.on("moved_in_on")
        said = (
            _(
                "%(child)s moved in on %(day)s and has had no visit by the social worker. "
                "It was due by %(due_day)s."
            )
            if overdue
            else _("The first visit by %(child)s’s social worker is due %(due)s.")
        )
        return f"{said % values} {_asked(words)}".strip()
    values["every"] = (
        _("every %(n)s months") % {"n": SW_VISIT_MONTHS}
        if words.facts["kind"] == "months"
        else _("every %(n)s weeks") % {"n": SW_VISIT_WEEKS}
    )
    values["n"] = words.days_since("visited_on")
    if overdue:
        said = _("%(child)s’s social worker last visited %(n)s days ago and should come at least %(every)s.")
    else:
        values["day"] = words.on("visited_on")
        said = _("%(child)s’s social worker should visit %(due)s. The last visit was on %(day)s.")
    return f"{said % values} {_asked(words)}".strip()


def _asked(words: Words) -> str:
    """ "We asked on 1 and 8 August.": the latest few days, each month named once."""
    days = [dt.date.fromisoformat(day) for day in dict.fromkeys(words.facts["asked"].split(",")) if day]
    if not days:
        return ""
    return _("We asked on %(days)s.") % {"days": days_in_a_row(days[-ASKED_SHOWN:], as_of=words.as_of)}


def days_in_a_row(days: list[dt.date], *, as_of: dt.date) -> str:
    """ "1 and 8 August", "29 July and 8 August"."""
    said = []
    for this, following in zip(days, (*days[1:], None), strict=True):
        same = following is not None and (this.year, this.month) == (following.year, following.month)
        said.append(formats.date_format(this, "j" if same else "j F" if this.year == as_of.year else "j F Y"))
    return get_text_list(said, _("and"))


def _chronology(words: Words, *, overdue: bool) -> str:
    values = words.plus(day=words.on("last_on"), standard=standard(words.facts))
    if not overdue:
        return _("%(child)s’s chronology is due an entry %(due)s. The last one is of %(day)s.") % values
    return _("Nothing was added to %(child)s’s chronology since %(day)s. Is there nothing to keep?") % values


SENTENCES = {"SW-UPDATE": _update, "SW-VISIT": _visit, "CHRON": _chronology}
FIXES = {
    "SW-UPDATE": KnownFix(
        lambda: _("Draft this week’s update"), "compliance:draft_update", Permission.RECORD_CONTACTS
    ),
    "SW-VISIT": KnownFix(
        lambda: _("Note that we asked"), "compliance:chase_visit", Permission.RECORD_CONTACTS
    ),
    "CHRON": KnownFix(
        lambda: _("Add to the chronology"), "compliance:add_chronology", Permission.RECORD_FILE
    ),
}
WITHIN: frozenset[str] = frozenset()

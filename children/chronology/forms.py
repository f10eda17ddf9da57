"""Forms of the chronology's entries by hand."""

from __future__ import annotations

from homes.forms import Dated, OneLine, PlainDate, Words
from homes.words import gettext_lazy as _


class EntryForm(Dated):
    """A day of a child's life, with where we know it from."""

    happened_on = PlainDate(
        _("Day"),
        _("Enter the day"),
        hint=_("It may be long ago. If only the year is known, enter 1 January and say so."),
        named=_("The day"),
        past=True,
    )
    title = OneLine(_("In a few words"), _("Enter what happened in a few words"))
    what = Words(
        _("What happened"),
        hint=_("Facts first. {child} may read this one day. Leave other children’s names out."),
    )
    known_from = OneLine(
        _("Where we know it from"),
        _("Enter where we know it from"),
        hint=_("For example: the social worker’s report of March, or {child}."),
    )

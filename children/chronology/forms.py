"""Forms of the chronology's entries by hand."""

from __future__ import annotations

import datetime as dt

from django import forms

from children.placements.forms import Dated
from homes.forms import PlainDate, Words, not_after_today
from homes.words import gettext as _
from homes.words import gettext_lazy


class EntryForm(Dated):
    """A day of a child's life, with where we know it from."""

    happened_on = PlainDate(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("It may be long ago. If only the year is known, enter 1 January and say so."),
        error_messages={"required": gettext_lazy("Enter the day")},
    )
    title = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what happened in a few words")},
    )
    what = Words(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy(
            "Facts first. {child} may read this one day. Leave other children’s names out."
        ),
        required=False,
    )
    known_from = forms.CharField(
        label=gettext_lazy("Where we know it from"),
        help_text=gettext_lazy("For example: the social worker’s report of March, or {child}."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter where we know it from")},
    )

    def clean_happened_on(self) -> dt.date:
        day = self.cleaned_data["happened_on"]
        not_after_today(day, self.today, _("The day must be today or in the past"))
        return day


class VoidEntryForm(forms.Form):
    reason = Words(
        label=gettext_lazy("Why it does not stand"),
        error_messages={"required": gettext_lazy("Enter why it does not stand")},
    )

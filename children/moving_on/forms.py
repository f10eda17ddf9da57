"""The form that ends a stay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.placements.models import Placement
from homes.forms import PlainDate, Words, not_after_today
from homes.models import Home
from homes.words import gettext as _
from homes.words import gettext_lazy


class MoveOnForm(forms.Form):
    moved_on_on = PlainDate(
        label=gettext_lazy("Day of moving on"),
        help_text=gettext_lazy("The day itself belongs to where {child} goes."),
        error_messages={"required": gettext_lazy("Enter the day of moving on")},
    )
    to_home = forms.ModelChoiceField(
        label=gettext_lazy("To one of our homes"),
        queryset=Home.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Somewhere else"),
    )
    reason = Words(
        label=gettext_lazy("Why, and where to"), error_messages={"required": gettext_lazy("Enter why")}
    )

    def __init__(self, *args: Any, stay: Placement, homes: Any, today: dt.date, **kwargs: Any) -> None:
        self.stay, self.today = stay, today
        kwargs.setdefault("initial", {"moved_on_on": today})
        super().__init__(*args, **kwargs)
        self.fields["to_home"].queryset = homes

    def clean_moved_on_on(self) -> dt.date:
        day = self.cleaned_data["moved_on_on"]
        not_after_today(day, self.today, _("The day of moving on must be today or in the past"))
        if self.stay.moved_in_on is None or day < self.stay.moved_in_on:
            raise forms.ValidationError(
                _("The day of moving on must be the same as or after the day of {moving in}")
            )
        return day

"""The forms of a planned action, and of a talk of the team."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

LONGEST_PLAN_DAYS = 92  # a plan further away than a quarter is not a plan for a flag


class PlanActionForm(forms.Form):
    action = Words(
        label=gettext_lazy("What will be done"),
        max_length=300,
        rows=2,
        error_messages={"required": gettext_lazy("Enter what will be done")},
    )
    owner = PersonField(
        label=gettext_lazy("Who will do it"),
        empty_label=gettext_lazy("Choose an adult"),
        error_messages={"required": gettext_lazy("Select who will do it")},
    )
    by_on = PlainDate(
        label=gettext_lazy("By when"), error_messages={"required": gettext_lazy("Enter by when")}
    )

    def __init__(self, *args: Any, people: UserQuerySet, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people

    def clean_by_on(self) -> dt.date:
        day = self.cleaned_data["by_on"]
        if day < self.today:
            raise forms.ValidationError(_("By when must be today or in the future"))
        if day > add_days(self.today, LONGEST_PLAN_DAYS):
            raise forms.ValidationError(_("By when must be within 3 months"))
        return day

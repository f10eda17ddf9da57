"""The form that gives an inspector access."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from homes.dates import LONDON, add_days, london_day
from homes.forms import PlainDate
from homes.forms.layout import Actions, Rest, Shape
from homes.inspectors.actions import LONGEST_INSPECTION
from homes.sign_in.accounts import refuse_unsendable
from homes.words import gettext as _
from homes.words import gettext_lazy

USUAL_DAYS = 2

FURTHEST_DAYS = 92  # visits are unannounced: access prepared further ahead would be forgotten

LAST_MINUTE = dt.time(23, 59)


class InspectionForm(forms.Form):
    """A name, an address and two days. Access begins at once when it begins today."""

    name = forms.CharField(
        label=gettext_lazy("Inspector's name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the inspector's name")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Inspector's e-mail"),
        help_text=gettext_lazy("Check their warrant or badge first. They sign in with this."),
        max_length=254,
        validators=[refuse_unsendable],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter the inspector's e-mail"),
            "invalid": gettext_lazy("Enter an e-mail address in the correct format, like name@example.org"),
        },
    )
    starts = PlainDate(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Today means from this moment."),
        error_messages={"required": gettext_lazy("Enter the first day")},
    )
    until = PlainDate(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Access ends by itself at the end of this day. 14 days at most."),
        error_messages={"required": gettext_lazy("Enter the last day")},
    )
    helper = Shape(Rest(size="small"), Actions(), form_tag=False, form_show_errors=False)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        self.now, self.today = now, london_day(now)
        kwargs.setdefault("initial", {"starts": self.today, "until": add_days(self.today, USUAL_DAYS)})
        super().__init__(*args, **kwargs)

    def clean_starts(self) -> dt.date:
        day = self.cleaned_data["starts"]
        if day < self.today:
            raise forms.ValidationError(_("From must be today or in the future"))
        if day > add_days(self.today, FURTHEST_DAYS):
            raise forms.ValidationError(_("From must be within 3 months"))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        starts, until = cleaned.get("starts"), cleaned.get("until")
        if starts and until:
            if until < starts:
                self.add_error("until", _("Last day must be the same as or after From"))
            elif until > add_days(starts, LONGEST_INSPECTION.days - 1):
                self.add_error(
                    "until",
                    _(
                        "Last day must be within 14 days, both ends counted. Give it again if the visit goes on."
                    ),
                )
        return cleaned

    def period(self) -> dict[str, dt.datetime]:
        """The two instants of the days that were typed."""
        starts, until = self.cleaned_data["starts"], self.cleaned_data["until"]
        morning = dt.datetime.combine(starts, dt.time(), tzinfo=LONDON)
        return {
            "starts_at": self.now if starts == self.today else morning,
            "ends_at": dt.datetime.combine(until, LAST_MINUTE, tzinfo=LONDON),
        }

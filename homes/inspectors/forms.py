"""The form that gives an inspector access."""

from __future__ import annotations

import datetime as dt
from typing import Any

from homes.dates import LONDON, add_days, london_day
from homes.forms import Dated, Email, OneLine, PlainDate
from homes.forms.layout import Actions, Rest, Shape
from homes.inspectors.actions import LONGEST_INSPECTION
from homes.sign_in.accounts import refuse_unsendable
from homes.words import gettext_lazy as _

USUAL_DAYS = 2

FURTHEST_DAYS = 92  # visits are unannounced: access prepared further ahead would be forgotten

LAST_MINUTE = dt.time(23, 59)


class InspectionForm(Dated):
    """A name, an address and two days. Access begins at once when it begins today."""

    name = OneLine(_("Inspector's name"), _("Enter the inspector's name"), max_length=150)
    email = Email(
        _("Inspector's e-mail"),
        _("Enter the inspector's e-mail"),
        hint=_("Check their warrant or badge first. They sign in with this."),
        validators=[refuse_unsendable],
    )
    starts = PlainDate(
        _("From"),
        _("Enter the first day"),
        hint=_("Today means from this moment."),
        ahead=True,
        suggest_today=True,
    )
    until = PlainDate(
        _("Last day"),
        _("Enter the last day"),
        hint=_("Access ends by itself at the end of this day. 14 days at most."),
    )
    helper = Shape(Rest(size="small"), Actions(), form_tag=False, form_show_errors=False)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, today=london_day(now), **kwargs)
        self.fields["starts"].until(add_days(self.today, FURTHEST_DAYS), _("within 3 months"))
        self.fields["until"].initial = add_days(self.today, USUAL_DAYS)

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

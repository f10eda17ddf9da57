"""Forms about legal status, orders, and in whose care a child is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.legal_status.models import CourtOrder, OrderKind, StatusAlso, StatusCode, status_in_words
from children.placements.forms import IN_WORDS, YES_NO, DayForm
from children.placements.models import Placement
from homes.dates import add_days
from homes.forms import PlainDate, Words, not_after_today
from homes.models import Nation
from homes.words import gettext as _
from homes.words import gettext_lazy

FURTHEST_ORDER_DAYS = 18 * 366  # an order about a baby may last until the child is grown up


class StatusForm(DayForm):
    """The legal status from a day; the one before ends on that day."""

    code = forms.ChoiceField(
        label=gettext_lazy("Status"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the status")},
    )
    started_on = PlainDate(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("The status before ends on that day."),
        error_messages={"required": gettext_lazy("Enter the day it began")},
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Also"),
        choices=StatusAlso,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = Words(label=gettext_lazy("Note"), required=False, rows=2)

    def __init__(self, *args: Any, nation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, status_in_words(code, nation)) for code in StatusCode.values]

    def clean_started_on(self) -> dt.date | None:
        return self.past("started_on")


class OrderForm(DayForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Order"),
        choices=OrderKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the order")},
    )
    section = forms.CharField(
        label=gettext_lazy("Section, as the order says"), max_length=100, required=False
    )
    case_number = forms.CharField(label=gettext_lazy("Case number"), max_length=60, required=False)
    court = forms.CharField(label=gettext_lazy("Court"), max_length=200, required=False)
    made_on = PlainDate(
        label=gettext_lazy("Made on"),
        error_messages={"required": gettext_lazy("Enter the day the order was made")},
    )
    expires_on = PlainDate(
        label=gettext_lazy("Ends on"),
        help_text=gettext_lazy("Only if the order gives a day."),
        required=False,
    )
    directions = Words(label=gettext_lazy("What it says about {family time}"), required=False)
    note = Words(label=gettext_lazy("Note"), required=False, rows=2)

    def clean_made_on(self) -> dt.date | None:
        return self.past("made_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        made, expires = data.get("made_on"), data.get("expires_on")
        if made and expires and expires < made:
            self.add_error("expires_on", _("Ends on must be the same as or after the day it was made"))
        elif made and expires and expires > add_days(made, FURTHEST_ORDER_DAYS):
            self.add_error("expires_on", _("Ends on must be within 18 years of the day it was made"))
        return data


class EndOrderForm(forms.Form):
    ended_on = PlainDate(
        label=gettext_lazy("Day it ended"),
        error_messages={"required": gettext_lazy("Enter the day it ended")},
    )
    end_reason = Words(
        label=gettext_lazy("Why it ended"),
        help_text=gettext_lazy("For example: discharged by the court, ran out, replaced by another order."),
        rows=2,
        error_messages={"required": gettext_lazy("Enter why it ended")},
    )

    def __init__(self, *args: Any, order: CourtOrder, today: dt.date, **kwargs: Any) -> None:
        self.order, self.today = order, today
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> dt.date:
        day = self.cleaned_data["ended_on"]
        not_after_today(day, self.today, _("The day it ended must be today or in the past"))
        if day < self.order.made_on:
            raise forms.ValidationError(
                _("The day it ended must be the same as or after the day it was made")
            )
        return day


class CareDatesForm(DayForm):
    """In whose care the child is, and since when."""

    looked_after_since = PlainDate(
        label=gettext_lazy("Looked after since"),
        help_text=gettext_lazy("The day {child} came into care, not the day of {moving in} here."),
        required=False,
    )
    responsible_authority = forms.CharField(
        label=gettext_lazy("Responsible authority"), max_length=200, required=False
    )
    responsible_nation = forms.ChoiceField(
        label=gettext_lazy("Nation of the authority"),
        help_text=gettext_lazy("Its law says what care planning owes {child}, wherever the home is."),
        choices=Nation,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select the nation of the authority")},
    )
    intended_to_last_to_18 = forms.ChoiceField(
        label=gettext_lazy("Is this stay meant to last until {child} is 18?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = Words(
        label=gettext_lazy("Where this is written, or who told us"),
        rows=2,
        error_messages={"required": gettext_lazy("Enter where this is written, or who told us")},
    )

    def __init__(self, *args: Any, stay: Placement, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "looked_after_since": stay.looked_after_since,
                "responsible_authority": stay.responsible_authority,
                "responsible_nation": stay.responsible_nation or stay.home.nation,
                "intended_to_last_to_18": {True: "yes", False: "no"}.get(stay.intended_to_last_to_18, ""),
            },
        )
        super().__init__(*args, **kwargs)

    def clean_looked_after_since(self) -> dt.date | None:
        return self.past("looked_after_since")

    def clean_intended_to_last_to_18(self) -> bool | None:
        return IN_WORDS.get(self.cleaned_data["intended_to_last_to_18"])

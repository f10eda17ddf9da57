"""Forms about a child's health, education, safety, legal status and orders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.legal_status.models import (
    CourtOrder,
    OrderKind,
    StatusAlso,
    StatusCode,
    status_in_words,
)
from children.models.care import KINDS, CareKind, CareTopic
from children.placements.forms import FURTHEST_REVIEW_DAYS
from children.placements.models import Child, Placement
from homes.dates import add_days
from homes.forms import PlainDate, Words, not_after_today
from homes.models import Nation
from homes.words import gettext as _
from homes.words import gettext_lazy

FURTHEST_ORDER_DAYS = 18 * 366  # an order about a baby may last until the child is grown up
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]
IN_WORDS = {"yes": True, "no": False}
REVIEW_IN_WALES = gettext_lazy("Review of the individual development plan")


def not_before_birth(day: dt.date | None, child: Child) -> None:
    born_on = child.date_of_birth
    if day is not None and born_on is not None and day < born_on:
        raise forms.ValidationError(
            _("The day must be after {child} was born").replace("{child}", str(child))
        )


class DayForm(forms.Form):
    """A form about a day that has been, of one child."""

    def __init__(self, *args: Any, child: Child, today: dt.date, **kwargs: Any) -> None:
        self.child, self.today = child, today
        super().__init__(*args, **kwargs)

    def past(self, name: str) -> dt.date | None:
        day = self.cleaned_data[name]
        not_after_today(day, self.today, _("The day must be today or in the past"))
        not_before_birth(day, self.child)
        return day


class CareForm(DayForm):
    """Something done for the child's health, at school, or for what keeps the child safe."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What was done"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what was done")},
    )
    happened_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    next_due_on = PlainDate(
        label=gettext_lazy("Next one due"),
        help_text=gettext_lazy("Only if they gave a date. Otherwise the home’s standard counts."),
        required=False,
    )
    with_whom = forms.CharField(
        label=gettext_lazy("With whom"),
        help_text=gettext_lazy("For example: the practice, the nurse, the teacher."),
        max_length=200,
        required=False,
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    outcome = Words(label=gettext_lazy("What came of it"), required=False)
    childs_view = Words(label=gettext_lazy("What {child} said about it"), required=False, rows=2)

    def __init__(self, *args: Any, topic: str, nation: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"happened_on": kwargs["today"]})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, REVIEW_IN_WALES if self._of_wales(kind, nation) else kind.label)
            for kind in KINDS[topic]
        ]

    @staticmethod
    def _of_wales(kind: CareKind, nation: str) -> bool:
        return kind == CareKind.EHC_REVIEW and nation == Nation.WALES

    def clean_happened_on(self) -> dt.date | None:
        return self.past("happened_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, following = data.get("happened_on"), data.get("next_due_on")
        if day and following and following <= day:
            self.add_error("next_due_on", _("Next one due must be after the day"))
        elif day and following and following > add_days(day, FURTHEST_REVIEW_DAYS):
            self.add_error("next_due_on", _("Next one due must be within 2 years of the day"))
        return data


class RiskReviewForm(CareForm):
    """Looking again at what keeps the child safe: is it still fair, is it still needed?"""

    still_fair = forms.ChoiceField(
        label=gettext_lazy("Is it still fair to {child}?"),
        help_text=gettext_lazy("Not a punishment, and no more than {child} needs."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is still fair")},
    )
    still_needed = forms.ChoiceField(
        label=gettext_lazy("Is it still needed?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is still needed")},
    )
    changes = Words(label=gettext_lazy("What changes"), required=False)
    field_order = (
        "happened_on", "still_fair", "still_needed", "changes", "childs_view", "with_whom", "outcome", "next_due_on",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"], self.fields["place"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("still_fair", "still_needed"):
            if name in data:
                data[name] = IN_WORDS[data[name]]
        if data.get("still_fair") is False and not data.get("changes") and "changes" not in self.errors:
            self.add_error("changes", _("Enter what changes, so that it is fair again"))
        return {**data, "kind": CareKind.RISK_REVIEW}


def care_form(data: Any, *, topic: str, child: Child, nation: str, today: dt.date) -> CareForm:
    """The form of one topic of the page."""
    form = RiskReviewForm if topic == CareTopic.SAFETY else CareForm
    return form(data, topic=topic, child=child, nation=nation, today=today)


class WithdrawForm(forms.Form):
    reason = Words(
        label=gettext_lazy("Why it is wrong"),
        help_text=gettext_lazy("It stays to be read, marked as withdrawn, and counts for nothing."),
        error_messages={"required": gettext_lazy("Enter why it is wrong")},
    )


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

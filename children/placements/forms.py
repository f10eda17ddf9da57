"""Forms around a child's stay. Cleaning checks one form's own dates; what touches other records is an action's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst

from children.placements.models import AbsenceKind, Child, Placement, Pronouns
from homes.dates import add_days
from homes.forms import PeopleField, PlainDate, Words, not_after_today
from homes.models import Picture
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

FURTHEST_CHANGE_DAYS = 92  # a planned handover; a slip of the year would leave two leads, or none, for years

FURTHEST_EXPECTED_DAYS = 366

FURTHEST_REVIEW_DAYS = (
    731  # two years; a record's own date rules, so a slip of the year would silence its flag
)


def _in_words(day: dt.date) -> str:
    return date_format(day, "j F Y")


class ChildForm(forms.Form):
    """Who a child is. Gaps are shown later."""

    known_as = forms.CharField(
        label=gettext_lazy("What the child likes to be called"),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter what the child likes to be called")},
    )
    legal_name = forms.CharField(label=gettext_lazy("Legal name"), max_length=200, required=False)
    ref = forms.CharField(
        label=gettext_lazy("The home's own reference"),
        help_text=gettext_lazy("A short number or code. Not a name."),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the home's own reference")},
    )
    date_of_birth = PlainDate(
        label=gettext_lazy("Date of birth"),
        help_text=gettext_lazy("Leave empty if it is not certain."),
        required=False,
    )
    pronouns = forms.ChoiceField(
        label=gettext_lazy("Pronouns"), choices=Pronouns, widget=forms.RadioSelect, initial=Pronouns.THEY
    )
    picture = forms.ChoiceField(label=gettext_lazy("Picture"), choices=Picture, initial=Picture.RABBIT)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_date_of_birth(self) -> dt.date | None:
        day = self.cleaned_data["date_of_birth"]
        not_after_today(day, self.today, _("Date of birth must be in the past"))
        return day


class AddChildForm(ChildForm):
    moved_in_on = PlainDate(
        label=gettext_lazy("Moved in on"),
        error_messages={"required": gettext_lazy("Enter the day of {moving in}")},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"moved_in_on": today})
        super().__init__(*args, today=today, **kwargs)

    def clean_moved_in_on(self) -> dt.date:
        day = self.cleaned_data["moved_in_on"]
        not_after_today(day, self.today, _("The day of {moving in} must be today or in the past"))
        return day


class ExpectChildForm(ChildForm):
    referred_on = PlainDate(label=gettext_lazy("Referred on"), required=False)
    offered_on = PlainDate(label=gettext_lazy("Place offered on"), required=False)
    expected_on = PlainDate(
        label=gettext_lazy("Expected on"),
        help_text=gettext_lazy("As far as is known. It can be put right later."),
        error_messages={"required": gettext_lazy("Enter the day the child is expected")},
    )

    def clean_referred_on(self) -> dt.date | None:
        day = self.cleaned_data["referred_on"]
        not_after_today(day, self.today, _("Referred on must be today or in the past"))
        return day

    def clean_offered_on(self) -> dt.date | None:
        day = self.cleaned_data["offered_on"]
        not_after_today(day, self.today, _("Place offered on must be today or in the past"))
        return day

    def clean_expected_on(self) -> dt.date:
        day = self.cleaned_data["expected_on"]
        if day < self.today:
            raise forms.ValidationError(_("Expected on must be today or in the future"))
        not_after_today(
            day, add_days(self.today, FURTHEST_EXPECTED_DAYS), _("Expected on must be within 1 year")
        )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        referred, offered = data.get("referred_on"), data.get("offered_on")
        if referred and offered and offered < referred:
            self.add_error("offered_on", _("Place offered on must be the same as or after the referral"))
        return data


class MoveInForm(forms.Form):
    moved_in_on = PlainDate(
        label=gettext_lazy("Day of {moving in}"),
        error_messages={"required": gettext_lazy("Enter the day of {moving in}")},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("initial", {"moved_in_on": today})
        super().__init__(*args, **kwargs)

    def clean_moved_in_on(self) -> dt.date:
        day = self.cleaned_data["moved_in_on"]
        not_after_today(day, self.today, _("The day of {moving in} must be today or in the past"))
        return day


class VisitForm(forms.Form):
    """A visit before moving in: still to come, or how it went."""

    visited_on = PlainDate(
        label=gettext_lazy("Day of the visit"),
        help_text=gettext_lazy("A day to come is a visit that is planned."),
        error_messages={"required": gettext_lazy("Enter the day of the visit")},
    )
    went = PeopleField(label=gettext_lazy("Who of us goes, or went"), required=False)
    note = Words(label=gettext_lazy("How it went"), required=False)

    def __init__(self, *args: Any, people: UserQuerySet, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("initial", {"visited_on": today})
        super().__init__(*args, **kwargs)
        self.fields["went"].queryset = people

    def clean_visited_on(self) -> dt.date:
        day = self.cleaned_data["visited_on"]
        furthest = add_days(self.today, FURTHEST_CHANGE_DAYS)
        not_after_today(day, furthest, _("The day of the visit must be within 3 months"))
        return day

    def clean_went(self) -> list[dict[str, str]]:
        return [
            {"id": str(one.public_id), "name": one.full_name, "title": one.job_title}
            for one in self.cleaned_data["went"]
        ]


class AbsenceForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Where {child} is"),
        choices=AbsenceKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select where {child} is")},
    )
    started_on = PlainDate(
        label=gettext_lazy("First day away"),
        error_messages={"required": gettext_lazy("Enter the first day away")},
    )
    returned_on = PlainDate(
        label=gettext_lazy("Day of return"),
        help_text=gettext_lazy("Leave empty while still away."),
        required=False,
    )
    note = Words(label=gettext_lazy("Note"), required=False, rows=2)

    def __init__(self, *args: Any, stay: Placement, today: dt.date, **kwargs: Any) -> None:
        self.stay, self.today = stay, today
        kwargs.setdefault("initial", {"started_on": today})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, capfirst(words)) for code, words in AbsenceKind.choices]

    def clean_started_on(self) -> dt.date:
        day = self.cleaned_data["started_on"]
        not_after_today(day, self.today, _("First day away must be today or in the past"))
        if self.stay.moved_in_on and day < self.stay.moved_in_on:
            raise forms.ValidationError(
                _("First day away must be the same as or after %(day)s, the day of {moving in}")
                % {"day": _in_words(self.stay.moved_in_on)}
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, back = data.get("started_on"), data.get("returned_on")
        if start and back and back < start:
            self.add_error("returned_on", _("Day of return must be the same as or after the first day away"))
        if back and back > self.today:
            self.add_error("returned_on", _("Day of return must be today or in the past"))
        return data


class ReturnForm(forms.Form):
    returned_on = PlainDate(
        label=gettext_lazy("Day of return"),
        error_messages={"required": gettext_lazy("Enter the day of return")},
    )

    def __init__(self, *args: Any, started_on: dt.date, today: dt.date, **kwargs: Any) -> None:
        self.started_on, self.today = started_on, today
        kwargs.setdefault("initial", {"returned_on": today})
        super().__init__(*args, **kwargs)

    def clean_returned_on(self) -> dt.date:
        day = self.cleaned_data["returned_on"]
        not_after_today(day, self.today, _("Day of return must be today or in the past"))
        if day < self.started_on:
            raise forms.ValidationError(_("Day of return must be the same as or after the first day away"))
        return day


YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]

IN_WORDS = {"yes": True, "no": False}


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


class WithdrawForm(forms.Form):
    reason = Words(
        label=gettext_lazy("Why it is wrong"),
        help_text=gettext_lazy("It stays to be read, marked as withdrawn, and counts for nothing."),
        error_messages={"required": gettext_lazy("Enter why it is wrong")},
    )


FURTHEST_BACK_DAYS = 92  # what was done is noted within a quarter; a slip of the year would silence a flag


class Dated(forms.Form):
    """A form that knows what day it is."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def lately(self, name: str, too_late: str, too_early: str) -> dt.date:
        """A day within the last quarter."""
        day = self.cleaned_data[name]
        not_after_today(day, self.today, too_late)
        if day < add_days(self.today, -FURTHEST_BACK_DAYS):
            raise forms.ValidationError(too_early)
        return day

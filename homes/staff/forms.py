"""Forms about the adults of a home: days away, cover, a last day, readiness, a picture."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst

from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words
from homes.models import Picture, Readiness, StaffAbsence
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

FURTHEST_DAYS = 366  # a slip of the year would hide an adult, or leave a child covered, for years


def day_in_words(day: dt.date) -> str:
    return date_format(day, "j F Y")


def within_a_year(form: Any, name: str, label: str) -> None:
    day = form.cleaned_data.get(name)
    if day is not None and abs((day - form.today).days) > FURTHEST_DAYS:
        form.add_error(name, _("%(label)s must be within a year of today") % {"label": label})


class LeaveForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what it is")},
    )
    started_on = PlainDate(
        label=gettext_lazy("First day away"),
        error_messages={"required": gettext_lazy("Enter the first day away")},
    )
    ended_on = PlainDate(
        label=gettext_lazy("Last day away"),
        help_text=gettext_lazy("Leave empty if it is not known yet."),
        required=False,
    )
    note = Words(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Only the adult and the managers read this."),
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("initial", {"kind": StaffAbsence.Kind.LEAVE})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (code, capfirst(str(words))) for code, words in StaffAbsence.Kind.choices
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("started_on"), data.get("ended_on")
        within_a_year(self, "started_on", _("First day away"))
        if last and "started_on" in self.cleaned_data:
            within_a_year(self, "ended_on", _("Last day away"))
        if first and last and last < first:
            self.add_error(
                "ended_on",
                _("Last day of leave must be the same as or after %(day)s") % {"day": day_in_words(first)},
            )
        if first and not last and data.get("kind") == StaffAbsence.Kind.LEAVE:
            self.add_error("ended_on", _("Enter the last day of leave"))
        return self.cleaned_data


class EndLeaveForm(forms.Form):
    ended_on = PlainDate(
        label=gettext_lazy("Last day away"),
        error_messages={"required": gettext_lazy("Enter the last day away")},
    )

    def __init__(self, *args: Any, absence: StaffAbsence, today: dt.date, **kwargs: Any) -> None:
        self.absence, self.today = absence, today
        kwargs.setdefault("initial", {"ended_on": absence.ended_on})
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> dt.date:
        day = self.cleaned_data["ended_on"]
        if day < self.absence.started_on:
            raise forms.ValidationError(
                _("Last day of leave must be the same as or after %(day)s")
                % {"day": day_in_words(self.absence.started_on)}
            )
        if day > add_days(self.today, FURTHEST_DAYS):
            raise forms.ValidationError(
                _("%(label)s must be within a year of today") % {"label": _("Last day away")}
            )
        return day


class LeavingForm(forms.Form):
    last_day = PlainDate(
        label=gettext_lazy("Last day here"),
        error_messages={"required": gettext_lazy("Enter the last day")},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_last_day(self) -> dt.date:
        day = self.cleaned_data["last_day"]
        if day < self.today:
            raise forms.ValidationError(_("Last day must be today or in the future"))
        if day > add_days(self.today, FURTHEST_DAYS):
            raise forms.ValidationError(
                _("%(label)s must be within a year of today") % {"label": _("Last day")}
            )
        return day


class ReadinessForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what was done")},
    )
    what = forms.CharField(
        label=gettext_lazy("Which one"),
        help_text=gettext_lazy("For example the name of the course, or what somebody is champion of."),
        max_length=200,
        required=False,
    )
    done_on = PlainDate(
        label=gettext_lazy("Done on, or from"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    valid_until_on = PlainDate(
        label=gettext_lazy("In date until"),
        help_text=gettext_lazy("Leave empty and the home’s standard counts."),
        required=False,
    )
    with_person = PersonField(
        label=gettext_lazy("Supervisor or mentor"),
        empty_label=gettext_lazy("Choose an adult"),
        required=False,
    )

    def __init__(self, *args: Any, people: UserQuerySet, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("initial", {"done_on": today})
        super().__init__(*args, **kwargs)
        self.fields["with_person"].queryset = people
        self.fields["kind"].choices = [(code, capfirst(str(words))) for code, words in Readiness.Kind.choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        done, until, kind = data.get("done_on"), data.get("valid_until_on"), data.get("kind")
        if done and done > self.today:
            self.add_error("done_on", _("The day must be today or in the past"))
        if done and until and until < done:
            self.add_error(
                "valid_until_on", _("In date until must be the same as or after the day it was done")
            )
        needs_person = kind in (Readiness.Kind.SUPERVISION, Readiness.Kind.MENTOR)
        if needs_person and not data.get("with_person") and "with_person" in data:
            self.add_error("with_person", _("Select who it was with"))
        if kind in (Readiness.Kind.SPECIALIST_TRAINING, Readiness.Kind.CHAMPION_ROLE) and not data.get(
            "what"
        ):
            self.add_error("what", _("Enter which one"))
        return data


class PictureForm(forms.Form):
    picture = forms.ChoiceField(
        label=gettext_lazy("Picture"),
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].choices = [("", _("No picture: the first letters")), *Picture.choices]

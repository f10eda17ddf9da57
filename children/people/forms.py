"""Forms about the people around a child."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst

from children.people.models import FAMILY, HEALTH, SCHOOL, Channel, Person, PersonRole
from homes.forms import PlainDate, Words, not_after_today
from homes.words import gettext as _
from homes.words import gettext_lazy


def role_choices() -> list[tuple[str, Any]]:
    """Every role in its group, as the page of people has them."""
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        (_("Family and friends"), []),
        (_("Social work and rights"), []),
        (_("Health"), []),
        (_("School"), []),
        (_("Others"), []),
    ]
    for role in PersonRole:
        groups[group_of(role)][1].append((role.value, str(capfirst(role.label))))
    return [("", _("Choose one")), *groups]


def group_of(role: str) -> int:
    """The place of a role's group on the page: family first, everybody else by what they do."""
    if role in FAMILY:
        return 0
    if role in HEALTH:
        return 2
    if role in SCHOOL:
        return 3
    return 4 if role in (PersonRole.OTHER, PersonRole.YOUTH_JUSTICE, PersonRole.INTERPRETER) else 1


class DetailsForm(forms.Form):
    """How somebody is known and reached. The address that is recorded is never part of a form."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the name")},
    )
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=200, required=False)
    called = forms.CharField(
        label=gettext_lazy("What {child} calls them"),
        help_text=gettext_lazy("For example: Mum, Nan, Mr B."),
        max_length=80,
        required=False,
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("Enter an e-mail address in the correct format, like name@example.org")
        },
    )
    channel = forms.ChoiceField(label=gettext_lazy("Best reached by"), required=False)
    address = Words(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Only whoever leads the shift can read it, and each reading is logged."),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    must_not_be_told = forms.BooleanField(
        label=gettext_lazy("There are things this person must not be told"), required=False
    )
    not_told_note = Words(label=gettext_lazy("What they must not be told, and why"), required=False, rows=2)
    note = Words(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("What helps when we speak with them."),
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        channels = [(code, capfirst(words)) for code, words in Channel.choices]
        self.fields["channel"].choices = [("", _("Not known")), *channels]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("must_not_be_told") and not data.get("not_told_note"):
            self.add_error("not_told_note", _("Enter what they must not be told, and why"))
        if data.get("not_told_note"):
            data["must_not_be_told"] = True
        return data


class PersonForm(DetailsForm):
    """Somebody new, or what is known about somebody."""

    role = forms.ChoiceField(
        label=gettext_lazy("Who they are to {child}"),
        error_messages={"required": gettext_lazy("Select who they are to {child}")},
    )
    started_on = PlainDate(
        label=gettext_lazy("Since"),
        help_text=gettext_lazy("For family, the day they came into the file is enough."),
        error_messages={"required": gettext_lazy("Enter since when")},
    )
    field_order = ("role", "name", "called", "organisation")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"started_on": today})
        super().__init__(*args, today=today, **kwargs)
        self.fields["role"].choices = role_choices()

    def clean_started_on(self) -> dt.date:
        day = self.cleaned_data["started_on"]
        not_after_today(day, self.today, _("Since must be today or in the past"))
        return day


class EditPersonForm(PersonForm):
    """What is known about somebody changes. An empty address keeps the one that is recorded."""

    def __init__(self, *args: Any, person: Person, today: dt.date, **kwargs: Any) -> None:
        names = ("role", "name", "organisation", "called", "phone", "email", "channel", "must_not_be_told")
        more = ("not_told_note", "note", "started_on")
        kwargs["initial"] = {name: getattr(person, name) for name in (*names, *more)}
        super().__init__(*args, today=today, **kwargs)
        self.fields["address"].label = _("New address")
        if person.address:
            self.fields["address"].help_text = _("An address is recorded. Leave this empty to keep it.")

    def changes(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if not data["address"]:
            data.pop("address")
        return data


class EndPersonForm(forms.Form):
    ended_on = PlainDate(
        label=gettext_lazy("Last day"), error_messages={"required": gettext_lazy("Enter the last day")}
    )
    end_note = Words(label=gettext_lazy("Why"), required=False, rows=2)

    def __init__(self, *args: Any, person: Person, today: dt.date, **kwargs: Any) -> None:
        self.person, self.today = person, today
        kwargs.setdefault("initial", {"ended_on": today})
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> dt.date:
        day = self.cleaned_data["ended_on"]
        not_after_today(day, self.today, _("Last day must be today or in the past"))
        if day < self.person.started_on:
            raise forms.ValidationError(_("Last day must be the same as or after the first day"))
        return day


class ChangePersonForm(DetailsForm):
    """Who follows: one form ends the one and begins the other."""

    on = PlainDate(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("The first day of whoever follows."),
        error_messages={"required": gettext_lazy("Enter the first day")},
    )
    end_note = Words(label=gettext_lazy("Why it changed"), required=False, rows=2)
    field_order = ("name", "on", "end_note", "organisation", "called")

    def __init__(self, *args: Any, person: Person, today: dt.date, **kwargs: Any) -> None:
        self.person = person
        kwargs.setdefault("initial", {"on": today, "organisation": person.organisation})
        super().__init__(*args, today=today, **kwargs)

    def clean_on(self) -> dt.date:
        day = self.cleaned_data["on"]
        not_after_today(day, self.today, _("From must be today or in the past"))
        if day < self.person.started_on:
            raise forms.ValidationError(
                _("From must be the same as or after the first day of who was before")
            )
        return day

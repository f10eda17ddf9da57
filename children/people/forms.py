"""Forms about the people around a child."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst

from children.people.models import FAMILY, HEALTH, SCHOOL, Channel, Person, PersonRole
from homes.forms import Choice, Dated, Email, HappenedOn, OneLine, Tick, Words, listed
from homes.words import gettext_lazy as _


def group_names() -> list[Any]:
    return [_("Family and friends"), _("Social work and rights"), _("Health"), _("School"), _("Others")]


def role_choices() -> list[tuple[str, Any]]:
    """Every role in its group, as the page of people has them."""
    groups: list[tuple[str, list[tuple[str, str]]]] = [(str(name), []) for name in group_names()]
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


class DetailsForm(Dated):
    """How somebody is known and reached. The address that is recorded is never part of a form."""

    name = OneLine(_("Name"), _("Enter the name"), max_length=150)
    organisation = OneLine(_("Organisation"))
    called = OneLine(_("What {child} calls them"), hint=_("For example: Mum, Nan, Mr B."), max_length=80)
    phone = OneLine(
        _("Phone"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = Email(_("E-mail"))
    channel = Choice(
        _("Best reached by"), choices=[("", _("Not known")), *listed(Channel)], widget=forms.Select
    )
    address = Words(
        _("Address"),
        hint=_("Only whoever leads the shift can read it, and each reading is logged."),
        max_length=1_000,
        rows=2,
    )
    must_not_be_told = Tick(_("There are things this person must not be told"))
    not_told_note = Words(
        _("What they must not be told, and why"),
        needed=_("Needed when there is something they must not be told."),
        rows=2,
    )
    note = Words(_("Note"), hint=_("What helps when we speak with them."), rows=2)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("must_not_be_told") and not data.get("not_told_note"):
            self.add_error("not_told_note", _("Enter what they must not be told, and why"))
        if data.get("not_told_note"):
            data["must_not_be_told"] = True
        return data


class PersonForm(DetailsForm):
    """Somebody new, or what is known about somebody."""

    role = Choice(
        _("Who they are to {child}"),
        _("Select who they are to {child}"),
        role_choices,
        widget=forms.Select,
    )
    started_on = HappenedOn(
        _("Since"), _("Enter since when"), hint=_("For family, the day they came into the file is enough.")
    )
    field_order = ("role", "name", "called", "organisation")


class EditPersonForm(PersonForm):
    """What is known about somebody changes. An empty address keeps the one that is recorded."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        known = {name: getattr(person, name) for name in self.base_fields if name != "address"}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["address"].label = _("New address")
        if person.address:
            self.fields["address"].help_text = _("An address is recorded. Leave this empty to keep it.")

    def changes(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if not data["address"]:
            data.pop("address")
        return data


class EndPersonForm(Dated):
    ended_on = HappenedOn(_("Last day"), _("Enter the last day"))
    end_note = Words(_("Why"), rows=2)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].since(person.started_on, _("the same as or after the first day"))


class ChangePersonForm(DetailsForm):
    """Who follows: one form ends the one and begins the other."""

    on = HappenedOn(_("From"), _("Enter the first day"), hint=_("The first day of whoever follows."))
    end_note = Words(_("Why it changed"), rows=2)
    field_order = ("name", "on", "end_note", "organisation", "called")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, initial={"organisation": person.organisation}, **kwargs)
        words = _("the same as or after the first day of who was before")
        self.fields["on"].since(person.started_on, words)

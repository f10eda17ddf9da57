"""The forms of inviting somebody, and of taking an invitation up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from homes.dates import add_days
from homes.forms import Choice, Dated, Email, OneLine, PlainDate
from homes.forms.layout import Actions, Rest, Shape
from homes.models import Role
from homes.sign_in.accounts import refuse_unsendable
from homes.sign_in.again import AsksPassword, PasswordField
from homes.staff.inviting.actions import password_faults
from homes.staff.roles import ROLES
from homes.words import gettext_lazy as _

FURTHEST_DAYS = 92  # a role agreed further ahead than a quarter is invited nearer its time


class InviteForm(AsksPassword, Dated):
    """Who, at which address, as what and from when. It opens children's records to somebody: a password is asked."""

    safe = _("Nobody was invited.")

    full_name = OneLine(_("Their full name"), _("Enter their full name"), max_length=150)
    email = Email(
        _("Work e-mail"),
        _("Enter their work e-mail"),
        hint=_("The link is sent to this address, and they sign in with it."),
        validators=[refuse_unsendable],
    )
    role = Choice(_("What they do here"), _("Select what they do here"))
    started_on = PlainDate(_("From when"), _("Enter from when"), ahead=True, suggest_today=True)
    password = PasswordField()
    helper = Shape(Rest(), Actions())

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].until(add_days(self.today, FURTHEST_DAYS), _("within 3 months"))
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["role"].hints = {role.value: ROLES[role].description for role in roles}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("full_name", "email", "role", "started_on")}


class NewAccountForm(forms.Form):
    """The name people here will read under what is written, and a password."""

    full_name = OneLine(
        _("Your name"),
        _("Enter your name"),
        hint=_("It stands under what you write, and children read it."),
        max_length=150,
    )
    password = PasswordField(
        _("Choose a password"),
        _("Choose a password"),
        new=True,
        help_text=_("12 characters or more. Three or four words are easy to keep."),
    )
    again = PasswordField(_("The password again"), _("Enter the password again"), new=True)
    helper = Shape(Rest(), Actions(), form_tag=False, form_show_errors=False)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        password, again = said.get("password"), said.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords are not the same"))
        elif password:
            for words in password_faults(password, email=self.email, full_name=said.get("full_name", "")):
                self.add_error("password", words)
        return said

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("full_name", "password")}

"""The forms of the second step: setting it up, showing a code at sign-in, and what only asks for the password."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django import forms
from django.core.exceptions import ValidationError

from homes.dates import now
from homes.forms import OneLine, Words, refuse_unstorable
from homes.forms.layout import Actions, Question, Rest, Shape
from homes.models import User
from homes.sign_in.accounts import client_address
from homes.sign_in.again import AsksPassword, PasswordField
from homes.sign_in.second_step.actions import use_code
from homes.sign_in.second_step.codes import step_of
from homes.sign_in.tries import TooManyTries, count_try, forget_tries, of_codes
from homes.words import gettext as _
from homes.words import gettext_lazy, ngettext


class Code(OneLine):
    """A code, typed or filled in by the phone; spaces and dashes do not matter."""

    def __init__(self, label: Any, missing: Any, *, digits: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "spellcheck": "false"}
        if digits:
            attrs["inputmode"] = "numeric"
        super().__init__(label, missing, max_length=40, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.validators.append(refuse_unstorable)


class TurnOnForm(AsksPassword, forms.Form):
    """That the app has the secret, and that whoever holds this device is its owner."""

    safe = gettext_lazy("Your second step is as it was.")

    code = Code(
        gettext_lazy("The 6 digits the app shows now"),
        gettext_lazy("Enter the 6 digits the app shows"),
        digits=True,
    )
    password = PasswordField()
    helper = Shape(Question("code", width="10"), Rest(), Actions())

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.secret = secret

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"]
        self.step = step_of(typed, self.secret, after=0, now=self.now)
        if self.step is None:
            raise ValidationError(
                _(
                    "These digits do not fit. Check that the phone sets its clock by itself, wait for the next digits "
                    "and enter those."
                )
            )
        return typed

    def said(self) -> dict[str, Any]:
        return {"secret": self.secret, "step": self.step}


class PasswordForm(AsksPassword, forms.Form):
    """One's own password, for what an open tablet must not do."""

    safe = gettext_lazy("Nothing was changed.")
    password = PasswordField()

    def said(self) -> dict[str, Any]:
        return {}


class ResetForm(PasswordForm):
    """A manager takes somebody's second step away, and says why."""

    reason = Words(
        gettext_lazy("Why"),
        gettext_lazy("Enter why"),
        hint=gettext_lazy("The home’s history shows this to managers and to inspectors."),
        rows=2,
    )
    field_order = ("reason", "password")

    def said(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


class CodeForm(forms.Form):
    """A code at sign-in, after the password. Each try is counted before it is looked at."""

    code = Code(gettext_lazy("Code"), gettext_lazy("Enter the code"))
    helper = Shape(Question("code", width="20"), Actions(), form_tag=False, form_show_errors=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.is_locked = False
        self.authenticator: Authenticator | None = None

    def clean_code(self) -> str:
        typed, at, account = self.cleaned_data["code"], now(), of_codes(self.user)
        try:
            left = count_try(account, client_address(context.request), now=at)
        except TooManyTries:
            self.is_locked = True
            raise ValidationError(_("No more tries.")) from None
        self.authenticator = use_code(self.user, typed, now=at)
        if self.authenticator is not None:
            forget_tries(account)
            return typed
        self.is_locked = not left
        words = ngettext(
            "This code does not work. You have %(n)d try left. A code works once: wait for the next one.",
            "This code does not work. You have %(n)d tries left. A code works once: wait for the next one.",
            left,
        )
        raise ValidationError(words % {"n": left})

    def save(self) -> None:
        """What the sign-in library asks of the form of a stage."""
        post_authentication(context.request, self.authenticator)

"""The password asked for again, inside: by whoever signs, adds or changes it. Every form that asks has these.

A form that asks for a password and looks at it itself would give a second set of tries.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from homes.forms import refuse_unstorable
from homes.models import User
from homes.sign_in.tries import INSIDE, TooManyTries, count_try, forget_tries
from homes.words import gettext_lazy, ngettext

if TYPE_CHECKING:
    _Form = forms.Form
else:
    _Form = object


class MustSignInAgain(Exception):
    """The last try was wrong. Goes through the form and the view: homes.requests.middleware signs the person out."""


class PasswordField(forms.CharField):
    """A password, exactly as typed."""

    def __init__(self, label: Any = "", missing: Any = "", *, new: bool = False, **kwargs: Any) -> None:
        super().__init__(
            label=label or gettext_lazy("Your password"),
            strip=False,
            max_length=1000,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"}),
            error_messages={"required": missing or gettext_lazy("Enter your password")},
            **kwargs,
        )
        self.validators.append(refuse_unstorable)


class AsksPassword(_Form):
    """A form with the field `password`, which is looked at once all else is right. It needs to know whose it is."""

    safe: Any = ""  # what becomes of what was written, if the password is wrong

    def __init__(self, *args: Any, by: User, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.now = by, now

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            try:
                check_again(self.by, self.cleaned_data["password"], now=self.now, safe=str(self.safe))
            except ValidationError as wrong:
                self.add_error("password", wrong)
        return self.cleaned_data


def check_again(person: User, word: str, *, now: dt.datetime, safe: str) -> None:
    """Raises ValidationError for a wrong password, with the tries left; MustSignInAgain when none is."""
    try:
        left = count_try(person.email, INSIDE, now=now)
    except TooManyTries:
        raise MustSignInAgain(safe) from None
    if person.check_password(word):
        forget_tries(person.email)
    elif left:
        words = ngettext(
            "Password does not match. You have %(n)d try left.",
            "Password does not match. You have %(n)d tries left.",
            left,
        )
        raise ValidationError(f"{words % {'n': left}} {safe}")
    else:
        raise MustSignInAgain(safe)

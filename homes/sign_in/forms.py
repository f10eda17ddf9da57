"""The forms of signing in, in our words. Their pages write the form tag and show what is wrong above the heading."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account

from homes.forms.layout import Actions, Rest, Shape
from homes.words import gettext_lazy


class _OnItsPage:
    helper = Shape(Rest(), Actions(), form_tag=False, form_show_errors=False)


class SignInForm(_OnItsPage, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = gettext_lazy("E-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = gettext_lazy("Password")
        self.fields["password"].help_text = ""  # the way to a new password stands beside the button


class AskForLinkForm(_OnItsPage, account.ResetPasswordForm):
    pass


class ChoosePasswordForm(_OnItsPage, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_OnItsPage, account.ChangePasswordForm):
    pass

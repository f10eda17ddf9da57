"""The forms of signing in, in our words. Their pages write the form tag and show what is wrong above the heading."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account

from homes.dates import now
from homes.forms import Email
from homes.forms.layout import Actions, Rest, Shape
from homes.sign_in.again import check_again
from homes.words import gettext as _
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
    email = Email(gettext_lazy("E-mail address"), gettext_lazy("Enter your e-mail address"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class _NewPassword(_OnItsPage):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = gettext_lazy("New password")
        self.fields["password2"].label = gettext_lazy("New password again")


class ChoosePasswordForm(_NewPassword, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = gettext_lazy("Your password now")
        self.fields["oldpassword"].help_text = ""  # the page says it, in our words

    def clean_oldpassword(self) -> str:
        """In the place of allauth's own look at it, which would be a second set of tries."""
        word = self.cleaned_data["oldpassword"]
        check_again(self.user, word, now=now(), safe=_("Your password is as it was."))
        return word

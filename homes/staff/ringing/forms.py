"""The form of whom to ring: one number for whoever is on call, and one for each manager."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from homes.forms import OneLine
from homes.models import User
from homes.staff.ringing.people import Lead
from homes.templatetags.keywork_ui import NUMBER
from homes.words import gettext_lazy as _


class PhoneField(OneLine):
    """A number a phone can dial, with a word or two beside it: "07700 900142, evenings"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(*args, max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        said = super().clean(value)
        if said and not re.search(NUMBER, said):
            raise forms.ValidationError(_("Enter a phone number, like 07700 900142"))
        return said


class RingingForm(forms.Form):
    phone = PhoneField(
        _("Manager on call, day and night"),
        hint=_("The one number that always reaches somebody, if the home has one."),
    )

    def __init__(self, *args: Any, leads: Sequence[Lead], phone: str, **kwargs: Any) -> None:
        self.leads = {f"of_{lead.user.public_id}": lead for lead in leads}
        initial = {"phone": phone, **{name: lead.phone for name, lead in self.leads.items()}}
        super().__init__(*args, initial=initial, **kwargs)
        for name, lead in self.leads.items():
            self.fields[name] = PhoneField(f"{lead.user.full_name}, {lead.role_words}")

    def said(self) -> dict[str, Any]:
        numbers: dict[User, str] = {lead.user: self.cleaned_data[name] for name, lead in self.leads.items()}
        return {"phone": self.cleaned_data["phone"], "numbers": numbers}

"""The plain GET form above a long list. What it cannot read is named and left out, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from homes.dates import add_days, midnight
from homes.forms import PlainDate
from homes.words import gettext as _


class DayFilter(forms.Form):
    """From a day to a day, both included; a list adds what else it can be narrowed by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = PlainDate(label=_("From"), required=False)
        self.fields["to"] = PlainDate(label=_("To"), required=False)

    def choose(self, name: str, label: str, nothing: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", nothing), *choices])

    def clean(self) -> dict[str, Any]:
        super().clean()
        since, until = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if since and until and until < since:
            self.add_error("to", _("To must be the same as or after From"))
        return self.cleaned_data

    @property
    def asked(self) -> dict[str, Any]:
        """What could be read of it."""
        self.is_valid()
        return self.cleaned_data

    @property
    def in_use(self) -> bool:
        return any(self.asked.values())

    @property
    def kept(self) -> dict[str, str]:
        """As it was typed, for the addresses of the pages beside this one."""
        return {name: self.data[name] for name in self.fields if self.data.get(name)}

    @property
    def begins_at(self) -> dt.datetime | None:
        return midnight(self.asked["from"]) if self.asked.get("from") else None

    @property
    def ends_at(self) -> dt.datetime | None:
        """The first instant after the last day asked for."""
        return midnight(add_days(self.asked["to"], 1)) if self.asked.get("to") else None

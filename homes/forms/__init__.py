"""The fields every form is made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from homes.models import User
from homes.words import gettext as _

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)  # a typed year 0026 is a slip, not a date


class PlainDate(forms.DateField):
    """A calendar day in the browser's own control. Typed dates are read too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"])
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Enter a real date, like 27 3 2026"))
        return day


class Words(forms.CharField):
    """Text somebody writes: several lines, no upper limit a person would meet."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("max_length", 20_000)
        super().__init__(**kwargs)


class PersonField(forms.ModelChoiceField):
    """An adult of this home, known outside by the random id."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to_field_name", "public_id")
        super().__init__(queryset=User.objects.none(), **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (TypeError, OverflowError):  # a list or a number too large where an id belongs
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            ) from None

    def label_from_instance(self, person: User) -> str:
        return f"{person.full_name}, {person.job_title}" if person.job_title else person.full_name


class PeopleField(forms.ModelMultipleChoiceField):
    """Adults of this home, any number of them, as boxes to tick."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to_field_name", "public_id")
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(queryset=User.objects.none(), **kwargs)

    def label_from_instance(self, person: User) -> str:
        return f"{person.full_name}, {person.job_title}" if person.job_title else person.full_name


def not_after_today(day: dt.date | None, today: dt.date, message: str) -> None:
    if day is not None and day > today:
        raise forms.ValidationError(message)

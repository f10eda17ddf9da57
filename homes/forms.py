"""The date field of every form, and the form that gives an inspector access."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from homes.accounts import refuse_unsendable
from homes.actions import LONGEST_INSPECTION
from homes.dates import LONDON, add_days, london_day
from homes.form_layout import Actions, Rest, Shape
from homes.models import User
from homes.words import gettext as _
from homes.words import gettext_lazy

USUAL_DAYS = 2

FURTHEST_DAYS = 92  # visits are unannounced: access prepared further ahead would be forgotten

LAST_MINUTE = dt.time(23, 59)

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


class InspectionForm(forms.Form):
    """A name, an address and two days. Access begins at once when it begins today."""

    name = forms.CharField(
        label=gettext_lazy("Inspector's name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the inspector's name")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Inspector's e-mail"),
        help_text=gettext_lazy("Check their warrant or badge first. They sign in with this."),
        max_length=254,
        validators=[refuse_unsendable],
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter the inspector's e-mail"),
            "invalid": gettext_lazy("Enter an e-mail address in the correct format, like name@example.org"),
        },
    )
    starts = PlainDate(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Today means from this moment."),
        error_messages={"required": gettext_lazy("Enter the first day")},
    )
    until = PlainDate(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Access ends by itself at the end of this day. 14 days at most."),
        error_messages={"required": gettext_lazy("Enter the last day")},
    )
    helper = Shape(Rest(size="small"), Actions(), form_tag=False, form_show_errors=False)

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        self.now, self.today = now, london_day(now)
        kwargs.setdefault("initial", {"starts": self.today, "until": add_days(self.today, USUAL_DAYS)})
        super().__init__(*args, **kwargs)

    def clean_starts(self) -> dt.date:
        day = self.cleaned_data["starts"]
        if day < self.today:
            raise forms.ValidationError(_("From must be today or in the future"))
        if day > add_days(self.today, FURTHEST_DAYS):
            raise forms.ValidationError(_("From must be within 3 months"))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        starts, until = cleaned.get("starts"), cleaned.get("until")
        if starts and until:
            if until < starts:
                self.add_error("until", _("Last day must be the same as or after From"))
            elif until > add_days(starts, LONGEST_INSPECTION.days - 1):
                self.add_error(
                    "until",
                    _(
                        "Last day must be within 14 days, both ends counted. Give it again if the visit goes on."
                    ),
                )
        return cleaned

    def period(self) -> dict[str, dt.datetime]:
        """The two instants of the days that were typed."""
        starts, until = self.cleaned_data["starts"], self.cleaned_data["until"]
        morning = dt.datetime.combine(starts, dt.time(), tzinfo=LONDON)
        return {
            "starts_at": self.now if starts == self.today else morning,
            "ends_at": dt.datetime.combine(until, LAST_MINUTE, tzinfo=LONDON),
        }


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

"""The form that names cover."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from homes.dates import add_days
from homes.forms import PersonField, PlainDate
from homes.models import StaffAbsence, User
from homes.querysets import UserQuerySet
from homes.staff.forms import FURTHEST_DAYS
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.key_workers.cover import Suggestion


class CoverForm(forms.Form):
    worker = forms.ChoiceField(
        label=gettext_lazy("Who covers"),
        help_text=gettext_lazy(
            "Those who know the child best come first. Adults who are away are not listed."
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Select who covers"),
            "invalid_choice": gettext_lazy("Select somebody from the list"),
        },
    )
    first = PlainDate(
        label=gettext_lazy("First day"), error_messages={"required": gettext_lazy("Enter the first day")}
    )
    last = PlainDate(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Cover ends by itself after this day."),
        error_messages={"required": gettext_lazy("Enter the last day")},
    )
    child_told_on = PlainDate(
        label=gettext_lazy("{child} knows: told on"),
        help_text=gettext_lazy("Leave empty if {child} has not been told yet."),
        required=False,
    )
    child_told_by = PersonField(
        label=gettext_lazy("Told by"), empty_label=gettext_lazy("Choose an adult"), required=False
    )

    def __init__(
        self,
        *args: Any,
        absence: StaffAbsence,
        suggestions: list[Suggestion],
        people: UserQuerySet,
        by: User,
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        self.absence, self.today = absence, today
        self.known = {str(one.person.public_id): one.person for one in suggestions}
        first = max(absence.started_on, today)
        kwargs.setdefault(
            "initial", {"first": first, "last": absence.ended_on, "child_told_by": by.public_id}
        )
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = [
            (str(one.person.public_id), f"{one.person.full_name}: {one.reason}") for one in suggestions
        ]
        self.fields["child_told_by"].queryset = people

    def clean_worker(self) -> User:
        return self.known[self.cleaned_data["worker"]]

    def clean_first(self) -> dt.date:
        day = self.cleaned_data["first"]
        self._check_during(day, _("First day"))
        return day

    def clean_last(self) -> dt.date:
        day = self.cleaned_data["last"]
        self._check_during(day, _("Last day"))
        return day

    def _check_during(self, day: dt.date, label: str) -> None:
        values = {"label": label, "name": self.absence.user.full_name}
        last = self.absence.ended_on or add_days(self.today, FURTHEST_DAYS)
        if not self.absence.started_on <= day <= last:
            raise forms.ValidationError(_("%(label)s must be a day on which %(name)s is away") % values)

    def clean_child_told_on(self) -> dt.date | None:
        day = self.cleaned_data["child_told_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("Told on must be today or in the past"))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Last day must be the same as or after the first day"))
        if not data.get("child_told_on"):
            data["child_told_by"] = None
        elif not data.get("child_told_by") and "child_told_by" in data:
            self.add_error("child_told_by", _("Select who told {child}"))
        return data

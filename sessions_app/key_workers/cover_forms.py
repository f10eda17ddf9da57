"""The form that names cover."""

from __future__ import annotations

from typing import Any

from homes.dates import add_days
from homes.forms import Choice, Dated, PersonField, PlainDate
from homes.models import StaffAbsence, User
from homes.staff.forms import FURTHEST_DAYS
from homes.words import gettext_lazy as _
from sessions_app.key_workers.cover import Suggestion


class CoverForm(Dated):
    worker = Choice(
        _("Who covers"),
        hint=_("Those who know the child best come first. Adults who are away are not listed."),
        error_messages={
            "required": _("Select who covers"),
            "invalid_choice": _("Select somebody from the list"),
        },
    )
    first = PlainDate(_("First day"), _("Enter the first day"))
    last = PlainDate(_("Last day"), _("Enter the last day"), hint=_("Cover ends by itself after this day."))
    child_told_on = PlainDate(
        _("{child} knows: told on"),
        hint=_("Leave empty if {child} has not been told yet."),
        named=_("Told on"),
        past=True,
    )
    child_told_by = PersonField(_("Told by"), empty_label=_("Choose an adult"))

    def __init__(
        self, *args: Any, absence: StaffAbsence, suggestions: list[Suggestion], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.person.public_id): one.person for one in suggestions}
        self.fields["worker"].choices = [
            (str(one.person.public_id), f"{one.person.full_name}: {one.reason}") for one in suggestions
        ]
        furthest = absence.ended_on or add_days(self.today, FURTHEST_DAYS)
        while_away = _("a day on which %(name)s is away") % {"name": absence.user.full_name}
        for name in ("first", "last"):
            self.fields[name].since(absence.started_on, while_away)
            self.fields[name].until(furthest, while_away)
        self.initial = {"first": max(absence.started_on, self.today), "last": absence.ended_on}

    def clean_worker(self) -> User:
        return self.known[self.cleaned_data["worker"]]

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

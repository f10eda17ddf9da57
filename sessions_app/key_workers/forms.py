"""Forms about who holds a child. What touches other records is an action's; these check one form's own answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from children.models import AssignmentRole, FlagResponse, KeyWorkerAssignment
from children.placements.forms import FURTHEST_CHANGE_DAYS
from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words, not_after_today
from homes.models import User
from homes.practice import Practice
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.key_workers.actions import Meetings, Told
from sessions_app.key_workers.suggestions import Suggestion

NEW = "new"  # "whoever is named above"


class AdultField(forms.ChoiceField):
    """One of the suggested adults, each with the reason beside the name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)
        self.hints: dict[str, str] = {}
        self.suggested: dict[str, Suggestion] = {}

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        self.suggested = {str(one.person.public_id): one for one in suggestions}
        self.hints = {key: one.reason for key, one in self.suggested.items()}
        names = {key: _with_title(one.person) for key, one in self.suggested.items()}
        last = [(key, names[key]) for key, one in self.suggested.items() if one.not_first]
        first = [(key, names[key]) for key, one in self.suggested.items() if not one.not_first]
        self.choices = [*first, (_("Away for long, or leaving"), last)] if last else first


class HoldingForm(forms.Form):
    """What naming and changing have in common: who, from when, what the child says, and who told the child."""

    worker = AdultField(
        label=gettext_lazy("Who"), error_messages={"required": gettext_lazy("Select an adult")}
    )
    started_on = PlainDate(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Up to 3 months ahead. Before {moving in} is fine."),
        error_messages={"required": gettext_lazy("Enter the first day")},
    )
    readiness_reason = Words(
        label=gettext_lazy("Why in spite of what has lapsed"),
        help_text=gettext_lazy("Needed when training or supervision of the adult you choose has lapsed."),
        required=False,
        rows=2,
    )
    child_view = Words(
        label=gettext_lazy("{child’s} view"),
        help_text=gettext_lazy("This, or why {child} has not been asked, is needed."),
        required=False,
        rows=2,
    )
    not_asked_because = Words(label=gettext_lazy("Or why {child} has not been asked"), required=False, rows=2)
    child_told_on = PlainDate(
        label=gettext_lazy("{child} was told on"),
        help_text=gettext_lazy("Leave empty while {child} does not know yet."),
        required=False,
    )
    child_told_by = PersonField(
        label=gettext_lazy("Told by"), empty_label=gettext_lazy("Choose an adult"), required=False
    )

    def __init__(
        self,
        *args: Any,
        suggestions: Sequence[Suggestion],
        people: UserQuerySet,
        today: dt.date,
        **kwargs: Any,
    ) -> None:
        self.today = today
        kwargs.setdefault("initial", {})
        kwargs["initial"].setdefault("started_on", today)
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(suggestions)
        self.fields["child_told_by"].queryset = people

    def clean_worker(self) -> User:
        return self.fields["worker"].suggested[self.cleaned_data["worker"]].person

    def clean_started_on(self) -> dt.date:
        day = self.cleaned_data["started_on"]
        furthest = add_days(self.today, FURTHEST_CHANGE_DAYS)
        not_after_today(day, furthest, _("The first day must be within 3 months"))
        return day

    def clean_child_told_on(self) -> dt.date | None:
        day = self.cleaned_data["child_told_on"]
        not_after_today(day, self.today, _("The day {child} was told must be today or in the past"))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("child_view") and not data.get("not_asked_because"):
            self.add_error("child_view", _("Enter {child’s} view, or why {child} has not been asked"))
        if data.get("child_told_on") and not data.get("child_told_by"):
            self.add_error("child_told_by", _("Select who told {child}"))
        if data.get("child_told_by") and not data.get("child_told_on") and "child_told_on" not in self.errors:
            self.add_error("child_told_on", _("Enter the day {child} was told"))
        self._check_ready(data)
        return data

    def _check_ready(self, data: dict[str, Any]) -> None:
        worker = data.get("worker")
        if worker is None or data.get("readiness_reason"):
            return
        lapsed = self.fields["worker"].suggested[str(worker.public_id)].lapsed
        if lapsed:
            words = _("Enter why you name %(name)s all the same: %(lapsed)s")
            said = ", ".join(line.words for line in lapsed)
            self.add_error("readiness_reason", words % {"name": worker.full_name, "lapsed": said})

    @property
    def told(self) -> Told:
        names = ("child_view", "not_asked_because", "child_told_on", "child_told_by", "readiness_reason")
        return Told(**{name: self.cleaned_data[name] for name in names})


class NameKeyWorkerForm(HoldingForm):
    role = forms.ChoiceField(
        label=gettext_lazy("As"),
        choices=[
            (AssignmentRole.LEAD, gettext_lazy("Lead")),
            (AssignmentRole.SECOND, gettext_lazy("Second")),
        ],
        widget=forms.RadioSelect,
        initial=AssignmentRole.LEAD,
    )
    field_order = ("worker", "role", "started_on")


def _with_title(person: User) -> str:
    return f"{person.full_name}, {person.job_title}" if person.job_title else person.full_name


class WhyForm(forms.Form):
    """Why somebody stops, in the reasons of the home, what happened, and who decided."""

    end_reason = forms.ChoiceField(
        label=gettext_lazy("Why"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select a reason for changing the {key worker}")},
    )
    end_note = Words(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy("{child} may read this one day."),
        error_messages={"required": gettext_lazy("Enter what happened")},
    )
    decided_by = PersonField(
        label=gettext_lazy("Who decided"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Select who decided")},
    )

    def offer_reasons(self, practice: Practice, deciders: UserQuerySet, by: User) -> None:
        self.fields["end_reason"].choices = [(item.code, item.text) for item in practice.reasons]
        self.fields["decided_by"].queryset = deciders
        self.initial["decided_by"] = by.public_id


class EndKeyWorkerForm(WhyForm):
    ended_on = PlainDate(
        label=gettext_lazy("Last day"), error_messages={"required": gettext_lazy("Enter the last day")}
    )

    def __init__(self, *args: Any, held: KeyWorkerAssignment, today: dt.date, **kwargs: Any) -> None:
        self.held, self.today = held, today
        kwargs.setdefault("initial", {"ended_on": today})
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> dt.date:
        return _day_of_change(self.cleaned_data["ended_on"], self.held, self.today)


def _day_of_change(day: dt.date, held: KeyWorkerAssignment, today: dt.date) -> dt.date:
    if day < held.started_on:
        raise forms.ValidationError(_("The day must be the same as or after the first day of who stops"))
    not_after_today(
        day, max(held.started_on, add_days(today, FURTHEST_CHANGE_DAYS)), _("The day must be within 3 months")
    )
    return day


class ChangeKeyWorkerForm(HoldingForm, WhyForm):
    """Why, who decided, who follows, from when, what the child says, and what is handed over."""

    handover_on = PlainDate(label=gettext_lazy("Handover meeting on"), required=False)
    goodbye_on = PlainDate(label=gettext_lazy("Saying goodbye on"), required=False)
    no_goodbye_because = Words(label=gettext_lazy("Or why a goodbye is not possible"), required=False, rows=2)
    hello_on = PlainDate(label=gettext_lazy("Getting to know each other on"), required=False)
    field_order = (
        "end_reason", "end_note", "decided_by", "worker", "readiness_reason", "started_on", "child_view",
        "not_asked_because", "child_told_on", "child_told_by", "handover_on", "goodbye_on",
        "no_goodbye_because", "hello_on",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        held: KeyWorkerAssignment,
        promised: Sequence[FlagResponse],
        sessions_planned: int,
        **kwargs: Any,
    ) -> None:
        self.held = held
        super().__init__(*args, **kwargs)
        self.promised = {f"action_{response.pk}": response for response in promised}
        for name, response in self.promised.items():
            self.fields[name] = self._taker(_("Who takes over: %(what)s") % {"what": response.action})
        if sessions_planned:
            self.fields["sessions_to"] = self._taker(_("Who takes the sessions that are planned"))

    def _taker(self, label: str) -> forms.ChoiceField:
        people = [(key, one.person.full_name) for key, one in self.fields["worker"].suggested.items()]
        choices = [(NEW, _("The new {key worker}")), *people]
        return forms.ChoiceField(label=label, choices=choices, initial=NEW)

    def clean_started_on(self) -> dt.date:
        return _day_of_change(self.cleaned_data["started_on"], self.held, self.today)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("handover_on", "goodbye_on", "hello_on"):
            if data.get(name) and data[name] > add_days(self.today, FURTHEST_CHANGE_DAYS):
                self.add_error(name, _("The day must be within 3 months"))
        if data.get("goodbye_on") and data["goodbye_on"] < self.held.started_on:
            self.add_error("goodbye_on", _("The day must be after the first day of who stops"))
        return data

    def _taken_by(self, name: str) -> User:
        key = self.cleaned_data[name]
        return self.cleaned_data["worker"] if key == NEW else self.fields["worker"].suggested[key].person

    @property
    def actions_to(self) -> dict[FlagResponse, User]:
        return {response: self._taken_by(name) for name, response in self.promised.items()}

    @property
    def sessions_to(self) -> User | None:
        return self._taken_by("sessions_to") if "sessions_to" in self.fields else None

    @property
    def meetings(self) -> Meetings:
        names = ("handover_on", "goodbye_on", "hello_on", "no_goodbye_because")
        return Meetings(**{name: self.cleaned_data[name] for name in names})

    @property
    def as_hidden(self) -> Iterable[str]:
        """Everything typed, for the page that interrupts."""
        return [bound.as_hidden() for bound in self]


class ToldForm(forms.Form):
    child_told_on = PlainDate(
        label=gettext_lazy("{child} was told on"),
        error_messages={"required": gettext_lazy("Enter the day {child} was told")},
    )
    child_told_by = PersonField(
        label=gettext_lazy("Told by"),
        empty_label=gettext_lazy("Choose an adult"),
        error_messages={"required": gettext_lazy("Select who told {child}")},
    )

    def __init__(self, *args: Any, people: UserQuerySet, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("initial", {"child_told_on": today})
        super().__init__(*args, **kwargs)
        self.fields["child_told_by"].queryset = people

    def clean_child_told_on(self) -> dt.date:
        day = self.cleaned_data["child_told_on"]
        not_after_today(day, self.today, _("The day {child} was told must be today or in the past"))
        return day

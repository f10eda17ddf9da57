"""Forms about who holds a child. What touches other records is an action's; these check one form's own answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from children.models import AssignmentRole, FlagResponse, KeyWorkerAssignment
from children.placements.forms import FURTHEST_CHANGE_DAYS
from homes.dates import add_days
from homes.forms import Choice, Dated, HappenedOn, PersonField, PlainDate, Words
from homes.models import User
from homes.practice import Practice
from homes.querysets import UserQuerySet
from homes.words import gettext_lazy as _
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


class HoldingForm(Dated):
    """What naming and changing have in common: who, from when, what the child says, and who told the child."""

    worker = AdultField(label=_("Who"), error_messages={"required": _("Select an adult")})
    started_on = PlainDate(
        _("From"),
        _("Enter the first day"),
        hint=_("Up to 3 months ahead. Before {moving in} is fine."),
        named=_("The first day"),
        suggest_today=True,
    )
    readiness_reason = Words(
        _("Why in spite of what has lapsed"),
        hint=_("Needed when training or supervision of the adult you choose has lapsed."),
        rows=2,
    )
    child_view = Words(
        _("{child’s} view"), hint=_("This, or why {child} has not been asked, is needed."), rows=2
    )
    not_asked_because = Words(_("Or why {child} has not been asked"), rows=2)
    child_told_on = PlainDate(
        _("{child} was told on"),
        hint=_("Leave empty while {child} does not know yet."),
        named=_("The day {child} was told"),
        past=True,
    )
    child_told_by = PersonField(_("Told by"), empty_label=_("Choose an adult"))

    def __init__(self, *args: Any, suggestions: Sequence[Suggestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].offer(suggestions)
        self.limit(self.fields["started_on"])

    def limit(self, first_day: PlainDate) -> None:
        first_day.until(add_days(self.today, FURTHEST_CHANGE_DAYS), _("within 3 months"))

    def clean_worker(self) -> User:
        return self.fields["worker"].suggested[self.cleaned_data["worker"]].person

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
    role = Choice(
        _("As"),
        choices=[(AssignmentRole.LEAD, _("Lead")), (AssignmentRole.SECOND, _("Second"))],
        required=True,
        initial=AssignmentRole.LEAD,
    )
    field_order = ("worker", "role", "started_on")


def _with_title(person: User) -> str:
    return f"{person.full_name}, {person.job_title}" if person.job_title else person.full_name


class WhyForm(Dated):
    """Why somebody stops, in the reasons of the home, what happened, and who decided."""

    end_reason = Choice(_("Why"), _("Select a reason for changing the {key worker}"))
    end_note = Words(_("What happened"), _("Enter what happened"), hint=_("{child} may read this one day."))
    decided_by = PersonField(_("Who decided"), _("Select who decided"), empty_label=None)

    def offer_reasons(self, practice: Practice, deciders: UserQuerySet, by: User) -> None:
        self.fields["end_reason"].choices = [(item.code, item.text) for item in practice.reasons]
        self.fields["decided_by"].queryset = deciders
        self.initial["decided_by"] = by.public_id


class EndKeyWorkerForm(WhyForm):
    ended_on = PlainDate(_("Last day"), _("Enter the last day"), suggest_today=True)

    def __init__(self, *args: Any, held: KeyWorkerAssignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _of_a_change(self.fields["ended_on"], held, self.today)


def _of_a_change(day: PlainDate, held: KeyWorkerAssignment, today: dt.date) -> None:
    furthest = max(held.started_on, add_days(today, FURTHEST_CHANGE_DAYS))
    day.named = _("The day")
    day.since(held.started_on, _("the same as or after the first day of who stops"))
    day.until(furthest, _("within 3 months"))


class ChangeKeyWorkerForm(HoldingForm, WhyForm):
    """Why, who decided, who follows, from when, what the child says, and what is handed over."""

    handover_on = PlainDate(_("Handover meeting on"), named=_("The day"))
    goodbye_on = PlainDate(_("Saying goodbye on"), named=_("The day"))
    no_goodbye_because = Words(_("Or why a goodbye is not possible"), rows=2)
    hello_on = PlainDate(_("Getting to know each other on"), named=_("The day"))
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
        for name in ("handover_on", "goodbye_on", "hello_on"):
            self.fields[name].until(add_days(self.today, FURTHEST_CHANGE_DAYS), _("within 3 months"))
        self.fields["goodbye_on"].since(held.started_on, _("after the first day of who stops"))
        self.promised = {f"action_{response.pk}": response for response in promised}
        for name, response in self.promised.items():
            self.fields[name] = self._taker(_("Who takes over: %(what)s") % {"what": response.action})
        if sessions_planned:
            self.fields["sessions_to"] = self._taker(_("Who takes the sessions that are planned"))

    def _taker(self, label: str) -> forms.ChoiceField:
        people = [(key, one.person.full_name) for key, one in self.fields["worker"].suggested.items()]
        choices = [(NEW, _("The new {key worker}")), *people]
        return forms.ChoiceField(label=label, choices=choices, initial=NEW)

    def limit(self, first_day: PlainDate) -> None:
        _of_a_change(first_day, self.held, self.today)

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


class ToldForm(Dated):
    child_told_on = HappenedOn(
        _("{child} was told on"), _("Enter the day {child} was told"), named=_("The day {child} was told")
    )
    child_told_by = PersonField(_("Told by"), _("Select who told {child}"), empty_label=_("Choose an adult"))

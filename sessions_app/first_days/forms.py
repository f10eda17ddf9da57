"""The forms of a child's first days: one thing that was done, and one that does not apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import cached_property

from children.about_me.forms import OfPlacement
from homes.forms import Choice, OneLine, PersonField, PlainDate, Words, listed
from homes.forms.layout import Actions, Reveal, Shape, Within
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.first_days.actions import days_fit
from sessions_app.first_days.models import Reached

AGREEMENT = "agreement"


class FirstDaysForm(OfPlacement):
    """How one thing went, on one day, with one adult."""

    reached = Choice(
        gettext_lazy("How far has it come"), gettext_lazy("Select how far it has come"), listed(Reached)
    )
    planned_on = PlainDate(
        gettext_lazy("The day that is set"), needed=gettext_lazy("Needed when a day is set for it.")
    )
    why_not = Words(
        gettext_lazy("Why it does not apply"), needed=gettext_lazy("Needed when it does not apply."), rows=2
    )
    how = OneLine(
        gettext_lazy("How it was done"),
        hint=gettext_lazy("For example: on a walk, drawing, with pictures, read together."),
    )
    prefers = OneLine(
        gettext_lazy("What sort of time suits {child}"),
        hint=gettext_lazy(
            "Sitting and talking, doing something, on a journey; and what {child} likes to do."
        ),
    )
    reply = Words(
        gettext_lazy("What {child} said"),
        hint=gettext_lazy("In {child’s} own words, or what {child} showed."),
        rows=2,
    )
    note = Words(
        gettext_lazy("Anything to add"), hint=gettext_lazy("What is still to come, or to remember."), rows=2
    )
    happened_on = PlainDate(gettext_lazy("Day"), gettext_lazy("Enter the day"), past=True, suggest_today=True)
    done_by = PersonField(gettext_lazy("Done by"), gettext_lazy("Select who did it"))

    def __init__(self, *args: Any, task: str, agreement: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        if task != AGREEMENT:
            del self.fields["prefers"]
        self.since_visits("happened_on")

    def clean(self) -> dict[str, Any]:
        """What opened inside another answer is not kept."""
        data = super().clean() or {}
        reached = data.get("reached")
        if reached != Reached.DAY_SET:
            data["planned_on"] = None
            self.errors.pop("planned_on", None)
        elif "planned_on" not in self.errors:
            self._check_planned(data)
        if reached != Reached.NOT_NEEDED:
            data["why_not"] = ""
        elif not data.get("why_not"):
            self.add_error("why_not", _("Enter why it does not apply"))
        return data

    def _check_planned(self, data: dict[str, Any]) -> None:
        planned_on, happened_on = data.get("planned_on"), data.get("happened_on")
        if planned_on is None:
            self.add_error("planned_on", _("Enter the day that is set"))
        elif happened_on and not days_fit(happened_on, planned_on):
            self.add_error("planned_on", _("The day that is set must be within 4 weeks after the day"))

    @cached_property
    def helper(self) -> Shape:
        agreed = [Within("sessions_app/first_days/_agreement.html")] if self.agreement else []
        prefers = ["prefers"] if "prefers" in self.fields else []
        opens = {Reached.DAY_SET.value: ["planned_on"], Reached.NOT_NEEDED.value: ["why_not"]}
        return Shape(
            *agreed,
            Reveal("reached", opens),
            "how",
            *prefers,
            "reply",
            "note",
            "happened_on",
            "done_by",
            Actions(),
        )


class NotNeededForm(OfPlacement):
    """Something of the list that this child does not need, and why."""

    task = Choice(gettext_lazy("What does not apply"), gettext_lazy("Select what does not apply"))
    why_not = Words(
        gettext_lazy("Why it does not apply"), gettext_lazy("Enter why it does not apply"), rows=2
    )
    happened_on = PlainDate(gettext_lazy("Day"), gettext_lazy("Enter the day"), past=True, suggest_today=True)

    def __init__(self, *args: Any, tasks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].choices = tasks
        self.since_visits("happened_on")

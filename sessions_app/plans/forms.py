"""The forms of a plan: planning it, changing it, another day, calling it off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.functional import cached_property

from children.about_me.forms import OfPlacement
from children.putting_right.forms import OfVersion
from homes.dates import add_days
from homes.forms import Asked, Choice, OneLine, PersonField, PlainDate, Tick, TimeOfDay, Words
from homes.forms.layout import Actions, Div, Fold, Question, Reveal, Shape, Within
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy
from sessions_app.plans.actions import FURTHEST_DAYS, UnableToPlan, first_day, refuse_what_is_over
from sessions_app.plans.models import PlanStep
from sessions_app.recording.fields import ticks

OTHER, NEAR_DAYS = "other", 4
KNOWS, NOT_YET = "yes", "not_yet"
WRONG_TIME = gettext_lazy("Enter the time, like 16:30")
CASH_MOST = 1000


class Money(Asked, forms.DecimalField):
    """Pounds and pence. A pound sign typed along is no mistake."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        wrong = gettext_lazy("Enter an amount in pounds, like 8 or 8.50")
        few = gettext_lazy("Enter an amount of less than £1,000, with no more than 2 figures for the pence")
        messages = {"invalid": wrong, "min_value": wrong}
        messages |= dict.fromkeys(("max_value", "max_digits", "max_decimal_places", "max_whole_digits"), few)
        super().__init__(
            label,
            required=False,
            min_value=0.01,
            max_value=CASH_MOST - 0.01,
            max_digits=6,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages=messages,
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().removeprefix("£") if isinstance(value, str) else value)


class AboutPlan(OfPlacement):
    """What is planned, all but the day and the time."""

    place = OneLine(gettext_lazy("Where"))
    worker = PersonField(gettext_lazy("With"), gettext_lazy("Select who it is with"), empty_label=None)
    format = Choice(gettext_lazy("What {child} likes best"))
    wants = Words(
        gettext_lazy("What {child} wants to talk about"),
        hint=gettext_lazy("Ask first. “Nothing” is an answer."),
        needed=gettext_lazy("Ask first. “Nothing” is an answer."),
        rows=2,
    )
    not_asked = Tick(gettext_lazy("Not asked yet"))
    purposes = ticks(gettext_lazy("What it is for"), [])
    hold_back = Words(
        gettext_lazy("Hold back until we are sure"),
        hint=gettext_lazy("{child} does not see this. Promise nothing you cannot be sure of."),
        rows=2,
    )
    kit = OneLine(gettext_lazy("What to bring"))
    petty_cash = Money(gettext_lazy("Petty cash, in pounds"))
    talked_with = PersonField(
        gettext_lazy("Talked through with"),
        hint=gettext_lazy("A manager or a senior."),
        empty_label=gettext_lazy("Nobody yet"),
    )
    safety_doubt = Words(
        gettext_lazy("Any doubt whether it is safe"), hint=gettext_lazy("Only staff see this."), rows=2
    )
    safety_plan = Words(
        gettext_lazy("What makes it safe"), needed=gettext_lazy("Needed when there is a doubt."), rows=2
    )
    told = Choice(
        gettext_lazy("Does {child} know the day, the time and the place?"),
        gettext_lazy("Select whether {child} knows"),
        [(KNOWS, gettext_lazy("Yes")), (NOT_YET, gettext_lazy("Not told yet"))],
    )
    childs_reply = OneLine(gettext_lazy("What {child} said"))

    def __init__(
        self,
        *args: Any,
        formats: list[tuple[str, str]],
        liked: str,
        purposes: list[tuple[str, str]],
        leading: UserQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices, self.fields["format"].help_text = formats, liked
        self.fields["purposes"].choices = purposes
        self.fields["talked_with"].queryset, self.fields["talked_with"].initial = leading, None
        if not purposes:
            del self.fields["purposes"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("wants") and not data.get("not_asked") and "wants" not in self.errors:
            words = _("Enter what {child} wants to talk about, or tick that {child} has not been asked")
            self.add_error("wants", words)
        doubt, plan = data.get("safety_doubt"), data.get("safety_plan")
        if doubt and not plan and "safety_plan" not in self.errors:
            self.add_error("safety_plan", _("Enter what makes it safe, or plan something else"))
        if plan and not doubt and "safety_doubt" not in self.errors:
            self.add_error("safety_doubt", _("Enter what the doubt is"))
        return data

    def said(self) -> dict[str, Any]:
        """The answers as a plan keeps them."""
        data = self.cleaned_data
        names = ("place", "worker", "format", "wants", "hold_back", "kit", "petty_cash", "talked_with")
        knows = data["told"] == KNOWS
        return {
            **{name: data[name] for name in (*names, "safety_doubt", "safety_plan")},
            "purposes": data.get("purposes", []),
            "child_knows": knows,
            "childs_reply": data["childs_reply"] if knows else "",
        }

    def parts(self) -> list[Any]:
        purposes = [Question("purposes", variant="chips")] if "purposes" in self.fields else []
        return [
            "worker",
            Question("format", variant="chips"),
            Div(Question("wants", optional=False), "not_asked", css_class="plan-wants"),
            *purposes,
            Within("sessions_app/plans/_held.html", "hold_back"),
            Div(
                Fold(gettext_lazy("Kit and money"), "kit", "petty_cash"),
                Fold(gettext_lazy("Talked through with"), "talked_with"),
                Fold(gettext_lazy("Is it safe?"), "safety_doubt", "safety_plan"),
                css_class="plan-adds",
            ),
            Reveal("told", {KNOWS: ["childs_reply"]}),
            Actions(),
        ]


class PlanForm(AboutPlan):
    """A plan from nothing: first of all the day and the time."""

    day = Choice(gettext_lazy("Day"), gettext_lazy("Select the day"))
    other_day = PlainDate(gettext_lazy("Another day"), named=gettext_lazy("The day"), ahead=True)
    starts = TimeOfDay(gettext_lazy("Time"), invalid=WRONG_TIME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first_day(self.placement, self.today)
        self.fields["day"].choices = [
            *near_days(self.first, self.today),
            (OTHER, gettext_lazy("Another day")),
        ]
        limit(self.fields["other_day"], self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") == OTHER:
            if not data.get("other_day") and "other_day" not in self.errors:
                self.add_error("other_day", _("Enter the day"))
        else:
            self.errors.pop("other_day", None)
        return data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        day = data["other_day"] if data["day"] == OTHER else dt.date.fromisoformat(data["day"])
        return {**super().said(), "planned_on": day, "starts": data["starts"]}

    @cached_property
    def helper(self) -> Shape:
        return Shape(
            Reveal("day", {OTHER: ["other_day"]}, variant="chips"),
            Div("starts", "place", css_class="kw-pair"),
            *self.parts(),
        )


class ChangePlanForm(OfVersion, AboutPlan):
    """What was planned, as it is changed. Day and time have a form of their own, which asks why.

    Where somebody changed it meanwhile, what is written now stands at each answer that differs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stale:
            for name in self.changed_data:
                if name not in ("seen", "not_asked"):  # what was not asked shows at what the child wants
                    words = self._written(name) or _("nothing")
                    self[name].help_text = _("Written: %(what)s") % {"what": words}

    def _written(self, name: str) -> str:
        field, said = self.fields[name], self.initial.get(name)
        if isinstance(field, PersonField):
            return str(getattr(self.record, name) or "")
        if said is None or not hasattr(field, "choices"):
            return "" if said is None else str(said)
        labels = {str(code): str(label) for code, label in field.choices}
        return ", ".join(labels.get(code, "") for code in (said if isinstance(said, list) else [said]))

    def changed_words(self) -> str:
        try:
            refuse_what_is_over(self.record)
        except UnableToPlan as refusal:
            return str(refusal)
        return super().changed_words()

    def said(self) -> dict[str, Any]:
        return {**super().said(), "seen": self.cleaned_data["seen"] or 0}

    @cached_property
    def helper(self) -> Shape:
        return Shape("place", *self.parts())


class WhyForm(OfPlacement):
    """Whose wish it was, why, and whether the child knows."""

    whose = Choice(
        gettext_lazy("Who wanted it"),
        gettext_lazy("Select who wanted it"),
        [
            (PlanStep.Whose.OURS, gettext_lazy("We did")),
            (PlanStep.Whose.CHILD, gettext_lazy("{child} did")),
        ],
    )
    reason = Words(
        gettext_lazy("Why"),
        gettext_lazy("Enter why"),
        hint=gettext_lazy("In words you would say to {child}."),
        rows=2,
    )
    child_knows = Tick(gettext_lazy("{child} knows"))


class CallOffForm(WhyForm):
    helper = Shape(Question("whose", variant="chips"), "reason", "child_knows", Actions())


class MoveForm(WhyForm):
    new_on = PlainDate(
        gettext_lazy("New day"),
        gettext_lazy("Enter the new day"),
        named=gettext_lazy("The new day"),
        ahead=True,
    )
    new_at = TimeOfDay(gettext_lazy("New time"), invalid=WRONG_TIME)
    helper = Shape(
        Div("new_on", "new_at", css_class="kw-pair"),
        Question("whose", variant="chips"),
        "reason",
        "child_knows",
        Actions(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self.fields["new_on"], self)


def limit(day: PlainDate, form: OfPlacement) -> None:
    """Not before a child who is expected comes, not after one who moves on has left, not a year too far."""
    first, leaves = first_day(form.placement, form.today), form.placement.moved_on_on
    if first > form.today:
        day.since(first, _("the same as or after the day of {moving in}"))
    if leaves is not None:
        day.until(add_days(leaves, -1), _("before {child} moves on"))
    day.until(add_days(form.today, FURTHEST_DAYS), _("within 3 months"))


def near_days(first: dt.date, today: dt.date) -> list[tuple[str, str]]:
    """ "Today", "Wed 13", "Thu 14": the next few days, one tap each."""
    days = [add_days(first, number) for number in range(NEAR_DAYS)]
    return [(day.isoformat(), _("Today") if day == today else date_format(day, "D j")) for day in days]

"""Forms about what the child says and wants, and what adults owe around it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst

from children.about_me.models import AboutMe, Goal, GoalArea, GoalEnd, SaidHow, Tone
from children.placements.models import Placement
from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words, not_after_today
from homes.models import User
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

BEFORE_DAYS = 92  # what was said or given on visits before moving in

FURTHEST_DATE_DAYS = 731  # a day that comes once

MOST_STEPS, MOST_AHEAD = 10, 60

SHORT = 500


def _listed(choices: Any) -> list[tuple[str, Any]]:
    return [(code, capfirst(str(words))) for code, words in choices]


class _OfStay(forms.Form):
    """A form about the child of a stay. Days lie in the past, and not long before the child moved in."""

    def __init__(
        self, *args: Any, stay: Placement, today: dt.date, me: User, people: UserQuerySet, **kwargs: Any
    ) -> None:
        self.stay, self.today = stay, today
        first = dict.fromkeys(self.TODAY, today)
        first |= {name: me for name, field in self.base_fields.items() if isinstance(field, PersonField)}
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.queryset = people
            elif isinstance(field.widget, forms.RadioSelect):
                field.choices = _listed(field.choices)

    TODAY: tuple[str, ...] = ()

    def past(self, name: str) -> dt.date:
        """A day that was, from the visits before moving in on."""
        day = self.cleaned_data[name]
        label = capfirst(str(self.fields[name].label))
        not_after_today(day, self.today, _("%(what)s must be today or in the past") % {"what": label})
        if day < add_days(self.stay.moved_in_on or self.today, -BEFORE_DAYS):
            raise forms.ValidationError(
                _("%(what)s must be less than 3 months before {moving in}") % {"what": label}
            )
        return day


class AboutForm(_OfStay):
    TODAY = ("agreed_on",)
    good_at = Words(label=gettext_lazy("Good at, and likes"), required=False, rows=2, max_length=SHORT)
    what_helps = Words(label=gettext_lazy("What helps {child}"), required=False, rows=2, max_length=SHORT)
    please_dont = Words(label=gettext_lazy("Please don’t"), required=False, rows=2, max_length=SHORT)
    interests = Words(label=gettext_lazy("Interests"), required=False, rows=2, max_length=SHORT)
    happy = Words(label=gettext_lazy("What makes {child} happy"), required=False, rows=2, max_length=SHORT)
    sad = Words(label=gettext_lazy("What makes {child} sad"), required=False, rows=2, max_length=SHORT)
    angry = Words(label=gettext_lazy("What makes {child} angry"), required=False, rows=2, max_length=SHORT)
    worries = Words(label=gettext_lazy("Worries"), required=False, rows=2, max_length=SHORT)
    said_how = forms.ChoiceField(
        label=gettext_lazy("How {child} said it"),
        choices=SaidHow,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how {child} said it")},
    )
    agreed_on = PlainDate(
        label=gettext_lazy("Agreed with {child} on"),
        error_messages={"required": gettext_lazy("Enter the day it was agreed")},
    )

    def clean_agreed_on(self) -> dt.date:
        day = self.cleaned_data["agreed_on"]
        not_after_today(day, self.today, _("The day it was agreed must be today or in the past"))
        if day < add_days(self.stay.moved_in_on or self.today, -BEFORE_DAYS):
            raise forms.ValidationError(
                _("The day it was agreed must be less than 3 months before {moving in}")
            )
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in AboutMe.PARTS) and not set(AboutMe.PARTS) & set(self.errors):
            self.add_error("good_at", _("Enter something {child} said, in at least one box"))
        return data


class DateForm(_OfStay):
    title = forms.CharField(
        label=gettext_lazy("What the day is"),
        help_text=gettext_lazy("For example: Nan died. Birthdays are here already."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what the day is")},
    )
    on = PlainDate(
        label=gettext_lazy("Date"),
        help_text=gettext_lazy("When it comes every year, any year will do."),
        error_messages={"required": gettext_lazy("Enter the date")},
    )
    repeats = forms.ChoiceField(
        label=gettext_lazy("How often it comes"),
        choices=[("yearly", gettext_lazy("Every year")), ("once", gettext_lazy("Once"))],
        widget=forms.RadioSelect,
        initial="yearly",
        error_messages={"required": gettext_lazy("Select how often it comes")},
    )
    tone = forms.ChoiceField(
        label=gettext_lazy("What kind of day it is for {child}"),
        choices=Tone,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what kind of day it is")},
    )
    what_helps = Words(label=gettext_lazy("What helps on the day"), required=False, max_length=SHORT)
    ahead_days = forms.IntegerField(
        label=gettext_lazy("Days ahead the team is told"),
        min_value=1,
        max_value=MOST_AHEAD,
        initial=7,
        error_messages={"required": gettext_lazy("Enter how many days ahead, from 1 to 60")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        on, once = data.get("on"), data.get("repeats") == "once"
        if on and once and not self.today <= on <= add_days(self.today, FURTHEST_DATE_DAYS):
            self.add_error("on", _("A date that comes once must be from today on, and within 2 years"))
        return data

    def date(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        every_year = said.pop("repeats") == "yearly"
        return {**said, "every_year": every_year}


class EndDateForm(_OfStay):
    why = Words(
        label=gettext_lazy("Why it is taken off"),
        error_messages={"required": gettext_lazy("Enter why it is taken off")},
    )


class GoalForm(_OfStay):
    TODAY = ("started_on",)
    words = Words(
        label=gettext_lazy("What {child} wants, in {child}’s words"),
        max_length=SHORT,
        error_messages={"required": gettext_lazy("Enter the goal in {child}’s words")},
    )
    area = forms.ChoiceField(
        label=gettext_lazy("What it is about"),
        choices=[("", gettext_lazy("Not said")), *GoalArea.choices],
        required=False,
    )
    started_on = PlainDate(
        label=gettext_lazy("Started on"),
        error_messages={"required": gettext_lazy("Enter the day it started")},
    )
    steps_in_mind = forms.IntegerField(
        label=gettext_lazy("How many small steps you have in mind"),
        help_text=gettext_lazy("Up to 10. More can follow."),
        min_value=1,
        max_value=MOST_STEPS,
        required=False,
    )

    def clean_started_on(self) -> dt.date:
        return self.past("started_on")


class StepForm(_OfStay):
    TODAY = ("noticed_on",)
    what = Words(
        label=gettext_lazy("The small step"),
        help_text=gettext_lazy("For example: asked the teacher for help."),
        rows=2,
        max_length=SHORT,
        error_messages={"required": gettext_lazy("Enter the small step")},
    )
    noticed_on = PlainDate(
        label=gettext_lazy("Noticed on"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    noticed_by = PersonField(
        label=gettext_lazy("Noticed by"),
        error_messages={"required": gettext_lazy("Select who noticed it")},
    )
    evidence = Words(label=gettext_lazy("What shows it"), required=False, rows=2, max_length=SHORT)

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        self.goal = goal
        super().__init__(*args, **kwargs)

    def clean_noticed_on(self) -> dt.date:
        return _since(self, "noticed_on", self.goal.started_on, _("the day the goal began"))


class EndGoalForm(_OfStay):
    TODAY = ("ended_on",)
    outcome = forms.ChoiceField(
        label=gettext_lazy("How it ended"),
        choices=GoalEnd,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how it ended")},
    )
    ended_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    words = Words(
        label=gettext_lazy("What {child} said about it"),
        max_length=SHORT,
        error_messages={"required": gettext_lazy("Enter what was said about it")},
    )

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        self.goal = goal
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> dt.date:
        return _since(self, "ended_on", self.goal.started_on, _("the day the goal began"))


def _since(form: _OfStay, name: str, first: dt.date, event: str) -> dt.date:
    """A day from `first` to today."""
    day = form.cleaned_data[name]
    not_after_today(day, form.today, _("The day must be today or in the past"))
    if day < first:
        raise forms.ValidationError(_("The day must be the same as or after %(event)s") % {"event": event})
    return day

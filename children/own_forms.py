"""Forms about what the child says and wants, and what adults owe around it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst

from children.models.own import (
    AboutMe,
    ExplainedHow,
    ExplainedKind,
    Goal,
    GoalArea,
    GoalEnd,
    ItemStep,
    RemovedItem,
    SaidHow,
    Tone,
    Understood,
)
from children.placements.models import Placement
from homes.dates import add_days
from homes.forms import PersonField, PlainDate, Words, not_after_today
from homes.models import User
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

BEFORE_DAYS = 92  # what was said or given on visits before moving in
FURTHEST_DATE_DAYS = 731  # a day that comes once
FURTHEST_RETURN_DAYS = 28  # what is kept longer is decided anew
FURTHEST_AGAIN_DAYS = 731
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


class YesNo(forms.TypedChoiceField):
    """Yes or no, side by side."""

    variant = "inline"

    def __init__(self, label: Any, missing: Any) -> None:
        super().__init__(
            label=label,
            choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
            widget=forms.RadioSelect,
            coerce=lambda value: value == "yes",
            empty_value=None,
            error_messages={"required": missing},
        )


class RoomCheckForm(_OfStay):
    TODAY = ("checked_on",)
    checked_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    with_child = YesNo(
        gettext_lazy("Together with {child}"), gettext_lazy("Select whether {child} was there")
    )
    clothing_ok = YesNo(
        gettext_lazy("Enough clothes that fit"), gettext_lazy("Select whether there are enough clothes")
    )
    bedding_ok = YesNo(
        gettext_lazy("Bedding and towels are good"), gettext_lazy("Select whether bedding is good")
    )
    personal_ok = YesNo(
        gettext_lazy("It looks like {child}’s own room"),
        gettext_lazy("Select whether it looks like {child}’s own room"),
    )
    storage_ok = YesNo(
        gettext_lazy("There is a safe place for belongings"),
        gettext_lazy("Select whether there is a safe place for belongings"),
    )
    needed = Words(label=gettext_lazy("What is needed"), required=False, rows=2)
    childs_words = Words(label=gettext_lazy("What {child} said about the room"), required=False, rows=2)

    def clean_checked_on(self) -> dt.date:
        return _since(self, "checked_on", self.stay.moved_in_on or self.today, _("the day of {moving in}"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        parts = ("clothing_ok", "bedding_ok", "personal_ok", "storage_ok")
        if any(data.get(name) is False for name in parts) and not data.get("needed"):
            self.add_error("needed", _("Enter what is needed"))
        return data


class TakenForm(_OfStay):
    TODAY = ("removed_on",)
    what = forms.CharField(
        label=gettext_lazy("What was taken away"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what was taken away")},
    )
    removed_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    removed_time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter a time, like 18:30")},
    )
    why = Words(label=gettext_lazy("Why"), error_messages={"required": gettext_lazy("Enter why")})
    told = forms.ChoiceField(
        label=gettext_lazy("What {child} knows"),
        choices=[
            ("agreed", gettext_lazy("It was agreed with {child}")),
            ("told", gettext_lazy("{child} was told why")),
            ("not_yet", gettext_lazy("{child} was not told yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what {child} knows")},
    )
    safe_place = forms.CharField(
        label=gettext_lazy("Where it is kept safe"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter where it is kept safe")},
    )
    return_on = PlainDate(
        label=gettext_lazy("To be given back on"),
        help_text=gettext_lazy("Leave empty and the home’s standard counts, usually the next day."),
        required=False,
    )
    removed_by = PersonField(
        label=gettext_lazy("Taken away by"),
        error_messages={"required": gettext_lazy("Select who took it away")},
    )

    def clean_removed_on(self) -> dt.date:
        return _since(self, "removed_on", self.stay.moved_in_on or self.today, _("the day of {moving in}"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _check_return(self, data.get("removed_on"))
        return data


def _check_return(form: forms.Form, since: dt.date | None) -> None:
    """A planned day lies after the day it is planned on, and is decided anew every four weeks."""
    again = form.cleaned_data.get("return_on")
    if not since or not again:
        return
    if again < since:
        form.add_error("return_on", _("The day to give it back must be the same as or after the other day"))
    elif again > add_days(since, FURTHEST_RETURN_DAYS):
        form.add_error("return_on", _("The day to give it back must be within 4 weeks. Decide again then."))


class ItemNoteForm(_OfStay):
    TODAY = ("happened_on",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=ItemStep,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what happened")},
    )
    happened_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    why = Words(label=gettext_lazy("How it went, or why it is kept longer"), required=False, rows=2)
    return_on = PlainDate(label=gettext_lazy("Kept longer: to be given back on"), required=False)

    def __init__(self, *args: Any, item: RemovedItem, **kwargs: Any) -> None:
        self.item = item
        super().__init__(*args, **kwargs)

    def clean_happened_on(self) -> dt.date:
        return _since(self, "happened_on", self.item.removed_on, _("the day it was taken away"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == ItemStep.KEPT:
            if not data.get("why"):
                self.add_error("why", _("Enter why it is kept longer"))
            if not data.get("return_on") and "return_on" not in self.errors:
                self.add_error("return_on", _("Enter the new day to give it back"))
            _check_return(self, data.get("happened_on"))
        else:
            data["return_on"] = None
        return data


class ExplainedForm(_OfStay):
    TODAY = ("given_on",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What was explained"),
        choices=ExplainedKind,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what was explained")},
    )
    given_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=ExplainedHow,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how it was explained")},
    )
    with_copy = forms.BooleanField(label=gettext_lazy("{child} has a copy to keep"), required=False)
    reply = Words(label=gettext_lazy("What {child} said"), required=False, rows=2)
    did_not_say = forms.BooleanField(label=gettext_lazy("{child} did not say anything"), required=False)
    understood = forms.ChoiceField(
        label=gettext_lazy("Did {child} understand"),
        choices=Understood,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether {child} understood")},
    )
    refresh_on = PlainDate(
        label=gettext_lazy("Explain again by"),
        help_text=gettext_lazy(
            "Left empty: complaints and an advocate after 12 months, fire after 6 months, the others not."
        ),
        required=False,
    )
    given_by = PersonField(
        label=gettext_lazy("Explained by"),
        error_messages={"required": gettext_lazy("Select who explained it")},
    )

    def clean_given_on(self) -> dt.date:
        return self.past("given_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        silent = data.pop("did_not_say", False)
        if not data.get("reply") and not silent and "reply" not in self.errors:
            self.add_error("reply", _("Enter what {child} said, or tick that {child} did not say anything"))
        given, again = data.get("given_on"), data.get("refresh_on")
        if data.get("understood") == Understood.NOT_YET and not again and "refresh_on" not in self.errors:
            self.add_error("refresh_on", _("Enter the day to try again"))
        if given and again and not given < again <= add_days(given, FURTHEST_AGAIN_DAYS):
            self.add_error(
                "refresh_on", _("The day to explain it again must be within 2 years after the day")
            )
        return data


class WithdrawForm(_OfStay):
    why = Words(
        label=gettext_lazy("Why the entry is wrong"),
        error_messages={"required": gettext_lazy("Enter why the entry is wrong")},
    )

"""Forms about what the child says and wants, and what adults owe around it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.about_me.models import AboutMe, Goal, GoalArea, GoalEnd, SaidHow, Tone
from children.placements.models import Placement
from homes.dates import add_days
from homes.forms import Choice, Dated, HappenedOn, OneLine, PersonField, PlainDate, Words, listed
from homes.words import gettext_lazy as _

BEFORE_DAYS = 92  # what was said or given on visits before moving in

FURTHEST_DATE_DAYS = 731  # a day that comes once

MOST_STEPS, MOST_AHEAD = 10, 60

SHORT = 500


class OfPlacement(Dated):
    """A form about the child of a placement."""

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        self.placement = placement
        super().__init__(*args, **kwargs)

    def since_visits(self, name: str) -> None:
        """Not long before the child moved in."""
        first = add_days(self.placement.moved_in_on or self.today, -BEFORE_DAYS)
        self.fields[name].since(first, _("less than 3 months before {moving in}"))

    def since(self, name: str, first: dt.date, event: Any) -> None:
        self.fields[name].since(first, _("the same as or after %(event)s") % {"event": event})


class AboutForm(OfPlacement):
    good_at = Words(_("Good at, and likes"), rows=2, max_length=SHORT)
    what_helps = Words(_("What helps {child}"), rows=2, max_length=SHORT)
    please_dont = Words(_("Please don’t"), rows=2, max_length=SHORT)
    interests = Words(_("Interests"), rows=2, max_length=SHORT)
    happy = Words(_("What makes {child} happy"), rows=2, max_length=SHORT)
    sad = Words(_("What makes {child} sad"), rows=2, max_length=SHORT)
    angry = Words(_("What makes {child} angry"), rows=2, max_length=SHORT)
    worries = Words(_("Worries"), rows=2, max_length=SHORT)
    said_how = Choice(_("How {child} said it"), _("Select how {child} said it"), listed(SaidHow))
    agreed_on = HappenedOn(
        _("Agreed with {child} on"), _("Enter the day it was agreed"), named=_("The day it was agreed")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since_visits("agreed_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in AboutMe.PARTS) and not set(AboutMe.PARTS) & set(self.errors):
            self.add_error("good_at", _("Enter something {child} said, in at least one box"))
        return data


class DateForm(OfPlacement):
    title = OneLine(
        _("What the day is"),
        _("Enter what the day is"),
        hint=_("For example: Nan died. Birthdays are here already."),
    )
    on = PlainDate(_("Date"), _("Enter the date"), hint=_("When it comes every year, any year will do."))
    repeats = Choice(
        _("How often it comes"),
        _("Select how often it comes"),
        [("yearly", _("Every year")), ("once", _("Once"))],
        initial="yearly",
    )
    tone = Choice(_("What kind of day it is for {child}"), _("Select what kind of day it is"), listed(Tone))
    what_helps = Words(_("What helps on the day"), max_length=SHORT)
    ahead_days = forms.IntegerField(
        label=_("Days ahead the team is told"),
        min_value=1,
        max_value=MOST_AHEAD,
        initial=7,
        error_messages={"required": _("Enter how many days ahead, from 1 to 60")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        on, once = data.get("on"), data.pop("repeats", "yearly") == "once"
        if on and once and not self.today <= on <= add_days(self.today, FURTHEST_DATE_DAYS):
            self.add_error("on", _("A date that comes once must be from today on, and within 2 years"))
        return {**data, "every_year": not once}


class EndDateForm(OfPlacement):
    why = Words(_("Why it is taken off"), _("Enter why it is taken off"))


class GoalForm(OfPlacement):
    words = Words(
        _("What {child} wants, in {child}’s words"),
        _("Enter the goal in {child}’s words"),
        max_length=SHORT,
    )
    area = Choice(
        _("What it is about"), choices=[("", _("Not said")), *GoalArea.choices], widget=forms.Select
    )
    started_on = HappenedOn(_("Started on"), _("Enter the day it started"))
    steps_in_mind = forms.IntegerField(
        label=_("How many small steps you have in mind"),
        help_text=_("Up to 10. More can follow."),
        min_value=1,
        max_value=MOST_STEPS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since_visits("started_on")


class OfGoal(OfPlacement):
    """What happened to a goal, on a day since it began."""

    day: str

    def __init__(self, *args: Any, goal: Goal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since(self.day, goal.started_on, _("the day the goal began"))


class StepForm(OfGoal):
    what = Words(
        _("The small step"),
        _("Enter the small step"),
        hint=_("For example: asked the teacher for help."),
        rows=2,
        max_length=SHORT,
    )
    noticed_on = HappenedOn(_("Noticed on"), _("Enter the day"), named=_("The day"))
    noticed_by = PersonField(_("Noticed by"), _("Select who noticed it"))
    evidence = Words(_("What shows it"), rows=2, max_length=SHORT)
    day = "noticed_on"


class EndGoalForm(OfGoal):
    outcome = Choice(_("How it ended"), _("Select how it ended"), listed(GoalEnd))
    ended_on = HappenedOn(_("Day"), _("Enter the day"), named=_("The day"))
    words = Words(_("What {child} said about it"), _("Enter what was said about it"), max_length=SHORT)
    day = "ended_on"

"""Forms for news to the social worker, asking for a visit, specialist support, handover and the chronology."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from children.models.news import HowSent, SocialWorkerUpdate, SupportStage
from children.placements.models import Child
from homes.dates import add_days
from homes.form_layout import Actions, Heading, Question, Shape
from homes.forms import PlainDate, Words, not_after_today
from homes.words import gettext as _
from homes.words import gettext_lazy

LONGEST_UPDATE_DAYS = 92
FURTHEST_BACK_DAYS = 92  # what was done is noted within a quarter; a slip of the year would silence a flag


class Dated(forms.Form):
    """A form that knows what day it is."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def lately(self, name: str, too_late: str, too_early: str) -> dt.date:
        """A day within the last quarter."""
        day = self.cleaned_data[name]
        not_after_today(day, self.today, too_late)
        if day < add_days(self.today, -FURTHEST_BACK_DAYS):
            raise forms.ValidationError(too_early)
        return day


class HowField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("How"))
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=HowSent, **kwargs)


class UpdateForm(Dated):
    """The week's news. It is sent by hand; this keeps what was sent."""

    from_on = PlainDate(
        label=gettext_lazy("News from"), error_messages={"required": gettext_lazy("Enter the first day")}
    )
    to_on = PlainDate(
        label=gettext_lazy("To"), error_messages={"required": gettext_lazy("Enter the last day")}
    )
    good_news = Words(
        label=gettext_lazy("Good news"),
        help_text=gettext_lazy("It comes first, every week. {child} may read this one day."),
        rows=6,
        error_messages={"required": gettext_lazy("Enter something good, however small")},
    )
    happened = Words(label=gettext_lazy("What happened"), rows=8, required=False)
    worries = Words(
        label=gettext_lazy("Worries"),
        help_text=gettext_lazy("What was recorded is named with its day. Say here what the council needs."),
        rows=4,
        required=False,
    )
    asks = Words(label=gettext_lazy("What comes next, and what we ask"), rows=5, required=False)
    to_name = forms.CharField(
        label=gettext_lazy("Sent to"),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter whom it was sent to")},
    )
    how = HowField(error_messages={"required": gettext_lazy("Select how it was sent")})
    sent_on = PlainDate(
        label=gettext_lazy("Sent on"),
        error_messages={"required": gettext_lazy("Enter the day it was sent")},
    )
    helper = Shape(
        *("from_on", "to_on", "good_news", "happened", "worries", "asks"),
        Heading(gettext_lazy("How it was sent")),
        *("to_name", "how", "sent_on"),
        Actions(
            gettext_lazy("Keep as sent"),
            second_text=gettext_lazy("Show as a letter to copy or print"),
            second_name="letter",
            second_value="yes",
        ),
    )

    def clean_sent_on(self) -> dt.date:
        return self.lately(
            "sent_on",
            _("Sent on must be today or in the past"),
            _("Sent on must be within the last 3 months"),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last, sent = data.get("from_on"), data.get("to_on"), data.get("sent_on")
        if first and last and last < first:
            self.add_error("to_on", _("To must be the same as or after News from"))
        elif first and last and last > add_days(first, LONGEST_UPDATE_DAYS):
            self.add_error("from_on", _("News must be of 3 months at most"))
        if last and sent and sent < last:
            self.add_error("sent_on", _("Sent on must be the same as or after the last day of the news"))
        return data

    def parts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SocialWorkerUpdate.PARTS}


class ChaseForm(Dated):
    """We asked when the social worker will come."""

    asked_on = PlainDate(
        label=gettext_lazy("Asked on"), error_messages={"required": gettext_lazy("Enter the day we asked")}
    )
    how = HowField(error_messages={"required": gettext_lazy("Select how we asked")})
    asked_whom = forms.CharField(label=gettext_lazy("Whom we asked"), max_length=150, required=False)
    answer = Words(label=gettext_lazy("What they said"), required=False)

    def clean_asked_on(self) -> dt.date:
        return self.lately(
            "asked_on",
            _("Asked on must be today or in the past"),
            _("Asked on must be within the last 3 months"),
        )


class NeedForm(Dated):
    """Specialist support a child needs."""

    what = forms.CharField(
        label=gettext_lazy("What {child} needs"),
        help_text=gettext_lazy("For example: help with sleep, counselling, money skills."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what {child} needs")},
    )
    why = Words(label=gettext_lazy("What you saw or heard"), required=False)
    child_view = Words(label=gettext_lazy("What {child} says about it"), required=False)
    seen_on = PlainDate(
        label=gettext_lazy("Seen on"), error_messages={"required": gettext_lazy("Enter the day it was seen")}
    )

    def clean_seen_on(self) -> dt.date:
        day = self.cleaned_data["seen_on"]
        not_after_today(day, self.today, _("Seen on must be today or in the past"))
        return day


class StepForm(Dated):
    """One step: asked for, arranged, happening, reviewed, plans amended, ended."""

    stage = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=SupportStage,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what happened")},
    )
    happened_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    whom = forms.CharField(label=gettext_lazy("With whom"), max_length=150, required=False)
    note = Words(label=gettext_lazy("What was agreed"), required=False)
    working = Words(label=gettext_lazy("How well it is working, in a sentence"), rows=2, required=False)
    child_view = Words(label=gettext_lazy("What {child} says about it"), rows=2, required=False)

    def clean_happened_on(self) -> dt.date:
        day = self.cleaned_data["happened_on"]
        not_after_today(day, self.today, _("The day must be today or in the past"))
        return day


class HandoverNoteForm(forms.Form):
    """Something for the next shift, about the home or one child."""

    about = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    text = Words(
        label=gettext_lazy("What the next shift should know"),
        help_text=gettext_lazy("Say what adults did and what is still to do. It is kept as it is."),
        rows=5,
        error_messages={"required": gettext_lazy("Enter what the next shift should know")},
    )
    helper = Shape(Question("about", optional=False), "text", Actions())

    def __init__(self, *args: Any, children: Iterable[Child], home_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = {str(child.public_id): child for child in children}
        named = [(key, child.known_as) for key, child in self.children.items()]
        self.fields["about"].choices = [("", home_name), *named]
        self.fields["about"].error_messages["invalid_choice"] = _("Choose somebody from the list")

    @property
    def child(self) -> Child | None:
        return self.children.get(self.cleaned_data["about"])


class EntryForm(Dated):
    """A day of a child's life, with where we know it from."""

    happened_on = PlainDate(
        label=gettext_lazy("Day"),
        help_text=gettext_lazy("It may be long ago. If only the year is known, enter 1 January and say so."),
        error_messages={"required": gettext_lazy("Enter the day")},
    )
    title = forms.CharField(
        label=gettext_lazy("In a few words"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter what happened in a few words")},
    )
    what = Words(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy(
            "Facts first. {child} may read this one day. Leave other children’s names out."
        ),
        required=False,
    )
    known_from = forms.CharField(
        label=gettext_lazy("Where we know it from"),
        help_text=gettext_lazy("For example: the social worker’s report of March, or {child}."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter where we know it from")},
    )

    def clean_happened_on(self) -> dt.date:
        day = self.cleaned_data["happened_on"]
        not_after_today(day, self.today, _("The day must be today or in the past"))
        return day


class VoidEntryForm(forms.Form):
    reason = Words(
        label=gettext_lazy("Why it does not stand"),
        error_messages={"required": gettext_lazy("Enter why it does not stand")},
    )

"""Forms about specialist support."""

from __future__ import annotations

import datetime as dt

from django import forms

from children.placements.forms import Dated
from children.social_worker.support.models import SupportStage
from homes.forms import PlainDate, Words, not_after_today
from homes.words import gettext as _
from homes.words import gettext_lazy


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

"""Forms for news to the social worker, asking for a visit, specialist support, handover and the chronology."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.placements.forms import Dated
from children.social_worker.models import HowSent, SocialWorkerUpdate
from homes.dates import add_days
from homes.forms import PlainDate, Words
from homes.forms.layout import Actions, Heading, Shape
from homes.words import gettext as _
from homes.words import gettext_lazy

LONGEST_UPDATE_DAYS = 92


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

"""Forms for news to the social worker, specialist support, handover and the chronology."""

from __future__ import annotations

from typing import Any

from children.file.models import HowSent
from children.placements.forms import lately
from children.social_worker.models import SocialWorkerUpdate
from homes.dates import add_days
from homes.forms import Choice, Dated, OneLine, PlainDate, Words
from homes.forms.layout import Actions, Heading, Shape
from homes.words import gettext_lazy as _

LONGEST_UPDATE_DAYS = 92


class UpdateForm(Dated):
    """The week's news. It is sent by hand; this keeps what was sent."""

    from_on = PlainDate(_("News from"), _("Enter the first day"))
    to_on = PlainDate(_("To"), _("Enter the last day"))
    good_news = Words(
        _("Good news"),
        _("Enter something good, however small"),
        hint=_("It comes first, every week. {child} may read this one day."),
        rows=6,
    )
    happened = Words(_("What happened"), rows=8)
    worries = Words(
        _("Worries"),
        hint=_("What was recorded is named with its day. Say here what the council needs."),
        rows=4,
    )
    asks = Words(_("What comes next, and what we ask"), rows=5)
    to_name = OneLine(_("Sent to"), _("Enter whom it was sent to"), max_length=150)
    how = Choice(_("How"), _("Select how it was sent"), HowSent)
    sent_on = PlainDate(_("Sent on"), _("Enter the day it was sent"), past=True)
    helper = Shape(
        *("from_on", "to_on", "good_news", "happened", "worries", "asks"),
        Heading(_("How it was sent")),
        *("to_name", "how", "sent_on"),
        Actions(
            _("Keep as sent"),
            second_text=_("Show as a letter to copy or print"),
            second_name="letter",
            second_value="yes",
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lately(self.fields["sent_on"], self.today)

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

"""Forms about a child's health, education, safety, legal status and orders."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from children.health_education.models import KINDS, CareKind, CareTopic
from children.placements.forms import FURTHEST_REVIEW_DAYS, IN_WORDS, YES_NO, DayForm
from children.placements.models import Child
from homes.dates import add_days
from homes.forms import PlainDate, Words
from homes.models import Nation
from homes.words import gettext as _
from homes.words import gettext_lazy

REVIEW_IN_WALES = gettext_lazy("Review of the individual development plan")


class CareForm(DayForm):
    """Something done for the child's health, at school, or for what keeps the child safe."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What was done"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what was done")},
    )
    happened_on = PlainDate(
        label=gettext_lazy("Day"), error_messages={"required": gettext_lazy("Enter the day")}
    )
    next_due_on = PlainDate(
        label=gettext_lazy("Next one due"),
        help_text=gettext_lazy("Only if they gave a date. Otherwise the home’s standard counts."),
        required=False,
    )
    with_whom = forms.CharField(
        label=gettext_lazy("With whom"),
        help_text=gettext_lazy("For example: the practice, the nurse, the teacher."),
        max_length=200,
        required=False,
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    outcome = Words(label=gettext_lazy("What came of it"), required=False)
    childs_view = Words(label=gettext_lazy("What {child} said about it"), required=False, rows=2)

    def __init__(self, *args: Any, topic: str, nation: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"happened_on": kwargs["today"]})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, REVIEW_IN_WALES if self._of_wales(kind, nation) else kind.label)
            for kind in KINDS[topic]
        ]

    @staticmethod
    def _of_wales(kind: CareKind, nation: str) -> bool:
        return kind == CareKind.EHC_REVIEW and nation == Nation.WALES

    def clean_happened_on(self) -> dt.date | None:
        return self.past("happened_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, following = data.get("happened_on"), data.get("next_due_on")
        if day and following and following <= day:
            self.add_error("next_due_on", _("Next one due must be after the day"))
        elif day and following and following > add_days(day, FURTHEST_REVIEW_DAYS):
            self.add_error("next_due_on", _("Next one due must be within 2 years of the day"))
        return data


class RiskReviewForm(CareForm):
    """Looking again at what keeps the child safe: is it still fair, is it still needed?"""

    still_fair = forms.ChoiceField(
        label=gettext_lazy("Is it still fair to {child}?"),
        help_text=gettext_lazy("Not a punishment, and no more than {child} needs."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is still fair")},
    )
    still_needed = forms.ChoiceField(
        label=gettext_lazy("Is it still needed?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is still needed")},
    )
    changes = Words(label=gettext_lazy("What changes"), required=False)
    field_order = (
        "happened_on", "still_fair", "still_needed", "changes", "childs_view", "with_whom", "outcome", "next_due_on",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"], self.fields["place"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("still_fair", "still_needed"):
            if name in data:
                data[name] = IN_WORDS[data[name]]
        if data.get("still_fair") is False and not data.get("changes") and "changes" not in self.errors:
            self.add_error("changes", _("Enter what changes, so that it is fair again"))
        return {**data, "kind": CareKind.RISK_REVIEW}


def care_form(data: Any, *, topic: str, child: Child, nation: str, today: dt.date) -> CareForm:
    """The form of one topic of the page."""
    form = RiskReviewForm if topic == CareTopic.SAFETY else CareForm
    return form(data, topic=topic, child=child, nation=nation, today=today)

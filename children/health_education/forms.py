"""Forms about a child's health, education, safety, legal status and orders."""

from __future__ import annotations

from typing import Any

from children.health_education.models import KINDS, CareKind, CareTopic
from children.placements.forms import FURTHEST_REVIEW_DAYS, OfChild
from children.placements.models import Child
from homes.dates import add_days
from homes.forms import Choice, HappenedOn, OneLine, PlainDate, Words, YesNo
from homes.models import Nation
from homes.words import gettext_lazy as _

REVIEW_IN_WALES = _("Review of the individual development plan")


class CareForm(OfChild):
    """Something done for the child's health, at school, or for what keeps the child safe."""

    kind = Choice(_("What was done"), _("Select what was done"))
    happened_on = HappenedOn(_("Day"), _("Enter the day"), named=_("The day"))
    next_due_on = PlainDate(
        _("Next one due"), hint=_("Only if they gave a date. Otherwise the home’s standard counts.")
    )
    with_whom = OneLine(_("With whom"), hint=_("For example: the practice, the nurse, the teacher."))
    place = OneLine(_("Where"))
    outcome = Words(_("What came of it"))
    childs_view = Words(_("What {child} said about it"), rows=2)

    def __init__(self, *args: Any, topic: str, nation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (kind.value, REVIEW_IN_WALES if self._of_wales(kind, nation) else kind.label)
            for kind in KINDS[topic]
        ]

    @staticmethod
    def _of_wales(kind: CareKind, nation: str) -> bool:
        return kind == CareKind.EHC_REVIEW and nation == Nation.WALES

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

    still_fair = YesNo(
        _("Is it still fair to {child}?"),
        _("Select whether it is still fair"),
        hint=_("Not a punishment, and no more than {child} needs."),
    )
    still_needed = YesNo(_("Is it still needed?"), _("Select whether it is still needed"))
    changes = Words(_("What changes"), needed=_("Needed when it is not fair any more."))
    field_order = (
        "happened_on", "still_fair", "still_needed", "changes", "childs_view", "with_whom", "outcome", "next_due_on",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"], self.fields["place"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("still_fair") is False and not data.get("changes") and "changes" not in self.errors:
            self.add_error("changes", _("Enter what changes, so that it is fair again"))
        return {**data, "kind": CareKind.RISK_REVIEW}


def care_form(data: Any, *, topic: str, child: Child, nation: str, **days: Any) -> CareForm:
    """The form of one topic of the page."""
    form = RiskReviewForm if topic == CareTopic.SAFETY else CareForm
    return form(data, topic=topic, child=child, nation=nation, **days)

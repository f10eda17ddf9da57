"""Forms about legal status, orders, and in whose care a child is."""

from __future__ import annotations

from typing import Any

from django import forms

from children.legal_status.models import CourtOrder, OrderKind, StatusAlso, StatusCode, status_in_words
from children.placements.forms import InCareForm, OfChild
from children.placements.models import IN_CARE, Placement
from homes.dates import add_days
from homes.forms import Choice, Dated, OneLine, PlainDate, Words
from homes.words import gettext_lazy as _

FURTHEST_ORDER_DAYS = 18 * 366  # an order about a baby may last until the child is grown up


class StatusForm(OfChild):
    """The legal status from a day; the one before ends on that day."""

    code = Choice(_("Status"), _("Select the status"))
    started_on = PlainDate(
        _("From"),
        _("Enter the day it began"),
        hint=_("The status before ends on that day."),
        named=_("The day"),
        past=True,
    )
    also = forms.MultipleChoiceField(
        label=_("Also"), choices=StatusAlso, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = Words(_("Note"), rows=2)

    def __init__(self, *args: Any, nation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, status_in_words(code, nation)) for code in StatusCode.values]


class OrderForm(OfChild):
    kind = Choice(_("Order"), _("Select the order"), OrderKind)
    section = OneLine(_("Section, as the order says"), max_length=100)
    case_number = OneLine(_("Case number"), max_length=60)
    court = OneLine(_("Court"))
    made_on = PlainDate(_("Made on"), _("Enter the day the order was made"), named=_("The day"), past=True)
    expires_on = PlainDate(_("Ends on"), hint=_("Only if the order gives a day."))
    directions = Words(_("What it says about {family time}"))
    note = Words(_("Note"), rows=2)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        made, expires = data.get("made_on"), data.get("expires_on")
        if made and expires and expires < made:
            self.add_error("expires_on", _("Ends on must be the same as or after the day it was made"))
        elif made and expires and expires > add_days(made, FURTHEST_ORDER_DAYS):
            self.add_error("expires_on", _("Ends on must be within 18 years of the day it was made"))
        return data


class EndOrderForm(Dated):
    ended_on = PlainDate(
        _("Day it ended"), _("Enter the day it ended"), named=_("The day it ended"), past=True
    )
    end_reason = Words(
        _("Why it ended"),
        _("Enter why it ended"),
        hint=_("For example: discharged by the court, ran out, replaced by another order."),
        rows=2,
    )

    def __init__(self, *args: Any, order: CourtOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].since(order.made_on, _("the same as or after the day it was made"))


class CareDatesForm(OfChild, InCareForm):
    """In whose care the child is, and since when."""

    reason = Words(
        _("Where this is written, or who told us"), _("Enter where this is written, or who told us"), rows=2
    )

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        known = {
            **{name: getattr(placement, name) for name in IN_CARE},
            "intended_to_last_to_18": {True: "yes", False: "no"}.get(placement.intended_to_last_to_18, ""),
        }
        super().__init__(*args, initial=known, **kwargs)

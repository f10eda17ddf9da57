"""The form that ends a placement."""

from __future__ import annotations

from typing import Any

from django import forms

from children.placements.models import Placement
from homes.forms import LATEST, Dated, HappenedOn, Words
from homes.models import Home
from homes.words import gettext_lazy as _


class MoveOnForm(Dated):
    moved_on_on = HappenedOn(
        _("Day of moving on"),
        _("Enter the day of moving on"),
        hint=_("The day itself belongs to where {child} goes."),
        named=_("The day of moving on"),
    )
    to_home = forms.ModelChoiceField(
        label=_("To one of our homes"),
        queryset=Home.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Somewhere else"),
    )
    reason = Words(_("Why, and where to"), _("Enter why"))

    def __init__(self, *args: Any, placement: Placement, homes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moved_in_on = placement.moved_in_on or LATEST  # nobody moves on before moving in
        self.fields["moved_on_on"].since(moved_in_on, _("the same as or after the day of {moving in}"))
        self.fields["to_home"].queryset = homes

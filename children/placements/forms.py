"""Forms around a child's placement. Cleaning checks one form's own dates; what touches other records is an action's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.formats import date_format

from children.placements.models import IN_CARE, AbsenceKind, Child, Placement, Pronouns
from homes.dates import add_days
from homes.forms import (
    NOT_KNOWN,
    Choice,
    Dated,
    HappenedOn,
    LastDay,
    OneLine,
    PeopleField,
    PlainDate,
    Words,
    YesNo,
    listed,
)
from homes.forms.layout import Actions, Heading, Shape
from homes.models import Nation, Picture
from homes.words import gettext_lazy as _

FURTHEST_CHANGE_DAYS = 92  # a planned handover; a slip of the year would leave two leads, or none, for years

FURTHEST_EXPECTED_DAYS = 366

FURTHEST_REVIEW_DAYS = (
    731  # two years; a record's own date rules, so a slip of the year would silence its flag
)


class InCareForm(Dated):
    """In whose care a child is. Each of it may be not known: then it is owed as if it were yes, and asked again."""

    looked_after_since = PlainDate(
        _("Looked after since"),
        hint=_("The day of coming into care, not of {moving in} here. Leave empty if it is not known."),
        named=_("The day"),
        past=True,
    )
    responsible_authority = OneLine(
        _("Responsible authority"), hint=_("The council that answers for the child. Empty: not known.")
    )
    responsible_nation = Choice(
        _("Nation of the authority"),
        choices=[*Nation.choices, *NOT_KNOWN],
        hint=_("Its law says what care planning owes. Not known: that of the nation the home is in."),
    )
    intended_to_last_to_18 = YesNo(_("Is this placement meant to last to 18?"), open=True)


class ChildForm(InCareForm):
    """Who a child is, and in whose care. Gaps are shown later."""

    known_as = OneLine(
        _("What the child likes to be called"),
        _("Enter what the child likes to be called"),
        max_length=80,
    )
    legal_name = OneLine(_("Legal name"))
    ref = OneLine(
        _("The home's own reference"),
        _("Enter the home's own reference"),
        hint=_("A short number or code. Not a name."),
        max_length=60,
    )
    date_of_birth = PlainDate(_("Date of birth"), hint=_("Leave empty if it is not certain."))
    pronouns = Choice(_("Pronouns"), choices=Pronouns, required=True, initial=Pronouns.THEY)
    picture = Choice(
        _("Picture"), choices=Picture, required=True, initial=Picture.RABBIT, widget=forms.Select
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_of_birth"].until(self.today, _("in the past"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        born, since = data.get("date_of_birth"), data.get("looked_after_since")
        if born and since and since < born:
            self.add_error("looked_after_since", _("The day must be the same as or after the date of birth"))
        return data


WHO = ("known_as", "legal_name", "ref", "date_of_birth", "pronouns", "picture")
IN_WHOSE_CARE = (Heading(_("In whose care")), *IN_CARE)


class AddChildForm(ChildForm):
    helper = Shape(*WHO, "moved_in_on", *IN_WHOSE_CARE, Actions())
    moved_in_on = HappenedOn(
        _("Moved in on"), _("Enter the day of {moving in}"), named=_("The day of {moving in}")
    )


class ExpectChildForm(ChildForm):
    helper = Shape(*WHO, "referred_on", "offered_on", "expected_on", *IN_WHOSE_CARE, Actions())
    referred_on = PlainDate(_("Referred on"), past=True)
    offered_on = PlainDate(_("Place offered on"), past=True)
    expected_on = PlainDate(
        _("Expected on"),
        _("Enter the day the child is expected"),
        hint=_("As far as is known."),
        ahead=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["expected_on"].until(add_days(self.today, FURTHEST_EXPECTED_DAYS), _("within 1 year"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        referred, offered = data.get("referred_on"), data.get("offered_on")
        if referred and offered and offered < referred:
            self.add_error("offered_on", _("Place offered on must be the same as or after the referral"))
        return data


class MoveInForm(Dated):
    moved_in_on = HappenedOn(
        _("Day of {moving in}"), _("Enter the day of {moving in}"), named=_("The day of {moving in}")
    )


class VisitForm(Dated):
    """A visit before moving in: still to come, or how it went."""

    visited_on = PlainDate(
        _("Day of the visit"),
        _("Enter the day of the visit"),
        hint=_("A day to come is a visit that is planned."),
        named=_("The day of the visit"),
        suggest_today=True,
    )
    went = PeopleField(_("Who of us goes, or went"))
    note = Words(_("How it went"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visited_on"].until(add_days(self.today, FURTHEST_CHANGE_DAYS), _("within 3 months"))

    def clean_went(self) -> list[dict[str, str]]:
        return [
            {"id": str(one.public_id), "name": one.full_name, "title": one.job_title}
            for one in self.cleaned_data["went"]
        ]


class AbsenceForm(Dated):
    kind = Choice(_("Where {child} is"), _("Select where {child} is"), listed(AbsenceKind))
    started_on = HappenedOn(_("First day away"), _("Enter the first day away"))
    returned_on = PlainDate(_("Day of return"), hint=_("Leave empty while still away."))
    note = Words(_("Note"), rows=2)

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since_moving_in(self.fields["started_on"], placement)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, back = data.get("started_on"), data.get("returned_on")
        if start and back and back < start:
            self.add_error("returned_on", _("Day of return must be the same as or after the first day away"))
        if back and back > self.today:
            self.add_error("returned_on", _("Day of return must be today or in the past"))
        return data


def since_moving_in(field: PlainDate, placement: Placement) -> None:
    """Not before the child moved in, if that is known."""
    if placement.moved_in_on is not None:
        words = _("the same as or after %(day)s, the day of {moving in}")
        field.since(placement.moved_in_on, words % {"day": date_format(placement.moved_in_on, "j F Y")})


def days_of(stay: Placement, today: dt.date) -> dict[str, Any]:
    """What a form about a day of a stay is told: what day it is, and that of a stay which is over only its own days."""
    left = stay.moved_on_on
    if left is None or left > today:
        return {"today": today}
    words = _(
        "before %(day)s, when %(child)s moved on: what came after is for the home where %(child)s lives now "
        "to write down"
    )
    facts = {"day": date_format(left, "j F Y"), "child": stay.child.known_as}
    return {"today": today, "last": LastDay(stay.last_day(today), words % facts)}


class ReturnForm(Dated):
    returned_on = HappenedOn(_("Day of return"), _("Enter the day of return"))

    def __init__(self, *args: Any, started_on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["returned_on"].since(started_on, _("the same as or after the first day away"))


def since_birth(field: PlainDate, child: Child, words: Any) -> None:
    if child.date_of_birth is not None:
        field.since(child.date_of_birth, words)


class OfChild(Dated):
    """A form about one child. A day that has been is a day of the child's life."""

    def __init__(self, *args: Any, child: Child, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PlainDate) and field.past:
                since_birth(field, child, _("after {child} was born"))


FURTHEST_BACK_DAYS = 92  # what was done is noted within a quarter; a slip of the year would silence a flag


def lately(field: PlainDate, today: dt.date) -> None:
    """A day within the last quarter."""
    field.since(add_days(today, -FURTHEST_BACK_DAYS), _("within the last 3 months"))

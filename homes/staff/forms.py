"""Forms about the adults of a home: days away, cover, a last day, readiness, a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format

from homes.dates import add_days
from homes.forms import Choice, Dated, HappenedOn, OneLine, PersonField, PlainDate, Words, YesNo, listed
from homes.forms.layout import Actions, Reveal, Shape
from homes.models import Picture, Readiness, Role, StaffAbsence
from homes.sign_in.again import AsksPassword, PasswordField
from homes.staff.roles import ROLES
from homes.words import gettext_lazy as _

FURTHEST_DAYS = 366  # a slip of the year would hide an adult, or leave a child covered, for years


def not_before(day: dt.date) -> str:
    return _("the same as or after %(day)s") % {"day": date_format(day, "j F Y")}


def within_a_year(field: PlainDate, today: dt.date, *, behind: bool = False) -> None:
    field.until(add_days(today, FURTHEST_DAYS), _("within a year of today"))
    if behind:
        field.since(add_days(today, -FURTHEST_DAYS), _("within a year of today"))


class LeaveForm(Dated):
    kind = Choice(
        _("What"),
        _("Select what it is"),
        listed(StaffAbsence.Kind),
        initial=StaffAbsence.Kind.LEAVE,
    )
    started_on = PlainDate(_("First day away"), _("Enter the first day away"))
    ended_on = PlainDate(_("Last day away"), hint=_("Leave empty if it is not known yet."))
    note = Words(_("Note"), hint=_("Only the adult and the managers read this."), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within_a_year(self.fields["started_on"], self.today, behind=True)
        within_a_year(self.fields["ended_on"], self.today, behind=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("started_on"), data.get("ended_on")
        if first and last and last < first:
            words = _("Last day of leave must be %(words)s") % {"words": not_before(first)}
            self.add_error("ended_on", words)
        if first and "ended_on" in data and not last and data.get("kind") == StaffAbsence.Kind.LEAVE:
            self.add_error("ended_on", _("Enter the last day of leave"))
        return data


class EndLeaveForm(Dated):
    ended_on = PlainDate(_("Last day away"), _("Enter the last day away"))

    def __init__(self, *args: Any, absence: StaffAbsence, **kwargs: Any) -> None:
        super().__init__(*args, initial={"ended_on": absence.ended_on}, **kwargs)
        self.absence = absence
        within_a_year(self.fields["ended_on"], self.today)

    def clean_ended_on(self) -> dt.date:
        day = self.cleaned_data["ended_on"]
        if day < self.absence.started_on:
            words = _("Last day of leave must be %(words)s")
            raise forms.ValidationError(words % {"words": not_before(self.absence.started_on)})
        return day


class LeavingForm(Dated):
    last_day = PlainDate(
        _("Last day here"),
        _("Enter the last day"),
        hint=_("The last day at work. It may have passed: access then ends now."),
        named=_("Last day"),
    )
    access_ends_now = YesNo(
        _("Does access to Keywork end now?"),
        _("Select whether access ends now"),
        hint=_("If not, it ends at midnight after the last day."),
        initial="no",
    )
    reason = Words(
        _("Why now"), hint=_("The home’s history shows this to managers and to inspectors."), rows=2
    )
    helper = Shape("last_day", Reveal("access_ends_now", {"yes": ["reason"]}), Actions())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within_a_year(self.fields["last_day"], self.today, behind=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("access_ends_now"):
            data["reason"] = ""  # of an answer that was picked before another one
        elif not data.get("reason") and "reason" in data:
            self.add_error("reason", _("Enter why access ends now"))
        return data


class ReopenForm(forms.Form):
    reason = Words(
        _("Why"),
        _("Enter why the role goes on"),
        hint=_("The home’s history shows this to managers and to inspectors."),
        rows=2,
    )


class ChangeRoleForm(AsksPassword, forms.Form):
    """What somebody is here from today on."""

    safe = _("Nothing was changed.")

    role = Choice(_("What they do here from today"), _("Select what they do here"))
    reason = Words(
        _("Why"),
        _("Enter why"),
        hint=_("The home’s history shows this to managers and to inspectors."),
        rows=2,
    )
    password = PasswordField()

    def __init__(self, *args: Any, roles: Sequence[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["role"].hints = {role.value: ROLES[role].description for role in roles}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("role", "reason")}


class ReadinessForm(Dated):
    kind = Choice(_("What"), _("Select what was done"), listed(Readiness.Kind))
    what = OneLine(
        _("Which one"),
        needed=_("Needed for specialist training and a champion role: the course, or what it is about."),
    )
    done_on = HappenedOn(_("Done on, or from"), _("Enter the day"), named=_("The day"))
    valid_until_on = PlainDate(_("In date until"), hint=_("Leave empty and the home’s standard counts."))
    with_person = PersonField(
        _("Supervisor or mentor"),
        needed=_("Needed for supervision and for a mentor."),
        empty_label=_("Choose an adult"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        done, until, kind = data.get("done_on"), data.get("valid_until_on"), data.get("kind")
        if done and until and until < done:
            self.add_error(
                "valid_until_on", _("In date until must be the same as or after the day it was done")
            )
        needs_person = kind in (Readiness.Kind.SUPERVISION, Readiness.Kind.MENTOR)
        if needs_person and not data.get("with_person") and "with_person" in data:
            self.add_error("with_person", _("Select who it was with"))
        needs_what = kind in (Readiness.Kind.SPECIALIST_TRAINING, Readiness.Kind.CHAMPION_ROLE)
        if needs_what and not data.get("what"):
            self.add_error("what", _("Enter which one"))
        return data


class PictureForm(forms.Form):
    picture = Choice(_("Picture"), choices=[("", _("No picture: the first letters")), *Picture.choices])

"""Forms about what limits a child. A court's order needs its section, number and date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.text import capfirst

from children.people.models import Person
from children.people.restrictions.models import Basis, Restriction, RestrictionKind
from children.placements.forms import FURTHEST_CHANGE_DAYS, FURTHEST_REVIEW_DAYS
from homes.dates import add_days, add_months
from homes.forms import PersonField, PlainDate, Words, not_after_today
from homes.querysets import UserQuerySet
from homes.words import gettext as _
from homes.words import gettext_lazy

FURTHEST_ORDER_DAYS = 18 * 366  # an order may last until the child is grown up
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class AroundField(forms.ModelChoiceField):
    """Somebody around the child, known outside by the random id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Person.objects.none(), to_field_name="public_id", **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (TypeError, OverflowError):  # a list or a number too large where an id belongs
            raise forms.ValidationError(_("Choose from the people on this page")) from None

    def label_from_instance(self, person: Person) -> str:
        if person.called and person.called != person.name:
            return f"{person.called} ({person.name})"
        return f"{person.name}, {person.get_role_display()}"


class RestrictionForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is restricted"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what is restricted")},
    )
    person = AroundField(
        label=gettext_lazy("With whom"),
        help_text=gettext_lazy("Add the person to the page first if they are not here."),
        required=False,
        empty_label=gettext_lazy("Nobody in particular"),
    )
    no_contact = forms.BooleanField(
        label=gettext_lazy("No contact at all: nobody lets them speak or meet"), required=False
    )
    supervised = forms.BooleanField(
        label=gettext_lazy("Supervised: an adult of the home is in the room"), required=False
    )
    accompanied = forms.BooleanField(
        label=gettext_lazy("Accompanied: an adult of the home goes along"), required=False
    )
    planned = forms.BooleanField(label=gettext_lazy("Only when it was planned"), required=False)
    conditions = Words(
        label=gettext_lazy("What is allowed, and how"),
        help_text=gettext_lazy("One line that everybody can act on. For example: video call on Sundays."),
        required=False,
        rows=2,
        max_length=500,
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("What it rests on"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select what it rests on")},
    )
    section = forms.CharField(
        label=gettext_lazy("Court order: section of the Act"),
        help_text=gettext_lazy("For example: 8 or 34."),
        max_length=60,
        required=False,
    )
    order_number = forms.CharField(label=gettext_lazy("Court order: number"), max_length=60, required=False)
    ordered_on = PlainDate(label=gettext_lazy("Court order: date"), required=False)
    order_ends_on = PlainDate(
        label=gettext_lazy("Court order: last day"),
        help_text=gettext_lazy("Leave empty when the order names none."),
        required=False,
    )
    reason = Words(
        label=gettext_lazy("Why it is needed"),
        error_messages={"required": gettext_lazy("Enter why it is needed")},
    )
    authorised_by = PersonField(
        label=gettext_lazy("Authorised by"),
        help_text=gettext_lazy("Never {child}’s own {key worker}."),
        empty_label=gettext_lazy("Choose a manager"),
        error_messages={"required": gettext_lazy("Select who authorised it")},
    )
    consent_name = forms.CharField(
        label=gettext_lazy("Who consented for the placing authority"),
        help_text=gettext_lazy("After an emergency measure: within 24 hours."),
        max_length=150,
        required=False,
    )
    consent_on = PlainDate(label=gettext_lazy("Consent given on"), required=False)
    started_on = PlainDate(
        label=gettext_lazy("From"), error_messages={"required": gettext_lazy("Enter the first day")}
    )
    review_due_on = PlainDate(
        label=gettext_lazy("To be looked at again on"),
        help_text=gettext_lazy("Every restriction has such a day. Empty: the last day of the court order."),
        required=False,
    )
    child_told_on = PlainDate(label=gettext_lazy("{child} was told on"), required=False)
    child_told_by = PersonField(
        label=gettext_lazy("Told by"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    child_view = Words(label=gettext_lazy("What {child} thinks of it"), required=False, rows=2)

    def __init__(
        self,
        *args: Any,
        around: Any,
        managers: UserQuerySet,
        people: UserQuerySet,
        today: dt.date,
        months: int = 1,
        **kwargs: Any,
    ) -> None:
        self.today = today
        kwargs.setdefault("initial", {"started_on": today, "review_due_on": add_months(today, months)})
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, capfirst(words)) for code, words in RestrictionKind.choices]
        self.fields["basis"].choices = [(code, capfirst(words)) for code, words in Basis.choices]
        self.fields["person"].queryset = around
        self.fields["authorised_by"].queryset = managers
        self.fields["child_told_by"].queryset = people

    def clean_started_on(self) -> dt.date:
        day = self.cleaned_data["started_on"]
        not_after_today(day, add_days(self.today, FURTHEST_CHANGE_DAYS), _("From must be within 3 months"))
        return day

    def clean_ordered_on(self) -> dt.date | None:
        day = self.cleaned_data["ordered_on"]
        not_after_today(day, self.today, _("The date of the order must be today or in the past"))
        return day

    def clean_consent_on(self) -> dt.date | None:
        day = self.cleaned_data["consent_on"]
        not_after_today(day, self.today, _("Consent given on must be today or in the past"))
        return day

    def clean_child_told_on(self) -> dt.date | None:
        day = self.cleaned_data["child_told_on"]
        not_after_today(day, self.today, _("The day must be today or in the past"))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_order(data)
        self._clean_limits(data)
        self._clean_review(data)
        pairs(self, data)
        return data

    def _clean_order(self, data: dict[str, Any]) -> None:
        """A court order is named; what rests on something else carries nothing of an order."""
        if data.get("basis") == Basis.COURT_ORDER:
            needed = {
                "section": _("Enter the section of the court order"),
                "order_number": _("Enter the number of the court order"),
                "ordered_on": _("Enter the date of the court order"),
            }
            for name, message in needed.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, message)
        elif data.get("basis"):
            for name in ("section", "order_number", "ordered_on", "order_ends_on"):
                if data.get(name):
                    self.add_error(name, _("Select court order, or leave this empty"))
        start, last = data.get("started_on"), data.get("order_ends_on")
        if last and start and last < start:
            self.add_error("order_ends_on", _("The last day must be the same as or after From"))
        elif last and last > add_days(self.today, FURTHEST_ORDER_DAYS):
            self.add_error("order_ends_on", _("The last day must be within 18 years"))

    def _clean_limits(self, data: dict[str, Any]) -> None:
        if data.get("no_contact") and "person" not in self.errors and not data.get("person"):
            self.add_error("person", _("Select with whom there is no contact"))
        if data.get("no_contact") and any(data.get(n) for n in ("supervised", "accompanied", "planned")):
            self.add_error("no_contact", _("Select no contact, or what is allowed, not both"))

    def _clean_review(self, data: dict[str, Any]) -> None:
        start, due, last = (data.get(n) for n in ("started_on", "review_due_on", "order_ends_on"))
        if due is None and "review_due_on" not in self.errors:
            if last and "order_ends_on" not in self.errors:
                data["review_due_on"] = last
            else:
                self.add_error("review_due_on", _("Enter the day it will be looked at again"))
        elif due and start and due < start:
            self.add_error("review_due_on", _("The day must be the same as or after From"))
        elif due and start and due > add_days(start, FURTHEST_REVIEW_DAYS):
            self.add_error("review_due_on", _("The day must be within 2 years"))
        elif due and last and due > last:
            self.add_error("review_due_on", _("The day must come before the court order ends"))


def pairs(form: forms.Form, data: dict[str, Any]) -> None:
    """A name and its day come together."""
    for name, day, message in (
        ("consent_name", "consent_on", _("Enter who consented, and when")),
        ("child_told_by", "child_told_on", _("Enter who told {child}, and when")),
    ):
        if name not in form.fields:
            continue
        given = (data.get(name), data.get(day))
        if any(given) and not all(given) and name not in form.errors and day not in form.errors:
            form.add_error(day if given[0] else name, message)


class LookForm(forms.Form):
    """One look at a restriction: is it still needed, is it still fair."""

    reviewed_on = PlainDate(
        label=gettext_lazy("Looked at on"),
        error_messages={"required": gettext_lazy("Enter the day of the review")},
    )
    still_needed = forms.ChoiceField(
        label=gettext_lazy("Is it still needed?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is still needed")},
    )
    still_fair = forms.ChoiceField(
        label=gettext_lazy("Is it still fair?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is still fair")},
    )
    child_view = Words(label=gettext_lazy("What {child} thinks of it"), required=False)
    what_changes = Words(
        label=gettext_lazy("What we will change"),
        help_text=gettext_lazy("If it is not needed or not fair: what happens next."),
        required=False,
    )
    next_review_on = PlainDate(
        label=gettext_lazy("To be looked at again on"),
        error_messages={"required": gettext_lazy("Enter the day it will be looked at again")},
    )

    def __init__(
        self, *args: Any, restriction: Restriction, today: dt.date, months: int = 1, **kwargs: Any
    ) -> None:
        self.restriction, self.today = restriction, today
        again = add_months(today, months)
        last = restriction.order_ends_on
        if last and today <= last < again:
            again = last
        kwargs.setdefault("initial", {"reviewed_on": today, "next_review_on": again})
        super().__init__(*args, **kwargs)

    def clean_reviewed_on(self) -> dt.date:
        day = self.cleaned_data["reviewed_on"]
        not_after_today(day, self.today, _("Looked at on must be today or in the past"))
        if day < self.restriction.started_on:
            raise forms.ValidationError(_("Looked at on must be the same as or after the first day"))
        return day

    def clean_still_needed(self) -> bool:
        return self.cleaned_data["still_needed"] == "yes"

    def clean_still_fair(self) -> bool:
        return self.cleaned_data["still_fair"] == "yes"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if False in (data.get("still_needed"), data.get("still_fair")) and not data.get("what_changes"):
            self.add_error("what_changes", _("Enter what we will change"))
        day, again = data.get("reviewed_on"), data.get("next_review_on")
        if day and again and again < day:
            self.add_error("next_review_on", _("The day must be the same as or after the review"))
        elif again and again > add_days(self.today, FURTHEST_REVIEW_DAYS):
            self.add_error("next_review_on", _("The day must be within 2 years"))
        return data


class EndRestrictionForm(forms.Form):
    ended_on = PlainDate(
        label=gettext_lazy("Ends on"),
        help_text=gettext_lazy("The first day without it."),
        error_messages={"required": gettext_lazy("Enter the day it ends")},
    )
    end_note = Words(
        label=gettext_lazy("Why, and what follows"), error_messages={"required": gettext_lazy("Enter why")}
    )

    def __init__(self, *args: Any, restriction: Restriction, today: dt.date, **kwargs: Any) -> None:
        self.restriction, self.today = restriction, today
        kwargs.setdefault("initial", {"ended_on": today})
        super().__init__(*args, **kwargs)

    def clean_ended_on(self) -> dt.date:
        day = self.cleaned_data["ended_on"]
        not_after_today(day, self.today, _("Ends on must be today or in the past"))
        if day < self.restriction.started_on:
            raise forms.ValidationError(_("Ends on must be the same as or after the first day"))
        return day


class CompleteRestrictionForm(forms.Form):
    """What was not there yet. What is recorded has no field: it is not written over."""

    consent_name = forms.CharField(
        label=gettext_lazy("Who consented for the placing authority"), max_length=150, required=False
    )
    consent_on = PlainDate(label=gettext_lazy("Consent given on"), required=False)
    child_told_on = PlainDate(label=gettext_lazy("{child} was told on"), required=False)
    child_told_by = PersonField(
        label=gettext_lazy("Told by"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    child_view = Words(label=gettext_lazy("What {child} thinks of it"), required=False, rows=2)

    def __init__(
        self, *args: Any, restriction: Restriction, people: UserQuerySet, today: dt.date, **kwargs: Any
    ) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.fields["child_told_by"].queryset = people
        for name in list(self.fields):
            if getattr(restriction, name) not in (None, ""):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in ("consent_on", "child_told_on"):
            if data.get(name) and data[name] > self.today:
                self.add_error(name, _("The day must be today or in the past"))
        pairs(self, data)
        if not any(data.values()) and not self.errors:
            self.add_error(None, _("Fill in what is known now"))
        return data

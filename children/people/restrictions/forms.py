"""Forms about what limits a child. A court's order needs its section, number and date."""

from __future__ import annotations

from typing import Any

from children.people.models import Person
from children.people.restrictions.models import Basis, Restriction, RestrictionKind
from children.placements.forms import FURTHEST_CHANGE_DAYS, FURTHEST_REVIEW_DAYS
from homes.dates import add_days, add_months
from homes.forms import Choice, Dated, HappenedOn, OneLine, PersonField, PlainDate, Tick, Words, YesNo, listed
from homes.querysets import UserQuerySet
from homes.words import gettext_lazy as _

FURTHEST_ORDER_DAYS = 18 * 366  # an order may last until the child is grown up


class AroundField(PersonField):
    """Somebody around the child, known outside by the random id."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, queryset=Person.objects.none(), **kwargs)

    def label_from_instance(self, person: Person) -> str:
        if person.called and person.called != person.name:
            return f"{person.called} ({person.name})"
        return f"{person.name}, {person.get_role_display()}"


class GivenLater(Dated):
    """What may be known only after a restriction began: the authority's consent, and how the child was told."""

    consent_name = OneLine(_("Who consented for the placing authority, or was told there"), max_length=150)
    consent_on = PlainDate(_("Consent given, or authority told, on"), past=True)
    child_told_on = PlainDate(_("{child} was told on"), named=_("The day"), past=True)
    child_told_by = PersonField(_("Told by"), empty_label=_("Nobody yet"))
    child_view = Words(_("What {child} thinks of it"), rows=2)

    def clean(self) -> dict[str, Any]:
        """A name and its day come together."""
        data = super().clean() or {}
        for name, day, message in (
            ("consent_name", "consent_on", _("Enter who consented, and when")),
            ("child_told_by", "child_told_on", _("Enter who told {child}, and when")),
        ):
            given = (data.get(name), data.get(day))
            known = name in self.fields and name not in self.errors and day not in self.errors
            if known and any(given) and not all(given):
                self.add_error(day if given[0] else name, message)
        return data


class RestrictionForm(GivenLater):
    kind = Choice(_("What is restricted"), _("Select what is restricted"), listed(RestrictionKind))
    person = AroundField(
        _("With whom"),
        hint=_("Add the person to the page first if they are not here."),
        empty_label=_("Nobody in particular"),
    )
    no_contact = Tick(_("No contact at all: nobody lets them speak or meet"))
    supervised = Tick(_("Supervised: an adult of the home is in the room"))
    accompanied = Tick(_("Accompanied: an adult of the home goes along"))
    planned = Tick(_("Only when it was planned"))
    conditions = Words(
        _("What is allowed, and how"),
        hint=_("One line that everybody can act on. For example: video call on Sundays."),
        rows=2,
        max_length=500,
    )
    basis = Choice(_("What it rests on"), _("Select what it rests on"), listed(Basis))
    section = OneLine(_("Court order: section of the Act"), hint=_("For example: 8 or 34."), max_length=60)
    order_number = OneLine(_("Court order: number"), max_length=60)
    ordered_on = PlainDate(_("Court order: date"), named=_("The date of the order"), past=True)
    order_ends_on = PlainDate(_("Court order: last day"), hint=_("Leave empty when the order names none."))
    reason = Words(_("Why it is needed"), _("Enter why it is needed"))
    authorised_by = PersonField(
        _("Authorised by"),
        _("Select who authorised it"),
        hint=_("Never {child}’s own {key worker}."),
        empty_label=_("Choose a manager"),
    )
    consent_name = OneLine(
        _("Who consented for the placing authority, or was told there"),
        hint=_("After an emergency measure: within 24 hours."),
        max_length=150,
    )
    started_on = PlainDate(_("From"), _("Enter the first day"), suggest_today=True)
    review_due_on = PlainDate(
        _("To be looked at again on"),
        hint=_("Every restriction has such a day. Empty: the last day of the court order."),
    )
    field_order = (
        *("kind", "person", "no_contact", "supervised", "accompanied", "planned", "conditions", "basis"),
        *("section", "order_number", "ordered_on", "order_ends_on", "reason", "authorised_by"),
        *("consent_name", "consent_on", "started_on", "review_due_on"),
    )

    def __init__(
        self, *args: Any, around: Any, managers: UserQuerySet, months: int = 1, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].until(add_days(self.today, FURTHEST_CHANGE_DAYS), _("within 3 months"))
        self.fields["review_due_on"].initial = add_months(self.today, months)
        self.fields["person"].queryset = around
        self.fields["authorised_by"].queryset = managers

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_order(data)
        self._clean_limits(data)
        self._clean_review(data)
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


class ReviewForm(Dated):
    """One review of a restriction: is it still needed, is it still fair."""

    reviewed_on = HappenedOn(_("Looked at on"), _("Enter the day of the review"))
    still_needed = YesNo(_("Is it still needed?"), _("Select whether it is still needed"))
    still_fair = YesNo(_("Is it still fair?"), _("Select whether it is still fair"))
    child_view = Words(_("What {child} thinks of it"))
    what_changes = Words(
        _("What we will change"), needed=_("If it is not needed or not fair: what happens next.")
    )
    next_review_on = PlainDate(_("To be looked at again on"), _("Enter the day it will be looked at again"))

    def __init__(self, *args: Any, restriction: Restriction, months: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        again, last = add_months(self.today, months), restriction.order_ends_on
        if last and self.today <= last < again:
            again = last
        self.fields["next_review_on"].initial = again
        since_first_day(self.fields["reviewed_on"], restriction)

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


def since_first_day(field: PlainDate, restriction: Restriction) -> None:
    field.since(restriction.started_on, _("the same as or after the first day"))


class EndRestrictionForm(Dated):
    ended_on = HappenedOn(_("Ends on"), _("Enter the day it ends"), hint=_("The first day without it."))
    end_note = Words(_("Why, and what follows"), _("Enter why"))

    def __init__(self, *args: Any, restriction: Restriction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        since_first_day(self.fields["ended_on"], restriction)


class CompleteRestrictionForm(GivenLater):
    """What was not there yet. What is recorded has no field: it is not written over."""

    consent_on = PlainDate(_("Consent given, or authority told, on"), named=_("The day"), past=True)

    def __init__(self, *args: Any, restriction: Restriction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if getattr(restriction, name) not in (None, ""):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not any(data.values()) and not self.errors:
            self.add_error(None, _("Fill in what is known now"))
        return data

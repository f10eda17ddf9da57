"""The people around a child, restrictions, calls and visits."""

import datetime as dt
from typing import Any

from factory import LazyAttribute, SelfAttribute, SubFactory, Trait

from children.models import Child, ContactEntry, Person, Restriction, RestrictionReview
from homes.audit import record_change, system_user
from homes.models import Home, User
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory


class PersonFactory(AboutChildFactory):
    class Meta:
        model = Person

    role = "mother"
    name = LazyAttribute(lambda person: f"{person.role.title()} of {person.child.known_as}")
    started_on = DAY


class RestrictionFactory(AboutChildFactory):
    """As the plan says; `by_court` as a court ordered."""

    class Meta:
        model = Restriction

    class Params:
        by_court = Trait(
            basis="court_order",
            section="34",
            order_number="LV26C00123",
            ordered_on=SelfAttribute("started_on"),
        )

    kind = "family_time"
    basis = "plan"
    reason = "As agreed"
    started_on = DAY
    authorised_by = SelfAttribute("by")
    authorised_name = SelfAttribute("by.full_name")
    authorised_title = SelfAttribute("by.job_title")


class RestrictionReviewFactory(RecordFactory):
    class Meta:
        model = RestrictionReview

    restriction = SubFactory(RestrictionFactory)
    child = SelfAttribute("restriction.child")
    home = SelfAttribute("restriction.home")
    reviewed_on = SelfAttribute("restriction.started_on")
    reviewed_by = SelfAttribute("by")
    reviewed_name = SelfAttribute("by.full_name")
    reviewed_title = SelfAttribute("by.job_title")
    still_needed = True
    still_fair = True
    next_review_on = LazyAttribute(lambda review: review.reviewed_on + dt.timedelta(days=30))


class ContactEntryFactory(AboutChildFactory):
    class Meta:
        model = ContactEntry

    kind = "phone"
    direction = "in"
    outcome = "spoke"
    content = "Rang"
    happened_on = DAY
    author = SelfAttribute("by")
    author_name = SelfAttribute("author.full_name")
    author_title = SelfAttribute("author.job_title")


COURT = {"basis": "court_order", "section": "34", "order_number": "LV26C00123"}


def make_person(
    child: Child, home: Home, role: str = "mother", *, started_on: dt.date, **fields: Any
) -> Person:
    values = {"name": f"{role.title()} of {child.known_as}", **fields}
    person = Person(child=child, home=home, role=role, started_on=started_on, **values)
    record_change(person, by=system_user())
    return person


def make_restriction(
    child: Child, home: Home, started_on: dt.date, *, by: User | None = None, **fields: Any
) -> Restriction:
    who = by or system_user()
    values = {"kind": "family_time", "basis": "plan", "reason": "As agreed", **fields}
    if values["basis"] == "court_order":
        values = {**COURT, "ordered_on": started_on, **values}
    restriction = Restriction(
        child=child,
        home=home,
        started_on=started_on,
        authorised_by=who,
        authorised_name=who.full_name,
        authorised_title=who.job_title,
        **values,
    )
    record_change(restriction, by=who)
    return restriction


def make_look(
    restriction: Restriction, reviewed_on: dt.date, next_review_on: dt.date, *, by: User | None = None
) -> RestrictionReview:
    who = by or system_user()
    look = RestrictionReview(
        restriction=restriction,
        child=restriction.child,
        home=restriction.home,
        reviewed_on=reviewed_on,
        reviewed_by=who,
        reviewed_name=who.full_name,
        still_needed=True,
        still_fair=True,
        next_review_on=next_review_on,
    )
    record_change(look, by=who)
    return look


def make_contact(
    child: Child, home: Home, happened_on: dt.date, *, by: User | None = None, **fields: Any
) -> ContactEntry:
    who = by or system_user()
    values = {"kind": "phone", "outcome": "spoke", "direction": "in", "content": "Rang", **fields}
    entry = ContactEntry(
        child=child, home=home, happened_on=happened_on, author=who, author_name=who.full_name, **values
    )
    record_change(entry, by=who)
    return entry

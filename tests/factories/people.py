"""The people around a child, restrictions, calls and visits, for tests."""

import datetime as dt
from typing import Any

from children.models import Child, ContactEntry, Person, Restriction, RestrictionReview
from homes.audit import record_change, system_user
from homes.models import Home, User

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

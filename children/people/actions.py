"""The people around a child: who begins, who stops, who follows. Whoever stops stays in the record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from children.people.models import Person, PersonRole
from children.placements.models import Placement
from homes.acting import Unable, lock, same_case
from homes.audit import record_change, set_fields
from homes.models import User
from homes.words import gettext as _


class UnableToKeepPerson(Unable):
    """The dates do not fit, or this has ended already. The message is fit for the person."""


@transaction.atomic
def add_person(
    *, placement: Placement, role: str, name: str, started_on: dt.date, by: User, **details: Any
) -> Person:
    """Somebody is around the child from a day. The same person sent twice (a double click) is one."""
    lock(placement)
    twin = Person.objects.filter(
        child=placement.child_id,
        role=PersonRole(role),
        name=name,
        started_on=started_on,
        ended_on__isnull=True,
    ).first()
    if twin is not None:
        return twin
    person = Person(**same_case(placement), role=role, name=name, started_on=started_on, **details)
    record_change(person, by=by)
    return person


@transaction.atomic
def edit_person(*, person: Person, by: User, **fields: Any) -> None:
    """What is known about somebody changed. Their history keeps what it said before."""
    lock(person)
    last = person.ended_on
    if last is not None and fields.get("started_on", last) > last:
        raise UnableToKeepPerson(_("The first day must be the same as or before the last day"))
    set_fields(person, by=by, **fields)


@transaction.atomic
def end_person(*, person: Person, ended_on: dt.date, by: User, end_note: str = "") -> None:
    """Somebody stops being around the child. Raises when that is recorded, or before they began."""
    lock(person)
    if person.ended_on is not None:
        raise UnableToKeepPerson(_("That is already recorded."))
    if ended_on < person.started_on:
        raise UnableToKeepPerson(_("The last day must be the same as or after the first day"))
    set_fields(person, by=by, reason=end_note, ended_on=ended_on, end_note=end_note)


@transaction.atomic
def change_person(
    *,
    person: Person,
    placement: Placement,
    on: dt.date,
    by: User,
    name: str,
    end_note: str = "",
    **details: Any,
) -> Person:
    """One social worker stops and the next begins, in one go: both stay in the record. Other roles too."""
    end_person(person=person, ended_on=on, end_note=end_note, by=by)
    return add_person(placement=placement, role=person.role, name=name, started_on=on, by=by, **details)

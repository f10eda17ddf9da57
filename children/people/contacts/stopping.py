"""The wall before somebody whom a live restriction names: it is no matter of how a name was spelt.

Who logs somebody by a typed name says whether it is one of these people, and that answer is kept. A name that is near
is stopped whatever was answered. Somebody on the page whose name is near one of theirs is asked about as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from children.people.models import Person
from children.people.names import alike
from children.people.restrictions.models import Restriction
from children.placements.models import Placement

NONE_OF_THEM = "no"


def known_in(stay: Placement, rows: QuerySet[Restriction]) -> QuerySet[Restriction]:
    """What a home knows of a child's restrictions: of a stay that is over, nothing that was written elsewhere since."""
    left = stay.moved_on_on
    return rows if left is None else rows.filter(Q(home=stay.home_id) | Q(created_at__date__lt=left))


def named_restrictions(stay: Placement) -> list[Restriction]:
    """Every restriction of a child that names somebody, also of those who are not around any more. One query."""
    rows = known_in(stay, Restriction.objects.filter(child=stay.child_id, person__isnull=False))
    return list(rows.select_related("person__child").order_by("started_on", "pk"))


def to_ask_about(named: Iterable[Restriction], person: Person | None, *days: dt.date) -> list[Person]:
    """Whom it could be instead: everybody a restriction of these days names; of somebody on the page, whoever is alike.

    Behind the stop of somebody's own nobody is asked whether it is another.
    """
    live = [one for one in named if any(one.counts_on(day) for day in days)]
    if any(one.no_contact and one.person_id == person.pk for one in live if person is not None):
        return []
    found = {one.person_id: one.person for one in live if one.person is not None}
    if person is None:
        return list(found.values())
    return [
        one
        for key, one in found.items()
        if key != person.pk and (alike(person.name, one) or alike(person.called, one))
    ]


def stopped_at(asked: Iterable[Person], *, answer: str, typed: str = "") -> Person | None:
    """Who it is by the answer, or may be by the name that was typed."""
    people = list(asked)
    said = [one for one in people if answer == str(one.public_id)]
    return next(iter(said or [one for one in people if alike(typed, one)]), None)


def full_name(person: Person) -> str:
    """ "Dad (Neil Moss)": what the child calls somebody, and the name."""
    return f"{person.called} ({person.name})" if person.called not in ("", person.name) else person.name


def names_of(people: Sequence[Person]) -> str:
    return ", ".join(full_name(one) for one in people)

"""The read objects of the people around a child: what limits first, then everybody by what they are to the child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, Subquery

from children.people.contacts.models import ContactEntry
from children.people.forms import group_names, group_of
from children.people.models import Person, PersonRole
from children.people.permissions import permissions
from children.people.restrictions.page import Bar, live_bars
from children.placements.models import Child, Placement
from children.placements.page import placement_to_show, tenure
from homes.permissions import Access, Permission

PAST_SHOWN = 50


@dataclass
class PersonRow:
    """Somebody around the child, what limits it, and when we last heard of each other."""

    person: Person
    bars: list[Bar] = field(default_factory=list)
    last: ContactEntry | None = None
    tried: ContactEntry | None = None
    since: str = ""

    @property
    def no_contact(self) -> bool:
        return any(bar.restriction.no_contact for bar in self.bars)

    @property
    def is_social_worker(self) -> bool:
        return self.person.role == PersonRole.SOCIAL_WORKER


@dataclass
class PeoplePage:
    placement: Placement | None
    lives_here: bool
    by_court: list[Bar]
    by_home: list[Bar]
    groups: list[tuple[str, list[PersonRow]]]
    past: list[Person]
    unread: list[ContactEntry]
    may: dict[str, bool]

    @property
    def live(self) -> list[Bar]:
        return [*self.by_court, *self.by_home]

    @property
    def nobody(self) -> bool:
        return not self.groups and not self.past


def people_page(child: Child, *, access: Access) -> PeoplePage:
    """Everything this person may see of who is around the child. A fixed number of queries."""
    placement = placement_to_show(child, access)
    bars = live_bars(child, access)
    people = list(Person.objects.visible_to(access).filter(child=child).order_by("started_on", "pk"))
    now = [one for one in people if one.ended_on is None or one.ended_on > access.today]
    past = [one for one in people if one.ended_on is not None and one.ended_on <= access.today]
    rows = _rows(now, bars, child, access)
    groups: list[list[PersonRow]] = [[] for _name in group_names()]
    for row in rows:
        groups[group_of(row.person.role)].append(row)
    may = permissions(access, placement)
    return PeoplePage(
        placement=placement,
        lives_here=may["lives_here"],
        by_court=[bar for bar in bars if bar.restriction.by_court],
        by_home=[bar for bar in bars if not bar.restriction.by_court],
        groups=[(name, found) for name, found in zip(group_names(), groups, strict=True) if found],
        past=sorted(past, key=lambda one: (one.ended_on or access.today, one.pk), reverse=True)[:PAST_SHOWN],
        unread=_unread(child, access),
        may=may,
    )


def _in_order(people: Iterable[Person]) -> list[Person]:
    order = list(PersonRole)
    return sorted(people, key=lambda one: (order.index(PersonRole(one.role)), one.started_on, one.pk))


def _rows(people: Iterable[Person], bars: list[Bar], child: Child, access: Access) -> list[PersonRow]:
    last = last_contacts(child, access)
    rows = []
    for person in _in_order(people):
        done, tried = last.get(person.pk, (None, None))
        rows.append(
            PersonRow(
                person=person,
                bars=[bar for bar in bars if bar.restriction.person_id == person.pk],
                last=done,
                tried=tried,
                since=tenure(person.started_on, access.today),
            )
        )
    return rows


def last_contacts(child: Child, access: Access) -> dict[int, tuple[ContactEntry | None, ContactEntry | None]]:
    """Person -> what came about last, and an attempt made since. Two queries, however long the log."""
    mine = ContactEntry.objects.visible_to(access).filter(person=OuterRef("pk")).newest_first().values("pk")
    people = Person.objects.visible_to(access).filter(child=child)
    pairs = list(
        people.annotate(done=Subquery(mine.exclude(outcome="tried")[:1]), any=Subquery(mine[:1])).values_list(
            "pk", "done", "any"
        )
    )
    wanted = {pk for _person, *both in pairs for pk in both if pk is not None}
    entries = ContactEntry.objects.visible_to(access).in_bulk(wanted) if wanted else {}
    found = {}
    for person, done, latest in pairs:
        tried = entries.get(latest)
        found[person] = (entries.get(done), tried if tried is not None and tried.is_attempt else None)
    return found


def _unread(child: Child, access: Access) -> list[ContactEntry]:
    """What went outside a restriction and no manager has noted reading."""
    rows = ContactEntry.objects.visible_to(access).filter(child=child, seen_by_manager_at__isnull=True)
    return list(rows.exclude(outside_restriction_reason="").newest_first()[:20])


# --- the card on the child's page ---------------------------------------------------------------


@dataclass(frozen=True)
class PeopleCard:
    """Who matters, on the child's page. What limits somebody stands at its head."""

    social_worker: Person | None
    around: int


def people_card(child: Child, access: Access) -> PeopleCard:
    """One query."""
    people = list(
        Person.objects.visible_to(access)
        .filter(child=child)
        .around_on(access.today)
        .only("pk", "public_id", "role", "name", "organisation", "started_on", "child_id", "home_id")
        .order_by("started_on", "pk")
    )
    worker = [one for one in people if one.role == PersonRole.SOCIAL_WORKER]
    return PeopleCard(social_worker=worker[-1] if worker else None, around=len(people))


def rows_to_choose(child: Child, *, access: Access) -> list[PersonRow]:
    """Everybody around the child now or still limited, with what limits each: whom a call was with. Two queries."""
    bars = live_bars(child, access)
    around = list(Person.objects.visible_to(access).filter(child=child).around_on(access.today))
    limited = [bar.restriction.person for bar in bars if bar.restriction.person is not None]
    people = {one.pk: one for one in [*around, *limited]}.values()
    return [
        PersonRow(person=one, bars=[bar for bar in bars if bar.restriction.person_id == one.pk])
        for one in _in_order(people)
    ]


# --- one person, one restriction ----------------------------------------------------------------


@dataclass
class PersonPage:
    home_id: int
    is_over: bool
    bars: list[Bar]
    latest: list[ContactEntry]
    may: dict[str, bool]

    @property
    def no_contact(self) -> bool:
        return any(bar.restriction.no_contact for bar in self.bars)


def person_page(person: Person, placement: Placement | None, *, access: Access) -> PersonPage:
    bars = live_bars(person.child, access)
    latest = ContactEntry.objects.visible_to(access).filter(person=person).newest_first()
    return PersonPage(
        home_id=placement.home_id if placement else person.home_id,
        is_over=person.ended_on is not None and person.ended_on <= access.today,
        bars=[bar for bar in bars if bar.restriction.person_id == person.pk],
        latest=list(latest[:6]),
        may=permissions(access, placement)
        | {
            "address": access.may(
                Permission.SEE_ADDRESSES, placement.home_id if placement else person.home_id
            )
        },
    )


def social_worker_of(child: Child, access: Access) -> Person | None:
    """Who the social worker is today. One query."""
    return _today_as(PersonRole.SOCIAL_WORKER, child, access)


def advocate_of(child: Child, access: Access) -> Person | None:
    """Who speaks for the child and for nobody else. One query."""
    return _today_as(PersonRole.ADVOCATE, child, access)


def _today_as(role: PersonRole, child: Child, access: Access) -> Person | None:
    rows = Person.objects.visible_to(access).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=access.today),
        child=child,
        role=role,
        started_on__lte=access.today,
    )
    return rows.order_by("-started_on", "-pk").first()

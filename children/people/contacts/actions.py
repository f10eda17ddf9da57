"""Calls and visits: what happened is written down as it was, also when it went against a restriction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from children.people.contacts.models import ContactEntry, ContactKind, ContactOutcome
from children.people.contacts.stopping import (
    NONE_OF_THEM,
    full_name,
    known_in,
    named_restrictions,
    names_of,
    stopped_at,
    to_ask_about,
)
from children.people.models import Person
from children.people.restrictions.models import Restriction, RestrictionKind
from children.placements.keeping import refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.dates import london_day
from homes.models import User
from homes.words import gettext as _

# What a restriction that names nobody is about.
CONCERNS: dict[str, frozenset[str]] = {
    RestrictionKind.FAMILY_TIME: frozenset({ContactKind.FAMILY_TIME, ContactKind.HOME_VISIT}),
    RestrictionKind.HOME_VISITS: frozenset({ContactKind.HOME_VISIT}),
    RestrictionKind.CALLS_LETTERS: frozenset({ContactKind.PHONE, ContactKind.VIDEO, ContactKind.LETTER}),
    RestrictionKind.INTERNET_PHONE: frozenset({ContactKind.PHONE, ContactKind.VIDEO}),
    RestrictionKind.VISITORS: frozenset({ContactKind.FAMILY_TIME}),
}
TOGETHER = frozenset({ContactKind.FAMILY_TIME, ContactKind.HOME_VISIT, ContactKind.PHONE, ContactKind.VIDEO})
A_DOUBLE_CLICK = dt.timedelta(minutes=2)  # after that, the same words are a second attempt of that day
GOING_OUT = frozenset({ContactKind.FAMILY_TIME, ContactKind.HOME_VISIT})


class UnableToLog(Unable):
    """It went against a restriction and nobody said why. The message is fit for the person."""


def restrictions_about(
    live: Iterable[Restriction], person: Person | None, *, kind: str = ""
) -> list[Restriction]:
    """Which of a child's live restrictions speak about seeing or hearing this person, in this way.

    One that names somebody is about that person only. One that names nobody is about family and friends: nothing of
    a home's stands between a child and a social worker, an advocate or a solicitor.
    """
    found = []
    for one in live:
        if one.person_id is not None:
            if person is not None and one.person_id == person.pk:
                found.append(one)
        elif person is None or person.is_family:
            concerned = CONCERNS.get(one.kind, frozenset())
            if concerned and (not kind or kind in concerned):
                found.append(one)
    return found


def goes_against(
    about: Iterable[Restriction],
    *,
    kind: str,
    outcome: str,
    planned: bool | None = None,
    supervised: bool | None = None,
    accompanied_by: str = "",
) -> Restriction | None:
    """The first restriction that what happened did not keep to. An attempt that led to nothing goes against none."""
    if outcome == ContactOutcome.TRIED:
        return None
    for one in about:
        if one.no_contact:
            return one
        if one.supervised and kind in TOGETHER and not supervised:
            return one
        if one.accompanied and kind in GOING_OUT and not accompanied_by:
            return one
        if one.planned and kind in TOGETHER and not planned:
            return one
    return None


def live_restrictions(stay: Placement, day: dt.date) -> list[Restriction]:
    """What limits a child on a day, a court's first. One query."""
    rows = known_in(stay, Restriction.objects.filter(child=stay.child_id).in_force_on(day))
    rows = rows.select_related("person", "child")
    return sorted(rows.order_by("started_on", "pk"), key=lambda one: (not one.by_court, not one.no_contact))


@transaction.atomic
def log_contact(
    *,
    placement: Placement,
    kind: str,
    happened_on: dt.date,
    outcome: str,
    direction: str,
    by: User,
    now: dt.datetime,
    person: Person | None = None,
    person_name: str = "",
    outside_restriction_reason: str = "",
    one_of_these: str = "",
    **said: Any,
) -> ContactEntry:
    """Write down a call, a visit, a letter or an attempt.

    Raises UnableToLog when it went against a restriction of that day and nobody said why, and when it may have been
    somebody whom a restriction names: `one_of_these` is who it was, or that it was none of them. The same entry sent
    twice in a row (a double click) is one.
    """
    lock(placement)
    refuse_after_moving_on(placement, happened_on)
    days = (happened_on, london_day(now))
    asked = to_ask_about(named_restrictions(placement), person, *days)
    _check_none_of(asked, one_of_these, typed="" if person else person_name)
    about = restrictions_about(live_restrictions(placement, happened_on), person, kind=kind)
    against = goes_against(about, kind=kind, outcome=outcome, **_how(said))
    if against is not None and not outside_restriction_reason:
        raise UnableToLog(_("Say why it went outside the restriction"))
    if against is None and outside_restriction_reason and about:
        against = about[0]
    name = full_name(person)[:200] if person else person_name
    facts = {
        **same_case(placement),
        "person": person,
        "person_name": name,
        "kind": kind,
        "direction": direction,
        "outcome": outcome,
        "happened_on": happened_on,
        "restriction": against,
        "outside_restriction_reason": outside_restriction_reason,
        "none_of": names_of(asked),
        **said,
    }
    twin = ContactEntry.objects.filter(**facts, author=by, created_at__gte=now - A_DOUBLE_CLICK).first()
    if twin is not None:
        return twin
    entry = ContactEntry(**facts, **named("author", by))
    record_change(entry, by=by)
    return entry


def _check_none_of(asked: list[Person], answer: str, *, typed: str) -> None:
    somebody = stopped_at(asked, answer=answer, typed=typed)
    if somebody is not None:
        words = _("This may be %(name)s, whom a restriction names. Log it under %(name)s.")
        raise UnableToLog(words % {"name": full_name(somebody)})
    if asked and answer != NONE_OF_THEM:
        raise UnableToLog(_("Say whether it was one of the people a restriction names."))


def _how(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("planned", "supervised", "accompanied_by") if name in said}


@transaction.atomic
def note_seen(*, entry: ContactEntry, by: User, now: dt.datetime) -> None:
    """A manager has read an entry that went outside a restriction. The first one stays."""
    lock(entry)
    if entry.seen_by_manager_at is not None or not entry.outside_restriction_reason:
        return
    set_fields(entry, by=by, seen_by_manager_at=now, seen_by_manager=by, seen_by_manager_name=by.full_name)

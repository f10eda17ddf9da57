"""What limits a child: recorded with its ground and the day it is looked at again, reviewed, and ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from children.key_workers.models import AssignmentRole, KeyWorkerAssignment
from children.people.models import Person
from children.people.restrictions.models import Restriction, RestrictionReview
from children.placements.models import Placement
from homes.acting import Unable, keep, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.models import User
from homes.words import gettext as _


class UnableToRestrict(Unable):
    """Who decides is not free to decide, or the dates do not fit. The message is fit for the person."""


def holds_child(user: User, child_id: int, day: dt.date) -> bool:
    """Whether somebody is the child's key worker on a day: then somebody else decides what limits the child."""
    held = KeyWorkerAssignment.objects.filter(child=child_id, worker=user, started_on__lte=day)
    return (
        held.exclude(role=AssignmentRole.COVER)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day))
        .exists()
    )


@transaction.atomic
def restrict(
    *,
    placement: Placement,
    kind: str,
    basis: str,
    authorised_by: User,
    started_on: dt.date,
    today: dt.date,
    by: User,
    person: Person | None = None,
    **fields: Any,
) -> Restriction:
    """Record a restriction. Raises UnableToRestrict when the child's own key worker would authorise it.

    The same restriction sent twice (a double click) is one.
    """
    lock(placement)
    if holds_child(authorised_by, placement.child_id, today):
        message = _("%(name)s is {a key worker} here. Somebody else must authorise it.")
        raise UnableToRestrict(message % {"name": authorised_by.full_name})
    twin = Restriction.objects.filter(
        child=placement.child_id, kind=kind, basis=basis, person=person, started_on=started_on, ended_on=None
    ).filter(**fields)
    found = twin.first()
    if found is not None:
        return found
    restriction = Restriction(
        **same_case(placement),
        kind=kind,
        basis=basis,
        person=person,
        **named("authorised_by", authorised_by, "authorised"),
        started_on=started_on,
        **fields,
    )
    record_change(restriction, by=by)
    return restriction


@transaction.atomic
def review_restriction(
    *, restriction: Restriction, reviewed_on: dt.date, next_review_on: dt.date, by: User, **said: Any
) -> RestrictionReview:
    """One review of a restriction; put right only with a reason. Raises when it has ended, or reviewed too early."""
    lock(restriction)
    if restriction.ended_on is not None:
        raise UnableToRestrict(_("This restriction has ended."))
    if reviewed_on < restriction.started_on:
        raise UnableToRestrict(_("The day of the review must be the same as or after the first day"))
    if restriction.order_ends_on is not None and next_review_on > restriction.order_ends_on >= reviewed_on:
        raise UnableToRestrict(_("The next review must come before the court order ends"))
    review = RestrictionReview(
        restriction=restriction,
        **same_case(restriction),
        reviewed_on=reviewed_on,
        **named("reviewed_by", by, "reviewed"),
        next_review_on=next_review_on,
        **said,
    )
    return keep(review, by=by)


@transaction.atomic
def end_restriction(*, restriction: Restriction, ended_on: dt.date, by: User, end_note: str) -> None:
    """A restriction ends on a day; that day is free of it. Raises when that is recorded, or before it began."""
    lock(restriction)
    if restriction.ended_on is not None:
        raise UnableToRestrict(_("That is already recorded."))
    if ended_on < restriction.started_on:
        raise UnableToRestrict(_("The day it ends must be the same as or after the first day"))
    set_fields(restriction, by=by, reason=end_note, ended_on=ended_on, end_note=end_note)


@transaction.atomic
def complete_restriction(*, restriction: Restriction, by: User, **missing: Any) -> None:
    """What was not there yet: the authority's consent, or that the child was told. What is there stays."""
    lock(restriction)
    if any(getattr(restriction, name) not in (None, "") for name, value in missing.items() if value):
        raise UnableToRestrict(_("That is already recorded."))
    filled = {name: value for name, value in missing.items() if value}
    set_fields(restriction, by=by, **filled)

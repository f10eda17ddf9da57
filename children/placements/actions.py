"""What adults do around a child's placement: move in and on, name key workers, note time away.

Each action is one transaction, writes history in the name of `by`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from children.placements.keeping import refuse_after_moving_on
from children.placements.models import IN_CARE, Child, ChildAbsence, Placement, PreAdmissionVisit
from homes.acting import Unable, keep_or_refuse, lock, same_case
from homes.audit import record_change, set_fields
from homes.models import Home, User
from homes.words import gettext as _


class UnableToMove(Unable):
    """The dates of a placement do not fit the child's other placements."""


class UnableToRecordAbsence(Unable):
    """The time away overlaps another one."""


class UnableToNoteVisit(Unable):
    """The child lives here already, or that day's visit is noted."""


@transaction.atomic
def add_child(*, home: Home, moved_in_on: dt.date, by: User, **who: Any) -> Child:
    """A child who moves in today or moved in before. Minimum fields: gaps are shown later, not demanded at 2am.

    `who`: the fields of a child, and in whose care, as far as it is known. Raises UnableToMove when the reference is
    already another child's.
    """
    return _welcome(home, who, {"moved_in_on": moved_in_on}, by=by)


@transaction.atomic
def expect_child(
    *,
    home: Home,
    expected_on: dt.date,
    by: User,
    referred_on: dt.date | None = None,
    offered_on: dt.date | None = None,
    **who: Any,
) -> Child:
    """A child who is to move in. Raises UnableToMove when the reference is already another child's."""
    days = {"expected_on": expected_on, "referred_on": referred_on, "offered_on": offered_on}
    return _welcome(home, who, days, by=by)


def _welcome(home: Home, who: dict[str, Any], days: dict[str, dt.date | None], *, by: User) -> Child:
    """Write a child and the first placement. The reference is one child's alone."""
    in_care = {name: who.pop(name) for name in IN_CARE if name in who}
    child = Child(provider_id=home.provider_id, **who)
    taken = UnableToMove(_("Another child already has this reference. Choose a different one."))
    if Child.objects.filter(provider=child.provider_id, ref=child.ref).exists():
        raise taken
    keep_or_refuse(child, by=by, refusal=taken)
    record_change(Placement(child=child, home=home, **days, **in_care), by=by)
    return child


@transaction.atomic
def move_in(*, placement: Placement, moved_in_on: dt.date, by: User) -> None:
    """A child who was expected moves in. Raises UnableToMove when that is recorded, or lives elsewhere still."""
    lock(placement)
    if placement.moved_in_on is not None:
        raise UnableToMove(_("The day of {moving in} is already recorded."))
    others = Placement.objects.filter(child=placement.child_id, moved_in_on__isnull=False).exclude(
        pk=placement.pk
    )
    if others.filter(Q(moved_on_on__isnull=True) | Q(moved_on_on__gt=moved_in_on)).exists():
        raise UnableToMove(_("The child lives at another home on that day. Record moving on there first."))
    set_fields(placement, by=by, moved_in_on=moved_in_on)


@transaction.atomic
def note_visit(
    *, placement: Placement, visited_on: dt.date, went: list[dict[str, Any]], by: User, note: str = ""
) -> PreAdmissionVisit:
    """A visit before moving in, planned or made: noting the same day again adds to what was written.

    Raises UnableToNoteVisit when the child had moved in by that day.
    """
    lock(placement)
    if placement.moved_in_on is not None and visited_on >= placement.moved_in_on:
        raise UnableToNoteVisit(_("A visit comes before the day of {moving in}."))
    visit = placement.visits_before.filter(visited_on=visited_on).first()
    if visit is not None:
        set_fields(visit, by=by, went=went or visit.went, note=note or visit.note)
    else:
        visited = {"visited_on": visited_on, "went": went, "note": note}
        visit = PreAdmissionVisit(**same_case(placement), placement=placement, noted_by=by, **visited)
        record_change(visit, by=by)
    return visit


@transaction.atomic
def record_absence(
    *,
    placement: Placement,
    started_on: dt.date,
    by: User,
    returned_on: dt.date | None = None,
    **said: Any,
) -> ChildAbsence:
    """Time away from its first day to the day of return, or still away. Raises when it overlaps another."""
    lock(placement)
    left = placement.moved_on_on
    if left is not None:
        refuse_after_moving_on(placement, started_on)
        returned_on = min(returned_on or left, left)  # time away ends with the stay
    for other in ChildAbsence.objects.filter(child=placement.child_id):
        begins_before_other_ends = other.returned_on is None or started_on < other.returned_on
        ends_after_other_begins = returned_on is None or returned_on > other.started_on
        if (begins_before_other_ends and ends_after_other_begins) or other.started_on == started_on:
            raise UnableToRecordAbsence(
                _("There is already time away on these days. Record the return first.")
            )
    absence = ChildAbsence(**same_case(placement), started_on=started_on, returned_on=returned_on, **said)
    record_change(absence, by=by)
    return absence


@transaction.atomic
def record_return(*, absence: ChildAbsence, returned_on: dt.date, by: User) -> None:
    """The child is back. Raises UnableToRecordAbsence when already back, or back before leaving."""
    lock(absence)
    if absence.returned_on is not None:
        raise UnableToRecordAbsence(_("The return is already recorded."))
    if returned_on < absence.started_on:
        raise UnableToRecordAbsence(_("The day of return must be the same as or after the first day away."))
    set_fields(absence, by=by, returned_on=returned_on)

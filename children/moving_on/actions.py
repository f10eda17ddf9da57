"""Ending a placement, and what ends with it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from children.key_workers.actions import end_assignment
from children.key_workers.models import EndReason
from children.moving_on.still_open import ENDINGS
from children.placements.actions import UnableToMove
from children.placements.models import IN_CARE, ChildAbsence, Placement
from homes.acting import lock
from homes.audit import record_change, set_fields
from homes.models import Home, User
from homes.words import gettext as _


@transaction.atomic
def move_on(
    *, placement: Placement, moved_on_on: dt.date, by: User, reason: str = "", to_home: Home | None = None
) -> None:
    """End a stay on the day the child moves on; with `to_home`, begin the next one there on the same day.

    In whose care the child is goes along. Open assignments of the placement end with it, time away that was still open
    ends on that day, and what was planned for later is called off: they belong to where the child lived. Raises
    UnableToMove when the day is before moving in, or recorded already.
    """
    lock(placement)
    if placement.moved_on_on is not None:
        raise UnableToMove(_("The day of moving on is already recorded."))
    if placement.moved_in_on is None or moved_on_on < placement.moved_in_on:
        raise UnableToMove(_("The day of moving on must be the same as or after the day of {moving in}."))
    for assignment in placement.assignments.filter(ended_on__isnull=True):
        end_assignment(
            assignment=assignment,
            ended_on=max(moved_on_on, assignment.started_on),
            end_reason=EndReason.CHILD_MOVED_ON,
            by=by,
        )
    for absence in ChildAbsence.objects.filter(child=placement.child_id, returned_on__isnull=True):
        set_fields(absence, by=by, returned_on=max(moved_on_on, absence.started_on), ended_by_move=True)
    for end in ENDINGS:
        end(placement, moved_on_on, by)
    set_fields(placement, by=by, reason=reason, moved_on_on=moved_on_on)
    if to_home is not None:
        in_care = {name: getattr(placement, name) for name in IN_CARE}
        following = Placement(child=placement.child, home=to_home, moved_in_on=moved_on_on, **in_care)
        record_change(following, by=by)

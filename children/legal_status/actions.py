"""Writing down legal status, orders, and in whose care a child is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from children.legal_status.models import CourtOrder, LegalStatus
from children.placements.keeping import UnableToNote, earlier_twin, noted, refuse_after_moving_on
from children.placements.models import Placement
from homes.acting import Unable, keep, keep_or_refuse, lock
from homes.audit import set_fields
from homes.models import User
from homes.models.put_right import Standing
from homes.words import gettext as _


class UnableToEnd(Unable):
    """It has ended or was withdrawn already, or the day comes too early."""


@transaction.atomic
def add_status(
    *,
    placement: Placement,
    code: str,
    started_on: dt.date,
    by: User,
    nation: str,
    also: Iterable[str] = (),
    note: str = "",
) -> LegalStatus:
    """The child's legal status from a day. The one before ends on that day. Raises UnableToNote.

    Refused when another status began on that day or after it: two statuses share no day.
    """
    lock(placement)
    refuse_after_moving_on(placement, started_on)
    said = {
        **noted(placement, by),
        "code": code,
        "started_on": started_on,
        "nation": nation,
        "note": note,
        "ended_on": None,
    }
    twin = earlier_twin(LegalStatus, said)
    if twin is not None and list(twin.also) == list(also):
        return twin
    standing = LegalStatus.objects.filter(child=placement.child_id, standing=Standing.STANDS)
    taken = _("Another status counts on that day or begins after it. Withdraw it if it is wrong.")
    if standing.filter(Q(started_on__gte=started_on) | Q(ended_on__gt=started_on)).exists():
        raise UnableToNote(taken)
    before = standing.filter(ended_on__isnull=True).first()
    if before is not None:
        set_fields(before, by=by, ended_on=started_on)
    status = LegalStatus(**said, also=list(also))
    keep_or_refuse(status, by=by, refusal=UnableToNote(taken))
    return status


@transaction.atomic
def add_order(*, placement: Placement, made_on: dt.date, by: User, **said: Any) -> CourtOrder:
    """An order of a court. The same one sent twice gives the first one back. Raises UnableToNote."""
    lock(placement)
    refuse_after_moving_on(placement, made_on)
    return keep(CourtOrder(**noted(placement, by), made_on=made_on, **said, ended_on=None), by=by)


@transaction.atomic
def end_order(*, order: CourtOrder, ended_on: dt.date, end_reason: str, by: User) -> None:
    """An order ended, with the reason. Raises UnableToEnd."""
    lock(order)
    if order.ended_on is not None or not order.stands:
        raise UnableToEnd(_("This order has ended or was withdrawn already."))
    if ended_on < order.made_on:
        raise UnableToEnd(_("The day it ended must be the same as or after the day it was made."))
    set_fields(order, by=by, ended_on=ended_on, end_reason=end_reason)


@transaction.atomic
def set_care_dates(*, placement: Placement, by: User, reason: str = "", **said: Any) -> None:
    """In whose care the child is and since when, for the placement of today. Kept in its history.

    `said`: looked_after_since, responsible_authority, responsible_nation, intended_to_last_to_18.
    """
    lock(placement)
    set_fields(placement, by=by, reason=reason, **said)

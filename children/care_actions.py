"""What adults write down about a child's health, education, safety and legal status.

Each action is one transaction, locks the stay so that a double click makes one row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from children.legal_status.models import CourtOrder, LegalStatus
from children.models.care import CareEvent, CareKind
from children.placements.models import Placement
from children.placements.records import Standing
from homes.acting import Unable, keep, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.models import Record, User
from homes.words import gettext as _


class UnableToNote(Unable):
    """The day does not fit the stay, or what was said does not fit the kind."""


class UnableToEnd(Unable):
    """It has ended or was withdrawn already, or the day comes too early."""


class UnableToWithdraw(Unable):
    """It was withdrawn already, or no reason was given."""


def _noted(stay: Placement, by: User) -> dict[str, Any]:
    return {
        **same_case(stay),
        **named("noted_by", by),
    }


def _refuse_after_moving_on(stay: Placement, day: dt.date) -> None:
    if stay.moved_on_on is not None and day >= stay.moved_on_on:
        raise UnableToNote(_("The day must be before the day of moving on."))


def _twin(model: type[Record], values: dict[str, Any]) -> Any:
    """The same words about the same day by the same person: a second click. JSON is compared by the caller."""
    return model._base_manager.filter(standing=Standing.STANDS, **values).first()


# --- health, education, safety ------------------------------------------------------------------


@transaction.atomic
def note_care(
    *,
    stay: Placement,
    kind: str,
    happened_on: dt.date,
    by: User,
    next_due_on: dt.date | None = None,
    with_whom: str = "",
    place: str = "",
    outcome: str = "",
    childs_view: str = "",
    still_fair: bool | None = None,
    still_needed: bool | None = None,
    changes: str = "",
) -> CareEvent:
    """Write down something done for the child. The same entry sent twice gives the first one back.

    A review of risk says whether it is still fair and still needed. Raises UnableToNote.
    """
    lock(stay)
    _refuse_after_moving_on(stay, happened_on)
    reviews = kind == CareKind.RISK_REVIEW
    if reviews and (still_fair is None or still_needed is None):
        raise UnableToNote(_("Say whether it is still fair and still needed."))
    values = {
        **_noted(stay, by),
        "kind": CareKind(kind),
        "happened_on": happened_on,
        "next_due_on": next_due_on,
        "with_whom": with_whom,
        "place": place,
        "outcome": outcome,
        "childs_view": childs_view,
        "still_fair": still_fair if reviews else None,
        "still_needed": still_needed if reviews else None,
        "changes": changes if reviews else "",
    }
    return keep(CareEvent(**values), by=by)


@transaction.atomic
def withdraw(
    *, entry: CareEvent | LegalStatus | CourtOrder, withdrawn_on: dt.date, reason: str, by: User
) -> None:
    """Mark an entry as wrong. It stays to be read and counts for nothing. Raises UnableToWithdraw."""
    lock(entry)
    if not entry.stands:
        raise UnableToWithdraw(_("This was withdrawn already."))
    if not reason:
        raise UnableToWithdraw(_("Say why it is wrong."))
    set_fields(
        entry,
        by=by,
        standing=Standing.WITHDRAWN,
        withdrawn_on=withdrawn_on,
        withdrawn_reason=reason,
        withdrawn_by=by,
    )


# --- legal status and orders --------------------------------------------------------------------


@transaction.atomic
def add_status(
    *,
    stay: Placement,
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
    lock(stay)
    _refuse_after_moving_on(stay, started_on)
    said = {
        **_noted(stay, by),
        "code": code,
        "started_on": started_on,
        "nation": nation,
        "note": note,
        "ended_on": None,
    }
    twin = _twin(LegalStatus, said)
    if twin is not None and list(twin.also) == list(also):
        return twin
    standing = LegalStatus.objects.filter(child=stay.child_id, standing=Standing.STANDS)
    taken = _("Another status counts on that day or begins after it. Withdraw it if it is wrong.")
    if standing.filter(Q(started_on__gte=started_on) | Q(ended_on__gt=started_on)).exists():
        raise UnableToNote(taken)
    before = standing.filter(ended_on__isnull=True).first()
    if before is not None:
        set_fields(before, by=by, ended_on=started_on)
    status = LegalStatus(**said, also=list(also))
    try:
        with transaction.atomic():
            record_change(status, by=by)
    except IntegrityError as error:
        raise UnableToNote(taken) from error
    return status


@transaction.atomic
def add_order(
    *,
    stay: Placement,
    kind: str,
    made_on: dt.date,
    by: User,
    section: str = "",
    case_number: str = "",
    court: str = "",
    expires_on: dt.date | None = None,
    directions: str = "",
    note: str = "",
) -> CourtOrder:
    """An order of a court. The same one sent twice gives the first one back. Raises UnableToNote."""
    lock(stay)
    _refuse_after_moving_on(stay, made_on)
    values = {
        **_noted(stay, by),
        "kind": kind,
        "made_on": made_on,
        "section": section,
        "case_number": case_number,
        "court": court,
        "expires_on": expires_on,
        "directions": directions,
        "note": note,
        "ended_on": None,
    }
    return keep(CourtOrder(**values), by=by)


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
def set_care_dates(
    *,
    stay: Placement,
    by: User,
    looked_after_since: dt.date | None,
    responsible_authority: str,
    responsible_nation: str,
    intended_to_last_to_18: bool | None,
    reason: str = "",
) -> None:
    """In whose care the child is and since when, for the stay of today. Kept in its history."""
    lock(stay)
    set_fields(
        stay,
        by=by,
        reason=reason,
        looked_after_since=looked_after_since,
        responsible_authority=responsible_authority,
        responsible_nation=responsible_nation,
        intended_to_last_to_18=intended_to_last_to_18,
    )

"""Naming, ending and covering key workers. Each action is one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from children.key_workers.models import AssignmentRole, KeyWorkerAssignment
from children.placements.models import Placement
from homes.acting import Unable, keep_or_refuse, lock, named, same_case
from homes.audit import set_fields
from homes.models import User
from homes.staff.standing import Days, away_on, days_employed
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext


class UnableToAssign(Unable):
    """Somebody else is already lead, or this adult already holds the child."""


@transaction.atomic
def assign_key_worker(
    *,
    placement: Placement,
    worker: User,
    role: str,
    started_on: dt.date,
    by: User,
    decided_by: User | None = None,
    most_at_once: int | None = None,
    **said: Any,
) -> KeyWorkerAssignment:
    """Name somebody as lead, second or cover from a day. Raises UnableToAssign when the place is taken.

    `most_at_once` is how many key workers one child has in this home; cover is not counted. `said`: child_view,
    not_asked_because, child_told_on, child_told_by, readiness_reason, handover_on.
    """
    lock(placement)
    _check_place(placement, worker=worker, role=role, started_on=started_on, most_at_once=most_at_once)
    assignment = KeyWorkerAssignment(
        **same_case(placement),
        placement=placement,
        **named("worker", worker),
        role=role,
        started_on=started_on,
        decided_by=decided_by or by,
        **said,
    )
    taken = UnableToAssign(_("Somebody else has just named {a key worker}. Look again."))
    keep_or_refuse(assignment, by=by, refusal=taken)
    return assignment


def _check_place(
    placement: Placement, *, worker: User, role: str, started_on: dt.date, most_at_once: int | None
) -> None:
    # a last day still to come holds the place until then; the day of handover may be shared
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gt=started_on)
    open_now = list(placement.assignments.filter(not_over).select_related("worker"))
    if any(held.worker_id == worker.pk for held in open_now):
        raise UnableToAssign(_("%(name)s is already {a key worker} here.") % {"name": worker.full_name})
    lead = next((held for held in open_now if held.role == AssignmentRole.LEAD), None)
    if role == AssignmentRole.LEAD and lead is not None:
        raise UnableToAssign(
            _("%(name)s is the lead {key worker}. End that first, or choose second.")
            % {"name": lead.worker.full_name}
        )
    holding = sum(held.role != AssignmentRole.COVER for held in open_now)
    if role != AssignmentRole.COVER and most_at_once is not None and holding >= most_at_once:
        words = ngettext(
            "This home names %(n)s {key worker} for a child at once. Change the present one instead.",
            "This home names %(n)s {key workers} for a child at once. Change one of them instead.",
            most_at_once,
        )
        raise UnableToAssign(words % {"n": most_at_once})


@transaction.atomic
def name_cover(
    *,
    placement: Placement,
    worker: User,
    covers: User,
    first: dt.date,
    last: dt.date,
    by: User,
    today: dt.date,
    **told: Any,
) -> KeyWorkerAssignment:
    """Somebody stands in for a key worker for these days. It ends by itself on the last of them.

    Raises UnableToAssign for somebody who is away or does not work here on all of the days, who is the one covered,
    or who covers already. `told`: child_told_on and child_told_by.
    """
    lock(placement)
    days = Days(first, last)
    if last < first:
        raise UnableToAssign(_("The last day must be the same as or after the first day."))
    _check_free_to_cover(placement, worker, covers, days, today=today)
    cover = KeyWorkerAssignment(
        **same_case(placement),
        placement=placement,
        **named("worker", worker),
        role=AssignmentRole.COVER,
        covers=covers,
        started_on=first,
        ended_on=last,
        decided_by=by,
        **told,
    )
    taken = UnableToAssign(_("Somebody else has just named cover. Look again."))
    keep_or_refuse(cover, by=by, refusal=taken)
    return cover


def _check_free_to_cover(
    placement: Placement, worker: User, covers: User, days: Days, *, today: dt.date
) -> None:
    name = {"name": worker.full_name}
    if worker.pk == covers.pk:
        raise UnableToAssign(_("%(name)s is the one who is away. Choose somebody else.") % name)
    if worker.pk in away_on(placement.home, days, on=today):
        raise UnableToAssign(_("%(name)s is away on some of these days. Choose somebody else.") % name)
    employed = [one for one in days_employed(placement.home, [worker])[worker.pk] if one.holds(days.first)]
    if not employed:
        raise UnableToAssign(
            _("%(name)s does not work here on %(day)s. Choose somebody else.")
            % {**name, "day": kday(days.first)}
        )
    end = None if any(one.last is None for one in employed) else max(one.last for one in employed if one.last)
    if end is not None and days.last is not None and end < days.last:
        raise UnableToAssign(
            _("%(name)s’s last day here is %(day)s. Choose somebody else, or an earlier last day.")
            % {**name, "day": kday(end)}
        )
    held = placement.assignments.filter(worker=worker, role=AssignmentRole.COVER)
    if any(days.meets(Days(*one)) for one in held.values_list("started_on", "ended_on")):
        raise UnableToAssign(_("%(name)s already covers on some of these days.") % name)


@transaction.atomic
def end_assignment(
    *,
    assignment: KeyWorkerAssignment,
    ended_on: dt.date,
    end_reason: str,
    by: User,
    end_note: str = "",
    end_decided_by: User | None = None,
) -> None:
    """End an assignment with its reason. The row stays; a later one never rewrites it."""
    lock(assignment)
    if assignment.ended_on is not None:
        raise UnableToAssign(_("This has already ended."))
    if ended_on < assignment.started_on:
        raise UnableToAssign(_("The last day must be the same as or after the first day."))
    set_fields(
        assignment,
        by=by,
        reason=end_note,
        ended_on=ended_on,
        end_reason=end_reason,
        end_note=end_note,
        end_decided_by=end_decided_by or by,
    )


@transaction.atomic
def record_told(*, assignment: KeyWorkerAssignment, told_on: dt.date, told_by: User, by: User) -> None:
    """The child was told who holds them. Raises UnableToAssign when that is noted already."""
    lock(assignment)
    if assignment.child_told_on is not None:
        raise UnableToAssign(_("That is already noted."))
    set_fields(assignment, by=by, child_told_on=told_on, child_told_by=told_by)

"""What adults do around a child's stay: move in and on, name key workers, note time away.

Each action is one transaction, writes history in the name of `by`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from children.models import (
    AssignmentRole,
    Child,
    ChildAbsence,
    EndReason,
    KeyWorkerAssignment,
    Placement,
    PreAdmissionVisit,
)
from homes.acting import Unable, lock, named, same_case
from homes.audit import record_change, set_fields
from homes.models import Home, User
from homes.staff import Days, away_on, days_employed
from homes.templatetags.keywork_ui import kday
from homes.words import gettext as _
from homes.words import ngettext


class UnableToMove(Unable):
    """The dates of a stay do not fit the child's other stays."""


class UnableToAssign(Unable):
    """Somebody else is already lead, or this adult already holds the child."""


class UnableToRecordAbsence(Unable):
    """The time away overlaps another one."""


class UnableToNoteVisit(Unable):
    """The child lives here already, or that day's visit is noted."""


@transaction.atomic
def add_child(
    *,
    home: Home,
    ref: str,
    known_as: str,
    date_of_birth: dt.date | None,
    pronouns: str,
    picture: str,
    moved_in_on: dt.date,
    by: User,
    legal_name: str = "",
) -> Child:
    """A child who moves in today or moved in before. Minimum fields: gaps are shown later, not demanded at 2am.

    Raises UnableToMove when the reference is already another child's.
    """
    child = Child(
        provider_id=home.provider_id,
        ref=ref,
        known_as=known_as,
        legal_name=legal_name,
        date_of_birth=date_of_birth,
        pronouns=pronouns,
        picture=picture,
    )
    _welcome(child, Placement(child=child, home=home, moved_in_on=moved_in_on), by=by)
    return child


@transaction.atomic
def expect_child(
    *,
    home: Home,
    ref: str,
    known_as: str,
    date_of_birth: dt.date | None,
    pronouns: str,
    picture: str,
    expected_on: dt.date,
    by: User,
    referred_on: dt.date | None = None,
    offered_on: dt.date | None = None,
    legal_name: str = "",
) -> Child:
    """A child who is to move in. Raises UnableToMove when the reference is already another child's."""
    child = Child(
        provider_id=home.provider_id,
        ref=ref,
        known_as=known_as,
        legal_name=legal_name,
        date_of_birth=date_of_birth,
        pronouns=pronouns,
        picture=picture,
    )
    stay = Placement(
        child=child, home=home, expected_on=expected_on, referred_on=referred_on, offered_on=offered_on
    )
    _welcome(child, stay, by=by)
    return child


def _welcome(child: Child, stay: Placement, *, by: User) -> None:
    """Write a child and the first stay. The reference is one child's alone."""
    taken = _("Another child already has this reference. Choose a different one.")
    if Child.objects.filter(provider=child.provider_id, ref=child.ref).exists():
        raise UnableToMove(taken)
    try:
        record_change(child, by=by)
    except IntegrityError as error:  # the twin of a double click was first
        raise UnableToMove(taken) from error
    record_change(stay, by=by)


@transaction.atomic
def move_in(*, stay: Placement, moved_in_on: dt.date, by: User) -> None:
    """A child who was expected moves in. Raises UnableToMove when that is recorded, or lives elsewhere still."""
    lock(stay)
    if stay.moved_in_on is not None:
        raise UnableToMove(_("The day of {moving in} is already recorded."))
    others = Placement.objects.filter(child=stay.child_id, moved_in_on__isnull=False).exclude(pk=stay.pk)
    if others.filter(Q(moved_on_on__isnull=True) | Q(moved_on_on__gt=moved_in_on)).exists():
        raise UnableToMove(_("The child lives at another home on that day. Record moving on there first."))
    set_fields(stay, by=by, moved_in_on=moved_in_on)


@transaction.atomic
def note_visit(
    *, stay: Placement, visited_on: dt.date, went: list[dict[str, Any]], by: User, note: str = ""
) -> PreAdmissionVisit:
    """A visit before moving in, planned or made: noting the same day again adds to what was written.

    Raises UnableToNoteVisit when the child had moved in by that day.
    """
    lock(stay)
    if stay.moved_in_on is not None and visited_on >= stay.moved_in_on:
        raise UnableToNoteVisit(_("A visit comes before the day of {moving in}."))
    visit = stay.visits_before.filter(visited_on=visited_on).first()
    if visit is not None:
        set_fields(visit, by=by, went=went or visit.went, note=note or visit.note)
    else:
        visit = PreAdmissionVisit(
            **same_case(stay),
            placement=stay,
            visited_on=visited_on,
            went=went,
            note=note,
            noted_by=by,
        )
        record_change(visit, by=by)
    return visit


@transaction.atomic
def move_on(
    *, stay: Placement, moved_on_on: dt.date, by: User, reason: str = "", to_home: Home | None = None
) -> None:
    """End a stay on the day the child moves on; with `to_home`, begin the next one there on the same day.

    Open assignments of the stay end with it, and time away that was still open ends on that day: they belong to
    where the child lived. Raises UnableToMove when the day is before moving in, or recorded already.
    """
    lock(stay)
    if stay.moved_on_on is not None:
        raise UnableToMove(_("The day of moving on is already recorded."))
    if stay.moved_in_on is None or moved_on_on < stay.moved_in_on:
        raise UnableToMove(_("The day of moving on must be the same as or after the day of {moving in}."))
    for assignment in stay.assignments.filter(ended_on__isnull=True):
        end_assignment(
            assignment=assignment,
            ended_on=max(moved_on_on, assignment.started_on),
            end_reason=EndReason.CHILD_MOVED_ON,
            by=by,
        )
    for absence in ChildAbsence.objects.filter(child=stay.child_id, returned_on__isnull=True):
        set_fields(absence, by=by, returned_on=max(moved_on_on, absence.started_on))
    set_fields(stay, by=by, reason=reason, moved_on_on=moved_on_on)
    if to_home is not None:
        following = Placement(child=stay.child, home=to_home, moved_in_on=moved_on_on)
        record_change(following, by=by)


@transaction.atomic
def assign_key_worker(
    *,
    stay: Placement,
    worker: User,
    role: str,
    started_on: dt.date,
    by: User,
    decided_by: User | None = None,
    child_view: str = "",
    not_asked_because: str = "",
    child_told_on: dt.date | None = None,
    child_told_by: User | None = None,
    readiness_reason: str = "",
    handover_on: dt.date | None = None,
    most_at_once: int | None = None,
) -> KeyWorkerAssignment:
    """Name somebody as lead, second or cover from a day. Raises UnableToAssign when the place is taken.

    `most_at_once` is how many key workers one child has in this home; cover is not counted.
    """
    lock(stay)
    _check_place(stay, worker=worker, role=role, started_on=started_on, most_at_once=most_at_once)
    assignment = KeyWorkerAssignment(
        **same_case(stay),
        placement=stay,
        **named("worker", worker),
        role=role,
        started_on=started_on,
        decided_by=decided_by or by,
        child_view=child_view,
        not_asked_because=not_asked_because,
        child_told_on=child_told_on,
        child_told_by=child_told_by,
        readiness_reason=readiness_reason,
        handover_on=handover_on,
    )
    try:
        record_change(assignment, by=by)
    except IntegrityError as error:  # two managers at once: the database let one in
        raise UnableToAssign(_("Somebody else has just named {a key worker}. Look again.")) from error
    return assignment


def _check_place(
    stay: Placement, *, worker: User, role: str, started_on: dt.date, most_at_once: int | None
) -> None:
    # a last day still to come holds the place until then; the day of handover may be shared
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gt=started_on)
    open_now = list(stay.assignments.filter(not_over).select_related("worker"))
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
    stay: Placement,
    worker: User,
    covers: User,
    first: dt.date,
    last: dt.date,
    by: User,
    today: dt.date,
    child_told_on: dt.date | None = None,
    child_told_by: User | None = None,
) -> KeyWorkerAssignment:
    """Somebody stands in for a key worker for these days. It ends by itself on the last of them.

    Raises UnableToAssign for somebody who is away or does not work here on all of the days, who is the one covered,
    or who covers already.
    """
    lock(stay)
    days = Days(first, last)
    if last < first:
        raise UnableToAssign(_("The last day must be the same as or after the first day."))
    _check_free_to_cover(stay, worker, covers, days, today=today)
    cover = KeyWorkerAssignment(
        **same_case(stay),
        placement=stay,
        **named("worker", worker),
        role=AssignmentRole.COVER,
        covers=covers,
        started_on=first,
        ended_on=last,
        decided_by=by,
        child_told_on=child_told_on,
        child_told_by=child_told_by,
    )
    try:
        record_change(cover, by=by)
    except IntegrityError as error:  # the twin of a double click was first
        raise UnableToAssign(_("Somebody else has just named cover. Look again.")) from error
    return cover


def _check_free_to_cover(stay: Placement, worker: User, covers: User, days: Days, *, today: dt.date) -> None:
    name = {"name": worker.full_name}
    if worker.pk == covers.pk:
        raise UnableToAssign(_("%(name)s is the one who is away. Choose somebody else.") % name)
    if worker.pk in away_on(stay.home, days, on=today):
        raise UnableToAssign(_("%(name)s is away on some of these days. Choose somebody else.") % name)
    employed = [one for one in days_employed(stay.home, [worker])[worker.pk] if one.holds(days.first)]
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
    held = stay.assignments.filter(worker=worker, role=AssignmentRole.COVER)
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


@transaction.atomic
def record_absence(
    *,
    stay: Placement,
    kind: str,
    started_on: dt.date,
    by: User,
    returned_on: dt.date | None = None,
    note: str = "",
) -> ChildAbsence:
    """Time away from its first day to the day of return, or still away. Raises when it overlaps another."""
    lock(stay)
    for other in ChildAbsence.objects.filter(child=stay.child_id):
        begins_before_other_ends = other.returned_on is None or started_on < other.returned_on
        ends_after_other_begins = returned_on is None or returned_on > other.started_on
        if (begins_before_other_ends and ends_after_other_begins) or other.started_on == started_on:
            raise UnableToRecordAbsence(
                _("There is already time away on these days. Record the return first.")
            )
    absence = ChildAbsence(
        **same_case(stay),
        kind=kind,
        started_on=started_on,
        returned_on=returned_on,
        note=note,
    )
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

"""key_workers.csv: who holds a child, from when to when, within which placement."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from children.models import AssignmentRole, Child, EndReason, KeyWorkerAssignment, Placement
from homes.models import User
from homes.words import gettext as _
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "key_workers.csv"


@dataclass(frozen=True)
class AssignmentRow:
    cells: Cells
    child: Child
    worker: User
    role: str
    started_on: dt.date
    given: dict[str, Any]


def plan_key_workers(plan: Plan) -> None:
    rows = [row for row in (_read(plan, cells) for cells in plan.rows(FILE)) if row is not None]
    planned = [(row, assignment) for row in rows if (assignment := _plan_assignment(plan, row))]
    with_a_row = {assignment.public_id for _row, assignment in planned}
    for row, assignment in planned:
        _check_days(plan, row, assignment, with_a_row)


def _read(plan: Plan, cells: Cells) -> AssignmentRow | None:
    child = plan.child(cells)
    email = cells.email("email")
    worker = plan.user(cells, "email", email)
    role = cells.code("role", AssignmentRole.values, needed=True)
    started_on, ended_on = cells.date("from", needed=True), cells.date("to")
    end_reason = cells.code("end_reason", EndReason.values)
    told_on = cells.date("child_told_on")
    if started_on and ended_on and ended_on < started_on:
        cells.error("to", _("The last day is before the first. Correct “from” or “to”."))
    if end_reason and not cells.said("to"):
        cells.error("to", _("A reason for ending needs the last day. Fill in “to”, or empty end_reason."))
    if not cells.ok or child is None or worker is None or started_on is None:
        return None
    if not plan.once(cells, "child_ref", child.public_id, worker.public_id, role, started_on):
        return None
    given = {"ended_on": ended_on, "end_reason": end_reason, "child_told_on": told_on}
    filled = {name: value for name, value in given.items() if value}
    return AssignmentRow(cells, child, worker, role, started_on, filled)


def _plan_assignment(plan: Plan, row: AssignmentRow) -> KeyWorkerAssignment | None:
    if (withdrawn := _withdrawn(plan, row)) is not None:
        plan.tally("key_workers", plan.put(row.cells, withdrawn))
        return None
    placement = _placement(plan, row)
    if placement is None:
        return None
    assignment = _stored(plan, row, placement)
    if assignment is None:
        assignment = KeyWorkerAssignment(
            child=row.child,
            placement=placement,
            home=placement.home,
            worker=row.worker,
            role=row.role,
            started_on=row.started_on,
            decided_by=plan.by,
            worker_name=row.worker.full_name,
            worker_title=row.worker.job_title,
        )
        plan.book.assignments[row.child.public_id].append(assignment)
    plan.tally("key_workers", plan.put(row.cells, assignment, **row.given))
    return assignment


def _withdrawn(plan: Plan, row: AssignmentRow) -> KeyWorkerAssignment | None:
    """The one that should never have been written here, where none like it stands."""
    key, known = (row.worker.pk, row.role, row.started_on), plan.book
    if any(_key(one) == key for one in known.assignments[row.child.public_id]):
        return None
    found = (one for one in known.withdrawn_assignments[row.child.public_id] if _key(one) == key)
    return next(found, None)


def _key(one: KeyWorkerAssignment) -> tuple[int | None, str, dt.date]:
    return one.worker_id, one.role, one.started_on


def _placement(plan: Plan, row: AssignmentRow) -> Placement | None:
    placement = residence.for_key_worker(
        plan.book.placements[row.child.public_id],
        row.started_on,
        at_home=lambda home: plan.book.works_at(row.worker, home),
    )
    if placement is None and not plan.in_doubt("child", row.child.ref, file="children.csv"):
        message = _(
            "%(name)s did not live at any home on %(day)s or after. Correct the day, or children.csv."
        )
        row.cells.error("from", message % {"name": row.child.known_as, "day": row.started_on})
    return placement


def _stored(plan: Plan, row: AssignmentRow, placement: Placement) -> KeyWorkerAssignment | None:
    """The same worker, role and first day: in this placement, or in another when their days were corrected."""
    key = (row.worker, row.role, row.started_on)
    found = [
        one
        for one in plan.book.assignments[row.child.public_id]
        if (one.worker, one.role, one.started_on) == key
    ]
    here = [one for one in found if one.placement == placement]
    return here[0] if here else found[0] if len(found) == 1 else None


def _check_days(
    plan: Plan, row: AssignmentRow, assignment: KeyWorkerAssignment, with_a_row: set[uuid.UUID]
) -> None:
    """No two leads of a placement share a day, nobody holds the same place twice or two places at once without an end.

    A last day may be the other's first day. Of two rows, the one that began later carries the error.
    """
    for other in plan.book.assignments[row.child.public_id]:
        if other is assignment or other.placement != assignment.placement:
            continue
        later = (assignment.started_on, assignment._state.adding) >= (other.started_on, other._state.adding)
        mine_to_say = later or other.public_id not in with_a_row
        message = _in_the_way(assignment, other) if mine_to_say else ""
        if message:
            row.cells.error("from", message % {"name": other.worker.full_name, "day": other.started_on})
            return


def _in_the_way(assignment: KeyWorkerAssignment, other: KeyWorkerAssignment) -> str:
    """What is wrong with an assignment beside another of the placement; nothing said when nothing is."""
    if _share_days(assignment, other):
        if other.role == assignment.role == AssignmentRole.LEAD:
            if other.ended_on is None:
                return _(
                    "The child has a lead already: %(name)s from %(day)s. Give that row its last day in “to”."
                )
            return _("The child has a lead on some of these days: %(name)s from %(day)s. Correct the days.")
        if (other.worker, other.role) == (assignment.worker, assignment.role):
            if other.ended_on is None:
                return _(
                    "%(name)s is {a key worker} already from %(day)s. Give that row its last day in “to”."
                )
            return _("%(name)s is {a key worker} on some of these days, from %(day)s. Correct the days.")
    if other.worker == assignment.worker and assignment.ended_on is None and other.ended_on is None:
        return _("%(name)s is {a key worker} already from %(day)s. Give that row its last day in “to”.")
    return ""


def _share_days(one: KeyWorkerAssignment, other: KeyWorkerAssignment) -> bool:
    """As the triggers of the database see it: the day of a handover may be shared."""
    never = dt.date.max
    return one.started_on < (other.ended_on or never) and other.started_on < (one.ended_on or never)

"""absences.csv: time away, from the first day away up to, not including, the day of return."""

from __future__ import annotations

import datetime as dt
import uuid

from children.models import AbsenceKind, Child, ChildAbsence
from homes.words import gettext as _
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import Plan

FILE = "absences.csv"


def plan_absences(plan: Plan) -> None:
    for batch in plan.batches(FILE):
        plan.book.open_absences(batch)
        _plan_batch(plan, batch)


def _plan_batch(plan: Plan, batch: list[Cells]) -> None:
    rows: dict[uuid.UUID, Cells] = {}
    children: dict[uuid.UUID, Child] = {}
    for cells in batch:
        absence = _plan_absence(plan, cells)
        if absence is not None:
            rows[absence.public_id] = cells
            children[absence.child.public_id] = absence.child
    for child in children.values():
        _check_overlaps(plan, child, rows)


def _plan_absence(plan: Plan, cells: Cells) -> ChildAbsence | None:
    child = plan.child(cells)
    kind = cells.code("kind", AbsenceKind.values, needed=True)
    started_on, returned_on = cells.date("from", needed=True), cells.date("to")
    if started_on and returned_on and returned_on < started_on:
        cells.error("to", _("The child came back before going. Correct “from” or “to”."))
    if not cells.ok or child is None or started_on is None:
        return None
    if not plan.once(cells, "from", child.public_id, started_on):
        return None
    known = plan.book.absences[child.public_id]
    stored = sorted((one for one in known if one.started_on == started_on), key=lambda one: not one.stands)
    absence = stored[0] if stored else _new(plan, cells, child, started_on)
    if absence is None:
        return None
    returned = {"returned_on": returned_on} if returned_on else {}
    plan.tally("absences", plan.put(cells, absence, kind=kind, **returned))
    return absence


def _new(plan: Plan, cells: Cells, child: Child, started_on: dt.date) -> ChildAbsence | None:
    placement = residence.covering(plan.book.placements[child.public_id], started_on)
    if placement is None:
        if not plan.in_doubt("child", child.ref, file="children.csv"):
            message = _("%(name)s did not live at any home on %(day)s. Correct the day, or children.csv.")
            cells.error("from", message % {"name": child.known_as, "day": started_on})
        return None
    absence = ChildAbsence(child=child, home=placement.home, started_on=started_on)
    plan.book.absences[child.public_id].append(absence)
    return absence


def _check_overlaps(plan: Plan, child: Child, rows: dict[uuid.UUID, Cells]) -> None:
    before: ChildAbsence | None = None
    standing = [one for one in plan.book.absences[child.public_id] if one.stands]
    for absence in sorted(standing, key=lambda one: one.started_on):
        cells = rows.get(absence.public_id) or (before and rows.get(before.public_id))
        if before is not None and cells and absence.started_on < _last(before):
            other = before if absence.public_id in rows else absence
            message = _("The child was away already, from %(day)s. Give that row its day of return in “to”.")
            cells.error("from", message % {"day": other.started_on})
        if before is None or _last(absence) >= _last(before):
            before = absence


def _last(absence: ChildAbsence) -> dt.date:
    return absence.returned_on or dt.date.max

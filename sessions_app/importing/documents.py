"""file_items.csv: which documents apply to a child, and each version as dated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from children.file.state import NOT_YET_DAYS, must_exist
from children.models import Applies, Child, FileItem, FileSaid, FileType, FileVersion, Placement
from homes.acting import named
from homes.dates import add_days
from homes.words import gettext as _
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import CREATED, UNCHANGED, Plan

FILE = "file_items.csv"


@dataclass(frozen=True)
class DocumentRow:
    cells: Cells
    child: Child
    type: str
    applies: str
    reason: str
    dated_on: dt.date | None
    given: dict[str, Any]

    @property
    def order(self) -> dt.date:
        """A row without a day speaks of the present, so it has the last word."""
        return self.dated_on or dt.date.max


def plan_documents(plan: Plan) -> None:
    for batch in plan.batches(FILE):
        plan.book.open_documents(batch)
        _plan_batch(plan, batch)


def _plan_batch(plan: Plan, batch: list[Cells]) -> None:
    """The rows of a document in the order of their days, wherever they stand in the file."""
    documents: dict[tuple, list[DocumentRow]] = {}
    for row in filter(None, (_read(plan, cells) for cells in batch)):
        documents.setdefault((row.child.public_id, row.type), []).append(row)
    for rows in documents.values():
        rows.sort(key=lambda row: row.order)
        item, outcome = _plan_item(plan, rows[0])
        for row in rows:
            happened = (_plan_version(plan, row, item), _plan_said(plan, row, item))
            plan.tally("file_items", *happened, outcome)
            outcome = CREATED if outcome == CREATED and CREATED in happened else UNCHANGED


def _read(plan: Plan, cells: Cells) -> DocumentRow | None:
    child = plan.child(cells)
    type_ = cells.code("type", FileType.values, needed=True)
    applies = cells.any_case("applies", Applies.values) or Applies.YES
    dated_on, review_due_on = cells.date("dated_on"), cells.date("review_due_on")
    has_copy, reason = cells.yes_no("child_has_copy"), cells.text("reason")
    if applies == Applies.YES and not cells.said("dated_on"):
        cells.error("dated_on", _("Fill in the day of the document, or write no or not_yet in applies."))
    if dated_on and review_due_on and review_due_on < dated_on:
        cells.error(
            "review_due_on", _("The review is due before the document is dated. Correct one of the two.")
        )
    if applies != Applies.YES and not reason:
        cells.error("reason", _("Fill in why it does not apply, or not yet."))
    if applies == Applies.NOT_YET and cells.ok:
        _check_not_yet(cells, dated_on, review_due_on)
    if not cells.ok or child is None:
        return None
    if not plan.once(cells, "type", child.public_id, type_, dated_on):
        return None
    given = {"review_due_on": review_due_on, "child_has_copy": has_copy}
    filled = {name: value for name, value in given.items() if value is not None}
    return DocumentRow(cells, child, type_, str(applies), reason, dated_on, filled)


def _check_not_yet(cells: Cells, said_on: dt.date | None, until_on: dt.date | None) -> None:
    """The day it was said, and the day until which."""
    if said_on is None:
        cells.error("dated_on", _("Fill in the day on which “not yet” was said."))
    elif until_on is None or until_on > add_days(said_on, NOT_YET_DAYS):
        cells.error("review_due_on", _("Fill in until when: at most 28 days after dated_on."))


def _plan_item(plan: Plan, row: DocumentRow) -> tuple[FileItem, str]:
    known = plan.book.items[row.child.public_id]
    stored = [item for item in known if item.type == row.type]
    item = stored[0] if stored else FileItem(child=row.child, type=row.type)
    if not stored:
        known.append(item)
    return item, plan.put(row.cells, item)


def _plan_said(plan: Plan, row: DocumentRow, item: FileItem) -> str:
    """Whether it applies from the day of the row on; without a day, from today. What was said since stands."""
    known, from_on = plan.book.said[item.public_id], row.dated_on or plan.today
    last = known[-1] if known else None
    said = _words(row)
    if _adds_nothing(last, said, from_on):
        return UNCHANGED
    placement = _placement_on(plan, row, from_on)
    if placement is None:
        return UNCHANGED
    if row.applies == Applies.NO and must_exist(row.type, placement.home.nation):
        message = _("Every child has this document. Write not_yet and until when, or take the row out.")
        row.cells.error("applies", message)
        return UNCHANGED
    added = FileSaid(item=item, child=row.child, home=placement.home, from_on=from_on)
    known.append(added)
    return plan.put(row.cells, added, **said, **named("said_by", plan.by))


def _words(row: DocumentRow) -> dict[str, Any]:
    until_on = row.given.get("review_due_on") if row.applies == Applies.NOT_YET else None
    return {
        "applies": row.applies,
        "until_on": until_on,
        "reason": "" if row.applies == Applies.YES else row.reason,
    }


def _adds_nothing(last: FileSaid | None, said: dict[str, Any], from_on: dt.date) -> bool:
    """That it applies is what everybody takes for granted; the same again, and what is older, changes nothing."""
    if last is None:
        return said["applies"] == Applies.YES
    same = all(getattr(last, name) == value for name, value in said.items())
    return same or last.applies == said["applies"] == Applies.YES or from_on < last.from_on


def _placement_on(plan: Plan, row: DocumentRow, day: dt.date) -> Placement | None:
    """The stay a document of a day belongs to. A child without any is an error of the row."""
    placement = residence.for_document(plan.book.placements[row.child.public_id], day)
    if placement is None and not plan.in_doubt("child", row.child.ref, file="children.csv"):
        message = _("%(name)s has no placement at any home. Add one to children.csv.")
        row.cells.error("child_ref", message % {"name": row.child.known_as})
    return placement


def _plan_version(plan: Plan, row: DocumentRow, item: FileItem) -> str:
    """The version of that day. A document that does not apply has none: there is no paper behind the row."""
    if row.dated_on is None or row.applies != Applies.YES:
        return UNCHANGED
    known = plan.book.versions[item.public_id]
    stored = [version for version in known if version.dated_on == row.dated_on]
    stored.sort(key=lambda version: not version.stands)
    if stored:
        return plan.put(row.cells, stored[0], **_not_older(row.given, stored[0]))
    placement = _placement_on(plan, row, row.dated_on)
    if placement is None:
        return UNCHANGED
    version = FileVersion(item=item, child=row.child, home=placement.home, dated_on=row.dated_on)
    known.append(version)
    return plan.put(row.cells, version, **row.given)


def _not_older(given: dict[str, Any], version: FileVersion) -> dict[str, Any]:
    """A copy that was given and explained since stays given: the file was written before."""
    if version.explained_on is None:
        return given
    return {name: value for name, value in given.items() if name != "child_has_copy"}

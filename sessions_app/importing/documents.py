"""file_items.csv: which documents apply to a child, and each version as dated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from children.models import Applies, Child, FileItem, FileType, FileVersion
from homes.words import gettext as _
from homes.words import ngettext
from sessions_app.importing import residence
from sessions_app.importing.cells import Cells
from sessions_app.importing.plan import CREATED, Plan

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
    undated = 0
    for batch in plan.batches(FILE):
        plan.book.open_documents(batch)
        undated += _plan_batch(plan, batch)
    if undated:
        message = ngettext(
            "%(file)s: %(rows)d row says that a document does not apply (yet); its dated_on is not kept",
            "%(file)s: %(rows)d rows say that a document does not apply (yet); their dated_on is not kept",
            undated,
        )
        plan.notes.append(message % {"file": FILE, "rows": undated})


def _plan_batch(plan: Plan, batch: list[Cells]) -> int:
    """The latest row of a document says whether it applies, wherever it stands in the file. How many days are lost."""
    documents: dict[tuple, list[DocumentRow]] = {}
    for row in filter(None, (_read(plan, cells) for cells in batch)):
        documents.setdefault((row.child.public_id, row.type), []).append(row)
    undated = 0
    for rows in documents.values():
        item, outcome = _plan_item(plan, max(rows, key=lambda row: row.order))
        for row in rows:
            version = _plan_version(plan, row, item)
            undated += bool(row.dated_on and row.applies != Applies.YES)
            plan.tally("file_items", version, outcome)
            outcome = version if outcome == CREATED else "unchanged"
    return undated


def _read(plan: Plan, cells: Cells) -> DocumentRow | None:
    child = plan.child(cells)
    type_ = cells.code("type", FileType.values, needed=True)
    applies = cells.any_case("applies", Applies.values) or Applies.YES
    dated_on, review_due_on = cells.date("dated_on"), cells.date("review_due_on")
    has_copy = cells.yes_no("child_has_copy")
    if applies == Applies.YES and not cells.said("dated_on"):
        cells.error("dated_on", _("Fill in the day of the document, or write no or not_yet in applies."))
    if dated_on and review_due_on and review_due_on < dated_on:
        cells.error(
            "review_due_on", _("The review is due before the document is dated. Correct one of the two.")
        )
    if not cells.ok or child is None:
        return None
    if not plan.once(cells, "type", child.public_id, type_, dated_on):
        return None
    given = {"review_due_on": review_due_on, "child_has_copy": has_copy}
    filled = {name: value for name, value in given.items() if value is not None}
    return DocumentRow(cells, child, type_, str(applies), cells.text("reason"), dated_on, filled)


def _plan_item(plan: Plan, row: DocumentRow) -> tuple[FileItem, str]:
    known = plan.book.items[row.child.public_id]
    stored = [item for item in known if item.type == row.type]
    item = stored[0] if stored else FileItem(child=row.child, type=row.type)
    if not stored:
        known.append(item)
    fields = {"applies": row.applies}
    if row.reason or item.applies != row.applies:
        fields["reason"] = row.reason  # a reason why not does not outlive the answer it explained
    return item, plan.put(row.cells, item, **fields)


def _plan_version(plan: Plan, row: DocumentRow, item: FileItem) -> str:
    """The version of that day. A document that does not apply has none: there is no paper behind the row."""
    if row.dated_on is None or row.applies != Applies.YES:
        return "unchanged"
    known = plan.book.versions[item.public_id]
    stored = [version for version in known if version.dated_on == row.dated_on]
    if stored:
        return plan.put(row.cells, stored[0], **_not_older(row.given, stored[0]))
    placement = residence.for_document(plan.book.placements[row.child.public_id], row.dated_on)
    if placement is None:
        if not plan.in_doubt("child", row.child.ref, file="children.csv"):
            message = _("%(name)s has no placement at any home. Add one to children.csv.")
            row.cells.error("child_ref", message % {"name": row.child.known_as})
        return "unchanged"
    version = FileVersion(item=item, child=row.child, home=placement.home, dated_on=row.dated_on)
    known.append(version)
    return plan.put(row.cells, version, **row.given)


def _not_older(given: dict[str, Any], version: FileVersion) -> dict[str, Any]:
    """A copy that was given and explained since stays given: the file was written before."""
    if version.explained_on is None:
        return given
    return {name: value for name, value in given.items() if name != "child_has_copy"}

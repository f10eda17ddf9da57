"""The plan: what the files would create and change.

It is made twice by the same steps: once without a pen, outside any transaction, to find every error; then with a pen,
in one transaction, against what is stored by then. Homes, people, children and key workers stay in memory; of what
there is much of (sessions, calls, documents, time away) only a batch of children at a time.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from children.models import (
    Child,
    ChildAbsence,
    ContactEntry,
    FileItem,
    FileSaid,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
)
from homes.audit import case_changed, record_change, record_new
from homes.dates import london_day
from homes.models import Home, HomeStandard, InspectionGrant, Provider, Record, StaffRole, User
from homes.words import gettext as _
from sessions_app.importing.book import Book
from sessions_app.importing.cells import Cells
from sessions_app.importing.files import Files
from sessions_app.importing.problems import Problems
from sessions_app.models import KeyWorkSession, Signature

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
NOUNS = (
    "homes",
    "standards",
    "staff",
    "children",
    "key_workers",
    "sessions",
    "absences",
    "file_items",
    "contacts",
)
# Written in this order: each model points only at models before it.
ORDER: tuple[type[Record], ...] = (
    Provider, Home, HomeStandard, User, StaffRole, InspectionGrant, Child, Placement, KeyWorkerAssignment,
    KeyWorkSession, ChildAbsence, FileItem, FileSaid, FileVersion, ContactEntry,
)  # fmt: skip
BATCH = 2_000  # rows
LAST_DAYS = ("ended_on", "moved_on_on", "returned_on")


def no_counts() -> dict[str, dict[str, int]]:
    return {noun: {CREATED: 0, UPDATED: 0, UNCHANGED: 0} for noun in NOUNS}


@dataclass
class Pending:
    record: Any
    reason: str


@dataclass
class Plan:
    """Everything one import knows and intends."""

    files: Files
    problems: Problems
    book: Book
    by: User
    now: dt.datetime
    has_pen: bool = False
    advance: Callable[[int], None] = lambda rows: None  # tells how many more rows are done
    counts: dict[str, dict[str, int]] = field(default_factory=no_counts)
    notes: list[str] = field(default_factory=list)
    homes: dict[str, list[Home]] = field(default_factory=dict)  # those of this import's homes.csv, by code
    children: dict[str, list[Child]] = field(
        default_factory=dict
    )  # those of this import's children.csv, by ref
    titles: dict[str, list[tuple[dt.date, dt.date, str]]] = field(default_factory=dict)  # by e-mail
    signatures: list[Signature] = field(default_factory=list)
    _pending: dict[uuid.UUID, Pending] = field(default_factory=dict)
    _told: dict[int, Record] = field(default_factory=dict)  # by home: any of its records that was written
    _doubtful: set[tuple[str, str]] = field(default_factory=set)
    _seen: dict[int, int] = field(default_factory=dict)  # by hash: the words need not stay in memory

    @property
    def today(self) -> dt.date:
        return london_day(self.now)

    # --- rows -----------------------------------------------------------------------------------

    def rows(self, file: str) -> Iterator[Cells]:
        for row in self.files.rows(file):
            yield Cells(row, self.problems)
            self.advance(1)

    def batches(self, file: str) -> Iterator[list[Cells]]:
        """Some children's rows at a time, all of each. What came of them is written, or forgotten, before the next."""
        self.flush()
        if file not in self.files.tables:
            return
        for rows in self.files.tables[file].batches(BATCH):
            yield [Cells(row, self.problems) for row in rows]
            self.flush()
            self.advance(len(rows))

    def once(self, cells: Cells, column: str, *key: Hashable) -> bool:
        """False, with an error, when an earlier row of the same file speaks of the same thing."""
        earlier = self._seen.setdefault(hash((cells.file, *key)), cells.row.number)
        if earlier != cells.row.number:
            message = _("This repeats row %(row)d. Take one of the two out.")
            cells.error(column, message % {"row": earlier})
        return cells.ok

    def doubt(self, kind: str, reference: str) -> None:
        """A row about this has an error of its own: what leans on it need not be reported again."""
        self._doubtful.add((kind, reference))

    def in_doubt(self, kind: str, reference: str, *, file: str) -> bool:
        return (kind, reference) in self._doubtful or file in self.files.broken

    def homes_in_doubt(self) -> bool:
        return "homes.csv" in self.files.broken or any(kind == "home" for kind, _ref in self._doubtful)

    # --- looking up -----------------------------------------------------------------------------

    def home(self, cells: Cells) -> Home | None:
        """The home of the row's home_code: one of this import's homes.csv, otherwise the only stored one."""
        code = cells.text("home_code", needed=True)
        found = self.homes.get(code) or self.book.homes.get(code, [])
        if len(found) == 1:
            return found[0]
        if found:
            cells.error(
                "home_code", _("More than one provider has a home with this code. Import homes.csv too.")
            )
        elif code and not self.in_doubt("home", code, file="homes.csv"):
            cells.error("home_code", _("There is no home with this code. Add it to homes.csv."))
        cells.ok = False
        return None

    def child(self, cells: Cells) -> Child | None:
        """The child of the row's child_ref: one of this import's children.csv, otherwise the only stored one."""
        ref = cells.text("child_ref", field=Child._meta.get_field("ref"), needed=True)
        found = self.children.get(ref) or self._stored_children(ref)
        if len(found) == 1:
            return found[0]
        if found:
            message = _("More than one provider has a child with this reference. Import homes.csv too.")
            cells.error("child_ref", message)
        elif ref and not self.in_doubt("child", ref, file="children.csv"):
            cells.error(
                "child_ref", _("There is no child with this reference. Add the child to children.csv.")
            )
        cells.ok = False
        return None

    def _stored_children(self, ref: str) -> list[Child]:
        stored = self.book.children.get(ref, [])
        ours = {home.provider.public_id for homes in self.homes.values() for home in homes}
        return [child for child in stored if child.provider.public_id in ours] or stored

    def user(self, cells: Cells, column: str, email: str) -> User | None:
        """The person with this address, in the files or stored."""
        user = self.book.users.get(email)
        if user is None:
            if email and not self.in_doubt("email", email, file="staff.csv"):
                cells.error(column, _("Nobody has this e-mail. Add the person to staff.csv."), value=email)
            cells.ok = False
        return user

    def title_on(self, user: User, day: dt.date) -> str:
        """The job title staff.csv gives for a day; otherwise the present one."""
        held = [row for row in self.titles.get(user.email, ()) if row[0] <= day <= row[1]]
        return max(held)[2] if held else user.job_title

    # --- planning -------------------------------------------------------------------------------

    def put(self, cells: Cells, record: Record, **fields: Any) -> str:
        """Set the fields that differ and remember to save the record. What happened to it, as a word."""
        if not getattr(record, "stands", True):
            message = _("%(file)s row %(row)d was withdrawn here; it stays so")
            self.notes.append(message % {"file": cells.file, "row": cells.row.number})
            return UNCHANGED
        differs = False
        for name, value in fields.items():
            if getattr(record, name, None) != value:  # None: a new record whose relation is not set yet
                setattr(record, name, value)
                differs = True
        is_new = record._state.adding
        if record.public_id in self._pending or not (is_new or differs):
            return UPDATED if differs and not is_new else UNCHANGED
        reason = _("Imported from %(file)s") % {"file": cells.file}
        self._pending[record.public_id] = Pending(record, reason)
        return CREATED if is_new else UPDATED

    def tally(self, noun: str, *outcomes: str) -> None:
        """Count one data row: created if anything new came of it, updated if anything changed."""
        happened = next((word for word in (CREATED, UPDATED) if word in outcomes), UNCHANGED)
        self.counts[noun][happened] += 1

    # --- writing --------------------------------------------------------------------------------

    def flush(self) -> None:
        """Save what is planned so far, in the system's name; without a pen, forget it."""
        if self.has_pen:
            for model in ORDER:
                self._write_model(model)
            Signature._base_manager.bulk_create(self.signatures, batch_size=500)
        self._pending.clear()
        self.signatures.clear()

    def tell(self) -> None:
        """The news of everything written: once a home."""
        for home_id, record in self._told.items():
            case_changed.send(sender=type(record), record=record, home_id=home_id, child_id=None)

    def _write_model(self, model: type[Record]) -> None:
        """Changes first, endings before the rest: a new lead may begin only once the old one has a last day."""
        pending = [one for one in self._pending.values() if type(one.record) is model]
        changed = [one for one in pending if not one.record._state.adding]
        for one in sorted(changed, key=lambda one: not _has_ended(one.record)):
            record_change(one.record, by=self.by, reason=one.reason, update=True)
        new = [one.record for one in pending if one.record._state.adding]
        if new:
            record_new(new, by=self.by, reason=pending[-1].reason, tell=False)
        for record in new:
            self._note_home(record)

    def _note_home(self, record: Record) -> None:
        home_id, child_id = record.ledger_place()
        if home_id is not None:
            self._told.setdefault(home_id, record)
        elif child_id is not None:
            for placement in self.book.placements_of(record):
                self._told.setdefault(placement.home_id, placement)


def _has_ended(record: Record) -> bool:
    return any(getattr(record, name, None) is not None for name in LAST_DAYS)

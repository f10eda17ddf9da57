"""What is stored already, looked up by the references the files use. Loaded in a few queries, whatever the row count.
What there is much of is loaded for a batch of rows at a time: `open_…`. What was withdrawn is there too: a file that
still holds it does not bring it back.

New records join the same lists, so a later file finds what an earlier one brings. Lists are keyed by public ids,
because a new record has no other key yet.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from children.models import (
    Child,
    ChildAbsence,
    ContactEntry,
    FileItem,
    FileSaid,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
    Restriction,
)
from homes.models import Home, HomeStandard, InspectionGrant, Provider, StaffRole, User
from homes.models.put_right import Standing
from sessions_app.importing.cells import Cells
from sessions_app.importing.files import Files
from sessions_app.models import KeyWorkSession

CHUNK = 500  # SQLite takes a limited number of values in one IN ()


def chunks(values: Iterable) -> Iterator[list]:
    ordered = sorted(set(values))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


class Book:
    """Stored and planned records by reference."""

    def __init__(self, files: Files) -> None:
        self.providers: dict[str, Provider] = {}
        self.homes: dict[str, list[Home]] = defaultdict(list)
        self.standards: dict[uuid.UUID, list[HomeStandard]] = defaultdict(list)
        self.users: dict[str, User] = {}
        self.roles: dict[uuid.UUID, list[StaffRole]] = defaultdict(list)
        self.grants: dict[uuid.UUID, list[InspectionGrant]] = defaultdict(list)
        self.children: dict[str, list[Child]] = defaultdict(list)
        self.placements: dict[uuid.UUID, list[Placement]] = defaultdict(list)
        self.withdrawn_placements: dict[uuid.UUID, list[Placement]] = defaultdict(list)
        self.withdrawn_assignments: dict[uuid.UUID, list[KeyWorkerAssignment]] = defaultdict(list)
        self.assignments: dict[uuid.UUID, list[KeyWorkerAssignment]] = defaultdict(list)
        self.absences: dict[uuid.UUID, list[ChildAbsence]] = defaultdict(list)
        self.contacts: dict[uuid.UUID, list[ContactEntry]] = defaultdict(list)
        self.items: dict[uuid.UUID, list[FileItem]] = defaultdict(list)
        self.said: dict[uuid.UUID, list[FileSaid]] = defaultdict(list)  # of a document, the last word last
        self.versions: dict[uuid.UUID, list[FileVersion]] = defaultdict(list)
        self.sessions: dict[tuple[uuid.UUID, str], KeyWorkSession] = {}
        self.restrictions: dict[uuid.UUID, list[Restriction]] = defaultdict(
            list
        )  # those that allow nothing at all
        self._places: dict[int, Home] = {}
        self._people: dict[int, User] = {}
        self._by_pk: dict[int, Child] = {}
        self._load_places(with_standards="standards.csv" in files.tables)
        self._load_people(files.named("email", "author_email", "present_emails"))
        self._load_children(files.named("child_ref"))

    def _load_places(self, *, with_standards: bool) -> None:
        self.providers = {provider.name: provider for provider in Provider.objects.all()}
        for home in Home.objects.select_related("provider"):
            self.homes[home.code].append(home)
            self._places[home.pk] = home
        if with_standards:
            for standard in HomeStandard.objects.all():
                self.standards[self._places[standard.home_id].public_id].append(standard)

    def _load_people(self, emails: set[str]) -> None:
        lowered = {part.strip().lower() for email in emails for part in email.split(";")} - {""}
        for some in chunks(lowered):
            self.users.update({user.email: user for user in User.objects.filter(email__in=some)})
        self._people = {user.pk: user for user in self.users.values()}
        for some in chunks(self._people):
            for held in StaffRole.objects.filter(user__in=some).select_related("home", "provider"):
                self.roles[self._people[held.user_id].public_id].append(held)
            for grant in InspectionGrant.objects.filter(user__in=some).select_related("home"):
                self.grants[self._people[grant.user_id].public_id].append(grant)

    def _load_children(self, refs: set[str]) -> None:
        for some in chunks(refs):
            for child in Child.objects.filter(ref__in=some).select_related("provider"):
                self.children[child.ref].append(child)
                self._by_pk[child.pk] = child
        self._load(self.placements, Placement.objects.all(), self._by_pk)
        self._load(self.assignments, KeyWorkerAssignment.objects.all(), self._by_pk)
        withdrawn = {"standing": Standing.WITHDRAWN}
        self._load(self.withdrawn_placements, Placement.kept.filter(**withdrawn), self._by_pk)
        self._load(self.withdrawn_assignments, KeyWorkerAssignment.kept.filter(**withdrawn), self._by_pk)
        workers = {one.worker_id for held in self.assignments.values() for one in held}
        for some in chunks(workers - self._people.keys()):
            self._people |= {user.pk: user for user in User.objects.filter(pk__in=some)}
        for child in self._by_pk.values():
            placements = {placement.pk: placement for placement in self.placements[child.public_id]}
            for one in self.assignments[child.public_id]:
                one.worker, one.placement = self._people[one.worker_id], placements[one.placement_id]

    def _load(self, rows: dict[uuid.UUID, list], stored: QuerySet, pks: Iterable[int]) -> None:
        """Rows of some children, pointing at the child and home already in memory: reading them costs no query."""
        for some in chunks(pks):
            for record in stored.filter(child__in=some).order_by("pk"):
                record.child = self._by_pk[record.child_id]
                if hasattr(record, "home_id"):
                    record.home = self._places[record.home_id]
                rows[record.child.public_id].append(record)

    def open_absences(self, rows: list[Cells]) -> None:
        self.absences.clear()
        self._load(self.absences, ChildAbsence.kept.all(), self._stored(rows))

    def open_contacts(self, rows: list[Cells]) -> None:
        self.contacts.clear()
        self.restrictions.clear()
        stored = self._stored(rows)
        self._load(self.contacts, ContactEntry.kept.all(), stored)
        self._load(
            self.restrictions, Restriction.objects.filter(no_contact=True).select_related("person"), stored
        )

    def open_documents(self, rows: list[Cells]) -> None:
        self.items.clear()
        self.said.clear()
        self.versions.clear()
        stored = self._stored(rows)
        self._load(self.items, FileItem.objects.all(), stored)
        for some in chunks(stored):
            said = FileSaid.objects.filter(child__in=some).select_related("item")
            for one in said.order_by("from_on", "pk"):
                self.said[one.item.public_id].append(one)
            for version in FileVersion.kept.filter(child__in=some).select_related("item"):
                self.versions[version.item.public_id].append(version)

    def open_sessions(self, rows: list[Cells]) -> None:
        self.sessions.clear()
        for some in chunks({cells.said("session_ref") for cells in rows} - {""}):
            found = KeyWorkSession.objects.filter(session_ref__in=some)
            for session in found.select_related(
                "child__provider", "home", "author", "key_worker", "placement"
            ):
                self.sessions[session.child.provider.public_id, session.session_ref] = session

    def _stored(self, rows: list[Cells]) -> set[int]:
        refs = {cells.said("child_ref") for cells in rows}
        return {child.pk for ref in refs for child in self.children.get(ref, ()) if child.pk is not None}

    def placements_of(self, record: Any) -> list[Placement]:
        """The stays of the child a record is about, or is."""
        child = record if isinstance(record, Child) else record.child
        return self.placements[child.public_id]

    def works_at(self, user: User, home: Home) -> bool:
        """Whether this person holds, held or will hold a role at the home or above it."""
        return any(
            held.home == home if held.home is not None else held.provider == home.provider
            for held in self.roles[user.public_id]
        )

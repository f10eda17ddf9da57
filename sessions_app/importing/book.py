"""What is stored already, looked up by the references the files use. Loaded in a few queries, whatever the row count.

New records join the same lists, so a later file finds what an earlier one brings. Lists are keyed by public ids,
because a new record has no other key yet.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator

from children.models import (
    Child,
    ChildAbsence,
    ContactEntry,
    FileItem,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
)
from homes.models import Home, HomeStandard, InspectionGrant, Provider, StaffRole, User
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
        self.assignments: dict[uuid.UUID, list[KeyWorkerAssignment]] = defaultdict(list)
        self.absences: dict[uuid.UUID, list[ChildAbsence]] = defaultdict(list)
        self.contacts: dict[uuid.UUID, list[ContactEntry]] = defaultdict(list)
        self.items: dict[uuid.UUID, list[FileItem]] = defaultdict(list)
        self.versions: dict[uuid.UUID, list[FileVersion]] = defaultdict(list)
        self.sessions: dict[tuple[uuid.UUID, str], KeyWorkSession] = {}
        self._places: dict[int, Home] = {}
        self._load_places(with_standards="standards.csv" in files.rows)
        self._load_people(_mentioned(files, "email", "author_email", "present_emails"))
        self._load_children(_mentioned(files, "child_ref"))
        self._load_sessions(_mentioned(files, "session_ref"))

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
        by_pk = {user.pk: user for user in self.users.values()}
        for some in chunks(by_pk):
            for held in StaffRole.objects.filter(user__in=some).select_related("home", "provider"):
                self.roles[by_pk[held.user_id].public_id].append(held)
            for grant in InspectionGrant.objects.filter(user__in=some).select_related("home"):
                self.grants[by_pk[grant.user_id].public_id].append(grant)

    def _load_children(self, refs: set[str]) -> None:
        by_pk: dict[int, Child] = {}
        for some in chunks(refs):
            for child in Child.objects.filter(ref__in=some).select_related("provider"):
                self.children[child.ref].append(child)
                by_pk[child.pk] = child
        for some in chunks(by_pk):
            for rows, found in (
                (self.placements, Placement.objects.filter(child__in=some)),
                (
                    self.assignments,
                    KeyWorkerAssignment.objects.filter(child__in=some).select_related("worker", "placement"),
                ),
                (self.absences, ChildAbsence.objects.filter(child__in=some)),
                (self.contacts, ContactEntry.objects.filter(child__in=some)),
                (self.items, FileItem.objects.filter(child__in=some)),
            ):
                for record in found.order_by("pk"):
                    self._attach(record, by_pk)
                    rows[record.child.public_id].append(record)
            for version in FileVersion.objects.filter(child__in=some).select_related("item"):
                self.versions[version.item.public_id].append(version)

    def _attach(self, record, by_pk: dict[int, Child]) -> None:
        """Point at the child and home already in memory, so that reading them later costs no query."""
        record.child = by_pk[record.child_id]
        if hasattr(record, "home_id"):
            record.home = self._places[record.home_id]

    def _load_sessions(self, refs: set[str]) -> None:
        for some in chunks(refs):
            found = KeyWorkSession.objects.filter(session_ref__in=some)
            for session in found.select_related(
                "child__provider", "home", "author", "key_worker", "placement"
            ):
                self.sessions[session.child.provider.public_id, session.session_ref] = session

    def works_at(self, user: User, home: Home) -> bool:
        """Whether this person holds, held or will hold a role at the home or above it."""
        return any(
            held.home == home if held.home is not None else held.provider == home.provider
            for held in self.roles[user.public_id]
        )


def _mentioned(files: Files, *columns: str) -> set[str]:
    found = {
        row.cells[column].strip()
        for rows in files.rows.values()
        for row in rows
        for column in columns
        if column in row.cells
    }
    return found - {""}

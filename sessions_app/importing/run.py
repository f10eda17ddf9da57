"""One import, start to end: read, plan, and write in one transaction, or write nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, transaction
from django_scopes import scopes_disabled

from homes.audit import system_user
from homes.words import gettext as _
from sessions_app.importing import (
    absences,
    contacts,
    documents,
    key_workers,
    past_sessions,
    placements,
    places,
    staff,
    standards,
)
from sessions_app.importing.book import Book
from sessions_app.importing.files import Files, read_directory
from sessions_app.importing.plan import Plan, no_counts
from sessions_app.importing.problems import Problem, Problems

# Each step may lean on what the steps before it planned.
STEPS = (
    places.plan_homes,
    standards.plan_standards,
    staff.plan_staff,
    placements.plan_children,
    key_workers.plan_key_workers,
    past_sessions.plan_sessions,
    absences.plan_absences,
    documents.plan_documents,
    contacts.plan_contacts,
)


@dataclass(frozen=True)
class Result:
    """What an import did, or would do."""

    written: bool
    errors: list[Problem] = field(default_factory=list)
    errors_total: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=no_counts)
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, object]:
        return {
            "written": self.written,
            "errors": [problem.as_dict() for problem in self.errors],
            "errors_total": self.errors_total,
            "counts": self.counts,
            "notes": self.notes,
        }


def import_directory(directory: Path, *, now: dt.datetime, dry_run: bool = False) -> Result:
    """Bring the files of a directory in. Afterwards either everything of them is stored or nothing is.

    A dry run does all of it, the database's own checks included, and takes it back. Nothing is ever deleted.
    """
    problems = Problems()
    files = read_directory(directory, problems)
    counts, notes = no_counts(), []
    try:
        with scopes_disabled(), transaction.atomic():
            plan = _planned(files, problems, now=now)
            if not problems:
                plan.write()
                counts = plan.counts
            if problems or dry_run:
                transaction.set_rollback(True)
            notes = plan.notes
    except DatabaseError as error:  # somebody changed the same rows meanwhile, or the database is busy
        message = _("The database refused the import (%(why)s). Nothing was written: run it again.")
        problems.add("", None, "", "", message % {"why": str(error).partition("\n")[0]})
        counts = no_counts()
    return Result(
        written=not (problems or dry_run),
        errors=problems.listed(),
        errors_total=len(problems),
        counts=counts,
        notes=files.notes + notes,
    )


def _planned(files: Files, problems: Problems, *, now: dt.datetime) -> Plan:
    plan = Plan(files=files, problems=problems, book=Book(files), by=system_user(), now=now)
    for step in STEPS:
        step(plan)
    return plan

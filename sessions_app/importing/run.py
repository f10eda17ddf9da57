"""One import, start to end: read, judge, and only then write in one transaction; or write nothing."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError, transaction
from django_scopes import scopes_disabled

from homes.audit import system_account, system_user
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
from sessions_app.importing.progress import Progress

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


def import_directory(
    directory: Path, *, now: dt.datetime, dry_run: bool = False, progress: Progress | None = None
) -> Result:
    """Bring the files of a directory in. Afterwards either everything of them is stored or nothing is.

    A dry run does all of it, the database's own checks included, and takes it back. Nothing is ever deleted.
    """
    problems = Problems()
    with closing(read_directory(directory, problems)) as files:
        counts, notes = _bring_in(files, problems, now=now, keep=not dry_run, progress=progress or Progress())
    return Result(
        written=not (problems or dry_run),
        errors=problems.listed(),
        errors_total=len(problems),
        counts=no_counts() if problems else counts,
        notes=files.notes + notes,
    )


def _bring_in(
    files: Files, problems: Problems, *, now: dt.datetime, keep: bool, progress: Progress
) -> tuple[dict[str, dict[str, int]], list[str]]:
    counts, notes = no_counts(), []
    try:
        with scopes_disabled():
            notes = _judged(files, problems, now=now, progress=progress)
            if not problems:
                counts = _written(files, problems, now=now, progress=progress, keep=keep)
    except DatabaseError as error:  # somebody changed the same rows meanwhile, or the database is busy
        message = _("The database refused the import (%(why)s). Nothing was written: run it again.")
        problems.add("", None, "", "", message % {"why": str(error).partition("\n")[0]})
    return counts, notes


def _judged(files: Files, problems: Problems, *, now: dt.datetime, progress: Progress) -> list[str]:
    """Every error is found here, while nothing is locked and nobody waits."""
    progress.begin(_("Checking"), len(files))
    plan = Plan(files, problems, Book(files), by=system_account(), now=now, advance=progress.add)
    _follow(plan)
    progress.end()
    return plan.notes


def _written(
    files: Files, problems: Problems, *, now: dt.datetime, progress: Progress, keep: bool
) -> dict[str, dict[str, int]]:
    """The same steps with a pen. They look again at what is stored: somebody may have written since."""
    progress.begin(_("Writing"), len(files))
    with transaction.atomic():
        plan = Plan(
            files, problems, Book(files), by=system_user(), now=now, advance=progress.add, has_pen=True
        )
        _follow(plan)
        plan.tell()
        if problems or not keep:
            transaction.set_rollback(True)
    progress.end()
    return plan.counts


def _follow(plan: Plan) -> None:
    for step in STEPS:
        step(plan)
    plan.flush()

"""Bring a home's spreadsheets in: `manage.py import_records DIRECTORY [--dry-run] [--json]`. See docs/import.md."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from homes import dates
from homes.words import gettext as _
from sessions_app.importing import Progress, Result, import_directory


class Command(BaseCommand):
    help = (
        "Import CSV files or a workbook of homes, staff, children, key workers, sessions, absences and plans."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "directory", type=Path, help="the directory with the files, or one workbook (docs/import.md)"
        )
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument("--json", action="store_true", help="print the result as one JSON object")

    def handle(self, *, directory: Path, dry_run: bool, **options: Any) -> None:
        progress = Progress(self.stderr._out)
        result = import_directory(directory, now=dates.now(), dry_run=dry_run, progress=progress)
        if options["json"]:
            self.stdout.write(json.dumps(result.as_dict(), ensure_ascii=False))
        else:
            self._print_errors(result)
            self._print_summary(result, dry_run=dry_run)
        if result.errors_total:
            sys.exit(1)

    def _print_errors(self, result: Result) -> None:
        for problem in result.errors:
            self.stderr.write(str(problem))
        more = result.errors_total - len(result.errors)
        if more:
            self.stderr.write(_("… and %(more)d more errors.") % {"more": more})
        if result.errors_total:
            self.stderr.write(_("Nothing was written. Correct the files and import them again."))

    def _print_summary(self, result: Result, *, dry_run: bool) -> None:
        for note in result.notes:
            self.stdout.write(_("Note: %(note)s.") % {"note": note})
        if result.errors_total:
            return
        for noun, count in result.counts.items():
            line = _("%(noun)s: %(created)d created, %(updated)d updated, %(unchanged)d unchanged")
            self.stdout.write(line % {"noun": noun, **count})
        self.stdout.write(_("Dry run: nothing was written.") if dry_run else _("Everything was written."))

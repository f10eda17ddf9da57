"""Whether the records are as they were sealed: for an inspection, after a restore, and every night."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_scopes import scopes_disabled

from homes.database.sealing import dump, stored
from homes.database.sealing.chain import Report
from homes.database.sealing.verify import verify
from homes.words import gettext as _
from homes.words import ngettext

SHOWN = 20


class Command(BaseCommand):
    help = "Read the seal of all records back. Exit 1, and the first row that is wrong, when anything does not follow."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="dump", help="a plain dump of PostgreSQL, or a copy of an SQLite file, instead"
        )
        parser.add_argument(
            "--anchors", default=settings.LEDGER_ANCHORS, help="the file the hourly anchors went to"
        )
        parser.add_argument("--json", action="store_true")

    @scopes_disabled()
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self._report(options)
        except (OSError, dump.Unreadable) as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json()))
        else:
            self._say(report)
        if report.problems:
            sys.exit(1)

    def _report(self, options: dict[str, Any]) -> Report:
        if options["dump"]:
            return dump.read(options["dump"], stored.keys())
        return verify(anchors=options["anchors"])

    def _say(self, report: Report) -> None:
        words = ngettext("%(n)s row is sealed", "%(n)s rows are sealed", report.rows) % {"n": report.rows}
        self.stdout.write(f"{words}, {report.waiting} wait. Link {report.links}: {report.head or '-'}")
        if report.first is None:
            self.stdout.write(_("Everything is as it was sealed."))
            return
        position = report.first.position
        where = _("position %(n)s") % {"n": position} if position else _("outside the chain")
        self.stdout.write(_("First that is wrong: %(where)s") % {"where": where})
        for problem in report.problems[:SHOWN]:
            self.stdout.write(
                f"  {problem.position or '-'} {problem.table} {problem.row or ''} {problem.what}"
            )
        if len(report.problems) > SHOWN:
            self.stdout.write(
                _("and %(n)s more: --json names them all") % {"n": len(report.problems) - SHOWN}
            )

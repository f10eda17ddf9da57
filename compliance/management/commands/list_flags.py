"""Print the open flags of a day, worst first, worked out from the records: right with or without a sweep."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_scopes import scopes_disabled

from children.duties.saying import days_over, is_overdue, owner_of, sentence_for, severity_on, source_for
from children.models import Flag
from compliance.engine import evaluate
from compliance.management.options import add_options, day_from, home_from
from compliance.rules import Scope
from homes.dates import today
from homes.words import speaking

COLUMNS = ("rule_code", "home_code", "child_ref", "state", "due_on", "days_over", "severity", "sentence")


class Command(BaseCommand):
    help = "Print the open flags of a day, worst first. Writes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        add_options(parser)

    @scopes_disabled()
    def handle(self, *args: Any, **options: Any) -> None:
        as_of = day_from(options["as_of"], today=today())
        home = home_from(options["home"], provider=options["provider"])
        scope = Scope(as_of=as_of, home_ids=[home.pk] if home else None)
        flags, failed = evaluate(scope)
        for code in failed:
            self.stderr.write(f"Rule {code} failed: its flags are those of the last sweep.")
        rows = [self._in_its_words(flag, scope) for flag in flags]
        if options["json"]:
            self.stdout.write(json.dumps(rows))
        else:
            self._print_table(rows, as_of)

    def _in_its_words(self, flag: Flag, scope: Scope) -> dict[str, Any]:
        with speaking(scope.practice(flag.home).words):
            return as_row(flag, scope.as_of)

    def _print_table(self, rows: list[dict[str, Any]], as_of: dt.date) -> None:
        if not rows:
            self._say(f"Nothing is owed to anyone on {as_of}.")
            return
        table = [COLUMNS, *[tuple(str(row[name]) for name in COLUMNS) for row in rows]]
        widths = [max(len(line[index]) for line in table) for index in range(len(COLUMNS) - 1)]
        for line in table:
            cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
            self._say("  ".join([*cells, line[-1]]))

    def _say(self, text: str) -> None:
        """A console that cannot show a letter of somebody's name shows "?" instead of stopping."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        self.stdout.write(text.encode(encoding, "replace").decode(encoding))


def as_row(flag: Flag, as_of: dt.date) -> dict[str, Any]:
    """One flag as the import format names it."""
    return {
        "rule_code": flag.rule_code,
        "home_code": flag.home.code,
        "child_ref": flag.child.ref if flag.child else None,
        "subject": flag.subject_key,
        "due_on": flag.due_on.isoformat(),
        "state": "overdue" if is_overdue(flag, as_of) else "due",
        "days_over": days_over(flag, as_of),
        "severity": severity_on(flag, as_of).value,
        "owner": owner_of(flag).value,
        "source": source_for(flag, as_of=as_of),
        "sentence": sentence_for(flag, as_of=as_of),
    }

"""Bring the flags up to date: what the worker does hourly, for cron, for support, and for another day."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django_scopes import scopes_disabled

from compliance.actions import run_reconcile
from compliance.management.options import add_options, day_from, home_from
from homes.dates import london_day, now


class Command(BaseCommand):
    help = (
        "Bring the flags up to date and say what changed. For a day other than today it only says what would change: "
        "nothing is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_options(parser)

    @scopes_disabled()
    def handle(self, *args: Any, **options: Any) -> None:
        instant = now()
        as_of = day_from(options["as_of"], today=london_day(instant))
        home = home_from(options["home"], provider=options["provider"])
        outcome = run_reconcile(now=instant, as_of=as_of, home_id=home.pk if home else None)
        said = {
            "as_of": outcome.as_of.isoformat(),
            "raised": outcome.raised,
            "moved": outcome.moved,
            "closed_met": outcome.closed_met,
            "closed_no_longer_applies": outcome.closed_no_longer_applies,
            "open": outcome.open,
            "rules_failed": list(outcome.rules_failed),
        }
        if options["json"]:
            self.stdout.write(json.dumps(said))
            return
        for name, value in said.items():
            text = ", ".join(value) or "none" if isinstance(value, list) else value
            self.stdout.write(f"{name.replace('_', ' ')}: {text}")

"""`manage.py generate_estate`: made-up homes and children of any number, to measure Keywork by."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.demo.estate.make import Size, UnableToMake, make
from homes.dates import now


class Command(BaseCommand):
    help = "Fill an empty database with made-up homes and children, every kind of record for each. For measuring only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--homes", type=int, default=40)
        parser.add_argument("--children", type=int, default=150, help="who live there")
        parser.add_argument("--sessions", type=int, default=7_500, help="of the children who live there")
        parser.add_argument("--calls", type=int, default=27_500, help="calls and visits of the same children")
        parser.add_argument(
            "--ended",
            type=int,
            help="children who moved on, each with as much history as one who lives there; a tenth of them without it",
        )
        parser.add_argument("--years", type=int, default=5, help="how far back the records go")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same facts")
        parser.add_argument("--beside", action="store_true", help="also where homes are kept already")

    def handle(self, *args: Any, **options: Any) -> None:
        ended = options["children"] // 10 if options["ended"] is None else options["ended"]
        names = ("homes", "children", "sessions", "calls", "years")
        size = Size(**{name: options[name] for name in names}, ended=ended)
        started = time.monotonic()

        def say(homes: int) -> None:
            if homes % 50 == 0:
                self.stdout.write(f"{homes} homes, {time.monotonic() - started:.0f} s")

        try:
            make(size, seed=options["seed"], now=now(), beside=options["beside"], say=say)
        except UnableToMake as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"The estate is ready after {time.monotonic() - started:.0f} s.")

"""The options `reconcile` and `list_flags` share: a home by its code, a day, and how to print."""

from __future__ import annotations

import datetime as dt
import re

from django.core.management.base import CommandError, CommandParser

from homes.models import Home

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def add_options(parser: CommandParser) -> None:
    parser.add_argument("--home", metavar="HOME_CODE", help="one home, by its own code; all homes without it")
    parser.add_argument("--provider", metavar="NAME", help="needed only when two providers use the same code")
    parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="answer for this day; today without it")
    parser.add_argument("--json", action="store_true", help="print JSON")


def home_from(code: str | None, *, provider: str | None) -> Home | None:
    """The home with this code, or None for all. Raises CommandError with what to do."""
    if code is None:
        return None
    homes = Home.objects.filter(code=code).select_related("provider").order_by("provider__name")
    if provider is not None:
        homes = homes.filter(provider__name=provider)
    found = list(homes)
    if not found:
        known = ", ".join(sorted(set(Home.objects.order_by("code").values_list("code", flat=True)[:20])))
        raise CommandError(f"There is no home with the code {code!r}. Codes in use: {known or 'none yet'}.")
    if len(found) > 1:
        names = ", ".join(repr(home.provider.name) for home in found)
        raise CommandError(f"Several providers have a home {code!r}: add --provider with one of {names}.")
    return found[0]


def day_from(text: str | None, *, today: dt.date) -> dt.date:
    """The day asked for, or today. Raises CommandError on anything but YYYY-MM-DD."""
    if text is None:
        return today
    try:
        if not ISO_DAY.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"{text!r} is not a day. Write it as YYYY-MM-DD, for example 2026-03-29."
        ) from None

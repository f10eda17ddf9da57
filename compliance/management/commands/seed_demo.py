"""`manage.py seed_demo`: three fictional homes as of today, and who to sign in as."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.formats import date_format

from compliance.demo import cast
from compliance.demo.seed import UnableToSeed, seed, told_on
from homes.dates import now
from homes.words import gettext as _


class Command(BaseCommand):
    help = "Make the demo in an empty database, or find it there, and print who to sign in as."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = seed(now=now())
        except UnableToSeed as error:
            raise CommandError(str(error)) from None
        day = date_format(told_on(), "j F Y")
        if made:
            self.stdout.write(_("The demo is ready, as of %(day)s.") % {"day": day})
        else:
            self.stdout.write(
                _("The demo is here already, as of %(day)s. Nothing was changed.") % {"day": day}
            )
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        """A table, and the one password."""
        rows = [(_("Name"), _("Job"), _("E-mail"), _("First page"))]
        rows += [(one.name, one.title, one.email, one.first_page) for one in cast.PEOPLE]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(line.rstrip())
        self.stdout.write(_("Password for everybody: %(word)s") % {"word": settings.DEMO_PASSWORD})

"""What the account Keywork runs as may do: printed, or applied by whoever owns the tables, after every migrate."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, transaction

from homes.database.roles import statements
from homes.words import gettext as _


class Command(BaseCommand):
    help = "Print, or with --apply give, the rights of the database accounts of web, worker and beat, and of backups."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--app", default="keywork_app", help="what web, worker and beat sign in as")
        parser.add_argument("--backup", default="", help="what backups sign in as: it only reads")
        parser.add_argument("--apply", action="store_true", help="give them, as the owner of the tables")

    def handle(self, *args: Any, app: str, backup: str, apply: bool, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(
                _("Accounts are a matter of PostgreSQL. Whoever holds an SQLite file holds everything.")
            )
        try:
            said = list(statements(app=app, backup=backup))
        except ValueError:
            raise CommandError(_("No account has a quotation mark in its name.")) from None
        if not apply:
            self.stdout.writelines(f"{statement};" for statement in said)
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in said:
                    cursor.execute(statement)
        except DatabaseError as error:
            raise CommandError(
                _(
                    "Nothing was given: %(why)s. Make the accounts first, and run this as the owner of the tables."
                )
                % {"why": str(error).strip().splitlines()[0]}
            ) from None
        self.stdout.write(_("%(app)s may do what Keywork needs, and no more.") % {"app": app})

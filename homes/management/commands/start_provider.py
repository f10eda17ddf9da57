"""python manage.py start_provider --name "Fernway Care" --home "Maple House" --manager-email jean@fernway.example"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django_scopes import scopes_disabled

from homes.acting import Unable
from homes.dates import now
from homes.models import Nation, Profile
from homes.staff.inviting.founding import start_provider
from homes.staff.inviting.link import link_of
from homes.templatetags.keywork_ui import kdatetime

DECIDED_HERE = (Nation.ENGLAND, Nation.WALES)  # whose law the rules know
ON_THIS_MACHINE = "http://127.0.0.1:8000"


class Command(BaseCommand):
    help = (
        "Make a provider, its first home and an invitation to its manager, and print the link. All else is done "
        "in the browser. Ends with 1, and makes nothing, for a provider or an address that is known already."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="of the provider")
        parser.add_argument("--home", required=True, help="name of the first home")
        parser.add_argument("--manager-email", required=True, help="whom the invitation is sent to")
        parser.add_argument(
            "--manager-name", default="Registered manager", help="they put it right themselves"
        )
        parser.add_argument(
            "--nation", default=Nation.ENGLAND.value, choices=[one.value for one in DECIDED_HERE]
        )
        parser.add_argument("--guidance", default=Profile.KEY_WORKER.value, choices=Profile.values)
        origins = settings.CSRF_TRUSTED_ORIGINS
        parser.add_argument(
            "--site", default=origins[0] if origins else ON_THIS_MACHINE, help="where people reach it"
        )

    def handle(self, *args: Any, **said: Any) -> None:
        name, home, email = (said[key].strip() for key in ("name", "home", "manager_email"))
        if not name or not home:
            raise CommandError("Say what the provider and the home are called.")
        try:
            validate_email(email)
            with scopes_disabled():
                invitation = start_provider(
                    name=name, home=home, nation=said["nation"], profile=said["guidance"],
                    manager_name=said["manager_name"], manager_email=email, now=now(), site=said["site"],
                )  # fmt: skip
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        except Unable as refusal:
            raise CommandError(str(refusal)) from None
        until = kdatetime(invitation.ends_at)
        self.stdout.write(f"{home} of {name} is made. Its manager opens this link, once, until {until}:")
        self.stdout.write(said["site"].rstrip("/") + link_of(invitation))

"""For somebody no manager stands above, who lost phone and codes: make sure who asks, then take their step away."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from homes.dates import now
from homes.models import User
from homes.sign_in.second_step.actions import UnableToChangeStep, taken_away
from homes.words import gettext as _


class Command(BaseCommand):
    help = "Take the second step of an account away, and sign it out everywhere. Its owner is told by mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="The address they sign in with.")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = User.objects.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(_("There is no account with this address: %(email)s") % {"email": email})
        try:
            with transaction.atomic():
                taken_away(person, now=now())
        except UnableToChangeStep as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("%(name)s signs in with their password and sets up a new one.") % {"name": person.full_name}
        )

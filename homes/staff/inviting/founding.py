"""The first home of a provider, on an installation that knows none of its adults: all else is done in the browser."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from homes.acting import Unable
from homes.audit import record_change, system_user
from homes.dates import london_day
from homes.models import Home, Invitation, Provider, Role, User
from homes.staff.inviting.actions import invite
from homes.words import gettext as _


class UnableToStart(Unable):
    """A provider cannot be started like this. The message is fit to read."""


@transaction.atomic
def start_provider(
    *, name: str, home: str, nation: str, profile: str, manager_name: str, manager_email: str, now: dt.datetime,
    site: str,
) -> Invitation:  # fmt: skip
    """Make a provider and its first home, and invite the manager of it in the name of the system.

    All of it or nothing. Raises UnableToStart for a provider that is there already or an address that has an account:
    nobody who has one is given a home by a shell.
    """
    if Provider.objects.filter(name=name).exists():
        raise UnableToStart(_("A provider of this name is there already: %(name)s") % {"name": name})
    if User.objects.filter(email=manager_email.strip().lower()).exists():
        raise UnableToStart(_("This address has an account already: %(email)s") % {"email": manager_email})
    by = system_user()
    provider = Provider(name=name)
    record_change(provider, by=by)
    place = Home(
        provider=provider, code=slugify(home)[:60] or "home", name=home, nation=nation, profile=profile
    )
    record_change(place, by=by)
    return invite(
        home=place, full_name=manager_name, email=manager_email, role=Role.REGISTERED_MANAGER,
        started_on=london_day(now), by=by, now=now, site=site,
    )  # fmt: skip

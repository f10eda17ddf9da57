"""Another role for somebody who works at a home already."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from homes.acting import Unable, lock
from homes.audit import record_change, set_fields
from homes.dates import add_days, london_day
from homes.models import Home, StaffRole, User
from homes.querysets import MANAGING, access_open
from homes.sign_in.telling import tell
from homes.staff.leaving import check_managed
from homes.words import gettext as _


class UnableToChangeRole(Unable):
    """A role cannot become this one. The message is fit to read."""


@transaction.atomic
def change_role(*, home: Home, person: User, role: str, reason: str, by: User, now: dt.datetime) -> StaffRole:
    """From today on somebody is this at a home, and what they were ends. Counts on the next request.

    Yesterday is the last day of what they were; a role that began today ends at this instant. Raises UnableToChangeRole
    for somebody who is this already or has no role here now, UnableToLeave where nobody would manage the home.
    """
    today = london_day(now)
    lock(home, no_key=True)
    live = Q(ended_on__isnull=True) | Q(ended_on__gte=today)
    held = list(StaffRole.objects.filter(live, access_open(now), user=person, home=home).order_by("pk"))
    if not held:
        raise UnableToChangeRole(_("%(name)s has no role at this home now.") % {"name": person.full_name})
    if {one.role for one in held} == {role}:
        raise UnableToChangeRole(_("%(name)s has this role already.") % {"name": person.full_name})
    if role not in MANAGING and any(one.role in MANAGING for one in held):
        check_managed(home, since=today, but_for=person, now=now)
    for one in held:
        if one.role != role:
            began = one.started_on < today
            ends = (
                {"ended_on": add_days(today, -1)}
                if began
                else {"ended_on": one.started_on, "access_ended_at": now}
            )
            set_fields(one, by=by, reason=reason, **ends)
    kept = next((one for one in held if one.role == role), None)
    if kept is None:
        kept = StaffRole(user=person, home=home, role=role, started_on=today)
        record_change(kept, by=by, reason=reason)
    said = {"home": home.name, "role": kept.get_role_display()}
    tell(person, _("Your role at %(home)s was changed: %(role)s.") % said, now=now)
    return kept

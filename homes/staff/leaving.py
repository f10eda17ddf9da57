"""Leaving a home: the last day, the instant access ends, and a role that was ended by mistake."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from homes.acting import Unable, lock
from homes.audit import set_fields
from homes.dates import add_days, london_day
from homes.models import Home, StaffRole, User
from homes.querysets import MANAGING, access_open
from homes.sign_in.telling import tell
from homes.staff.standing import Days, roles_at
from homes.templatetags.keywork_ui import kdate
from homes.words import gettext as _


class UnableToLeave(Unable):
    """A last day, or a role opened again, does not fit what is there. The message is fit to read."""


@transaction.atomic
def record_leaving(
    *,
    home: Home,
    person: User,
    last_day: dt.date,
    by: User,
    now: dt.datetime,
    access_ends_now: bool = False,
    reason: str = "",
) -> list[StaffRole]:
    """Somebody's last day at a home: every role at it that goes on past that day ends then.

    Access ends with that day, or now: when it is to, and when the day has passed and is noted late. Raises
    UnableToLeave for somebody with no role here to end, and for the last manager of the home: whoever leaves, somebody
    must be able to change what is noted about its adults. A role at every home of the provider is not this home's.
    """
    today = london_day(now)
    lock(home, no_key=True)  # two managers who end each other take turns
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gte=today)
    found = list(StaffRole.objects.filter(not_over, user=person, home=home).order_by("pk"))
    if not found:
        raise UnableToLeave(_("%(name)s has no role at this home to end.") % {"name": person.full_name})
    if any(role.started_on > last_day for role in found):
        raise UnableToLeave(_("The last day must be the same as or after the first day."))
    ends_now = access_ends_now or last_day < today
    if any(role.role in MANAGING for role in found):
        check_managed(home, since=today if ends_now else add_days(last_day, 1), but_for=person, now=now)
    for role in found:
        ended_at = role.access_ended_at or (now if ends_now else None)
        set_fields(role, by=by, reason=reason, ended_on=last_day, access_ended_at=ended_at)
    said = {"home": home.name, "day": kdate(last_day)}
    tell(person, _("Your last day at %(home)s was noted: %(day)s.") % said, now=now)
    return found


def check_managed(home: Home, *, since: dt.date, but_for: User, now: dt.datetime) -> None:
    """Raise UnableToLeave when, without this person, nobody manages a home for good from a day on."""
    others = roles_at(home).filter(access_open(now), role__in=MANAGING, user__is_active=True)
    days = others.exclude(user=but_for).values_list("started_on", "ended_on")
    if not held_from(since, [Days(*one) for one in days]):
        words = _(
            "Nobody else manages %(home)s for good from %(day)s. First invite another manager, and have "
            "the invitation taken up."
        )
        raise UnableToLeave(words % {"home": home.name, "day": kdate(since)})


def held_from(day: dt.date, held: Iterable[Days]) -> bool:
    """Pure. Whether these days leave none without anybody from a day on, with no end known."""
    for days in sorted(held, key=lambda one: one.first):
        if days.first > day:
            return False
        if days.last is None:
            return True
        day = max(day, add_days(days.last, 1))
    return False


@transaction.atomic
def reopen_role(*, role: StaffRole, by: User, reason: str, now: dt.datetime) -> None:
    """A role that was ended by mistake goes on as if it had not been; its history shows both, with the reason.

    Raises UnableToLeave for a role that goes on already, and when a later one of the same person here would meet it.
    """
    lock(role.home, no_key=True)
    lock(role)
    if role.ended_on is None:
        raise UnableToLeave(_("This role is open already."))
    same_place = StaffRole.objects.filter(user=role.user_id, home=role.home_id).exclude(pk=role.pk)
    later = Q(started_on__gte=role.ended_on, started_on__gt=role.started_on)
    if same_place.filter(later | Q(role=role.role, ended_on__isnull=True)).exists():
        raise UnableToLeave(_("A later role here begins after it. The earlier one stays ended."))
    set_fields(role, by=by, reason=reason, ended_on=None, access_ended_at=None)
    tell(role.user, _("Your role at %(home)s goes on.") % {"home": role.home.name}, now=now)


def last_left(person: User, *, now: dt.datetime) -> StaffRole | None:
    """The role that ended last, for somebody whose roles have all ended: said to who asks for a page."""
    ended = StaffRole.objects.filter(
        Q(ended_on__lt=london_day(now)) | Q(access_ended_at__lte=now), user=person
    )
    return ended.order_by("-ended_on", "-pk").first()

"""What is noted about adults: days away, training and supervision, a picture."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from homes.acting import Unable, keep, keep_or_refuse, lock
from homes.audit import record_change, set_fields
from homes.models import Home, Readiness, SignInUnlock, StaffAbsence, User
from homes.sign_in.tries import forget_all_tries, person_locked_until
from homes.staff.standing import Days, absences_known
from homes.words import gettext as _


class UnableToNote(Unable):
    """What was to be noted about an adult does not fit what is there. The message is fit to read."""


@transaction.atomic
def record_leave(
    *,
    home: Home,
    person: User,
    kind: str,
    started_on: dt.date,
    by: User,
    today: dt.date,
    ended_on: dt.date | None = None,
    note: str = "",
) -> StaffAbsence:
    """Note days somebody will not work, or does not. Known from today on.

    Raises UnableToNote when some of the days are noted already, or the last day comes before the first.
    """
    lock(person)
    days = Days(started_on, ended_on)
    if ended_on is not None and ended_on < started_on:
        raise UnableToNote(_("The last day must be the same as or after the first day."))
    for first, last in (
        absences_known(home, on=dt.date.max).filter(user=person).values_list("started_on", "ended_on")
    ):
        if days.meets(Days(first, last)):
            raise UnableToNote(
                _("%(name)s is already noted as away on some of these days.") % {"name": person.full_name}
            )
    absence = StaffAbsence(
        user=person,
        home=home,
        kind=kind,
        started_on=started_on,
        ended_on=ended_on,
        noted_on=today,
        note=note,
    )
    taken = UnableToNote(_("These days are noted already. Look again."))
    keep_or_refuse(absence, by=by, refusal=taken)
    return absence


@transaction.atomic
def change_leave_end(*, absence: StaffAbsence, ended_on: dt.date, by: User) -> None:
    """Back earlier, or later, than was thought. Raises UnableToNote when it was called off or meets another one."""
    lock(absence)
    _check_counts(absence)
    if ended_on < absence.started_on:
        raise UnableToNote(_("The last day must be the same as or after the first day."))
    others = absences_known(absence.home, on=dt.date.max).filter(user=absence.user_id).exclude(pk=absence.pk)
    days = Days(absence.started_on, ended_on)
    if any(days.meets(Days(*one)) for one in others.values_list("started_on", "ended_on")):
        raise UnableToNote(_("Some of these days are noted already. Choose another last day."))
    set_fields(absence, by=by, ended_on=ended_on)


@transaction.atomic
def call_off_leave(*, absence: StaffAbsence, by: User, today: dt.date) -> None:
    """The adult is not away after all. The row stays, with the day it was called off.

    Raises UnableToNote once it has begun: days that were away stay away; its end can be changed instead.
    """
    lock(absence)
    _check_counts(absence)
    if absence.started_on < today:
        raise UnableToNote(_("This has begun. Change its last day instead."))
    set_fields(absence, by=by, withdrawn_on=today)


def _check_counts(absence: StaffAbsence) -> None:
    if absence.withdrawn_on is not None:
        raise UnableToNote(_("This was called off already."))


@transaction.atomic
def note_readiness(*, home: Home, person: User, by: User, **said: Any) -> Readiness:
    """Training, a champion role, supervision or a mentor of an adult. The same twice gives the first back."""
    lock(person)
    return keep(Readiness(user=person, home=home, **said), by=by)


def choose_picture(*, person: User, picture: str, by: User) -> None:
    """The drawn animal children know an adult by on their card."""
    set_fields(person, by=by, picture=picture)


@transaction.atomic
def unlock_sign_in(*, home: Home, person: User, by: User, now: dt.datetime) -> SignInUnlock:
    """Somebody who typed wrong passwords or codes may try again. Raises UnableToNote when nothing is locked."""
    lock(person)
    if person_locked_until(person, now=now) is None:
        raise UnableToNote(_("%(name)s can sign in: nothing is locked.") % {"name": person.full_name})
    forget_all_tries(person)
    unlock = SignInUnlock(user=person, home=home)
    record_change(unlock, by=by)
    return unlock


def add_person(*, name: str, email: str, by: User, job_title: str = "", password: str | None = None) -> User:
    """An account of somebody's own. Without a password it cannot sign in until its owner sets one."""
    person = User(email=email.strip().lower(), full_name=name, job_title=job_title)
    person.set_password(password)
    record_change(person, by=by)
    return person

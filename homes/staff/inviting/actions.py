"""Offering somebody a role, sending the link again, calling it off, and taking the role up."""

from __future__ import annotations

import datetime as dt
import logging

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q

from homes.acting import Unable, keep_or_refuse, lock
from homes.audit import set_fields
from homes.dates import london_day
from homes.models import Home, Invitation, StaffRole, User
from homes.staff.inviting.link import link_of
from homes.templatetags.keywork_ui import kdatetime
from homes.words import gettext as _

logger = logging.getLogger(__name__)

LINK_LASTS = dt.timedelta(hours=72)


class UnableToInvite(Unable):
    """A role cannot be offered, or taken up, like this. The message is fit to read."""


@transaction.atomic
def invite(
    *,
    home: Home,
    full_name: str,
    email: str,
    role: str,
    started_on: dt.date,
    by: User,
    now: dt.datetime,
    site: str,
) -> Invitation:
    """Offer a role at a home to the owner of an address, and send the link. It ends after 72 hours.

    Whoever already works here is not invited but given another role; an inspector's account only reads. Raises
    UnableToInvite for either, for an account that may not sign in, and where an invitation waits already. The mail
    names the home, never a child.
    """
    lock(home, no_key=True)
    email = email.strip().lower()
    _check_may_work_here(home, User.objects.filter(email=email).first(), now=now)
    invitation = Invitation(
        home=home, full_name=full_name, email=email, role=role, started_on=started_on,
        given_by=by, sent_at=now, ends_at=now + LINK_LASTS,
    )  # fmt: skip
    waits = UnableToInvite(_("An invitation to this address is waiting already. It can be sent again."))
    if Invitation.objects.waiting().filter(home=home, email=email).exists():
        raise waits
    keep_or_refuse(invitation, by=by, refusal=waits)
    transaction.on_commit(lambda: _write_to(invitation, site=site))
    return invitation


def _check_may_work_here(home: Home, person: User | None, *, now: dt.datetime) -> None:
    if person is None:
        return
    if not person.is_active or person.is_platform_admin or person.inspections.exists():
        raise UnableToInvite(
            _("This e-mail cannot be used for somebody who works here. Ask for another one.")
        )
    not_over = Q(ended_on__isnull=True) | Q(ended_on__gte=london_day(now))
    if StaffRole.objects.filter(not_over, user=person, home=home).exists():
        raise UnableToInvite(_("%(name)s works here already.") % {"name": person.full_name})


@transaction.atomic
def send_again(*, invitation: Invitation, by: User, now: dt.datetime, site: str) -> Invitation:
    """Send a new link, for another 72 hours. The one sent before stops working."""
    lock(invitation)
    _check_open(invitation)
    set_fields(invitation, by=by, sent_at=now, ends_at=now + LINK_LASTS, times_sent=invitation.times_sent + 1)
    transaction.on_commit(lambda: _write_to(invitation, site=site))
    return invitation


@transaction.atomic
def call_off(*, invitation: Invitation, by: User, now: dt.datetime) -> None:
    """The link stops working at once. Raises UnableToInvite when the role was taken up, or it was called off before."""
    lock(invitation)
    _check_open(invitation)
    set_fields(invitation, by=by, called_off_at=now)


def _check_open(invitation: Invitation) -> None:
    if invitation.taken_up_at is not None:
        raise UnableToInvite(_("%(name)s has taken it up already.") % {"name": invitation.full_name})
    if invitation.called_off_at is not None:
        raise UnableToInvite(_("This invitation was called off."))


@transaction.atomic
def take_up_with_new_account(
    *, invitation: Invitation, full_name: str, password: str, now: dt.datetime
) -> User:
    """Make the account of the invited address and let its role begin. Its name is as its owner writes it.

    Raises UnableToInvite when the link no longer works, or there is an account of this address by now;
    ValidationError for a password that is too easy to guess.
    """
    _hold(invitation, now=now)
    known = UnableToInvite(_("You have an account by now. Open the link again to sign in."))
    if User.objects.filter(email=invitation.email).exists():
        raise known
    person = User(email=invitation.email, full_name=full_name)
    validate_password(password, person)
    person.set_password(password)
    keep_or_refuse(person, by=invitation.given_by, refusal=known)  # invited to two homes, and quick
    _begin(invitation, person, now=now)
    return person


@transaction.atomic
def take_up(*, invitation: Invitation, by: User, now: dt.datetime) -> None:
    """Let the role of the invited address begin for its account. Raises UnableToInvite as above."""
    _hold(invitation, now=now)
    if by.email != invitation.email:
        raise UnableToInvite(_("This invitation is for somebody else."))
    _check_may_work_here(invitation.home, by, now=now)
    _begin(invitation, by, now=now)


def _hold(invitation: Invitation, *, now: dt.datetime) -> None:
    lock(invitation.home, no_key=True)
    lock(invitation)
    if not invitation.is_open or invitation.ends_at <= now:
        raise UnableToInvite(_("This link does not work any more. Ask who invited you to send it again."))


def begins_on(invitation: Invitation, *, today: dt.date) -> dt.date:
    """No role begins before somebody took it up: a day that has passed by then is today."""
    return max(invitation.started_on, today)


def _begin(invitation: Invitation, person: User, *, now: dt.datetime) -> None:
    started_on = begins_on(invitation, today=london_day(now))
    role = StaffRole(user=person, home=invitation.home, role=invitation.role, started_on=started_on)
    taken = UnableToInvite(_("You work here already."))
    keep_or_refuse(role, by=invitation.given_by, refusal=taken)
    set_fields(invitation, by=person, taken_up_by=person, taken_up_at=now)


def password_faults(password: str, *, email: str, full_name: str) -> list[str]:
    """Why a password is too easy to guess, in words; empty for a good one."""
    try:
        validate_password(password, User(email=email, full_name=full_name))
    except ValidationError as faults:
        return list(faults.messages)
    return []


def _write_to(invitation: Invitation, *, site: str) -> None:
    """The invitation stands if the mail does not arrive: it can be sent again, or the link handed over."""
    words = [
        _("%(who)s invites you to work in Keywork at %(home)s.")
        % {"who": invitation.given_by.full_name, "home": invitation.home.name},
        _("Open this link and choose a password: %(link)s")
        % {"link": site.rstrip("/") + link_of(invitation)},
        _("It works once, until %(until)s. If you do not know what this is about, do nothing.")
        % {"until": kdatetime(invitation.ends_at)},
    ]
    subject = _("Invitation to %(home)s in Keywork") % {"home": invitation.home.name}
    try:
        send_mail(subject, "\n\n".join(words), None, [invitation.email])
    except OSError as error:  # SMTPException is one, and so is a server nobody answers at
        invitation.mail_failed = True
        logger.warning("An invitation could not be mailed: %s", type(error).__name__)

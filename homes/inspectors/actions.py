"""Giving an inspector access for named days, and withdrawing it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from homes.acting import Unable, lock
from homes.audit import record_change, set_fields
from homes.dates import london_day
from homes.models import Home, InspectionGrant, StaffRole, User
from homes.templatetags.keywork_ui import kdatetime
from homes.words import gettext as _

LONGEST_INSPECTION = dt.timedelta(days=14)  # home standard: a visit lasts days; longer access is given again


@dataclass(frozen=True)
class GivenAccess:
    """One line of the list of inspectors: who, when, whether it still reads, and the link for a new account."""

    grant: InspectionGrant
    state: str  # reading, later, withdrawn or ended
    link: str = ""

    @property
    def may_withdraw(self) -> bool:
        return self.state in ("reading", "later")


class UnableToGiveAccess(Unable):
    """Inspector access cannot be given like this. The message is for the person who tried."""


class UnableToWithdraw(Unable):
    """There is no access to withdraw."""


def give_inspection_access(
    *,
    home: Home,
    name: str,
    email: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: User,
    now: dt.datetime,
    site: str = "",
) -> InspectionGrant:
    """A named person may read one home from an instant to an instant; the account is made if it is not there.

    Raises UnableToGiveAccess for people who work in Keywork (an inspector's account reads and nothing else), for
    longer than 14 days, and for access already given. The message sent names the home, never a child. Does not
    touch the name or password of an account that exists.
    """
    if ends_at <= now or ends_at - starts_at > LONGEST_INSPECTION:
        raise UnableToGiveAccess(_("An inspector's access lasts 14 days at most. Give it again if needed."))
    with transaction.atomic():
        # held to the end, so that the twin of a double click finds the account and the access made
        lock(home, no_key=True)
        inspector = _inspector_account(name=name, email=email, by=by, now=now)
        if _live(home, now).filter(user=inspector).exists():
            raise UnableToGiveAccess(
                _("%(name)s already has access to this home.") % {"name": inspector.full_name}
            )
        grant = InspectionGrant(user=inspector, home=home, starts_at=starts_at, ends_at=ends_at, given_by=by)
        record_change(grant, by=by)
        transaction.on_commit(lambda: _write_to_inspector(grant, site=site, now=now))
    return grant


def _inspector_account(*, name: str, email: str, by: User, now: dt.datetime) -> User:
    """The account of this address, or a new one that cannot sign in until its owner sets a password."""
    email = email.strip().lower()
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User(email=email, full_name=name, job_title=_("Inspector"))
        person.set_unusable_password()
        record_change(person, by=by)
        return person
    today = london_day(now)
    roles = StaffRole.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today), user=person)
    if roles.exists() or person.is_platform_admin or not person.is_active:
        raise UnableToGiveAccess(_("This e-mail cannot be used for an inspector. Ask for another one."))
    return person


def withdraw_inspection_access(*, grant: InspectionGrant, by: User, now: dt.datetime) -> None:
    """The inspector reads nothing from this moment on, whatever page is open. Raises UnableToWithdraw when it
    has ended already."""
    with transaction.atomic():
        locked = InspectionGrant.objects.select_for_update().get(pk=grant.pk)
        if locked.withdrawn_at is not None or locked.ends_at <= now:
            raise UnableToWithdraw(_("This access has already ended."))
        set_fields(locked, by=by, withdrawn_at=now)


def _live(home: Home, now: dt.datetime):
    """Access that reads now or will."""
    return home.inspections.filter(ends_at__gt=now, withdrawn_at__isnull=True)


def grants_of(home: Home, *, now: dt.datetime, site: str = "") -> list[GivenAccess]:
    """Everybody who has or had access to a home, newest first. Two queries, however many."""
    grants = home.inspections.select_related("user", "given_by").prefetch_related("user__inspections")
    return [
        GivenAccess(
            grant=grant,
            state=_state(grant, now),
            link=_link(grant, site=site, now=now) if settings.SHOW_PASSWORD_LINKS else "",
        )
        for grant in grants.order_by("-starts_at", "-pk")
    ]


def _link(grant: InspectionGrant, *, site: str, now: dt.datetime) -> str:
    return site.rstrip("/") + set_password_path(grant.user) if may_set_password(grant, now=now) else ""


def _state(grant: InspectionGrant, now: dt.datetime) -> str:
    if grant.withdrawn_at is not None:
        return "withdrawn"
    if grant.ends_at <= now:
        return "ended"
    return "reading" if grant.starts_at <= now else "later"


def may_set_password(grant: InspectionGrant, *, now: dt.datetime) -> bool:
    """Whether this access may come with the link that sets the password.

    Only while the account has none and reads no other home: a link to an account somebody uses elsewhere would let
    its holder take that account over.
    """
    if grant.user.has_usable_password() or grant.withdrawn_at is not None or grant.ends_at <= now:
        return False
    return all(other.home_id == grant.home_id for other in grant.user.inspections.all())


def set_password_path(user: User) -> str:
    """The one-time address where the owner of an account sets its password. It dies when a password is set."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)


def _write_to_inspector(grant: InspectionGrant, *, site: str, now: dt.datetime) -> None:
    """Tell the inspector by mail. The access stands if the mail does not arrive: the manager has the link."""
    words = [
        _("You can read the records of %(home)s until %(until)s.")
        % {"home": grant.home.name, "until": kdatetime(grant.ends_at)},
        _("You change nothing, and what you open is logged."),
    ]
    if may_set_password(grant, now=now):
        words.append(_("Set your password first: %(link)s") % {"link": site + set_password_path(grant.user)})
    else:
        words.append(_("Sign in: %(link)s") % {"link": f"{site}/"})
    send_mail(
        _("Access to %(home)s in Keywork") % {"home": grant.home.name},
        "\n\n".join(words),
        None,
        [grant.user.email],
        fail_silently=True,
    )

"""What is kept of signing in: who is signed in where, tries at a password, and that a manager opened an account."""

from django.db import models

from homes.models.base import Record, history, records
from homes.querysets import StaffRecordQuerySet
from homes.words import gettext_lazy as _


class BrowserSession(models.Model):
    """A browser somebody is signed in with, or about to be. No record: the row goes when it ends."""

    session_key = models.CharField(_("key"), max_length=40, primary_key=True)
    session_data = models.TextField(_("what it holds, signed"))
    user = models.ForeignKey(
        "homes.User", models.PROTECT, null=True, related_name="+", verbose_name=_("signed in")
    )
    ends_at = models.DateTimeField(_("ends at"), db_index=True)

    class Meta:
        verbose_name = _("signed-in browser")


class PasswordTries(models.Model):
    """The tries at one account's password, of the last half hour, in one row that is held while it is counted.

    By the e-mail address that was typed, also where there is no such account: what somebody who is stopped reads must
    not tell them. No record of anybody: a right password removes it.
    """

    account = models.CharField(_("e-mail as typed"), max_length=255, unique=True)
    made = models.JSONField(_("when and from where"), default=list)  # [seconds, place] of each, oldest first
    last_at = models.DateTimeField(_("last try"), db_index=True)

    class Meta:
        verbose_name = _("tries at a password")


class SignInUnlock(Record):
    """A manager let somebody of their home sign in again: before the time was up, or without the step they lost."""

    is_fact = False  # nothing that is owed depends on it

    user = models.ForeignKey("homes.User", models.PROTECT, related_name="+", verbose_name=_("person"))
    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="+", verbose_name=_("home"))
    step_taken = models.BooleanField(
        _("second step taken away"), default=False
    )  # they lost what makes its codes
    history = history()
    objects = records(StaffRecordQuerySet, home="home")

    class Meta:
        verbose_name = _("sign-in unlocked")

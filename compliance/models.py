"""What people answer to what is owed, and what each sweep did. People answer flags; only facts close them."""

from django.db import models
from django.db.models import Q

from children.models import Flag
from homes.models import AppendOnly, Home, User
from homes.models.base import appended
from homes.words import gettext_lazy as _


class FlagResponse(AppendOnly):
    """What a person answered to a flag: seen, or a planned action. Added, never changed."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("seen")
        PLANNED = "planned", _("planned")

    flag = models.ForeignKey(Flag, models.PROTECT, related_name="responses", verbose_name=_("flag"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    action = models.CharField(_("what will be done"), max_length=300, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who will do it")
    )
    by_on = models.DateField(_("by when"), null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("answered by"))
    given_by_name = models.CharField(_("name that day"), max_length=150)
    given_at = models.DateTimeField(_("answered at"))
    objects = appended(home="home")

    class Meta:
        verbose_name = _("answer to a flag")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="seen", action="", owner__isnull=True, by_on__isnull=True)
                | Q(kind="planned", owner__isnull=False, by_on__isnull=False) & ~Q(action=""),
                name="flag_plan_has_what_who_when",
            )
        ]


class ComplianceRun(models.Model):
    """One sweep of all homes: what it changed, and which rules failed. Boards show the last complete one."""

    as_of = models.DateField(_("for the day"))
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    raised = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    closed_met = models.PositiveIntegerField(default=0)
    closed_no_longer_applies = models.PositiveIntegerField(default=0)
    open_flags = models.PositiveIntegerField(default=0)
    rules_failed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("sweep")
        indexes = [models.Index(fields=["-finished_at"], name="run_latest")]

"""What is owed and when it was noticed. Flags open and close by facts only; people answer them, never close them."""

import uuid

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from children.models import Child
from compliance.querysets import FlagQuerySet
from homes.models import AppendOnly, Home, Severity, User
from homes.models.base import appended
from homes.words import gettext_lazy as _


class Resolution(models.TextChoices):
    MET = "met", _("done")
    NO_LONGER_APPLIES = "no_longer_applies", _("no longer applies")


class Flag(models.Model):
    """One thing owed to one child, noticed once. Its own history: raised, resolved, never edited by hand.

    "Overdue" is not stored: it is due_on < today, so due becomes overdue at midnight with no job run.
    """

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    rule_code = models.CharField(_("rule"), max_length=30)
    subject_key = models.CharField(_("obligation"), max_length=80)
    home = models.ForeignKey(
        Home, models.PROTECT, related_name="flags", verbose_name=_("home"), db_index=False
    )
    child = models.ForeignKey(
        Child, models.PROTECT, null=True, related_name="flags", verbose_name=_("child"), db_index=False
    )
    due_on = models.DateField(_("due on"))
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    facts = models.JSONField(_("facts the sentence is made of"), default=dict)
    raised_at = models.DateTimeField(_("raised at"))
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolution = models.CharField(_("how it closed"), max_length=20, choices=Resolution, blank=True)
    objects = ScopedManager(_manager_class=models.Manager.from_queryset(FlagQuerySet), home="home")

    class Meta:
        verbose_name = _("flag")
        constraints = [
            models.UniqueConstraint(
                fields=["rule_code", "subject_key"],
                condition=Q(resolved_at__isnull=True),
                name="one_open_flag_per_obligation",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolution="")
                | Q(resolved_at__isnull=False, resolution__in=Resolution.values),
                name="flag_resolved_with_a_resolution",
            ),
        ]
        indexes = [
            models.Index(
                fields=["home", "due_on"], condition=Q(resolved_at__isnull=True), name="flag_open_by_home"
            ),
            models.Index(fields=["home", "-resolved_at"], name="flag_done_by_home"),
            models.Index(
                fields=["child", "due_on"], condition=Q(resolved_at__isnull=True), name="flag_open_by_child"
            ),
        ]


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
    """One sweep: what it covered, what it changed, and which rules failed. Boards show the last complete one."""

    home = models.ForeignKey(
        Home, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("home, or all")
    )
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


class EngineLock(models.Model):
    """One row. Whoever holds it sweeps; four workers at once raise each flag once and report it once."""

    class Meta:
        verbose_name = _("engine lock")

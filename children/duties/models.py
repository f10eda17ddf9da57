"""What is owed, stored ahead: one row for each duty that is dated, whether or not it shows yet."""

import uuid

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from children.duties.querysets import FlagQuerySet
from homes.models import AppendOnly, Home, Severity, User
from homes.models.base import appended
from homes.words import gettext_lazy as _


class Resolution(models.TextChoices):
    MET = "met", _("done")
    NO_LONGER_APPLIES = "no_longer_applies", _("no longer applies")


class Flag(models.Model):
    """One thing owed to one child, or by one adult. Written by sweeps alone (compliance.engine), never by hand.

    It shows from `opens_on` and is overdue after `due_on`: both come true at midnight with no job run. `raised_at` is
    when a sweep first found it showing; until then nobody has seen it, and it is rewritten or removed without a trace.
    From then on it is its own history: raised, moved, resolved.
    """

    KEPT_ONCE = "raised_at"  # whoever has seen it can be shown it again: a trigger refuses its deletion

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    rule_code = models.CharField(_("rule"), max_length=30)
    subject_key = models.CharField(_("obligation"), max_length=80)
    home = models.ForeignKey(
        Home, models.PROTECT, related_name="flags", verbose_name=_("home"), db_index=False
    )
    child = models.ForeignKey(
        "children.Child",
        models.PROTECT,
        null=True,
        related_name="flags",
        verbose_name=_("child"),
        db_index=False,
    )
    opens_on = models.DateField(_("shows from"))
    due_on = models.DateField(_("due on"))
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    facts = models.JSONField(_("facts the sentence is made of"), default=dict)
    raised_at = models.DateTimeField(_("raised at"), null=True, blank=True)
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
                | Q(resolved_at__isnull=False, raised_at__isnull=False, resolution__in=Resolution.values),
                name="flag_resolved_with_a_resolution",
            ),
            models.CheckConstraint(condition=Q(opens_on__lte=models.F("due_on")), name="flag_opens_by_due"),
        ]
        indexes = [
            models.Index(
                fields=["home", "opens_on"], condition=Q(resolved_at__isnull=True), name="flag_open_by_home"
            ),
            models.Index(fields=["home", "-resolved_at"], name="flag_done_by_home"),
            models.Index(
                fields=["child", "opens_on"], condition=Q(resolved_at__isnull=True), name="flag_open_by_child"
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


class HomeSweep(models.Model):
    """How far a home's stored duties are behind its records. One row a home; whoever holds it locked sweeps the home.

    Every record that is written counts `changes` up in its own transaction; a sweep notes which count it saw. A home
    is up to date when the two are equal and the sweep was made for today: no clock decides, so none can be wrong.
    """

    home = models.OneToOneField(Home, models.PROTECT, related_name="sweep", verbose_name=_("home"))
    changes = models.PositiveBigIntegerField(_("records written"), default=0)
    swept_changes = models.PositiveBigIntegerField(_("records written by the last sweep"), default=0)
    swept_as_of = models.DateField(_("swept as of"), null=True, blank=True)
    swept_at = models.DateTimeField(_("last swept at"), null=True, blank=True)
    rules_failed = models.JSONField(_("rules that failed"), default=list, blank=True)

    class Meta:
        verbose_name = _("sweep of a home")

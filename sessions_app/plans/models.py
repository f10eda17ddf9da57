"""A session that is to come: when, with whom, what for, what the child wants, and what became of the plan."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from children.placements.records import Noted, OfChild, of_child
from homes.models import AppendOnly
from homes.models.base import adult, not_blank, one_of, records
from homes.words import gettext_lazy as _
from sessions_app.plans.querysets import PlanQuerySet
from sessions_app.recording.kinds import Format


class SessionPlan(OfChild):
    """Time together that is to come, and whether the child knows. Whoever covers takes it over.

    Three answers are for adults alone (`STAFF_ONLY`): nothing a child is shown may be made of them.
    """

    STAFF_ONLY = ("hold_back", "safety_doubt", "safety_plan")

    class Kind(models.TextChoices):
        USUAL = "usual", _("time together")
        GOODBYE = "goodbye", _("saying goodbye")
        HELLO = "hello", _("getting to know each other")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CANCELLED = "cancelled", _("called off")

    child = of_child(related_name="session_plans")
    placement = models.ForeignKey(
        "children.Placement",
        models.PROTECT,
        related_name="session_plans",
        verbose_name=_("placement"),
        db_index=False,
    )
    worker = adult(_("with"), related_name="session_plans")
    kind = models.CharField(_("what for"), max_length=10, choices=Kind, default=Kind.USUAL)
    planned_on = models.DateField(_("day"))
    starts = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place, or what you will do"), max_length=200, blank=True)
    format = models.CharField(
        _("kind of time the child likes best"), max_length=20, choices=Format, blank=True
    )
    wants = models.TextField(_("what the child wants to talk about"), blank=True)  # empty: not asked yet
    purposes = models.JSONField(_("what it is for"), default=list, blank=True)  # codes of the home's practice
    kit = models.CharField(_("what to bring"), max_length=200, blank=True)
    petty_cash = models.DecimalField(_("petty cash"), max_digits=6, decimal_places=2, null=True, blank=True)
    talked_with = adult(_("talked through with"), optional=True)
    talked_name = models.CharField(_("name that day"), max_length=150, blank=True)
    hold_back = models.TextField(_("what to hold back for now"), blank=True)
    safety_doubt = models.TextField(_("a doubt about safety"), blank=True)
    safety_plan = models.TextField(_("what makes it safe"), blank=True)
    child_knows = models.BooleanField(_("the child knows"), default=False)
    childs_reply = models.CharField(_("what the child said to it"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    reason = models.TextField(_("why it was moved or called off"), blank=True)
    planned_by = adult(_("planned by"))
    objects = records(PlanQuerySet, home="home")

    class Meta:
        verbose_name = _("plan for {a key-work session}")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["usual", "goodbye", "hello"]), name="session_plan_kind_known"
            ),
            one_of("format", Format, "session_plan_format_known", empty=True),
            models.CheckConstraint(
                condition=Q(state="planned") | Q(state="cancelled") & ~Q(reason=""),
                name="session_plan_called_off_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(safety_doubt="") & Q(safety_plan="") | ~Q(safety_doubt="") & ~Q(safety_plan=""),
                name="session_plan_doubt_has_its_plan",
            ),
            models.CheckConstraint(
                condition=Q(talked_with__isnull=True, talked_name="")
                | Q(talked_with__isnull=False) & ~Q(talked_name=""),
                name="session_plan_talked_names_one",
            ),
            models.CheckConstraint(
                condition=Q(petty_cash__isnull=True) | Q(petty_cash__gt=0), name="session_plan_cash_is_some"
            ),
        ]
        indexes = [
            models.Index(fields=["placement", "planned_on"], name="session_plan_by_placement"),
            models.Index(fields=["home", "planned_on"], name="session_plan_by_home"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sessions:plan", args=[self.public_id])

    @property
    def is_off(self) -> bool:
        return self.state == self.State.CANCELLED


class PlanStep(AppendOnly, Noted):
    """A plan that was moved to another day or called off: when it was to be, and why. Whose wish it was is said."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("moved to another day")
        CALLED_OFF = "called_off", _("called off")

    class Whose(models.TextChoices):
        OURS = "ours", _("it was us")
        CHILD = "child", _("the child wanted it")

    plan = models.ForeignKey(SessionPlan, models.PROTECT, related_name="steps", verbose_name=_("plan"))
    kind = models.CharField(_("what became of it"), max_length=10, choices=Kind)
    whose = models.CharField(_("whose wish it was"), max_length=5, choices=Whose)
    happened_on = models.DateField(_("on"))
    was_on = models.DateField(_("the day it was to be"))
    was_at = models.TimeField(_("the time it was to be"), null=True, blank=True)
    new_on = models.DateField(_("new day"), null=True, blank=True)
    new_at = models.TimeField(_("new time"), null=True, blank=True)
    reason = models.TextField(_("why"))
    child_knows = models.BooleanField(_("the child has been told"), default=False)

    class Meta:
        verbose_name = _("what became of a plan")
        constraints = [
            not_blank("reason", "plan_step_with_reason"),
            models.CheckConstraint(
                condition=Q(kind__in=["moved", "called_off"]), name="plan_step_kind_known"
            ),
            models.CheckConstraint(condition=Q(whose__in=["ours", "child"]), name="plan_step_whose_known"),
            models.CheckConstraint(
                condition=Q(kind="moved", new_on__isnull=False)
                | Q(kind="called_off", new_on__isnull=True, new_at__isnull=True),
                name="plan_step_moved_to_a_day",
            ),
        ]

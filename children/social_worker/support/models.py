"""Specialist support a child needs, and what came of it."""

from django.db import models
from django.db.models import Q

from children.placements.models import Child
from children.placements.querysets import OfChildQuerySet
from homes.models import AppendOnly, Home, Record, User
from homes.models.base import history, records
from homes.words import gettext_lazy as _


class SupportNeed(AppendOnly, Record):
    """Specialist support a child needs: seen on a day, by somebody. What came of it stands in its steps."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="support_needs", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    seen_on = models.DateField(_("seen on"))
    what = models.CharField(_("what is needed"), max_length=200)
    why = models.TextField(_("what we saw"), blank=True)
    child_view = models.TextField(_("what the child says"), blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("need for specialist support")
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="need_says_what")]
        indexes = [models.Index(fields=["child", "-seen_on", "-id"], name="need_by_child")]


class SupportStage(models.TextChoices):
    """How far specialist support has come. Any of them may come again, but the last."""

    ASKED = "asked", _("asked for")
    ARRANGED = "arranged", _("arranged")
    HAPPENING = "happening", _("happening")
    REVIEWED = "reviewed", _("reviewed")
    PLANS_AMENDED = "plans_amended", _("plans amended")
    ENDED = "ended", _("ended")


class SupportStep(AppendOnly, Record):
    """One dated step of specialist support, and how well it is working."""

    need = models.ForeignKey(
        SupportNeed, models.PROTECT, related_name="steps", verbose_name=_("need"), db_index=False
    )
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    stage = models.CharField(_("step"), max_length=15, choices=SupportStage)
    happened_on = models.DateField(_("day"))
    whom = models.CharField(_("with whom"), max_length=150, blank=True)
    note = models.TextField(_("what was agreed"), blank=True)
    working = models.TextField(_("how well it is working"), blank=True)
    child_view = models.TextField(_("what the child says"), blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("step of specialist support")
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=SupportStage.values), name="support_stage_known")
        ]
        indexes = [models.Index(fields=["need", "happened_on", "id"], name="support_by_need")]

"""Specialist support a child needs, and what came of it."""

from django.db import models

from children.placements.records import Mendable, Written
from homes.models.base import not_blank, one_of
from homes.models.put_right import withdrawn_with_reason
from homes.words import gettext_lazy as _


class SupportNeed(Mendable, Written):
    """Specialist support a child needs: seen on a day, by somebody. What came of it stands in its steps."""

    seen_on = models.DateField(_("seen on"))
    what = models.CharField(_("what is needed"), max_length=200)
    why = models.TextField(_("what we saw"), blank=True)
    child_view = models.TextField(_("what the child says"), blank=True)

    class Meta:
        verbose_name = _("need for specialist support")
        constraints = [
            withdrawn_with_reason("need_withdrawn_with_reason"),
            not_blank("what", "need_says_what"),
        ]
        indexes = [models.Index(fields=["child", "-seen_on", "-id"], name="need_by_child")]


class SupportStage(models.TextChoices):
    """How far specialist support has come. Any of them may come again, but the last."""

    ASKED = "asked", _("asked for")
    ARRANGED = "arranged", _("arranged")
    HAPPENING = "happening", _("happening")
    REVIEWED = "reviewed", _("reviewed")
    PLANS_AMENDED = "plans_amended", _("plans amended")
    ENDED = "ended", _("ended")


class SupportStep(Mendable, Written):
    """One dated step of specialist support, and how well it is working."""

    need = models.ForeignKey(
        SupportNeed, models.PROTECT, related_name="steps", verbose_name=_("need"), db_index=False
    )
    stage = models.CharField(_("step"), max_length=15, choices=SupportStage)
    happened_on = models.DateField(_("day"))
    whom = models.CharField(_("with whom"), max_length=150, blank=True)
    note = models.TextField(_("what was agreed"), blank=True)
    working = models.TextField(_("how well it is working"), blank=True)
    child_view = models.TextField(_("what the child says"), blank=True)

    class Meta:
        verbose_name = _("step of specialist support")
        constraints = [
            withdrawn_with_reason("support_step_withdrawn_with_reason"),
            one_of("stage", SupportStage, "support_stage_known"),
        ]
        indexes = [models.Index(fields=["need", "happened_on", "id"], name="support_by_need")]

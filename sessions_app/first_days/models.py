"""What was done in a child's first days, one visit at a time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.placements.models import Placement
from children.placements.records import Mendable, Noted, of_child
from homes.models.base import not_before, one_of
from homes.models.put_right import withdrawn_with_reason
from homes.words import gettext_lazy as _


class Reached(models.TextChoices):
    """How far one thing has come. Of several entries the one of the latest day says it."""

    DONE = "done", _("done")
    STARTED = "started", _("started, there is more to do")
    DAY_SET = "day_set", _("a day is set for it")
    NOT_NEEDED = "not_needed", _("it does not apply")


class FirstDaysEntry(Mendable, Noted):
    """One adult's word, of one day, on one thing of the home's list for a child who moves in.

    A session's record ticks nothing here: it leads to the list, so that nothing is said in two places.
    """

    child = of_child(db_index=False)
    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="+", verbose_name=_("placement"), db_index=False
    )
    task = models.CharField(_("what it was about"), max_length=40)  # a code of the home's practice
    reached = models.CharField(_("how far it has come"), max_length=10, choices=Reached)
    happened_on = models.DateField(_("day"))
    planned_on = models.DateField(_("the day that is set"), null=True, blank=True)
    why_not = models.TextField(_("why it does not apply"), blank=True)
    how = models.CharField(_("how"), max_length=200, blank=True)
    reply = models.TextField(_("what the child said"), blank=True)
    note = models.TextField(_("anything to add"), blank=True)
    prefers = models.CharField(_("what sort of time suits the child"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("first days")
        constraints = [
            withdrawn_with_reason("first_days_withdrawn_with_reason"),
            one_of("reached", Reached, "first_days_reached_known"),
            models.CheckConstraint(
                condition=Q(reached=Reached.DAY_SET, planned_on__isnull=False)
                | ~Q(reached=Reached.DAY_SET) & Q(planned_on__isnull=True),
                name="first_days_day_set",
            ),
            models.CheckConstraint(
                condition=~Q(reached=Reached.NOT_NEEDED) | ~Q(why_not=""), name="first_days_not_needed_why"
            ),
            not_before("planned_on", "happened_on", "first_days_planned_ahead"),
        ]
        indexes = [
            models.Index(fields=["placement", "happened_on", "id"], name="first_days_of_placement"),
            models.Index(fields=["child", "-happened_on", "-id"], name="first_days_by_child"),
        ]

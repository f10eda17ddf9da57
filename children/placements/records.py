"""What records about a child are made of: noted under a name, and withdrawn with a reason when wrong."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.placements.models import Child
from homes.models import Home, User
from homes.words import gettext_lazy as _


class Standing(models.TextChoices):
    STANDS = "stands", _("stands")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Withdrawable(models.Model):
    """A row that was wrong is withdrawn with a reason: it stays to be read and counts for nothing."""

    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.STANDS)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("why it was wrong"), blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("withdrawn by")
    )

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.standing == Standing.STANDS


def withdrawn_with_reason(name: str) -> models.CheckConstraint:
    """Withdrawn rows have a day and a reason, and rows that stand have neither."""
    return models.CheckConstraint(
        condition=Q(standing=Standing.STANDS, withdrawn_on__isnull=True, withdrawn_reason="")
        | (Q(standing=Standing.WITHDRAWN, withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
        name=name,
    )


class Noted(models.Model):
    """Said or done by an adult about one child at one home, under the adult's name and title of that day."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="+", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    noted_name = models.CharField(_("name that day"), max_length=150)
    noted_title = models.CharField(_("job title that day"), max_length=100, blank=True)

    class Meta:
        abstract = True

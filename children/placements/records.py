"""What records about a child are made of: a child and a home, who stands behind them, and how one is withdrawn."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from children.placements.querysets import OfChildQuerySet
from homes.models import Record
from homes.models.base import adult, history, records
from homes.words import gettext_lazy as _


def of_child(**how: Any) -> models.ForeignKey:
    """`db_index=False` where an index of the model begins with the child."""
    how = {"related_name": "+", **how}
    return models.ForeignKey("children.Child", models.PROTECT, verbose_name=_("child"), **how)


class OfChild(Record):
    """A record about one child, kept at the home where it was written, with its history."""

    child = of_child()
    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="+", verbose_name=_("home"))
    history = history(inherit=True)
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        abstract = True


class Noted(OfChild):
    """Said or done by an adult about one child at one home, under the adult's name and title of that day."""

    noted_by = adult(_("by"))
    noted_name = models.CharField(_("name that day"), max_length=150)
    noted_title = models.CharField(_("job title that day"), max_length=100, blank=True)

    class Meta:
        abstract = True


class Written(models.Model):
    """Words of an adult, under the name and title of that day."""

    written_by = adult(_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)

    class Meta:
        abstract = True


class Standing(models.TextChoices):
    STANDS = "stands", _("stands")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Withdrawable(OfChild):
    """A row that was wrong is withdrawn with a reason: it stays to be read and counts for nothing."""

    child = of_child(db_index=False)
    noted_by = adult(_("written by"))
    noted_by_name = models.CharField(_("name that day"), max_length=150)
    noted_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.STANDS)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("why it was wrong"), blank=True)
    withdrawn_by = adult(_("withdrawn by"), optional=True)

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

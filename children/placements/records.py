"""What records about a child are made of: a child and a home, and who stands behind them."""

from __future__ import annotations

from typing import Any

from django.db import models

from children.placements.querysets import OfChildQuerySet
from homes.models import Record
from homes.models.base import adult, history, records
from homes.models.put_right import Withdrawable, that_stand
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


class Mendable(Withdrawable, OfChild):
    """A record about one child that is put right, or withdrawn: then `objects` leaves it out and `kept` has it."""

    objects = that_stand(OfChildQuerySet, home="home")
    kept = records(OfChildQuerySet, home="home")

    class Meta:
        abstract = True


class DatedEntry(Withdrawable, OfChild):
    """One dated row under the name of who wrote it."""

    child = of_child(db_index=False)
    noted_by = adult(_("written by"))
    noted_by_name = models.CharField(_("name that day"), max_length=150)
    noted_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    kept = records(OfChildQuerySet, home="home")

    class Meta:
        abstract = True

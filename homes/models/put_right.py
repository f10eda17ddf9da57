"""Mistakes in records: what was wrong is put right, or withdrawn. Nothing is rubbed out; the history shows both."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from homes.models.base import adult
from homes.querysets import RecordQuerySet
from homes.words import gettext_lazy as _


class CanBePutRight(models.Model):
    """A record whose facts are put right with a reason: what stood before stays in its history."""

    put_right_at = models.DateTimeField(_("put right at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Standing(models.TextChoices):
    STANDS = "stands", _("stands")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Withdrawable(CanBePutRight):
    """A record that should never have been written here is withdrawn with a reason: kept, marked, counting nowhere.

    `objects` of such a model reads what stands, so that nothing counts what was withdrawn; `kept` reads everything.
    """

    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.STANDS)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("why it was wrong"), blank=True)
    withdrawn_by = adult(_("withdrawn by"), optional=True)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.standing == Standing.STANDS


STANDS = Q(standing=Standing.STANDS)


def withdrawn_with_reason(name: str) -> models.CheckConstraint:
    """Withdrawn rows have a day and a reason, and rows that stand have neither."""
    return models.CheckConstraint(
        condition=Q(standing=Standing.STANDS, withdrawn_on__isnull=True, withdrawn_reason="")
        | (Q(standing=Standing.WITHDRAWN, withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
        name=name,
    )


def that_stand(queryset_class: type[models.QuerySet] = RecordQuerySet, **scopes: str) -> Any:
    """The manager `objects` of a Withdrawable: as `homes.models.base.records`, without what was withdrawn."""

    class StandingManager(models.Manager.from_queryset(queryset_class)):  # type: ignore[misc]
        def get_queryset(self) -> models.QuerySet:
            return super().get_queryset().filter(STANDS)

    return ScopedManager(_manager_class=StandingManager, **scopes)

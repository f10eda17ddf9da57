"""The chronology's entries by hand. What the record itself knows is never copied here."""

from django.db import models

from children.placements.records import OfChild, Written
from homes.models import AppendOnly
from homes.models.base import adult, not_blank
from homes.words import gettext_lazy as _


class ChronologyEntry(AppendOnly, Written, OfChild):
    """One event of a child's life, with where we know it from. May lie long before the child moved in."""

    happened_on = models.DateField(_("day"))
    title = models.CharField(_("in a few words"), max_length=200)
    what = models.TextField(_("what happened"), blank=True)
    known_from = models.CharField(_("where we know it from"), max_length=200)

    class Meta:
        verbose_name = _("entry in the chronology")
        constraints = [not_blank("title", "chronology_entry_has_a_title")]
        indexes = [models.Index(fields=["child", "-happened_on", "-id"], name="chronology_by_child")]


class ChronologyVoid(AppendOnly, OfChild):
    """An entry does not stand any more, with the reason. The entry itself is kept and can be read."""

    entry = models.OneToOneField(
        ChronologyEntry, models.PROTECT, related_name="voided", verbose_name=_("entry")
    )
    voided_on = models.DateField(_("voided on"))
    reason = models.TextField(_("why"))
    voided_by = adult(_("voided by"))
    voided_by_name = models.CharField(_("name that day"), max_length=150)

    class Meta:
        verbose_name = _("entry in the chronology voided")
        constraints = [not_blank("reason", "chronology_void_has_a_reason")]

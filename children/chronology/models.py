"""The chronology's entries by hand. What the record itself knows is never copied here."""

from django.db import models

from children.placements.records import Mendable, Written
from homes.models.base import not_blank
from homes.models.put_right import withdrawn_with_reason
from homes.words import gettext_lazy as _


class ChronologyEntry(Mendable, Written):
    """One event of a child's life, with where we know it from. May lie long before the child moved in."""

    happened_on = models.DateField(_("day"))
    title = models.CharField(_("in a few words"), max_length=200)
    what = models.TextField(_("what happened"), blank=True)
    known_from = models.CharField(_("where we know it from"), max_length=200)

    class Meta:
        verbose_name = _("entry in the chronology")
        constraints = [
            withdrawn_with_reason("chronology_withdrawn_with_reason"),
            not_blank("title", "chronology_entry_has_a_title"),
        ]
        indexes = [models.Index(fields=["child", "-happened_on", "-id"], name="chronology_by_child")]

"""The chronology's entries by hand. What the record itself knows is never copied here."""

from django.db import models
from django.db.models import Q

from children.placements.models import Child
from children.placements.querysets import OfChildQuerySet
from homes.models import AppendOnly, Home, Record, User
from homes.models.base import history, records
from homes.words import gettext_lazy as _


class ChronologyEntry(AppendOnly, Record):
    """One event of a child's life, with where we know it from. May lie long before the child moved in."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="chronology", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    happened_on = models.DateField(_("day"))
    title = models.CharField(_("in a few words"), max_length=200)
    what = models.TextField(_("what happened"), blank=True)
    known_from = models.CharField(_("where we know it from"), max_length=200)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_by_name = models.CharField(_("name that day"), max_length=150)
    written_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("entry in the chronology")
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="chronology_entry_has_a_title")]
        indexes = [models.Index(fields=["child", "-happened_on", "-id"], name="chronology_by_child")]


class ChronologyVoid(AppendOnly, Record):
    """An entry does not stand any more, with the reason. The entry itself is kept and can be read."""

    entry = models.OneToOneField(
        ChronologyEntry, models.PROTECT, related_name="voided", verbose_name=_("entry")
    )
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    voided_on = models.DateField(_("voided on"))
    reason = models.TextField(_("why"))
    voided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("voided by"))
    voided_by_name = models.CharField(_("name that day"), max_length=150)
    history = history()
    objects = records(OfChildQuerySet, home="home")

    class Meta:
        verbose_name = _("entry in the chronology voided")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="chronology_void_has_a_reason")]

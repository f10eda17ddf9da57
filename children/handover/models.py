"""What the next shift should know, and who has read it."""

from django.db import models

from children.handover.querysets import HomeNoteQuerySet
from children.placements.models import Child
from children.placements.records import Written
from homes.models import AppendOnly, Home, Record
from homes.models.base import adult, appended, history, not_blank, records
from homes.models.put_right import Withdrawable, that_stand, withdrawn_with_reason
from homes.words import gettext_lazy as _


class HandoverNote(Withdrawable, Written, Record):
    """What the next shift should know, about the home or about one child."""

    home = models.ForeignKey(
        Home, models.PROTECT, related_name="handover_notes", verbose_name=_("home"), db_index=False
    )
    child = models.ForeignKey(
        Child, models.PROTECT, null=True, blank=True, related_name="handover_notes", verbose_name=_("child")
    )
    text = models.TextField(_("what the next shift should know"))
    history = history()
    objects = that_stand(HomeNoteQuerySet, home="home")
    kept = records(HomeNoteQuerySet, home="home")

    class Meta:
        verbose_name = _("handover note")
        constraints = [
            withdrawn_with_reason("handover_note_withdrawn_with_reason"),
            not_blank("text", "handover_says_something"),
        ]
        indexes = [models.Index(fields=["home", "-created_at"], name="handover_by_home")]


class HandoverSeen(AppendOnly):
    """Somebody has read the handover of a day."""

    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"), db_index=False)
    handover_on = models.DateField(_("of the day"))
    seen_by = adult(_("read by"))
    seen_by_name = models.CharField(_("name that day"), max_length=150)
    seen_at = models.DateTimeField(_("read at"))
    objects = appended(home="home")

    class Meta:
        verbose_name = _("handover read")
        constraints = [
            models.UniqueConstraint(
                fields=["home", "handover_on", "seen_by"], name="handover_read_once_a_day"
            )
        ]

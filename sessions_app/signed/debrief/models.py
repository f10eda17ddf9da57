"""How a session was for the adult who wrote it. Kept with supervision, and in no child's record."""

from django.db import models
from django.db.models import Q

from homes.models.base import Record, adult, history, one_of, records
from homes.querysets import StaffRecordQuerySet
from homes.words import gettext_lazy as _


class Feeling(models.TextChoices):
    FINE = "fine", _("fine")
    TIRING = "tiring", _("tiring")
    UNCOMFORTABLE = "uncomfortable", _("I felt uncomfortable")
    TALK = "talk", _("I want to talk")


ASKS_FOR_A_TALK = (Feeling.UNCOMFORTABLE, Feeling.TALK)


class Debrief(Record):
    """One adult's own word after one session: theirs and the managers'. It names no child: the ledger keeps it at the
    home.

    Somebody who felt uncomfortable, or wants to talk, waits for a talk until a manager has noted one.
    """

    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="+", verbose_name=_("home"))
    user = adult(_("whose it is"))
    session = models.ForeignKey(
        "sessions_app.KeyWorkSession", models.PROTECT, related_name="+", verbose_name=_("after which session")
    )
    feeling = models.CharField(_("how it was"), max_length=15, choices=Feeling)
    note = models.TextField(_("in words"), blank=True)
    said_at = models.DateTimeField(_("said at"))
    talked_on = models.DateField(_("talked on"), null=True, blank=True)
    talked_with = adult(_("talked with"), optional=True)
    history = history()
    objects = records(StaffRecordQuerySet, home="home")

    class Meta:
        verbose_name = _("debrief")
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="debrief_once_per_person_and_session"),
            one_of("feeling", Feeling, "debrief_feeling_known"),
            models.CheckConstraint(
                condition=Q(talked_on__isnull=True, talked_with__isnull=True)
                | Q(talked_on__isnull=False, talked_with__isnull=False),
                name="debrief_talk_has_day_and_person",
            ),
        ]
        indexes = [models.Index(fields=["home", "user"], name="debrief_by_person")]

    @property
    def private_to_id(self) -> int:
        return self.user_id

    @property
    def waits_for_a_talk(self) -> bool:
        return self.feeling in ASKS_FOR_A_TALK and self.talked_on is None

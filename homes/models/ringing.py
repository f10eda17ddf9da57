"""The numbers adults of a home are rung on when something cannot wait."""

from django.db import models

from homes.models.base import Record, adult, history, records
from homes.words import gettext_lazy as _


class RingNumber(Record):
    """The number one of a home's managers, or who oversees it, is rung on. Empty: no longer to be rung there."""

    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="+", verbose_name=_("home"))
    user = adult(_("whom it rings"))
    phone = models.CharField(_("number"), max_length=40, blank=True)
    history = history()
    objects = records(home="home")

    class Meta:
        verbose_name = _("number to ring")
        constraints = [
            models.UniqueConstraint(fields=["home", "user"], name="ring_number_once_per_person_and_home")
        ]

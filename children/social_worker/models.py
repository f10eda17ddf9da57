"""News that leaves the home or goes to the next shift: what the social worker was sent, specialist support, handover.

A later word is a later row. The text that was sent stays as it went.
"""

from django.db import models
from django.db.models import F, Q

from children.file.models import HowSent
from children.placements.records import Mendable
from homes.models.base import adult, not_blank, one_of
from homes.models.put_right import withdrawn_with_reason
from homes.words import gettext_lazy as _


class SocialWorkerUpdate(Mendable):
    """The week's news to the social worker, letter for letter as it was sent, good news first."""

    PARTS = ("good_news", "happened", "worries", "asks")

    from_on = models.DateField(_("news from"))
    to_on = models.DateField(_("to"))
    good_news = models.TextField(_("good news"))
    happened = models.TextField(_("what happened"), blank=True)
    worries = models.TextField(_("worries"), blank=True)
    asks = models.TextField(_("what comes next and what we ask"), blank=True)
    text = models.TextField(_("what was sent"))
    sent_on = models.DateField(_("sent on"))
    how = models.CharField(_("how"), max_length=10, choices=HowSent)
    to_name = models.CharField(_("sent to"), max_length=150)
    sent_by = adult(_("sent by"))
    sent_by_name = models.CharField(_("name that day"), max_length=150)
    sent_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("news to the social worker")
        constraints = [
            withdrawn_with_reason("update_withdrawn_with_reason"),
            not_blank("good_news", "update_begins_with_good_news"),
            not_blank("text", "update_says_something"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="update_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(sent_on__gte=F("to_on")), name="update_sent_after_its_days"),
            one_of("how", HowSent, "update_how_known"),
        ]
        indexes = [models.Index(fields=["child", "-sent_on", "-id"], name="update_by_child")]

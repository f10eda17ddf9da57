"""What was sent with a form: kept for a day, so that a form sent twice is done once and no typed word is lost."""

from django.db import models

from homes.models.people import User
from homes.words import gettext_lazy as _


class SentForm(models.Model):
    """One form that was sent, known by the key its page was given.

    With an `answer` it was done, and sending it again leads there. Without one it came when its person was signed out,
    and waits until they are back. The words are encrypted (homes.requests.sent) and nobody else is ever shown them.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("sent by"), db_index=False
    )
    key = models.CharField(_("key of the form"), max_length=32)
    page = models.CharField(_("where the form stands"), max_length=500)
    path = models.CharField(_("where it was sent"), max_length=500)
    words = models.BinaryField(_("what was typed, encrypted"))
    digest = models.CharField(_("hash of what was sent"), max_length=64)
    answer = models.CharField(_("where it led"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("sent form")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="form_sent_once")]
        indexes = [models.Index(fields=["sent_at"], name="sent_form_by_age")]

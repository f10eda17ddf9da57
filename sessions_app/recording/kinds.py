"""The kinds of time an adult and a child can have together: asked of a plan, and of the record."""

from django.db import models

from homes.words import gettext_lazy as _


class Format(models.TextChoices):
    FORMAL = "formal", _("we sat and talked")
    ACTIVITY = "activity", _("while doing something")
    JOURNEY = "journey", _("on a journey")
    QUICK_CHAT = "quick_chat", _("another quick chat")
    CREATIVE = "creative", _("something creative, or play")
    PHONE_VIDEO = "phone_video", _("by phone or video")

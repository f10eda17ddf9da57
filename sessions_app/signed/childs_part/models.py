"""What a child says of a record: the child's own, kept as it was made. Nobody can change it, staff least of all."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.placements.records import Noted, OfChild
from homes.models import AppendOnly
from homes.models.base import adult, not_blank, one_of, records
from homes.words import gettext_lazy as _
from sessions_app.signed.childs_part.querysets import ChildsPartQuerySet


class Answer(models.TextChoices):
    READ = "read", _("read it or heard it")
    DISAGREES = "disagrees", _("does not agree with something")
    DECLINED = "declined", _("did not want to")


class Feeling(models.TextChoices):
    """How it was, in the child's choosing. Never counted and never plotted."""

    GOOD = "good", _("good")
    OK = "ok", _("OK")
    NOT_GOOD = "not_good", _("not good")
    OTHER = "other", _("something else")


class Share(models.TextChoices):
    """Whether what the child said may be passed on. The last answer of a record holds (`sharing`)."""

    YES = "yes", _("yes")
    ASK = "ask", _("ask first")
    NO = "no", _("no")


class ChildsPart(AppendOnly, OfChild):
    """One time a child was handed a record: what the child chose, wrote and drew, who handed it over, and when.

    `handed_at` is empty where an adult notes that the child did not want to, and no tablet changed hands.
    """

    session = models.ForeignKey(
        "sessions_app.KeyWorkSession", models.PROTECT, related_name="childs_parts", verbose_name=_("session")
    )
    answer = models.CharField(_("what the child chose"), max_length=10, choices=Answer)
    words = models.TextField(_("the child's own words"), blank=True)
    feeling = models.CharField(_("how it was for the child"), max_length=10, choices=Feeling, blank=True)
    share = models.CharField(
        _("whether what the child said may be passed on"), max_length=3, choices=Share, blank=True
    )
    drawing = models.OneToOneField(
        "children.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="childs_part",
        verbose_name=_("the child's drawing"),
    )
    read_hash = models.CharField(_("hash of the words the child was shown"), max_length=64, blank=True)
    said_at = models.DateTimeField(_("said at"))
    handed_at = models.DateTimeField(_("handed over at"), null=True, blank=True)
    handed_by = adult(_("handed over by"))
    handed_by_name = models.CharField(_("name that day"), max_length=150)
    handed_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    objects = records(ChildsPartQuerySet, home="home")

    class Meta:
        verbose_name = _("child's part")
        constraints = [
            one_of("answer", Answer, "childs_part_answer_known"),
            one_of("feeling", Feeling, "childs_part_feeling_known", empty=True),
            one_of("share", Share, "childs_part_share_known", empty=True),
            models.CheckConstraint(
                condition=Q(answer=Answer.DECLINED, words="", feeling="", share="", drawing__isnull=True)
                | Q(handed_at__isnull=False),
                name="childs_part_was_handed_over",
            ),
        ]

    @property
    def is_more_than_read(self) -> bool:
        """The child added something of their own."""
        return bool(self.words.strip() or self.drawing_id) or self.answer == Answer.DISAGREES


class ChildsPartWithdrawn(AppendOnly, Noted):
    """It was another child who held the tablet: said by a manager, once. The row it speaks of stays as it was made."""

    part = models.OneToOneField(
        ChildsPart, models.PROTECT, related_name="withdrawn", verbose_name=_("child's part")
    )
    session = models.ForeignKey(
        "sessions_app.KeyWorkSession", models.PROTECT, related_name="+", verbose_name=_("session")
    )
    reason = models.TextField(_("who it was, and how we know"))

    class Meta:
        verbose_name = _("child's part withdrawn")
        constraints = [not_blank("reason", "childs_part_withdrawn_with_reason")]

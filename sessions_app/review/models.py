"""What is signed is owed a reading: one row a record, made by signing it, and the questions asked about it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from children.placements.records import Noted, OfChild
from homes.models.base import adult, not_blank, records
from homes.words import gettext_lazy as _
from sessions_app.review.querysets import OPEN, ReviewQuerySet


class SessionReview(OfChild):
    """The reading of one signed record by a manager. Not part of the child's record: the signed words never change.

    Who may not read it for the home (whoever wrote it, began it or was the only adult there) is noted at signing, so
    that a queue is one look at one table. What was imported has none: another system's managers read it, or did not.
    """

    class State(models.TextChoices):
        OWED = "owed", _("to review")
        ASKED = "asked", _("question asked")
        ANSWERED = "answered", _("question answered")
        REVIEWED = "reviewed", _("reviewed")
        VOID = "void", _("not owed: the record is void")

    session = models.OneToOneField(
        "sessions_app.KeyWorkSession", models.PROTECT, related_name="review", verbose_name=_("session")
    )
    placement = models.ForeignKey(
        "children.Placement", models.PROTECT, related_name="+", verbose_name=_("placement")
    )
    author = adult(_("written by"))
    begun_by = adult(_("begun by"), optional=True)
    only_adult = adult(_("the only adult there"), optional=True)
    worry = models.BooleanField(_("any worry"), default=False)
    signed_on = models.DateField(_("signed on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OWED)
    since_on = models.DateField(_("in this state since"))
    note = models.TextField(_("note to whoever wrote it"), blank=True)
    reviewed_by = adult(_("reviewed by"), optional=True)
    reviewed_name = models.CharField(_("name that day"), max_length=150, blank=True)
    reviewed_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    kept_by = adult(_("kept for later by"), optional=True)
    kept_until_on = models.DateField(_("kept until"), null=True, blank=True)
    objects = records(ReviewQuerySet, home="home")

    class Meta:
        verbose_name = _("review of a record")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=(*OPEN, "asked", "reviewed", "void")), name="review_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="reviewed")
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False) & ~Q(reviewed_name=""),
                name="review_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(kept_by__isnull=True, kept_until_on__isnull=True)
                | Q(kept_by__isnull=False, kept_until_on__isnull=False),
                name="review_kept_by_somebody_until_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["home", "signed_on"], condition=Q(state__in=(*OPEN, "asked")), name="review_open"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sessions:review", args=[self.public_id])

    @property
    def done(self) -> bool:
        return self.state == self.State.REVIEWED


class ReviewQuestion(OfChild):
    """What a manager asked about a signed record. The answer is an addition of its own, signed, under the record."""

    review = models.ForeignKey(
        SessionReview, models.PROTECT, related_name="questions", verbose_name=_("review")
    )
    text = models.TextField(_("question"))
    asked_by = adult(_("asked by"))
    asked_by_name = models.CharField(_("name that day"), max_length=150)
    asked_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    asked_on = models.DateField(_("asked on"))
    answer = models.OneToOneField(
        "sessions_app.Addendum",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="question",
        verbose_name=_("answer"),
    )

    class Meta:
        verbose_name = _("question about a record")
        constraints = [not_blank("text", "review_question_asks_something")]


class ApproachReview(Noted):
    """A manager looked at how time is offered to a child who chooses not to: about the offers, never the child."""

    placement = models.ForeignKey(
        "children.Placement", models.PROTECT, related_name="+", verbose_name=_("placement")
    )
    reviewed_on = models.DateField(_("looked at on"))
    ways = models.JSONField(_("what we will try"), default=list, blank=True)  # codes of Way
    said = models.TextField(_("what we think, and what we will do"))

    class Way(models.TextChoices):
        OTHER_ADULT = "other_adult", _("another adult offers")
        OTHER_WAY = "other_way", _("another kind of time")
        ADVOCATE = "advocate", _("an advocate is offered")
        ASK = "ask", _("we ask the child what would help")
        WAIT = "wait", _("we keep offering, without pressing")

    class Meta:
        verbose_name = _("look at how time is offered")
        constraints = [not_blank("said", "approach_review_says_something")]
        indexes = [models.Index(fields=["placement", "-reviewed_on"], name="approach_review_by_place")]

"""A worry about a child: who was told of it, as part of the record that is signed; and what a manager answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.placements.records import OfChild
from homes.models.base import adult, one_of, records
from homes.words import gettext_lazy as _
from sessions_app.worries.querysets import WorryAnswerQuerySet


class HowTold(models.TextChoices):
    PHONE = "phone", _("on the phone")
    FACE_TO_FACE = "face_to_face", _("face to face")
    MESSAGE = "message", _("by message")


NOT_SAID = {
    "worry_told_to": None, "worry_told_name": "", "worry_told_title": "", "worry_told_at": None,
    "worry_told_how": "", "worry_tried": "",
}  # fmt: skip
TOLD = tuple(NOT_SAID)


class TellsSomebody(models.Model):
    """Who was told of a worry, or whom an adult tried when nobody could be reached: one or the other, or not yet."""

    # Somebody of the home's managers or its responsible individual; nobody for anyone else, who is only named.
    worry_told_to = adult(_("who was told, a manager"), optional=True)
    worry_told_name = models.CharField(_("who was told"), max_length=150, blank=True)
    worry_told_title = models.CharField(_("job title of who was told"), max_length=100, blank=True)
    worry_told_at = models.DateTimeField(_("when they were told"), null=True, blank=True)
    worry_told_how = models.CharField(_("how they were told"), max_length=20, choices=HowTold, blank=True)
    worry_tried = models.TextField(_("whom you tried, when nobody could be reached"), blank=True)

    class Meta:
        abstract = True

    @property
    def somebody_was_told(self) -> bool:
        return bool(self.worry_told_name)

    @property
    def a_manager_was_told(self) -> bool:
        return self.worry_told_to_id is not None

    @property
    def nobody_was_reached(self) -> bool:
        return bool(self.worry_tried)


NOBODY_TOLD = Q(
    worry_told_to__isnull=True,
    worry_told_name="",
    worry_told_title="",
    worry_told_at__isnull=True,
    worry_told_how="",
)
TOLD_IN_FULL = Q(worry_told_at__isnull=False, worry_tried="") & ~Q(worry_told_name="") & ~Q(worry_told_how="")


def told_constraints() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(worry_told_how__in=["", *HowTold.values]), name="session_told_how_known"
        ),
        models.CheckConstraint(condition=NOBODY_TOLD | TOLD_IN_FULL, name="session_told_in_full_or_not"),
        models.CheckConstraint(
            condition=~Q(status="signed", worry=True) | ~Q(worry_told_name="") | ~Q(worry_tried=""),
            name="session_signed_worry_was_told",
        ),
    ]


class Done(models.TextChoices):
    SPOKE = "spoke", _("Saw or spoke to {child}")
    HEALTH = "health", _("Nurse or doctor")
    SOCIAL_WORKER = "social_worker", _("Told the social worker")
    DESIGNATED_OFFICER = "designated_officer", _("Told the designated officer")
    POLICE = "police", _("Police")
    MAPPED = "mapped", _("Mapped the mark")
    NOTHING = "nothing", _("Nothing needed doing")


class ChildKnows(models.TextChoices):
    TOLD = "told", _("yes")
    TODAY = "today", _("somebody will say so today")
    NOT_YET = "not_yet", _("not yet")


class WorryAnswer(OfChild):
    """What a manager did about a worry, and why that was right. One a worry; until then each has a draft of their own.

    The worry stands first everywhere until one of them is answered.
    """

    session = models.ForeignKey(
        "sessions_app.KeyWorkSession", models.PROTECT, related_name="answers", verbose_name=_("session")
    )
    done = models.JSONField(_("what was done"), default=list, blank=True)
    account = models.TextField(_("what was done, and why that was right"), blank=True)
    child_knows = models.CharField(
        _("the child knows what we did"), max_length=10, choices=ChildKnows, blank=True
    )
    child_told_by = adult(_("who will say so"), optional=True)
    child_why = models.TextField(_("why the child does not know yet"), blank=True)
    next_step = models.CharField(_("what happens next"), max_length=300, blank=True)
    next_by = adult(_("who will do it"), optional=True)
    next_on = models.DateField(_("by when"), null=True, blank=True)
    answered_by = adult(_("answered by"))
    answered_by_name = models.CharField(_("name that day"), max_length=150)
    answered_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    objects = records(WorryAnswerQuerySet, home="home")

    class Meta:
        verbose_name = _("answer to a worry")
        constraints = [
            models.UniqueConstraint(
                fields=["session"], condition=Q(answered_at__isnull=False), name="worry_answered_once"
            ),
            models.UniqueConstraint(fields=["session", "answered_by"], name="worry_answer_once_per_person"),
            one_of("child_knows", ChildKnows, "worry_answer_child_knows_known", empty=True),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(account="") & ~Q(child_knows="") & ~Q(done=[]),
                name="worry_answer_says_what_was_done",
            ),
        ]

    @property
    def is_fact(self) -> bool:
        """A draft answers nothing yet."""
        return self.answered_at is not None

    @property
    def private_to_id(self) -> int | None:
        return self.answered_by_id if self.answered_at is None else None

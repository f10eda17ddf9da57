"""What was agreed in a session: what, whose, by when, and whether it is a promise to the child; and what came of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from children.placements.records import Noted, OfChild
from homes.models import AppendOnly
from homes.models.base import adult, not_blank, one_of, records
from homes.words import gettext_lazy as _
from sessions_app.promises.querysets import ActionQuerySet


class Whose(models.TextChoices):
    """Who is to do it. Only an adult of the home owes it to us; others are chased, and a child owes nothing."""

    ADULT = "adult", _("an adult of the home")
    CHILD = "child", _("the child")
    SOCIAL_WORKER = "social_worker", _("the social worker")
    SCHOOL = "school", _("the school")
    HEALTH = "health", _("health")


class AgreedAction(AppendOnly, OfChild):
    """One line of what was agreed, as it was said: written when its session is signed, and never changed.

    In a draft it is a line of the draft (`KeyWorkSession.agreed`), which the signature covers; what a manager says will
    be done about its worry is written with the answer. What becomes of it is
    told by rows of its own; whose it is today is worked out (`with_holder`): it stays with the child.
    """

    session = models.ForeignKey(
        "sessions_app.KeyWorkSession", models.PROTECT, related_name="actions", verbose_name=_("session")
    )
    placement = models.ForeignKey(
        "children.Placement", models.PROTECT, related_name="+", verbose_name=_("placement")
    )
    what = models.CharField(_("what was agreed"), max_length=300)
    whose = models.CharField(_("whose it is"), max_length=15, choices=Whose)
    person = adult(_("who"), optional=True)
    person_name = models.CharField(_("name that day"), max_length=150, blank=True)
    as_key_worker = models.BooleanField(_("as {key worker} of the child"), default=False)
    agreed_on = models.DateField(_("agreed on"))
    by_on = models.DateField(_("by when"))
    promise = models.BooleanField(_("a promise to the child"), default=False)
    # Said by whoever answered the worry of the record, and no part of its signed words.
    after_worry = models.BooleanField(_("said when its worry was answered"), default=False)
    objects = records(ActionQuerySet, home="home")

    class Meta:
        verbose_name = _("agreed action")
        constraints = [
            not_blank("what", "action_says_what"),
            one_of("whose", Whose, "action_whose_known"),
            models.CheckConstraint(
                condition=Q(whose="adult", person__isnull=False) & ~Q(person_name="")
                | ~Q(whose="adult") & Q(person__isnull=True),
                name="action_of_an_adult_names_one",
            ),
        ]
        indexes = [models.Index(fields=["child", "by_on"], name="action_by_child")]

    def get_absolute_url(self) -> str:
        return reverse("sessions:action", args=[self.public_id])


class ActionStep(AppendOnly, Noted):
    """What became of it: done, not needed any more, or moved to another day, and why."""

    class Kind(models.TextChoices):
        DONE = "done", _("done")
        NOT_NEEDED = "not_needed", _("not needed any more")
        MOVED = "moved", _("moved to another day")

    action = models.ForeignKey(
        AgreedAction, models.PROTECT, related_name="steps", verbose_name=_("agreed action")
    )
    kind = models.CharField(_("what became of it"), max_length=12, choices=Kind)
    happened_on = models.DateField(_("on"))
    by_on = models.DateField(_("new day"), null=True, blank=True)
    reason = models.TextField(_("why"), blank=True)
    child_knows = models.BooleanField(_("the child has been told"), default=False)

    class Meta:
        verbose_name = _("what became of an agreed action")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["done", "not_needed", "moved"]), name="action_step_kind_known"
            ),
            models.CheckConstraint(condition=Q(kind="done") | ~Q(reason=""), name="action_step_with_reason"),
            models.CheckConstraint(
                condition=Q(kind="moved", by_on__isnull=False) | ~Q(kind="moved") & Q(by_on__isnull=True),
                name="action_moved_to_a_day",
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(kind__in=["done", "not_needed"]), name="action_closed_once"
            ),
        ]

"""A key-work report: what some weeks held, told to somebody outside. Drafted from signed records, frozen at the end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from children.placements.records import OfChild, of_child
from homes.models.base import adult, records
from homes.words import gettext_lazy as _
from sessions_app.strip.reports.querysets import ReportQuerySet


class KeyWorkReport(OfChild):
    """The account of a period. A draft is its writer's and the managers'; what is finished is never changed again.

    `sources` are the records it was drafted from, with the numbers that stand behind its lines; `for_child` is what
    the child's own version is made of.
    """

    class Status(models.TextChoices):
        """The codes of a session: the same database trigger locks both."""

        DRAFT = "draft", _("draft")
        FINISHED = "signed", _("finished")
        THROWN_AWAY = "void", _("thrown away")

    class Whom(models.TextChoices):
        SOCIAL_WORKER = "social_worker", _("the social worker")
        REVIEW = "review", _("a review")
        FAMILY = "family", _("the family")
        OTHER = "other", _("somebody else")

    AFTER_SIGNING = ()  # nothing at all: one that was wrong is followed by another
    # What it says, in the order it says it: what went well comes first.
    PARTS = (
        "went_well", "said", "small_steps", "together", "promises", "worries", "not_met", "reflection", "what_next",
    )  # fmt: skip
    is_fact = False  # nothing that is owed depends on it

    child = of_child(related_name="reports", db_index=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    writer = adult(_("written by"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    whom = models.CharField(_("whom it is for"), max_length=15, choices=Whom)
    whom_name = models.CharField(_("their name"), max_length=200, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )

    went_well = models.TextField(_("what went well"), blank=True)
    said = models.TextField(_("in the child's own words"), blank=True)
    small_steps = models.TextField(_("small steps"), blank=True)
    together = models.TextField(_("what we did together"), blank=True)
    promises = models.TextField(_("what we promised and agreed"), blank=True)
    worries = models.TextField(_("what we worried about, and what was done"), blank=True)
    not_met = models.TextField(_("when we did not meet, and what was offered"), blank=True)
    reflection = models.TextField(_("what we make of these weeks"), blank=True)
    what_next = models.TextField(_("what comes next"), blank=True)
    # [{"n", "record", "day", "what", "by", "notes"}]
    sources = models.JSONField(_("records it is made from"), default=list, blank=True)
    # {"did" | "said" | "achieved" | "promised": [{"n", "day", …}]}
    for_child = models.JSONField(_("what the child's version is made of"), default=dict, blank=True)
    left_out = models.PositiveIntegerField(_("lines left out that name another child"), default=0)

    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    finished_by = adult(_("finished by"), optional=True)
    finished_by_name = models.CharField(_("name that day"), max_length=150, blank=True)
    finished_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    given_to = models.CharField(_("to whom it goes"), max_length=200, blank=True)
    content_hash = models.CharField(_("hash of what was finished"), max_length=64, blank=True)
    objects = records(ReportQuerySet, home="home")

    class Meta:
        verbose_name = _("report")
        constraints = [
            models.CheckConstraint(condition=Q(from_on__lte=models.F("to_on")), name="report_days_in_order"),
            models.CheckConstraint(
                condition=Q(whom__in=["social_worker", "review", "family", "other"]), name="report_whom_known"
            ),
            models.CheckConstraint(
                condition=Q(status="signed", finished_at__isnull=False, finished_by__isnull=False)
                & ~Q(given_to="")
                & ~Q(content_hash="")
                | Q(
                    status__in=["draft", "void"],
                    finished_at__isnull=True,
                    finished_by__isnull=True,
                    given_to="",
                    content_hash="",
                ),
                name="report_finished_in_full",
            ),
        ]
        indexes = [models.Index(fields=["child", "-to_on", "-id"], name="report_by_child")]

    def get_absolute_url(self) -> str:
        return reverse("sessions:report", args=[self.public_id])

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_finished(self) -> bool:
        return self.status == self.Status.FINISHED

    @property
    def private_to_id(self) -> int | None:
        """Of the ledger's rows about it: nobody else is told of what was never finished."""
        return None if self.finished_at is not None else self.writer_id

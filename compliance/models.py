"""What each sweep of all homes did."""

from django.db import models

from homes.words import gettext_lazy as _


class ComplianceRun(models.Model):
    """One sweep of all homes: what it changed, and which rules failed. Boards show the last complete one."""

    as_of = models.DateField(_("for the day"))
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    raised = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    closed_met = models.PositiveIntegerField(default=0)
    closed_no_longer_applies = models.PositiveIntegerField(default=0)
    open_flags = models.PositiveIntegerField(default=0)
    rules_failed = models.JSONField(default=list)

    class Meta:
        verbose_name = _("sweep")
        indexes = [models.Index(fields=["-finished_at"], name="run_latest")]

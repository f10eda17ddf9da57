"""Who holds the child: key-worker assignments, dated, never rewritten."""

from django.db import models
from django.db.models import Q

from children.key_workers.querysets import AssignmentQuerySet
from children.placements.models import Placement
from children.placements.records import OfChild
from homes.models import User
from homes.models.base import adult, not_before, one_of, records
from homes.models.put_right import STANDS, Standing, Withdrawable, that_stand, withdrawn_with_reason
from homes.words import gettext_lazy as _


class AssignmentRole(models.TextChoices):
    LEAD = "lead", _("lead")
    SECOND = "second", _("second")
    COVER = "cover", _("cover")


class EndReason(models.TextChoices):
    """Why somebody stopped being a key worker. Codes never change; a home's own words come from its profile."""

    CHILD_ASKED = "child_asked", _("the child asked, or said it was not working")
    STAFF_LEFT = "staff_left", _("the adult left")
    LONG_ABSENCE = "long_absence", _("the adult is away for long")
    NO_RELATIONSHIP = "no_relationship", _("no positive relationship could be built")
    NOT_IN_BEST_INTERESTS = (
        "not_in_best_interests",
        _("the manager judged it best for the child or the adult"),
    )
    PLANNED_HANDOVER = "planned_handover", _("a planned handover")
    CHILD_MOVED_ON = "child_moved_on", _("the child moved on")


# The reasons that speak of a child, by the child's name.
NAMED_REASONS = {
    EndReason.CHILD_ASKED: _("%(child)s asked, or said it was not working"),
    EndReason.NOT_IN_BEST_INTERESTS: _("the manager judged it best for %(child)s or the adult"),
    EndReason.CHILD_MOVED_ON: _("%(child)s moved on"),
}


def end_reason_in_words(code: str, *, known_as: str) -> str:
    """Why an assignment ended, as a child's page says it."""
    named = NAMED_REASONS.get(code)
    return str(named) % {"child": known_as} if named else str(dict(EndReason.choices).get(code, code))


STANDING = {"standing": Standing.STANDS.value}


class KeyWorkerAssignment(Withdrawable, OfChild):
    """One adult holding one child in mind, from a day to a last day, within one placement.

    The day of a handover belongs to both and is credited to the one who follows. Two leads of a placement share no
    other day, and nobody holds the same place twice: both databases refuse it (homes.database.triggers).
    """

    # Rows that agree in all of these may not share a day, apart from a last day that is the other's first.
    NO_OVERLAP = (
        {"name": "lead", "same": ("placement_id",), "where": {"role": "lead", **STANDING}},
        {"name": "place", "same": ("placement_id", "worker_id", "role"), "where": STANDING},
    )

    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="assignments", verbose_name=_("placement"), db_index=False
    )
    worker = models.ForeignKey(
        User, models.PROTECT, related_name="assignments", verbose_name=_("{key worker}")
    )
    role = models.CharField(_("as"), max_length=10, choices=AssignmentRole)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=40, choices=EndReason, blank=True)
    end_note = models.TextField(_("what happened"), blank=True)
    decided_by = adult(_("decided by"))
    end_decided_by = adult(_("end decided by"), optional=True)
    # The name and title of the day somebody was named: a rename or a promotion changes no record.
    worker_name = models.CharField(_("name that day"), max_length=150, blank=True)
    worker_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    # Cover only: whose place is taken for these days.
    covers = adult(_("covers for"), optional=True)
    child_view = models.TextField(_("the child's view"), blank=True)
    not_asked_because = models.TextField(_("why the child was not asked"), blank=True)
    child_told_on = models.DateField(_("the child was told on"), null=True, blank=True)
    child_told_by = adult(_("told by"), optional=True)
    # Why somebody whose training or supervision has lapsed was named all the same.
    readiness_reason = models.TextField(_("why in spite of a lapse"), blank=True)
    handover_on = models.DateField(_("handover talk on"), null=True, blank=True)
    objects = that_stand(AssignmentQuerySet, home="home")
    kept = records(AssignmentQuerySet, home="home")

    class Meta:
        verbose_name = _("{key worker} assignment")
        constraints = [
            withdrawn_with_reason("assignment_withdrawn_with_reason"),
            models.UniqueConstraint(
                fields=["placement"],
                condition=STANDS & Q(role=AssignmentRole.LEAD, ended_on__isnull=True),
                name="one_open_lead_per_placement",
            ),
            models.UniqueConstraint(
                fields=["placement", "worker"],
                condition=STANDS & Q(ended_on__isnull=True),
                name="one_open_assignment_per_worker",
            ),
            not_before("ended_on", "started_on", "assignment_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="") | Q(ended_on__isnull=False),
                name="assignment_reason_only_when_ended",
            ),
            one_of("role", AssignmentRole, "assignment_role_known"),
            models.CheckConstraint(
                condition=Q(covers__isnull=True) | Q(role=AssignmentRole.COVER),
                name="assignment_covers_only_as_cover",
            ),
        ]
        indexes = [models.Index(fields=["placement", "role", "started_on"], name="assignment_by_placement")]

    @property
    def name_then(self) -> str:
        """The worker's name of the day they were named. For rows of earlier versions: today's."""
        return self.worker_name or self.worker.full_name

    @property
    def worker_in_words(self) -> str:
        """ "Sam Okafor (cover)"."""
        cover = f" ({_('cover')})" if self.role == AssignmentRole.COVER else ""
        return f"{self.worker.full_name}{cover}"

    @property
    def why_it_ended(self) -> str:
        """For pages that fetched `child` too."""
        return end_reason_in_words(self.end_reason, known_as=self.child.known_as)

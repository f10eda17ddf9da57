"""What is done for a child's health, education and safety: one row for a day, withdrawn when it was wrong."""

from django.db import models
from django.db.models import F, Q

from children.health_education.querysets import CareQuerySet
from children.placements.records import DatedEntry
from homes.models.base import one_of, records
from homes.models.put_right import withdrawn_with_reason
from homes.words import gettext_lazy as _


class CareKind(models.TextChoices):
    GP_REGISTERED = "gp_registered", _("Registered with a GP")
    DENTIST_REGISTERED = "dentist_registered", _("Registered with a dentist")
    OPTICIAN_REGISTERED = "optician_registered", _("Can go to an optician")
    DENTAL_CHECK = "dental_check", _("Dental check")
    SIGHT_TEST = "sight_test", _("Sight test")
    HEALTH_ASSESSMENT = "health_assessment", _("Health assessment")
    IMMUNISATION = "immunisation", _("Immunisation")
    OTHER_HEALTH = "other_health", _("Another health appointment")
    PEP_MEETING = "pep_meeting", _("Personal education plan meeting")
    EHC_REVIEW = "ehc_review", _("Annual review of the education, health and care plan")
    SEN_REVIEW = "sen_review", _("Review of SEN support")
    PARENTS_EVENING = "parents_evening", _("Parents’ evening")
    SCHOOL_EVENT = "school_event", _("Play, show or other school event")
    SPORTS_OR_PLAY = "sports_or_play", _("Sports day or match")
    RISK_REVIEW = "risk_review", _("Risk and safety looked at again")


class CareTopic(models.TextChoices):
    """The parts of the page; the kinds of each are below."""

    HEALTH = "health", _("Health")
    SCHOOL = "school", _("Education")
    SAFETY = "safety", _("Risk and safety")


_K = CareKind

KINDS: dict[str, tuple[CareKind, ...]] = {
    CareTopic.HEALTH: (
        _K.GP_REGISTERED,
        _K.DENTIST_REGISTERED,
        _K.OPTICIAN_REGISTERED,
        _K.DENTAL_CHECK,
        _K.SIGHT_TEST,
        _K.HEALTH_ASSESSMENT,
        _K.IMMUNISATION,
        _K.OTHER_HEALTH,
    ),
    CareTopic.SCHOOL: (
        _K.PEP_MEETING,
        _K.EHC_REVIEW,
        _K.SEN_REVIEW,
        _K.PARENTS_EVENING,
        _K.SCHOOL_EVENT,
        _K.SPORTS_OR_PLAY,
    ),
    CareTopic.SAFETY: (_K.RISK_REVIEW,),
}


class CareEvent(DatedEntry):
    """Something done for a child on a day: a check, a meeting, a registration, a review of what keeps them safe."""

    kind = models.CharField(_("what was done"), max_length=30, choices=CareKind)
    happened_on = models.DateField(_("day"))
    next_due_on = models.DateField(_("next due"), null=True, blank=True)
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    childs_view = models.TextField(_("the child's view"), blank=True)
    # A review of risk and safety only: restrictive or punitive by now?
    still_fair = models.BooleanField(_("still fair"), null=True, blank=True)
    still_needed = models.BooleanField(_("still needed"), null=True, blank=True)
    changes = models.TextField(_("what changes"), blank=True)
    objects = records(CareQuerySet, home="home")

    class Meta:
        verbose_name = _("health, education or safety entry")
        verbose_name_plural = _("health, education or safety entries")
        constraints = [
            one_of("kind", CareKind, "care_kind_known"),
            models.CheckConstraint(
                condition=Q(next_due_on__isnull=True) | Q(next_due_on__gt=F("happened_on")),
                name="care_next_after_its_day",
            ),
            models.CheckConstraint(
                condition=Q(still_fair__isnull=True, still_needed__isnull=True, changes="")
                | Q(kind=CareKind.RISK_REVIEW, still_fair__isnull=False, still_needed__isnull=False),
                name="care_fair_and_needed_of_risk",
            ),
            withdrawn_with_reason("care_withdrawn_with_reason"),
        ]
        indexes = [
            models.Index(fields=["child", "kind", "-happened_on", "-id"], name="care_by_child_and_kind")
        ]

"""The child, where the child lives and has lived, and time away."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from children.placements.querysets import (
    AbsenceQuerySet,
    ChildQuerySet,
    PlacementQuerySet,
)
from children.placements.records import Mendable, OfChild
from homes.dates import add_days
from homes.models import Home, Nation, Picture, Provider, Record
from homes.models.base import adult, history, not_before, one_of, records
from homes.models.put_right import STANDS, CanBePutRight, Withdrawable, that_stand, withdrawn_with_reason
from homes.words import gettext_lazy as _


class Pronouns(models.TextChoices):
    HE = "he", _("he/him")
    SHE = "she", _("she/her")
    THEY = "they", _("they/them")


class Child(CanBePutRight, Record):
    """A child. Belongs to a provider; which home is a matter of dated placements, never a column."""

    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="children", verbose_name=_("provider"), db_index=False
    )
    ref = models.CharField(_("the home's own reference"), max_length=60)
    known_as = models.CharField(_("known as"), max_length=80)
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=5, choices=Pronouns, default=Pronouns.THEY)
    picture = models.CharField(_("picture"), max_length=10, choices=Picture, default=Picture.RABBIT)
    history = history()
    objects = records(ChildQuerySet, provider="provider")

    class Meta:
        verbose_name = _("child")
        verbose_name_plural = _("children")
        constraints = [
            models.UniqueConstraint(fields=["provider", "ref"], name="child_ref_once_in_provider"),
        ]

    def __str__(self) -> str:
        return self.known_as

    def get_absolute_url(self) -> str:
        return reverse("compliance:child", args=[self.public_id])

    def ledger_place(self) -> tuple[int | None, int | None]:
        return None, self.pk


# In whose care a child is. A move to another home of the provider changes none of it.
IN_CARE = ("looked_after_since", "responsible_authority", "responsible_nation", "intended_to_last_to_18")


class Placement(Withdrawable, Record):
    """One placement of a child at a home: expected, living here from moved_in_on, moved on on moved_on_on.

    The day a child moves on belongs to the next home: a placement covers moved_in_on up to, not including, moved_on_on.
    """

    child = models.ForeignKey(
        Child, models.PROTECT, related_name="placements", verbose_name=_("child"), db_index=False
    )
    home = models.ForeignKey(
        Home, models.PROTECT, related_name="placements", verbose_name=_("home"), db_index=False
    )
    referred_on = models.DateField(_("referred on"), null=True, blank=True)
    offered_on = models.DateField(_("place offered on"), null=True, blank=True)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    moved_in_on = models.DateField(_("moved in on"), null=True, blank=True)
    moved_on_on = models.DateField(_("moved on on"), null=True, blank=True)
    looked_after_since = models.DateField(_("looked after since"), null=True, blank=True)
    responsible_authority = models.CharField(_("responsible authority"), max_length=200, blank=True)
    responsible_nation = models.CharField(_("its nation"), max_length=20, choices=Nation, blank=True)
    intended_to_last_to_18 = models.BooleanField(_("meant to last to 18"), null=True, blank=True)
    history = history()
    objects = that_stand(PlacementQuerySet, home="home")
    kept = records(PlacementQuerySet, home="home")

    class Meta:
        verbose_name = _("placement")
        constraints = [
            withdrawn_with_reason("placement_withdrawn_with_reason"),
            models.UniqueConstraint(
                fields=["child"],
                condition=STANDS & Q(moved_in_on__isnull=False, moved_on_on__isnull=True),
                name="one_open_placement_per_child",
            ),
            models.CheckConstraint(
                condition=Q(moved_on_on__isnull=True)
                | Q(moved_in_on__isnull=False, moved_on_on__gte=F("moved_in_on")),
                name="placement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(moved_in_on__isnull=False) | Q(expected_on__isnull=False),
                name="placement_begun_or_expected",
            ),
        ]
        indexes = [
            models.Index(
                fields=["home", "id"], condition=Q(moved_on_on__isnull=True), name="placement_open_by_home"
            ),
            models.Index(fields=["child", "moved_in_on"], name="placement_by_child"),
            models.Index(fields=["home", "moved_on_on"], name="placement_by_home"),
        ]

    def covers(self, day: dt.date) -> bool:
        """Whether the child lives here on a day."""
        begun = self.moved_in_on is not None and self.moved_in_on <= day
        return begun and (self.moved_on_on is None or self.moved_on_on > day)

    def last_day(self, today: dt.date) -> dt.date:
        """The last day up to today that was, or is, a day of this stay."""
        return today if self.moved_on_on is None else min(today, add_days(self.moved_on_on, -1))


class PreAdmissionVisit(Mendable):
    """A visit before moving in: when, and which adults were there. Dated ahead while it is planned."""

    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="visits_before", verbose_name=_("placement"), db_index=False
    )
    visited_on = models.DateField(_("day of the visit"))
    went = models.JSONField(_("who was there"), default=list, blank=True)  # as people_present of a session
    note = models.TextField(_("how it went"), blank=True)
    noted_by = adult(_("written by"))

    class Meta:
        verbose_name = _("visit before moving in")
        constraints = [
            withdrawn_with_reason("visit_withdrawn_with_reason"),
            models.UniqueConstraint(
                fields=["placement", "visited_on"], condition=STANDS, name="visit_before_once_a_day"
            ),
        ]


class AbsenceKind(models.TextChoices):
    MISSING = "missing", _("missing")
    AWAY_WITHOUT_AUTHORISATION = "away_without_authorisation", _("away without permission, we know where")
    HOSPITAL = "hospital", _("in hospital")
    CUSTODY = "custody", _("in custody")
    HOLIDAY = "holiday", _("on holiday")
    FAMILY_STAY = "family_stay", _("staying with family")
    SCHOOL_RESIDENTIAL = "school_residential", _("on a school residential")
    RESPITE = "respite", _("on a short break")


class ChildAbsence(Withdrawable, OfChild):
    """Time away: from the first day away up to, not including, the day of return."""

    kind = models.CharField(_("kind"), max_length=30, choices=AbsenceKind)
    started_on = models.DateField(_("first day away"))
    returned_on = models.DateField(_("day of return"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    # Nobody saw the child come back: the stay ended. Where the child did not move on after all, it is open again.
    ended_by_move = models.BooleanField(_("ended by moving on"), default=False, editable=False)
    objects = that_stand(AbsenceQuerySet, home="home")
    kept = records(AbsenceQuerySet, home="home")

    class Meta:
        verbose_name = _("time away")
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=STANDS & Q(returned_on__isnull=True),
                name="one_open_absence_per_child",
            ),
            models.UniqueConstraint(
                fields=["child", "started_on"], condition=STANDS, name="absence_starts_once_a_day"
            ),
            withdrawn_with_reason("absence_withdrawn_with_reason"),
            not_before("returned_on", "started_on", "absence_ends_after_it_starts"),
            one_of("kind", AbsenceKind, "absence_kind_known"),
        ]

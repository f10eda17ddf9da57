"""What limits whom a child sees or what they may do, on which ground, and each review of whether it is still fair."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from children.people.models import Person
from children.people.restrictions.querysets import RestrictionQuerySet
from children.placements.records import Mendable, OfChild, of_child
from homes.models.base import adult, not_before, one_of, records
from homes.models.put_right import Withdrawable, that_stand, withdrawn_with_reason
from homes.words import gettext_lazy as _


class RestrictionKind(models.TextChoices):
    FAMILY_TIME = "family_time", _("{family time}")
    HOME_VISITS = "home_visits", _("visits home")
    CALLS_LETTERS = "calls_letters", _("calls and letters")
    INTERNET_PHONE = "internet_phone", _("internet and phone")
    VISITORS = "visitors", _("visitors")
    MOVEMENT = "movement", _("going out")
    SEARCHES = "searches", _("searches")
    ITEM_REMOVAL = "item_removal", _("things taken away")
    INFORMATION = "information", _("who is told what")


class Basis(models.TextChoices):
    """What a restriction rests on. A court's is plainly apart from what a home decides itself."""

    COURT_ORDER = "court_order", _("court order")
    PLAN = "plan", _("care plan or {placement plan}")
    SAFEGUARDING = "safeguarding", _("safeguarding decision")
    POLICE = "police", _("police or bail")
    AUTHORITY = "authority", _("instruction of the placing authority")
    EMERGENCY = "emergency", _("emergency measure of this home")


class Restriction(Withdrawable, OfChild):
    """One restriction of one child, from a day until it is ended. It is never without a day it is looked at again."""

    child = of_child(db_index=False)
    kind = models.CharField(_("what is restricted"), max_length=20, choices=RestrictionKind)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="restrictions",
        verbose_name=_("with whom"),
    )
    basis = models.CharField(_("rests on"), max_length=20, choices=Basis)
    section = models.CharField(_("section of the Act"), max_length=60, blank=True)
    order_number = models.CharField(_("order number"), max_length=60, blank=True)
    ordered_on = models.DateField(_("date of the order"), null=True, blank=True)
    order_ends_on = models.DateField(_("order ends on"), null=True, blank=True)
    # Name and title of that day stand beside the person: a rename changes no record.
    authorised_by = adult(_("authorised by"))
    authorised_name = models.CharField(_("name that day"), max_length=150)
    authorised_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    consent_name = models.CharField(
        _("who consented for the authority, or was told there"), max_length=150, blank=True
    )
    consent_on = models.DateField(_("consent given, or authority told, on"), null=True, blank=True)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_note = models.TextField(_("why it ended"), blank=True)
    # Empty only in what was brought in: then the home's standard counts from the first day.
    review_due_on = models.DateField(_("review due"), null=True, blank=True)
    no_contact = models.BooleanField(_("nothing at all is allowed"), default=False)
    supervised = models.BooleanField(_("an adult of the home is in the room"), default=False)
    accompanied = models.BooleanField(_("an adult of the home goes along"), default=False)
    planned = models.BooleanField(_("only as planned"), default=False)
    conditions = models.TextField(_("what is allowed, and how"), blank=True)
    reason = models.TextField(_("why"))
    child_told_on = models.DateField(_("the child was told on"), null=True, blank=True)
    child_told_by = adult(_("told by"), optional=True)
    child_view = models.TextField(_("the child's view"), blank=True)
    objects = that_stand(RestrictionQuerySet, home="home")
    kept = records(RestrictionQuerySet, home="home")

    class Meta:
        verbose_name = _("restriction")
        constraints = [
            one_of("kind", RestrictionKind, "restriction_kind_known"),
            one_of("basis", Basis, "restriction_basis_known"),
            withdrawn_with_reason("restriction_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=~Q(basis=Basis.COURT_ORDER)
                | (Q(ordered_on__isnull=False) & ~Q(section="") & ~Q(order_number="")),
                name="court_order_is_named",
            ),
            not_before("ended_on", "started_on", "restriction_ends_after_start"),
            models.CheckConstraint(
                condition=Q(no_contact=False) | Q(person__isnull=False), name="no_contact_names_a_person"
            ),
        ]
        indexes = [models.Index(fields=["child", "started_on"], name="restriction_by_child")]

    @property
    def by_court(self) -> bool:
        return self.basis == Basis.COURT_ORDER

    def counts_on(self, day: dt.date) -> bool:
        """Whether it is in force on a day. The day it ends is free of it."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def consent_missing(self) -> bool:
        """An emergency measure needs the placing authority's consent, or that they are told, within 24 hours."""
        return self.basis == Basis.EMERGENCY and self.consent_on is None


class RestrictionReview(Mendable):
    """One review of a restriction: is it still needed, is it still fair, what does the child say."""

    restriction = models.ForeignKey(
        Restriction,
        models.PROTECT,
        related_name="reviews",
        verbose_name=_("restriction"),
        db_index=False,
    )
    reviewed_on = models.DateField(_("looked at on"))
    reviewed_by = adult(_("looked at by"))
    reviewed_name = models.CharField(_("name that day"), max_length=150)
    reviewed_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    still_needed = models.BooleanField(_("still needed"))
    still_fair = models.BooleanField(_("still fair"))
    child_view = models.TextField(_("the child's view"), blank=True)
    what_changes = models.TextField(_("what changes"), blank=True)
    next_review_on = models.DateField(_("next review"))

    class Meta:
        verbose_name = _("review of a restriction")
        constraints = [
            withdrawn_with_reason("review_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=Q(next_review_on__gte=F("reviewed_on")), name="next_review_after_review"
            ),
        ]
        indexes = [models.Index(fields=["restriction", "-reviewed_on", "-id"], name="review_by_restriction")]

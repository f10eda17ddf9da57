"""Calls and visits: what happened between a child, or the home, and the people around the child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from children.people.contacts.querysets import ContactQuerySet
from children.people.models import Person
from children.people.restrictions.models import Restriction
from children.placements.records import OfChild, of_child
from homes.models.base import adult, one_of, records
from homes.models.put_right import Withdrawable, that_stand, withdrawn_with_reason
from homes.words import gettext_lazy as _


class ContactKind(models.TextChoices):
    """The codes of contacts.csv, and a visit home."""

    FAMILY_TIME = "family_time", _("{family time}")
    HOME_VISIT = "home_visit", _("visit home")
    PHONE = "phone", _("phone call")
    VIDEO = "video", _("video call")
    LETTER = "letter", _("letter or message")
    SW_UPDATE = "sw_update", _("news to the social worker")
    SW_VISIT = "sw_visit", _("social worker’s visit")
    SCHOOL = "school", _("school")
    HEALTH = "health", _("health")
    COURT = "court", _("court")
    POLICE = "police", _("police")
    IRO = "iro", _("independent reviewing officer")
    ADVOCATE = "advocate", _("advocate")


class Direction(models.TextChoices):
    IN = "in", _("they rang, wrote or came")
    OUT = "out", _("we rang, wrote or went")


class ContactOutcome(models.TextChoices):
    """What came of it. Only an attempt is not done."""

    SPOKE = "spoke", _("spoke")
    MET = "met", _("met")
    SENT = "sent", _("sent or arrived")
    TRIED = "tried", _("tried, did not get through")


class Mood(models.TextChoices):
    GOOD_NEWS = "good_news", _("good news")
    NEUTRAL = "neutral", _("neither")
    WORRY = "worry", _("a worry")


class ContactEntry(Withdrawable, OfChild):
    """One call, visit, letter or attempt. When it happened and when it was written down are two days.

    What is added later is that a manager has seen an entry that went against a restriction.
    """

    child = of_child(db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name=_("person")
    )
    person_name = models.CharField(_("with"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ContactKind)
    direction = models.CharField(_("direction"), max_length=5, choices=Direction, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=10, choices=ContactOutcome, blank=True)
    happened_on = models.DateField(_("day"))
    happened_at = models.TimeField(_("time"), null=True, blank=True)
    mood = models.CharField(_("good news or a worry"), max_length=10, choices=Mood, default=Mood.NEUTRAL)
    content = models.TextField(_("what was said or agreed"), blank=True)
    child_told = models.TextField(_("what the child was told"), blank=True)
    view_before = models.TextField(_("how the child was before"), blank=True)
    view_after = models.TextField(_("how the child was after"), blank=True)
    planned = models.BooleanField(_("planned"), null=True, blank=True)
    supervised = models.BooleanField(_("an adult of the home was in the room"), null=True, blank=True)
    accompanied_by = models.CharField(_("who of us went along"), max_length=200, blank=True)
    author = adult(_("logged by"))
    author_name = models.CharField(_("name that day"), max_length=150, blank=True)
    author_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    restriction = models.ForeignKey(
        Restriction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("went against"),
    )
    outside_restriction_reason = models.TextField(_("why outside the restriction"), blank=True)
    # Whom a live restriction named when this was logged: whoever wrote it answered that it was none of them.
    none_of = models.TextField(_("said to be none of"), blank=True)
    seen_by_manager_at = models.DateTimeField(_("seen by a manager"), null=True, blank=True)
    seen_by_manager = adult(_("seen by"), optional=True)
    seen_by_manager_name = models.CharField(_("name that day"), max_length=150, blank=True)
    objects = that_stand(ContactQuerySet, home="home")
    kept = records(ContactQuerySet, home="home")

    class Meta:
        verbose_name = _("call or visit")
        constraints = [
            one_of("kind", ContactKind, "contact_kind_known"),
            one_of("direction", Direction, "contact_direction_known", empty=True),
            one_of("outcome", ContactOutcome, "contact_outcome_known", empty=True),
            one_of("mood", Mood, "contact_mood_known"),
            withdrawn_with_reason("contact_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=Q(restriction__isnull=True) | ~Q(outside_restriction_reason=""),
                name="contact_against_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-happened_on", "-id"], name="contact_by_child"),
            models.Index(fields=["child", "kind", "-happened_on"], name="contact_by_child_and_kind"),
            models.Index(
                fields=["child"],
                condition=~Q(outside_restriction_reason=""),
                name="contact_outside_restriction",
            ),
        ]

    @property
    def is_attempt(self) -> bool:
        """Tried, not done: an attempt is effort, never contact."""
        return self.outcome == ContactOutcome.TRIED

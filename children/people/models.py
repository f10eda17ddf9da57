"""The people around one child: who they are, how to reach them, and from when to when."""

from __future__ import annotations

from django.db import models

from children.people.querysets import PersonQuerySet
from children.placements.records import OfChild, of_child
from homes.models.base import not_before, not_blank, one_of, records
from homes.words import gettext_lazy as _


class PersonRole(models.TextChoices):
    """What somebody is to the child. Codes never change."""

    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    SIBLING = "sibling", _("sister or brother")
    GRANDPARENT = "grandparent", _("grandparent")
    WIDER_FAMILY = "wider_family", _("wider family")
    PREVIOUS_CARER = "previous_carer", _("earlier carer")
    FRIEND = "friend", _("friend")
    SOCIAL_WORKER = "social_worker", _("social worker")
    TEAM_MANAGER = "team_manager", _("social worker’s team manager")
    IRO = "iro", _("independent reviewing officer")
    COMMISSIONER = "commissioner", _("commissioner")
    PERSONAL_ADVISER = "personal_adviser", _("personal adviser")
    ADVOCATE = "advocate", _("advocate")
    INDEPENDENT_VISITOR = "independent_visitor", _("independent visitor")
    GUARDIAN = "guardian", _("children’s guardian")
    SOLICITOR = "solicitor", _("solicitor")
    INTERPRETER = "interpreter", _("interpreter")
    NURSE = "nurse", _("nurse for looked-after children")
    GP = "gp", _("GP")
    DENTIST = "dentist", _("dentist")
    OPTICIAN = "optician", _("optician")
    CAMHS = "camhs", _("CAMHS")
    THERAPIST = "therapist", _("therapist")
    SCHOOL = "school", _("school")
    DESIGNATED_TEACHER = "designated_teacher", _("designated teacher")
    VIRTUAL_SCHOOL = "virtual_school", _("virtual school")
    SENCO = "senco", _("SENCO")
    EHC_OFFICER = "ehc_officer", _("EHC plan officer")
    YOUTH_JUSTICE = "youth_justice", _("youth justice worker")
    OTHER = "other", _("somebody else")


# The groups of the page, in its order; family and friends come first.
FAMILY = frozenset(
    {
        PersonRole.MOTHER,
        PersonRole.FATHER,
        PersonRole.SIBLING,
        PersonRole.GRANDPARENT,
        PersonRole.WIDER_FAMILY,
        PersonRole.PREVIOUS_CARER,
        PersonRole.FRIEND,
    }
)
HEALTH = frozenset(
    {
        PersonRole.NURSE,
        PersonRole.GP,
        PersonRole.DENTIST,
        PersonRole.OPTICIAN,
        PersonRole.CAMHS,
        PersonRole.THERAPIST,
    }
)
SCHOOL = frozenset(
    {
        PersonRole.SCHOOL,
        PersonRole.DESIGNATED_TEACHER,
        PersonRole.VIRTUAL_SCHOOL,
        PersonRole.SENCO,
        PersonRole.EHC_OFFICER,
    }
)


class Channel(models.TextChoices):
    PHONE = "phone", _("phone")
    TEXT = "text", _("text message")
    EMAIL = "email", _("e-mail")
    LETTER = "letter", _("letter")
    VIDEO = "video", _("video call")


class Person(OfChild):
    """Somebody around ONE child, from a day to a last day. A new social worker is a new row; the old one ends."""

    child = of_child(db_index=False)
    role = models.CharField(_("is"), max_length=30, choices=PersonRole)
    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    called = models.CharField(_("what the child calls them"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    # Shown only to whoever asks for it and may, and every asking is logged (AccessEvent.What.ADDRESS).
    address = models.TextField(_("address"), blank=True)
    channel = models.CharField(_("best reached by"), max_length=10, choices=Channel, blank=True)
    must_not_be_told = models.BooleanField(_("must not be told things"), default=False)
    not_told_note = models.TextField(_("what must not be told, and why"), blank=True)
    note = models.TextField(_("note"), blank=True)
    started_on = models.DateField(_("since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    end_note = models.TextField(_("why it ended"), blank=True)
    objects = records(PersonQuerySet, home="home")

    class Meta:
        verbose_name = _("person around a child")
        constraints = [
            one_of("role", PersonRole, "person_role_known"),
            one_of("channel", Channel, "person_channel_known", empty=True),
            not_blank("name", "person_has_a_name"),
            not_before("ended_on", "started_on", "person_ends_after_start"),
        ]
        indexes = [models.Index(fields=["child", "role", "started_on"], name="person_by_child")]

    def __str__(self) -> str:
        return self.name

    @property
    def known_here(self) -> str:
        """What the child calls them; without that, the name."""
        return self.called or self.name

    @property
    def is_family(self) -> bool:
        """Family or a friend: everybody else is here because of their work."""
        return self.role in FAMILY

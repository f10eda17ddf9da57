"""Providers, their homes, and the standards a home sets itself."""

import datetime as dt

from django.db import models
from django.db.models import Q

from homes.models.base import AppendOnly, Record, adult, history, not_blank, one_of, records
from homes.querysets import HomeQuerySet
from homes.words import gettext_lazy as _

PRACTICE_KINDS = (
    "profile", "addition", "term", "reason", "purpose", "format", "first_days", "document", "question", "limit",
    "wording", "school_terms",
)  # fmt: skip
FROM_THE_START = dt.date(1900, 1, 1)  # a standard imported without a day has always counted


class Nation(models.TextChoices):
    ENGLAND = "England", _("England")
    WALES = "Wales", _("Wales")
    SCOTLAND = "Scotland", _("Scotland")
    NORTHERN_IRELAND = "Northern Ireland", _("Northern Ireland")


class Profile(models.TextChoices):
    """Which published guidance the home follows. The codes are those of the import format."""

    KEY_WORKER = "key-worker", _("Key worker")
    KEY_RESIDENTIAL_PRACTITIONER = "key-residential-practitioner", _("Key residential practitioner")
    KEYWORKER_ENGLAND_WALES = "keyworker-england-wales", _("Keyworker (England and Wales)")


class Unit(models.TextChoices):
    DAYS = "days", _("days")
    MONTHS = "months", _("months")


class Severity(models.TextChoices):
    CRITICAL = "critical", _("critical")
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    INFO = "info", _("to chase")


class Provider(Record):
    """The organisation that runs homes. The wall between providers is the scope of every query."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    history = history()
    objects = models.Manager.from_queryset(HomeQuerySet)()

    class Meta:
        verbose_name = _("provider")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Home(Record):
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="homes", verbose_name=_("provider"))
    code = models.CharField(_("home code"), max_length=60)
    name = models.CharField(_("name"), max_length=200)
    nation = models.CharField(_("nation"), max_length=20, choices=Nation)
    profile = models.CharField(_("guidance followed"), max_length=60, choices=Profile)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    regulator_ref = models.CharField(_("regulator's reference"), max_length=60, blank=True)
    quick_chat_counts = models.BooleanField(_("a quick chat counts as the weekly session"), default=False)
    part_held_counts = models.BooleanField(_("a session cut short counts"), default=True)
    phone = models.CharField(_("manager on shift, phone"), max_length=40, blank=True)
    history = history()
    objects = models.Manager.from_queryset(HomeQuerySet)()

    class Meta:
        verbose_name = _("home")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="home_code_once_in_provider"),
            models.CheckConstraint(
                condition=Q(nation__in=[Nation.ENGLAND, Nation.WALES]), name="home_nation_england_or_wales"
            ),
            one_of("profile", Profile, "home_profile_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def ledger_place(self) -> tuple[int | None, int | None]:
        return self.pk, None


class HomeStandard(Record):
    """A number of this home's own for one rule, counting from a day. The latest that has begun counts."""

    home = models.ForeignKey(Home, models.PROTECT, related_name="standards", verbose_name=_("home"))
    rule_code = models.CharField(_("rule"), max_length=30)
    amount = models.PositiveSmallIntegerField(_("how many"))
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, default=Unit.DAYS)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    applies_from = models.DateField(_("counts from"), default=FROM_THE_START)
    set_by = adult(_("set by"))
    history = history()
    objects = records(home="home")

    class Meta:
        verbose_name = _("home standard")
        constraints = [
            models.UniqueConstraint(
                fields=["home", "rule_code", "applies_from"], name="standard_once_per_rule_and_day"
            ),
            models.CheckConstraint(condition=Q(amount__lte=800), name="standard_amount_in_reason"),
            one_of("unit", Unit, "standard_unit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code}: {self.amount} {self.unit}"


class PracticeChange(AppendOnly, Record):
    """One thing a home does, or says, in its own way from a day on. Written once: a later change is a later row.

    `key` is the stored code of what is changed and `value` what it is changed to, as homes.practice reads it:
    a profile {"code"}, an addition {"in_use"}, a term {"singular", "plural", "short"}, a line of a list
    {"text", "in_use"}, a limit {"number"}, a school year {"autumn", "spring", "summer"}.
    """

    class Kind(models.TextChoices):
        PROFILE = "profile", _("guidance followed")
        ADDITION = "addition", _("way of working")
        TERM = "term", _("word")
        REASON = "reason", _("reason for a change")
        PURPOSE = "purpose", _("purpose of time together")
        FORMAT = "format", _("kind of time")
        FIRST_DAYS = "first_days", _("first days")
        DOCUMENT = "document", _("document")
        QUESTION = "question", _("question for the team")
        WORDING = "wording", _("wording")
        LIMIT = "limit", _("how many at once")
        SCHOOL_TERMS = "school_terms", _("school terms")

    home = models.ForeignKey(
        Home, models.PROTECT, related_name="practice_changes", verbose_name=_("home"), db_index=False
    )
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    key = models.CharField(_("which"), max_length=60)
    value = models.JSONField(_("changed to"))
    applies_from = models.DateField(_("counts from"))
    why = models.TextField(_("why"))
    set_by = adult(_("set by"))
    history = history()
    objects = records(home="home")

    class Meta:
        verbose_name = _("change of practice")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PRACTICE_KINDS), name="practice_change_kind_known"),
            not_blank("why", "practice_change_says_why"),
        ]
        indexes = [models.Index(fields=["home", "applies_from"], name="practice_change_by_home")]

"""People who sign in, the roles they hold and for how long, and inspectors' access."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from homes.models.base import Record, adult, history, not_before, one_of, records
from homes.models.put_right import Withdrawable, that_stand, withdrawn_with_reason
from homes.querysets import InvitationQuerySet, RecordQuerySet, StaffRecordQuerySet, UserQuerySet
from homes.words import gettext_lazy as _


class Picture(models.TextChoices):
    """The drawn animal a child, or an adult, picks until there is a photo they like."""

    RABBIT = "rabbit", _("rabbit")
    CAT = "cat", _("cat")
    OWL = "owl", _("owl")
    BEAR = "bear", _("bear")
    FOX = "fox", _("fox")
    DOG = "dog", _("dog")
    HEDGEHOG = "hedgehog", _("hedgehog")
    OTTER = "otter", _("otter")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email: str):
        return self.get(email=email.lower())


class User(AbstractBaseUser, Record):
    """Somebody with an account of their own: there are no shared sign-ins. Never deleted, only made inactive."""

    class Theme(models.TextChoices):
        LIGHT = "light", _("Light")
        NIGHT = "night", _("Night")
        MATCH = "match", _("Match this device")

    ACTS_FOR_ITSELF = True  # resets its own password before anybody is signed in
    last_login = None  # sign-ins are rows of AccessEvent; a column would write history at every one

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("name"), max_length=150)
    job_title = models.CharField(_("job title"), max_length=100, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_platform_admin = models.BooleanField(_("looks after the platform"), default=False)
    picture = models.CharField(_("picture"), max_length=10, choices=Picture, blank=True)
    theme = models.CharField(_("colours"), max_length=10, choices=Theme, default=Theme.LIGHT)
    history = history("password")
    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=models.functions.Lower("email")), name="user_email_lower"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        return self.full_name.split(" ")[0]


class Role(models.TextChoices):
    """Stable codes, those of the import format. What each may do: homes.permissions."""

    RESIDENTIAL_WORKER = "residential_worker", _("Residential worker")
    SENIOR = "senior", _("Senior")
    DEPUTY_MANAGER = "deputy_manager", _("Deputy manager")
    REGISTERED_MANAGER = "registered_manager", _("{Registered manager}")
    RESPONSIBLE_INDIVIDUAL = "responsible_individual", _("Responsible individual")


class StaffRole(Record):
    """A role somebody holds at a home, or at every home of a provider, from a day to a last day.

    The last day is the last one worked, and counts in rules and rotas. What the role opens ends with that day, or at
    an instant of its own.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="roles", verbose_name=_("person"))
    home = models.ForeignKey(
        "homes.Home", models.PROTECT, null=True, blank=True, related_name="roles", verbose_name=_("home")
    )
    provider = models.ForeignKey(
        "homes.Provider",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("provider"),
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    access_ended_at = models.DateTimeField(_("access ended at"), null=True, blank=True)
    history = history()
    objects = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.CheckConstraint(
                condition=Q(home__isnull=False, provider__isnull=True)
                | Q(home__isnull=True, provider__isnull=False),
                name="role_at_a_home_or_a_provider",
            ),
            not_before("ended_on", "started_on", "role_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(access_ended_at__isnull=True) | Q(ended_on__isnull=False),
                name="role_without_access_has_a_last_day",
            ),
            one_of("role", Role, "role_known"),
            models.UniqueConstraint(
                fields=["user", "home", "role"],
                condition=Q(ended_on__isnull=True, home__isnull=False),
                name="role_open_once_per_home",
            ),
            models.UniqueConstraint(
                fields=["user", "provider", "role"],
                condition=Q(ended_on__isnull=True, provider__isnull=False),
                name="role_open_once_per_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}"


class Invitation(Record):
    """A role offered to somebody at their own address. It is taken up once, with an account of their own, or ends."""

    is_fact = False  # nothing is owed because of it: the role that comes of it is a fact
    mail_failed = False  # this time: said to who sends it

    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="invitations", verbose_name=_("home"))
    full_name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=30, choices=Role)
    started_on = models.DateField(_("role from"))
    given_by = adult(_("invited by"))
    sent_at = models.DateTimeField(_("sent at"))
    ends_at = models.DateTimeField(_("link ends at"))
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=1)
    taken_up_by = adult(_("taken up by"), optional=True)
    taken_up_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("called off at"), null=True, blank=True)
    history = history()
    objects = records(InvitationQuerySet, home="home")

    class Meta:
        verbose_name = _("invitation")
        constraints = [
            one_of("role", Role, "invitation_role_known"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("sent_at")), name="invitation_ends_after_it_is_sent"
            ),
            models.CheckConstraint(
                condition=Q(taken_up_by__isnull=True, taken_up_at__isnull=True)
                | Q(taken_up_by__isnull=False, taken_up_at__isnull=False, called_off_at__isnull=True),
                name="invitation_taken_up_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["home", "email"],
                condition=Q(taken_up_at__isnull=True, called_off_at__isnull=True),
                name="one_open_invitation_per_address_and_home",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.taken_up_at is None and self.called_off_at is None


class InspectionGrant(Record):
    """A named inspector's read-only access to one home. It ends by itself."""

    user = models.ForeignKey(User, models.PROTECT, related_name="inspections", verbose_name=_("inspector"))
    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="inspections", verbose_name=_("home"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    given_by = adult(_("given by"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    history = history()
    objects = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        verbose_name = _("inspector's access")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="inspection_ends_after_it_starts"
            ),
        ]


class StaffAbsence(Record):
    """Days somebody does not work: leave, or away for long. First and last day included; known from the day noted."""

    class Kind(models.TextChoices):
        LEAVE = "leave", _("on leave")
        SICK = "sick", _("off sick")
        LONG_TERM = "long_term", _("away for long")

    user = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name=_("person"))
    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="+", verbose_name=_("home"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    started_on = models.DateField(_("first day away"))
    ended_on = models.DateField(_("last day away"), null=True, blank=True)
    noted_on = models.DateField(_("noted on"))
    withdrawn_on = models.DateField(_("called off on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    history = history()
    objects = records(StaffRecordQuerySet, home="home")

    class Meta:
        verbose_name = _("staff absence")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["leave", "sick", "long_term"]), name="staff_absence_kind_known"
            ),
            not_before("ended_on", "started_on", "staff_absence_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["user", "home"],
                condition=Q(ended_on__isnull=True, withdrawn_on__isnull=True),
                name="one_open_staff_absence_per_home",
            ),
        ]
        indexes = [models.Index(fields=["home", "started_on"], name="staff_absence_by_home")]

    @property
    def private_to_id(self) -> int:
        """Why somebody is away is theirs and the managers'."""
        return self.user_id


class Readiness(Withdrawable, Record):
    """What makes somebody ready to hold a child: training, a champion role, supervision, a mentor. Dated."""

    class Kind(models.TextChoices):
        KEY_WORK_TRAINING = "key_work_training", _("{key worker} training")
        SPECIALIST_TRAINING = "specialist_training", _("specialist training")
        CHAMPION_ROLE = "champion_role", _("champion role")
        SUPERVISION = "supervision", _("supervision")
        MENTOR = "mentor", _("mentor")

    user = models.ForeignKey(User, models.PROTECT, related_name="readiness", verbose_name=_("person"))
    home = models.ForeignKey("homes.Home", models.PROTECT, related_name="+", verbose_name=_("home"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    what = models.CharField(_("what"), max_length=200, blank=True)
    done_on = models.DateField(_("done on, or from"))
    valid_until_on = models.DateField(_("in date until"), null=True, blank=True)
    with_person = adult(_("supervisor or mentor"), optional=True)
    history = history()
    objects = that_stand(StaffRecordQuerySet, home="home")
    kept = records(StaffRecordQuerySet, home="home")

    class Meta:
        verbose_name = _("readiness")
        constraints = [
            withdrawn_with_reason("readiness_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "key_work_training",
                        "specialist_training",
                        "champion_role",
                        "supervision",
                        "mentor",
                    ]
                ),
                name="readiness_kind_known",
            ),
            not_before("valid_until_on", "done_on", "readiness_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["home", "user", "-done_on"], name="readiness_by_person")]

    @property
    def private_to_id(self) -> int:
        """Supervision and training are the person's and the managers'."""
        return self.user_id

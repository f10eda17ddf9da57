"""Key-work sessions: drafts, signed records, what was added later, and the signatures that lock them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from children.models import Child, Placement
from homes.models import AppendOnly, Home, Record, User
from homes.models.base import appended, history, records
from homes.words import gettext_lazy as _
from sessions_app.first_days.models import FirstDaysEntry as FirstDaysEntry
from sessions_app.plans.models import PlanStep as PlanStep
from sessions_app.plans.models import SessionPlan as SessionPlan
from sessions_app.promises.models import ActionStep as ActionStep
from sessions_app.promises.models import AgreedAction as AgreedAction
from sessions_app.promises.models import Whose as Whose
from sessions_app.querysets import SessionQuerySet
from sessions_app.recording.kinds import Format as Format
from sessions_app.review.models import ApproachReview as ApproachReview
from sessions_app.review.models import ReviewQuestion as ReviewQuestion
from sessions_app.review.models import SessionReview as SessionReview
from sessions_app.signed.childs_part.models import ChildsPart as ChildsPart
from sessions_app.signed.childs_part.models import ChildsPartWithdrawn as ChildsPartWithdrawn
from sessions_app.signed.debrief.models import Debrief as Debrief
from sessions_app.strip.reports.models import KeyWorkReport as KeyWorkReport
from sessions_app.worries.models import TellsSomebody, told_constraints
from sessions_app.worries.models import WorryAnswer as WorryAnswer


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed")
    VOID = "void", _("void")


class Outcome(models.TextChoices):
    """What happened. Only the first two can count as time together; the rest is evidence of effort, or a miss."""

    HELD = "held", _("we spent time together")
    PART_HELD = "part_held", _("we started, and stopped early")
    DECLINED = "declined", _("the child chose not to")
    ATTEMPTED = "attempted", _("we tried, it did not happen")
    CANCELLED_BY_HOME = "cancelled_by_home", _("we cancelled")
    NOT_POSSIBLE = "not_possible", _("it was not possible")


HAPPENED = (Outcome.HELD, Outcome.PART_HELD)


class Moment(models.TextChoices):
    """A small moment: a quick chat kept in a few words, and where it happened."""

    CHAT = "chat", _("a chat")
    FOOD = "food", _("over food")
    CAR = "car", _("in the car")
    BEDTIME = "bedtime", _("bedtime")
    HARD = "hard", _("a hard moment")


class Voice(models.TextChoices):
    WORDS = "words", _("in the child's words")
    NOTICED = "noticed", _("what I noticed")
    NOT_THIS_TIME = "not_this_time", _("not this time")


class Topic(models.TextChoices):
    SCHOOL = "school", _("School")
    HEALTH = "health", _("Health")
    FEELINGS = "feelings", _("Feelings")
    FAMILY = "family", _("Family")
    FUTURE = "future", _("Future")
    SAFE = "safe", _("Safe")
    FRIENDS = "friends", _("Friends")
    IDENTITY = "identity", _("Who I am")
    INDEPENDENCE = "independence", _("Doing things for myself")
    PLANS = "plans", _("Plans and meetings")


class ChildPart(models.TextChoices):
    READ = "read", _("read it or heard it")
    ADDED = "added", _("added something")
    DECLINED = "declined", _("did not want to")
    LATER = "later", _("I will share it later")


class KeyWorkSession(TellsSomebody, Record):
    """One session, or one honest try. A draft belongs to its author; signed words are never changed again."""

    dated_anew = False  # by the save that is being made: its actions say so
    # The only columns a signed row may change in (database trigger, homes.database.triggers): voiding it.
    AFTER_SIGNING = ("status", "voided_at", "voided_by_id", "voided_reason", "version")

    child = models.ForeignKey(
        Child, models.PROTECT, related_name="sessions", verbose_name=_("child"), db_index=False
    )
    placement = models.ForeignKey(
        Placement, models.PROTECT, related_name="sessions", verbose_name=_("placement"), db_index=False
    )
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    plan = models.ForeignKey(
        SessionPlan, models.PROTECT, null=True, blank=True, related_name="records", verbose_name=_("plan")
    )
    session_ref = models.CharField(_("the home's own reference"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=1)
    author = models.ForeignKey(User, models.PROTECT, related_name="sessions", verbose_name=_("written by"))
    drafted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("begun by")
    )

    held_on = models.DateField(_("when"), null=True, blank=True)
    starts = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    outcome = models.CharField(_("how it went"), max_length=20, choices=Outcome, blank=True)
    format = models.CharField(_("kind of time"), max_length=20, choices=Format, blank=True)
    moment = models.CharField(_("small moment"), max_length=10, choices=Moment, blank=True)
    # Who was there, as of that day: [{"id": public id, "name": …, "title": …}]. A snapshot on purpose: a record
    # read in forty years must show the names people had, and a signed row must hold everything it says.
    people_present = models.JSONField(_("who was there"), default=list, blank=True)
    others_present = models.CharField(_("someone else who was there"), max_length=200, blank=True)
    account = models.TextField(_("what you did and talked about"), blank=True)
    written_to_child = models.BooleanField(_("written to the child"), default=False)
    reason = models.CharField(_("why we cancelled"), max_length=300, blank=True)
    voice = models.CharField(_("child's voice"), max_length=20, choices=Voice, blank=True)
    voice_text = models.TextField(_("the child's words, or what I noticed"), blank=True)
    purposes = models.JSONField(
        _("what it was for"), default=list, blank=True
    )  # codes of the home's practice
    topics = models.JSONField(_("topics"), default=list, blank=True)
    small_steps = models.TextField(_("small steps and successes"), blank=True)
    # [{"area", "name", "line"}]: an area the home looks at, as it was called that day, and one line of what was seen.
    progress = models.JSONField(_("small steps, by where they showed"), default=list, blank=True)
    seemed_before = models.CharField(_("how the child seemed before"), max_length=300, blank=True)
    seemed_during = models.CharField(_("how the child seemed during it"), max_length=300, blank=True)
    seemed_after = models.CharField(_("how the child seemed after"), max_length=300, blank=True)
    # [{"id", "sha256", "kind", "what", "shows"}]: stored files by their hash, so that what is signed is what is kept.
    pictures = models.JSONField(_("photos and drawings"), default=list, blank=True)
    next_steps = models.TextField(_("what else we agreed to do"), blank=True)
    # [{"what", "whose", "person", "name", "by_on", "promise"}] as said: owed once this is signed (AgreedAction).
    agreed = models.JSONField(_("what we agreed to do, by when"), default=list, blank=True)
    worry = models.BooleanField(_("any worry"), null=True, blank=True)
    worry_text = models.TextField(_("the worry"), blank=True)
    child_part = models.CharField(_("the child's part"), max_length=10, choices=ChildPart, blank=True)
    share_on = models.DateField(_("the day to share it with the child"), null=True, blank=True)

    key_worker = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("{key worker} of the day"),
    )
    key_worker_name = models.CharField(_("{key worker}'s name that day"), max_length=150, blank=True)
    key_worker_title = models.CharField(_("{key worker}'s job title that day"), max_length=100, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    late_reason = models.CharField(_("why it was written late"), max_length=300, blank=True)
    voided_at = models.DateTimeField(_("voided at"), null=True, blank=True)
    voided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("voided by")
    )
    voided_reason = models.TextField(_("why it was voided"), blank=True)
    history = history()
    objects = records(SessionQuerySet, home="home")

    class Meta:
        verbose_name = _("{key-work session}")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="session_status_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=Outcome.values), name="session_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(format="") | Q(format__in=Format.values), name="session_format_known"
            ),
            models.CheckConstraint(
                condition=Q(moment="") | Q(moment__in=Moment.values, format=Format.QUICK_CHAT),
                name="session_moment_is_a_quick_chat",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, signed_at__isnull=True)
                | Q(status=Status.VOID)
                | Q(status=Status.SIGNED, signed_at__isnull=False, held_on__isnull=False) & ~Q(outcome=""),
                name="session_signed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.VOID, voided_at__isnull=False, voided_by__isnull=False)
                & ~Q(voided_reason="")
                | ~Q(status=Status.VOID)
                & Q(voided_at__isnull=True, voided_by__isnull=True, voided_reason=""),
                name="session_void_has_who_when_why",
            ),
            models.CheckConstraint(
                condition=Q(share_on__isnull=True) | Q(child_part=ChildPart.LATER),
                name="session_shared_later_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["child", "session_ref"],
                condition=~Q(session_ref=""),
                name="session_ref_once_per_child",
            ),
            *told_constraints(),
        ]
        indexes = [
            models.Index(fields=["placement", "-held_on"], name="session_by_placement"),
            models.Index(fields=["child", "-held_on", "-id"], name="session_by_child"),
            models.Index(fields=["author", "status"], name="session_drafts"),
            models.Index(fields=["child", "held_on"], condition=Q(worry=True), name="session_worries"),
            models.Index(
                fields=["child", "share_on"], condition=Q(share_on__isnull=False), name="session_to_share"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sessions:detail", args=[self.public_id])

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_fact(self) -> bool:
        """A draft is nobody's record yet; only that a day is without its record is owed from it."""
        return not self.is_draft or self.dated_anew

    @property
    def happened(self) -> bool:
        return self.outcome in HAPPENED

    @property
    def private_to_id(self) -> int | None:
        """Words never signed belong to their author (and the manager), also when discarded: the ledger row says so."""
        return self.author_id if self.signed_at is None else None


class Addendum(AppendOnly, Record):
    """Something added after signing. The original stays as it was; this stands under it with its own signature."""

    class Kind(models.TextChoices):
        DETAIL = "detail", _("more details")
        CORRECTION = "correction", _("something to put right")
        CHILD = "child", _("the child's own words or comment")
        ANSWER = "answer", _("the answer to a question")

    session = models.ForeignKey(
        KeyWorkSession, models.PROTECT, related_name="addenda", verbose_name=_("session")
    )
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", verbose_name=_("child"))
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind, default=Kind.DETAIL)
    text = models.TextField(_("what you want to add"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("written by"))
    history = history()
    objects = records(home="home")

    class Meta:
        verbose_name = _("detail added")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something")]


class Signature(AppendOnly):
    """Who signed what, when, as what: the name and job title of that moment, and a hash of the words signed."""

    class Method(models.TextChoices):
        PASSWORD = "password", _("password entered again")
        IMPORTED = "imported", _("signed in the home's earlier records")

    session = models.OneToOneField(
        KeyWorkSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signature",
        verbose_name=_("session"),
    )
    addendum = models.OneToOneField(
        Addendum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signature",
        verbose_name=_("detail added"),
    )
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("signed by"))
    name = models.CharField(_("name that day"), max_length=150)
    job_title = models.CharField(_("job title that day"), max_length=100, blank=True)
    signed_at = models.DateTimeField(_("signed at"))
    statement = models.CharField(_("statement"), max_length=200)
    content_hash = models.CharField(_("hash of the words signed"), max_length=64)
    method = models.CharField(_("how"), max_length=10, choices=Method, default=Method.PASSWORD)
    objects = appended(home="home")

    class Meta:
        verbose_name = _("signature")
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, addendum__isnull=True)
                | Q(session__isnull=True, addendum__isnull=False),
                name="signature_of_one_thing",
            )
        ]

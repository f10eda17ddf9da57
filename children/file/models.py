"""The child's file: what belongs in it, and each version as it came. Nothing is overwritten."""

from django.db import models
from django.db.models import F, Q

from children.file import upload_words
from children.file.querysets import (
    FileSaidQuerySet,
    FileVersionQuerySet,
    StoredFileQuerySet,
)
from children.placements.models import Child
from children.placements.records import Mendable, OfChild, of_child
from homes.models import AppendOnly, Record, User
from homes.models.base import adult, history, not_before, one_of, records
from homes.models.put_right import STANDS, Withdrawable, that_stand, withdrawn_with_reason
from homes.words import gettext_lazy as _


class FileType(models.TextChoices):
    CARE_PLAN = "CARE_PLAN", _("Care plan")
    PLACEMENT_LA = "PLACEMENT_LA", _("Placement plan of the authority")
    HOME_PLAN = "HOME_PLAN", _("{Placement plan}")
    PATHWAY = "PATHWAY", _("Pathway plan")
    ADOPTION = "ADOPTION", _("Adoption plan")
    CHRONOLOGY = "CHRONOLOGY", _("Chronology")
    HEALTH = "HEALTH", _("Health plan")
    EHCP = "EHCP", _("Education, health and care plan")
    PEP = "PEP", _("Personal education plan")
    SEN_SUPPORT = "SEN_SUPPORT", _("SEN support plan")
    RISK = "RISK", _("Risk assessment and safety plan")
    COURT = "COURT", _("Court orders")
    SPECIALIST = "SPECIALIST", _("Specialist reports")
    BEHAVIOUR = "BEHAVIOUR", _("Behaviour support plan")
    PROVIDER_ASSESS = "PROVIDER_ASSESS", _("Provider assessment")
    CONSENT = "CONSENT", _("Consents")
    GUIDE = "GUIDE", _("Children's Guide")
    SW_REPORT = "SW_REPORT", _("Social worker's report")
    REVIEW_MINUTES = "REVIEW_MINUTES", _("Review minutes")


class Applies(models.TextChoices):
    YES = "yes", _("applies")
    NO = "no", _("does not apply")
    NOT_YET = "not_yet", _("not yet")


class FileItem(Record):
    """One kind of document for one child."""

    child = models.ForeignKey(
        Child, models.PROTECT, related_name="file_items", verbose_name=_("child"), db_index=False
    )
    type = models.CharField(_("document"), max_length=30, choices=FileType)
    history = history()
    objects = records(provider="child__provider")

    class Meta:
        verbose_name = _("document in the file")
        constraints = [
            models.UniqueConstraint(fields=["child", "type"], name="file_item_once_per_child"),
        ]

    def __str__(self) -> str:
        return self.get_type_display()


class FileSaid(AppendOnly, OfChild):
    """What somebody said of a document from a day on, until the next word: it applies, does not, or not yet."""

    item = models.ForeignKey(
        FileItem, models.PROTECT, related_name="said", verbose_name=_("document"), db_index=False
    )
    child = of_child(db_index=False)
    version = models.ForeignKey(
        "FileVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("said by adding"),
        db_index=False,
    )
    applies = models.CharField(_("applies"), max_length=10, choices=Applies)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)  # not yet: the day it is to be there
    reason = models.TextField(_("reason"), blank=True)
    said_by = adult(_("said by"))
    said_by_name = models.CharField(_("said by, name that day"), max_length=150)
    said_by_title = models.CharField(_("said by, job title that day"), max_length=100, blank=True)
    objects = records(FileSaidQuerySet, home="home")

    class Meta:
        verbose_name = _("whether a document applies")
        constraints = [
            models.CheckConstraint(
                condition=Q(applies=Applies.YES, until_on__isnull=True)
                | (Q(applies=Applies.NO, until_on__isnull=True) & ~Q(reason=""))
                | (Q(applies=Applies.NOT_YET, until_on__gte=F("from_on")) & ~Q(reason="")),
                name="file_said_with_reason_and_day",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "from_on", "id"], name="file_said_by_child"),
            models.Index(fields=["item"], name="file_said_by_item"),
        ]


class FileKind(models.TextChoices):
    """What an uploaded file is, by its content."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    JPEG = "jpg", _("JPG picture")
    PNG = "png", _("PNG picture")


class StoredFile(AppendOnly, OfChild):
    """An uploaded file: checked, cleaned and kept under a random name outside the web root. Never changed."""

    key = models.CharField(_("name in the store"), max_length=100, unique=True)
    sha256 = models.CharField(_("SHA-256 of what is stored"), max_length=64)
    size = models.PositiveIntegerField(_("bytes"))
    kind = models.CharField(_("kind of file"), max_length=10, choices=FileKind)
    original_name = models.CharField(_("name it came with"), max_length=150, blank=True)
    # Codes of upload_checks.Change, said when they are read.
    changes = models.JSONField(_("what was changed before it was kept"), default=list, blank=True)
    stored_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("uploaded by"), db_index=False
    )
    objects = records(StoredFileQuerySet, home="home")

    class Meta:
        verbose_name = _("uploaded file")
        constraints = [one_of("kind", FileKind, "stored_file_kind_known")]
        indexes = [models.Index(fields=["stored_by", "created_at"], name="stored_file_by_person")]

    @property
    def changed(self) -> str:
        return upload_words.changed(self.changes)

    @property
    def download_name(self) -> str:
        """What a saved copy is called: nothing about the child, wherever it is saved."""
        return f"document-{self.public_id.hex[:8]}.{self.kind}"


class FileVersion(Withdrawable, OfChild):
    """One version of a plan or document, as dated. `home` is where the child lived, or was about to live."""

    item = models.ForeignKey(
        FileItem, models.PROTECT, related_name="versions", verbose_name=_("document"), db_index=False
    )
    dated_on = models.DateField(_("dated"))
    review_due_on = models.DateField(_("review due"), null=True, blank=True)
    child_has_copy = models.BooleanField(_("the child has a copy"), null=True, blank=True)
    kept_where = models.CharField(_("where the paper is"), max_length=200, blank=True)
    note = models.TextField(_("what changed"), blank=True)
    authored_by = models.CharField(_("who wrote it"), max_length=200, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    # Set when the child hears of it, which may be later than the version.
    explained_on = models.DateField(_("explained on"), null=True, blank=True)
    explained_by = adult(_("explained by"), optional=True)
    explained_by_name = models.CharField(_("explained by, name that day"), max_length=150, blank=True)
    no_copy_reason = models.TextField(_("why the child has no copy"), blank=True)
    # Rows of an import and of earlier versions of the product have nobody here: the ledger knows.
    added_by = adult(_("added by"), optional=True)
    added_by_name = models.CharField(_("added by, name that day"), max_length=150, blank=True)
    added_by_title = models.CharField(_("added by, job title that day"), max_length=100, blank=True)
    stored = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="version", verbose_name=_("file")
    )
    # What the file said of the document before this came: withdrawn, that holds again. Empty: nothing.
    objects = that_stand(FileVersionQuerySet, home="home")
    kept = records(FileVersionQuerySet, home="home")

    class Meta:
        verbose_name = _("version of a document")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "dated_on"], condition=STANDS, name="file_version_once_a_day"
            ),
            withdrawn_with_reason("file_version_withdrawn_with_reason"),
            not_before("review_due_on", "dated_on", "file_review_after_date"),
        ]


class HowSent(models.TextChoices):
    """How news went, or how we asked. By hand: the app itself sends nothing."""

    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by phone")
    LETTER = "letter", _("by letter")
    READ_OUT = "read_out", _("read out in person")


SW_VISIT = "SW_VISIT"  # the one thing that is chased and is no document


class Chase(Mendable):
    """That we asked somebody for what is theirs to do: a document, its review, a visit. Evidence of having asked."""

    child = of_child(db_index=False)
    about = models.CharField(
        _("what we asked for"),
        max_length=30,
        choices=[*FileType.choices, (SW_VISIT, _("Social worker’s visit"))],
    )
    asked_on = models.DateField(_("asked on"))
    whom = models.CharField(_("whom we asked"), max_length=150)
    how = models.CharField(_("how"), max_length=10, choices=HowSent)
    answer = models.TextField(_("what was answered"), blank=True)
    asked_by = adult(_("asked by"))
    asked_by_name = models.CharField(_("name that day"), max_length=150)
    asked_by_title = models.CharField(_("job title that day"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("asking for what is due")
        constraints = [
            withdrawn_with_reason("chase_withdrawn_with_reason"),
            one_of("how", HowSent, "chase_how_known"),
        ]
        indexes = [models.Index(fields=["child", "-asked_on", "-id"], name="chase_by_child")]

"""The child's file: what belongs in it, and each version as it came. Nothing is overwritten."""

from django.db import models
from django.db.models import F, Q

from children.models.child import Child
from children.querysets import FileItemQuerySet, FileVersionQuerySet
from homes.models import Home, Record
from homes.models.base import history, records
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
    """One kind of document for one child: whether it applies, and why not."""

    child = models.ForeignKey(
        Child, models.PROTECT, related_name="file_items", verbose_name=_("child"), db_index=False
    )
    type = models.CharField(_("document"), max_length=30, choices=FileType)
    applies = models.CharField(_("applies"), max_length=10, choices=Applies, default=Applies.YES)
    reason = models.TextField(_("reason"), blank=True)
    history = history()
    objects = records(FileItemQuerySet, provider="child__provider")

    class Meta:
        verbose_name = _("document in the file")
        constraints = [
            models.UniqueConstraint(fields=["child", "type"], name="file_item_once_per_child"),
            models.CheckConstraint(condition=Q(applies__in=Applies.values), name="file_item_applies_known"),
        ]

    def __str__(self) -> str:
        return self.get_type_display()

    def ledger_place(self) -> tuple[int | None, int | None]:
        return None, self.child_id


class FileVersion(Record):
    """One version of a plan or document, as dated. `home` is where the child lived, or was about to live."""

    item = models.ForeignKey(
        FileItem, models.PROTECT, related_name="versions", verbose_name=_("document"), db_index=False
    )
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", verbose_name=_("child"))
    home = models.ForeignKey(Home, models.PROTECT, related_name="+", verbose_name=_("home"))
    dated_on = models.DateField(_("dated"))
    review_due_on = models.DateField(_("review due"), null=True, blank=True)
    child_has_copy = models.BooleanField(_("the child has a copy"), null=True, blank=True)
    kept_where = models.CharField(_("where the paper is"), max_length=200, blank=True)
    note = models.TextField(_("what changed"), blank=True)
    history = history()
    objects = records(FileVersionQuerySet, home="home")

    class Meta:
        verbose_name = _("version of a document")
        constraints = [
            models.UniqueConstraint(fields=["item", "dated_on"], name="file_version_once_a_day"),
            models.CheckConstraint(
                condition=Q(review_due_on__isnull=True) | Q(review_due_on__gte=F("dated_on")),
                name="file_review_after_date",
            ),
        ]

    def ledger_place(self) -> tuple[int | None, int | None]:
        return self.home_id, self.child_id

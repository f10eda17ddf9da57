"""In whose care a child is, and by which orders: dated histories, ended or withdrawn and never overwritten."""

from django.db import models
from django.db.models import F, Q

from children.legal_status.querysets import StatusQuerySet
from children.placements.records import DatedEntry
from homes.models import Nation
from homes.models.base import not_before, one_of, records
from homes.models.put_right import Standing, withdrawn_with_reason
from homes.words import gettext_lazy as _


class StatusCode(models.TextChoices):
    """The codes of the yearly return on children looked after (SSDA903). Codes never change."""

    C1 = "C1", _("Interim care order, section 38")
    C2 = "C2", _("Full care order, section 31")
    E1 = "E1", _("Placement order")
    D1 = "D1", _("Freeing order (before 2005)")
    V2 = "V2", _("Accommodated by agreement, section 20")
    V3 = "V3", _("Series of short breaks, agreed for a placement")
    V4 = "V4", _("Series of short breaks, single agreement")
    J1 = "J1", _("Remanded to the authority or to youth detention accommodation")
    J2 = "J2", _("Detained under PACE, in the authority’s accommodation")
    J3 = "J3", _("Youth rehabilitation order with residence or intensive fostering")
    L1 = "L1", _("Police protection")
    L2 = "L2", _("Emergency protection order")
    L3 = "L3", _("Child assessment order")
    NOT_LOOKED_AFTER = "none", _("Not looked after by an authority")


IN_WALES = {
    StatusCode.V2: _(
        "Accommodated by agreement, section 76 of the Social Services and Well-being (Wales) Act"
    )
}
# Neither the health rules nor those of education and pathway plans are owed in a series of short breaks.
SHORT_BREAKS = frozenset({StatusCode.V3, StatusCode.V4})
# In none of these is a child owed what the law asks for looked-after children, whatever day the placement gives.
NOT_IN_CARE = frozenset({StatusCode.NOT_LOOKED_AFTER, *SHORT_BREAKS})


def status_in_words(code: str, nation: str) -> str:
    """A status by its name in the nation of the authority that is responsible."""
    if nation == Nation.WALES and code in IN_WALES:
        return str(IN_WALES[StatusCode(code)])
    return str(StatusCode(code).label)


class StatusAlso(models.TextChoices):
    """What stands beside a status and is none itself."""

    SECURE = "secure", _("Secure accommodation order")
    LIBERTY = "liberty", _("Deprivation of liberty order")
    PROTECTION_PLAN = "protection_plan", _("Child protection plan")
    UASC = "uasc", _("Unaccompanied child seeking asylum")


class LegalStatus(DatedEntry):
    """One status from a day up to, not including, the day the next one begins."""

    # Two statuses of one child that stand share no day but the one they meet on.
    NO_OVERLAP = ({"name": "status", "same": ("child_id",), "where": {"standing": "stands"}},)

    code = models.CharField(_("status"), max_length=10, choices=StatusCode)
    also = models.JSONField(_("also"), default=list, blank=True)  # codes of StatusAlso
    nation = models.CharField(_("nation of the authority"), max_length=20, choices=Nation)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("to"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    objects = records(StatusQuerySet, home="home")

    class Meta:
        verbose_name = _("legal status")
        verbose_name_plural = _("legal statuses")
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(ended_on__isnull=True, standing=Standing.STANDS),
                name="one_open_status_per_child",
            ),
            one_of("code", StatusCode, "status_code_known"),
            not_before("ended_on", "started_on", "status_ends_after_it_starts"),
            withdrawn_with_reason("status_withdrawn_with_reason"),
        ]
        indexes = [models.Index(fields=["child", "-started_on", "-id"], name="status_by_child")]

    @property
    def in_words(self) -> str:
        return status_in_words(self.code, self.nation)

    @property
    def also_in_words(self) -> list[str]:
        return [str(StatusAlso(code).label) for code in self.also]


class OrderKind(models.TextChoices):
    CARE = "care", _("Care order, section 31")
    INTERIM = "interim", _("Interim care order, section 38")
    PLACEMENT = "placement", _("Placement order")
    ARRANGEMENTS = "arrangements", _("Child arrangements order, section 8")
    FAMILY_TIME = "family_time", _("Order about {family time}, section 34")
    SECURE = "secure", _("Secure accommodation order, section 25 (in Wales section 119)")
    LIBERTY = "liberty", _("Deprivation of liberty order")
    OTHER = "other", _("Another order")


class CourtOrder(DatedEntry):
    """An order of a court, as it was made, and how it ended."""

    kind = models.CharField(_("order"), max_length=20, choices=OrderKind)
    section = models.CharField(_("section"), max_length=100, blank=True)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    court = models.CharField(_("court"), max_length=200, blank=True)
    made_on = models.DateField(_("made on"))
    expires_on = models.DateField(_("ends on"), null=True, blank=True)
    directions = models.TextField(_("what it says about {family time}"), blank=True)
    note = models.TextField(_("note"), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.TextField(_("why it ended"), blank=True)
    objects = records(StatusQuerySet, home="home")

    class Meta:
        verbose_name = _("court order")
        constraints = [
            one_of("kind", OrderKind, "order_kind_known"),
            not_before("expires_on", "made_on", "order_expires_after_it_is_made"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | (Q(ended_on__gte=F("made_on")) & ~Q(end_reason="")),
                name="order_ends_with_reason",
            ),
            withdrawn_with_reason("order_withdrawn_with_reason"),
        ]
        indexes = [models.Index(fields=["child", "-made_on", "-id"], name="order_by_child")]

    @property
    def kind_in_words(self) -> str:
        return str(OrderKind(self.kind).label)

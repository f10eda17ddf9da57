"""Health, education and safety, legal status and court orders."""

from factory import LazyAttribute, SelfAttribute

from children.models import CareEvent, CourtOrder, LegalStatus
from tests.factories.base import DAY, signed
from tests.factories.children import AboutChildFactory


class CareEventFactory(signed("noted_by"), AboutChildFactory):
    """A review of the risk assessment says that it is still fair and still needed."""

    class Meta:
        model = CareEvent

    kind = "health_assessment"
    happened_on = DAY
    still_fair = LazyAttribute(lambda event: True if event.kind == "risk_review" else None)
    still_needed = SelfAttribute("still_fair")


class LegalStatusFactory(signed("noted_by"), AboutChildFactory):
    class Meta:
        model = LegalStatus

    code = "C2"
    nation = SelfAttribute("home.nation")
    started_on = DAY


class CourtOrderFactory(signed("noted_by"), AboutChildFactory):
    class Meta:
        model = CourtOrder

    kind = "care"
    made_on = DAY

"""Health, education and safety, legal status and court orders."""

from factory import LazyAttribute, SelfAttribute

from children.models import CareEvent, CourtOrder, LegalStatus
from tests.factories.base import DAY
from tests.factories.children import AboutChildFactory


class NotedFactory(AboutChildFactory):
    """What an adult noted, with the name and job title of that day."""

    class Meta:
        abstract = True

    noted_by = SelfAttribute("by")
    noted_by_name = SelfAttribute("by.full_name")
    noted_by_title = SelfAttribute("by.job_title")


class CareEventFactory(NotedFactory):
    """A review of the risk assessment says that it is still fair and still needed."""

    class Meta:
        model = CareEvent

    kind = "health_assessment"
    happened_on = DAY
    still_fair = LazyAttribute(lambda event: True if event.kind == "risk_review" else None)
    still_needed = SelfAttribute("still_fair")


class LegalStatusFactory(NotedFactory):
    class Meta:
        model = LegalStatus

    code = "C2"
    nation = SelfAttribute("home.nation")
    started_on = DAY


class CourtOrderFactory(NotedFactory):
    class Meta:
        model = CourtOrder

    kind = "care"
    made_on = DAY

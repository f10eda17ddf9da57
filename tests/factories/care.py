"""Health, education and safety, legal status and court orders."""

import datetime as dt
from typing import Any

from factory import LazyAttribute, SelfAttribute

from children.models import CareEvent, Child, CourtOrder, LegalStatus
from homes.audit import record_change, system_user
from homes.models import Home
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


def _noted(by) -> dict[str, Any]:
    return {"noted_by": by, "noted_by_name": by.full_name, "noted_by_title": by.job_title}


def make_care(child: Child, home: Home, kind: str, happened_on: dt.date, **fields: Any) -> CareEvent:
    if kind == "risk_review":
        fields = {"still_fair": True, "still_needed": True, **fields}
    values = {**_noted(system_user()), **fields}
    event = CareEvent(child=child, home=home, kind=kind, happened_on=happened_on, **values)
    record_change(event, by=system_user())
    return event


def make_status(child: Child, home: Home, code: str, started_on: dt.date, **fields: Any) -> LegalStatus:
    values = {"nation": home.nation, **_noted(system_user()), **fields}
    status = LegalStatus(child=child, home=home, code=code, started_on=started_on, **values)
    record_change(status, by=system_user())
    return status


def make_order(child: Child, home: Home, kind: str, made_on: dt.date, **fields: Any) -> CourtOrder:
    values = {**_noted(system_user()), **fields}
    order = CourtOrder(child=child, home=home, kind=kind, made_on=made_on, **values)
    record_change(order, by=system_user())
    return order

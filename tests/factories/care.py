"""Health, education and safety, legal status and court orders for tests."""

import datetime as dt
from typing import Any

from children.models import CareEvent, Child, CourtOrder, LegalStatus
from homes.audit import record_change, system_user
from homes.models import Home


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

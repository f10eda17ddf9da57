"""Health, education and safety; legal status and orders."""

from __future__ import annotations

import datetime as dt

from homes.audit import set_fields, system_user
from tests.factories.care import CareEventFactory, CourtOrderFactory, LegalStatusFactory
from tests.world.parts.asking import day
from tests.world.room import Room

OBJECTS = ("care", "status", "order")
PARAMETERS = {"topic": "health"}
LISTS = ("children:care", "children:orders")
WRITTEN = {
    "with_whom", "place", "outcome", "childs_view", "section", "case_number", "court", "directions", "end_reason",
    "responsible_authority",
}  # fmt: skip


def furnish(room: Room) -> dict:
    """One entry of each part, one that was withdrawn, a status, and an order that ends soon."""
    child, home, today = room.child, room.home, room.today
    began = today - dt.timedelta(days=150)
    care = CareEventFactory(
        child=child,
        home=home,
        kind="dental_check",
        happened_on=began,
        **room.canaries(
            with_whom="carewith", place="careplace", outcome="careoutcome", childs_view="careview"
        ),
    )
    CareEventFactory(
        child=child, home=home, kind="pep_meeting", happened_on=began, outcome=room.canary("carepep")
    )
    CareEventFactory(
        child=child, home=home, kind="risk_review", happened_on=began, changes=room.canary("carerisk")
    )
    wrong = CareEventFactory(
        child=child, home=home, kind="sight_test", happened_on=began, outcome=room.canary("carewrong")
    )
    set_fields(
        wrong,
        by=system_user(),
        standing="withdrawn",
        withdrawn_on=today,
        withdrawn_reason=room.canary("carewithdrawn"),
        withdrawn_by=system_user(),
    )
    status = LegalStatusFactory(
        child=child, home=home, code="C2", started_on=began, note=room.canary("statusnote")
    )
    order = CourtOrderFactory(
        child=child,
        home=home,
        kind="care",
        made_on=began,
        expires_on=today + dt.timedelta(days=5),
        **room.canaries(
            section="ordersection",
            case_number="ordernumber",
            court="ordercourt",
            directions="orderdirections",
            note="ordernote",
        ),
    )
    CourtOrderFactory(
        child=child,
        home=home,
        kind="interim",
        made_on=began,
        ended_on=today,
        end_reason=room.canary("orderend"),
    )
    return {"care": care.public_id, "status": status.public_id, "order": order.public_id}


BODIES = {
    "children:add_care": lambda w, i, p: {
        "kind": "sight_test",
        "happened_on": day(),
        "next_due_on": day(300),
        "with_whom": "The optician in the high street",
        "place": "Town",
        "outcome": "No glasses needed",
        "childs_view": "Quick",
    },
    "children:add_status": lambda w, i, p: {
        "code": "V2",
        "started_on": day(),
        "also": ["uasc"],
        "note": "Agreed at the review",
    },
    "children:add_order": lambda w, i, p: {
        "kind": "family_time",
        "section": "34",
        "case_number": "ZX1",
        "court": "The family court",
        "made_on": day(),
        "expires_on": day(100),
        "directions": "Sundays",
        "note": "Copy in the folder",
    },
    "children:end_order": lambda w, i, p: {"ended_on": day(), "end_reason": "Discharged"},
    "children:care_dates": lambda w, i, p: {
        "looked_after_since": day(-900),
        "responsible_authority": "Northshire Council",
        "responsible_nation": "England",
        "intended_to_last_to_18": "yes",
        "reason": "The placing authority wrote",
    },
}

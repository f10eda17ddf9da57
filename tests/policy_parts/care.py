"""Health, education and safety; legal status and orders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from homes.audit import set_fields, system_user
from tests.factories.care import make_care, make_order, make_status
from tests.policy_parts.asking import day

if TYPE_CHECKING:
    from tests.policy_parts import Room

OBJECTS = ("care", "status", "order")
PARAMETERS = {"topic": "health"}
LISTS = ("compliance:care", "compliance:orders")
WRITTEN = {
    "with_whom", "place", "outcome", "childs_view", "section", "case_number", "court", "directions", "end_reason",
    "responsible_authority",
}  # fmt: skip


def furnish(room: Room) -> dict:
    """One entry of each part, one that was withdrawn, a status, and an order that ends soon."""
    child, home, today = room.child, room.home, room.today
    began = today - dt.timedelta(days=150)
    care = make_care(
        child,
        home,
        "dental_check",
        began,
        with_whom=room.canary("carewith"),
        place=room.canary("careplace"),
        outcome=room.canary("careoutcome"),
        childs_view=room.canary("careview"),
    )
    make_care(child, home, "pep_meeting", began, outcome=room.canary("carepep"))
    make_care(child, home, "risk_review", began, changes=room.canary("carerisk"))
    wrong = make_care(child, home, "sight_test", began, outcome=room.canary("carewrong"))
    set_fields(
        wrong,
        by=system_user(),
        standing="withdrawn",
        withdrawn_on=today,
        withdrawn_reason=room.canary("carewithdrawn"),
        withdrawn_by=system_user(),
    )
    status = make_status(child, home, "C2", began, note=room.canary("statusnote"))
    order = make_order(
        child,
        home,
        "care",
        began,
        expires_on=today + dt.timedelta(days=5),
        section=room.canary("ordersection"),
        case_number=room.canary("ordernumber"),
        court=room.canary("ordercourt"),
        directions=room.canary("orderdirections"),
        note=room.canary("ordernote"),
    )
    make_order(child, home, "interim", began, ended_on=today, end_reason=room.canary("orderend"))
    return {"care": care.public_id, "status": status.public_id, "order": order.public_id}


BODIES = {
    "compliance:add_care": lambda w, i, p: {
        "kind": "sight_test",
        "happened_on": day(),
        "next_due_on": day(300),
        "with_whom": "The optician in the high street",
        "place": "Town",
        "outcome": "No glasses needed",
        "childs_view": "Quick",
    },
    "compliance:withdraw_care": lambda w, i, p: {"reason": "Another child’s"},
    "compliance:add_status": lambda w, i, p: {
        "code": "V2",
        "started_on": day(),
        "also": ["uasc"],
        "note": "Agreed at the review",
    },
    "compliance:withdraw_status": lambda w, i, p: {"reason": "The wrong date"},
    "compliance:add_order": lambda w, i, p: {
        "kind": "family_time",
        "section": "34",
        "case_number": "ZX1",
        "court": "The family court",
        "made_on": day(),
        "expires_on": day(100),
        "directions": "Sundays",
        "note": "Copy in the folder",
    },
    "compliance:end_order": lambda w, i, p: {"ended_on": day(), "end_reason": "Discharged"},
    "compliance:withdraw_order": lambda w, i, p: {"reason": "The wrong child"},
    "compliance:care_dates": lambda w, i, p: {
        "looked_after_since": day(-900),
        "responsible_authority": "Northshire Council",
        "responsible_nation": "England",
        "intended_to_last_to_18": "yes",
        "reason": "The placing authority wrote",
    },
}

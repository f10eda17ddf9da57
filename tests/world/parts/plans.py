"""Time that is planned: one to come with everything said of it, and one that was moved and called off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sessions_app.plans.actions import call_off_plan, move_plan
from tests.factories.plans import SessionPlanFactory
from tests.world.parts.asking import day, someone
from tests.world.parts.putting_right import seen
from tests.world.room import Room

if TYPE_CHECKING:  # the world and its walk are made of these parts
    from tests.everywhere.policy_walk import Instance
    from tests.world.scenes import World

OBJECTS = ("plan",)
LISTS = ("sessions:plans", "sessions:week", "sessions:plan_card")
WRITTEN = {"place", "wants", "hold_back", "kit", "safety_doubt", "safety_plan", "childs_reply"}
A_DAY = dt.timedelta(days=1)


def furnish(room: Room) -> dict:
    """With a child who has moved on, both days were before that."""
    first = room.today + 2 * A_DAY if room.name != "moved" else room.today - 3 * A_DAY
    words = room.canaries(
        place="plannedplace", wants="plannedwants", kit="plannedkit", hold_back="heldback",
        safety_doubt="safetydoubt", safety_plan="safetyplan", childs_reply="plannedreply",
    )  # fmt: skip
    open_one = SessionPlanFactory(
        placement=room.placement, worker=room.author, planned_on=first, starts=dt.time(16), format="activity",
        purposes=["past"], petty_cash="8.50", talked_with=room.manager, talked_name=room.manager.full_name,
        child_knows=True, **words,
    )  # fmt: skip
    other = SessionPlanFactory(placement=room.placement, worker=room.author, planned_on=first)
    by = {"by": room.author, "today": first}
    move_plan(
        other,
        **by,
        new_on=first + A_DAY,
        new_at=None,
        whose="ours",
        reason=room.canary("plannedmoved"),
    )
    call_off_plan(other, **by, whose="child", reason=room.canary("plannedoff"))
    return {"plan": open_one.public_id}


def _plan(world: World, instance: Instance, persona: str) -> dict[str, Any]:
    return {
        "place": "The bike track",
        "worker": someone(world, instance),
        "format": "activity",
        "wants": "The trip",
        "purposes": ["past"],
        "hold_back": "His aunt may come",
        "kit": "Helmets",
        "petty_cash": "8.50",
        "safety_doubt": "The road",
        "safety_plan": "We walk there",
        "told": "yes",
        "childs_reply": "OK",
    }


BODIES = {
    "sessions:plan_new": lambda w, i, p: {
        **_plan(w, i, p), "day": "other", "other_day": day(9), "starts": "16:00",
    },
    "sessions:plan_change": lambda w, i, p: {**_plan(w, i, p), "seen": seen(i)},
    "sessions:plan_move": lambda w, i, p: {
        "new_on": day(9), "new_at": "10:00", "whose": "ours", "reason": "The car is away", "child_knows": "on",
    },
    "sessions:plan_call_off": lambda w, i, p: {"whose": "child", "reason": "Not this week"},
}  # fmt: skip

"""What was agreed in signed sessions: one that is open, one that was moved, one that is not needed any more."""

from __future__ import annotations

import datetime as dt

from sessions_app.models import AgreedAction
from sessions_app.promises.actions import note_action
from tests.world.room import Room

OBJECTS = ("action",)
LISTS = ("sessions:agreed", "sessions:home_agreed")
WRITTEN = {"why_moved", "why_not"}


def furnish(room: Room) -> dict:
    found = AgreedAction.objects.filter(child=room.child, home=room.home).order_by("pk")
    first, moved, dropped = [one for one in found if one.session.status == "signed"][:3]
    later = room.today + dt.timedelta(days=9)
    note_action(
        moved, by=room.author, today=room.today, kind="moved", by_on=later, reason=room.canary("movedwhy")
    )
    note_action(dropped, by=room.author, today=room.today, kind="not_needed", reason=room.canary("notneeded"))
    return {"action": first.public_id}


NEVER_ANSWERED = {"sessions:action_done"}
BODIES = {
    "sessions:action": lambda w, i, p: {"kind": "not_needed", "why_not": "He asked himself"},
    "sessions:action_done": lambda w, i, p: {},
}
NOT_ASKED = {("sessions:action", "why_moved")}  # of the answer not given above

"""What the team thought about together."""

from __future__ import annotations

import datetime as dt

from tests.factories.team import TeamReflectionFactory
from tests.world.parts.asking import day, someone
from tests.world.room import Room

LISTS = ("children:reflections",)


def furnish(room: Room) -> dict:
    said = {"code": "relates", "question": "Who?", "answer": room.canary("team")}
    twelve_days_ago = room.today - dt.timedelta(days=12)
    TeamReflectionFactory(
        placement=room.placement,
        reflected_on=twelve_days_ago,
        answers=[said],
        agreed=room.canary("teamagreed"),
    )
    return {}


BODIES = {
    "children:add_reflection": lambda w, i, p: {
        "reflected_on": day(),
        "took_part": [someone(w, i)],
        "answer_relates": "Somebody who likes bikes",
        "agreed": "Two adults take turns",
    },
}

"""Children moving in and on, their visits before, and time away."""

from __future__ import annotations

import datetime as dt

from homes.audit import set_fields, system_user
from tests.factories.children import ChildAbsenceFactory, PreAdmissionVisitFactory
from tests.world.parts.asking import day, someone
from tests.world.room import Room

OBJECTS = ("absence",)
STARTS_FROM = {"children:moves_in": ("expected",)}
CHANGES_NOTHING = {
    ("children:move_on", "expected"): "who has not moved in does not move on",
    ("children:moves_in", "living"): "moved in already",
    ("children:record_return", "before"): "back already",
}
WRITTEN = {"known_as", "legal_name", "ref", "note", "reason"}


def furnish(room: Room) -> dict:
    """A visit before moving in, and time away that goes on; of a child who has left, it is over."""
    a_day = dt.timedelta(days=1)
    PreAdmissionVisitFactory(placement=room.placement, visited_on=room.placement.moved_in_on - 3 * a_day)
    over = room.name == "moved"
    began, back = (30, room.today - 28 * a_day) if over else (2, None)
    away = ChildAbsenceFactory(
        placement=room.placement, started_on=room.today - began * a_day, returned_on=back
    )
    set_fields(away, by=system_user(), note=room.canary("absence"))
    return {"absence": away.public_id}


BODIES = {
    "children:add_child": lambda w, i, p: {
        "known_as": "Leo",
        "legal_name": "Leo Alder",
        "ref": "new-1",
        "date_of_birth": "2012-05-04",
        "pronouns": "he",
        "picture": "fox",
        "moved_in_on": day(),
    },
    "children:expect_child": lambda w, i, p: {
        "known_as": "Leo",
        "legal_name": "Leo Alder",
        "ref": "new-2",
        "date_of_birth": "2012-05-04",
        "pronouns": "he",
        "picture": "fox",
        "referred_on": day(-9),
        "offered_on": day(-2),
        "expected_on": day(9),
    },
    "children:moves_in": lambda w, i, p: {"moved_in_on": day()},
    "children:visits_before": lambda w, i, p: {
        "visited_on": day(-2) if "expected" in i.label else day(-300),
        "went": [someone(w, i)],
        "note": "Liked the garden",
    },
    "children:move_on": lambda w, i, p: {"moved_on_on": day(), "reason": "Home to family"},
    "children:add_absence": lambda w, i, p: {
        "kind": "holiday",
        "started_on": day(-8),
        "returned_on": day(-6),
        "note": "By the sea",
    },
    "children:record_return": lambda w, i, p: {"returned_on": day()},
}

"""The child's own words and wants, and what adults noted around them, for tests."""

import datetime as dt
from typing import Any

from children.models import (
    AboutMe,
    Explained,
    Goal,
    GoalStep,
    ImportantDate,
    Placement,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from homes.audit import record_change, system_user


def _noted(model: type, stay: Placement, **fields: Any):
    values = {"noted_by": system_user(), "noted_name": "Sam Okafor", **fields}
    record = model(child_id=stay.child_id, home_id=stay.home_id, **values)
    record_change(record, by=system_user())
    return record


def make_about(stay: Placement, agreed_on: dt.date, **fields: Any) -> AboutMe:
    return _noted(AboutMe, stay, agreed_on=agreed_on, **{"good_at": "bikes", "said_how": "spoken", **fields})


def make_date(stay: Placement, day: int, month: int, **fields: Any) -> ImportantDate:
    return _noted(
        ImportantDate, stay, day=day, month=month, **{"title": "Nan died", "tone": "tender", **fields}
    )


def make_goal(stay: Placement, started_on: dt.date, **fields: Any) -> Goal:
    return _noted(Goal, stay, started_on=started_on, **{"words": "Learn to cook 3 meals", **fields})


def make_step(goal: Goal, noticed_on: dt.date, **fields: Any) -> GoalStep:
    values = {"child_id": goal.child_id, "home_id": goal.home_id, "noted_by": system_user(), **fields}
    step = GoalStep(
        goal=goal, noticed_on=noticed_on, **{"what": "Made pasta", "noted_name": "Sam Okafor", **values}
    )
    record_change(step, by=system_user())
    return step


def make_room_check(stay: Placement, checked_on: dt.date, **fields: Any) -> RoomCheck:
    fine = dict.fromkeys(("with_child", "clothing_ok", "bedding_ok", "personal_ok", "storage_ok"), True)
    return _noted(RoomCheck, stay, placement=stay, checked_on=checked_on, **{**fine, **fields})


def make_item(stay: Placement, removed_on: dt.date, **fields: Any) -> RemovedItem:
    values = {"what": "A lighter", "why": "Unsafe", "told": "agreed", "safe_place": "Office safe", **fields}
    return _noted(RemovedItem, stay, placement=stay, removed_on=removed_on, **values)


def make_item_note(item: RemovedItem, happened_on: dt.date, kind: str = "returned", **fields: Any):
    return _noted(RemovedItemNote, item.placement, item=item, happened_on=happened_on, kind=kind, **fields)


def make_explained(stay: Placement, kind: str, given_on: dt.date, **fields: Any) -> Explained:
    values = {"how": "talked", "with_copy": True, "reply": "OK", "understood": "yes", **fields}
    return _noted(Explained, stay, placement=stay, kind=kind, given_on=given_on, **values)


def change(record: Any) -> None:
    """A later version of something noted."""
    record_change(record, by=system_user(), update=True)

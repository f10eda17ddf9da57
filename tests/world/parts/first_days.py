"""A child's first days: one thing done, and one withdrawn."""

from __future__ import annotations

import datetime as dt

from homes.audit import record_change, system_user
from tests.factories.first_days import FirstDaysEntryFactory
from tests.world.parts.asking import day, someone
from tests.world.room import Room

OBJECTS = ("first_days_entry",)
PARAMETERS = {"task": "home_plan"}
LISTS = ("sessions:first_days",)
WRITTEN = {"how", "prefers", "reply", "note", "why_not"}
NOT_ASKED = {("sessions:first_days_task", "why_not")}  # a day is set: it applies


def furnish(room: Room) -> dict:
    on = room.today - dt.timedelta(days=15)
    entry = FirstDaysEntryFactory(
        placement=room.placement,
        happened_on=on,
        **room.canaries(
            how="firstdayshow", reply="firstdaysreply", note="firstdaysnote", noted_name="firstdaysname"
        ),
    )
    wrong = FirstDaysEntryFactory(
        placement=room.placement, task="house_rules", happened_on=on, reply=room.canary("firstdayswrong")
    )
    FirstDaysEntryFactory(
        placement=room.placement,
        task="agreement",
        reached="not_needed",
        happened_on=on,
        how="",
        **room.canaries(prefers="firstdaysprefers", why_not="firstdayswhynot"),
    )
    wrong.standing, wrong.withdrawn_on = "withdrawn", on
    wrong.withdrawn_reason = room.canary("firstdayswhy")
    record_change(wrong, by=system_user(), update=True)
    return {"first_days_entry": entry.public_id}


BODIES = {
    "sessions:first_days_task": lambda w, i, p: {
        "reached": "day_set",
        "planned_on": day(3),
        "why_not": "",
        "how": "Drawing",
        "reply": "Can I see it?",
        "note": "The plan is being typed",
        "happened_on": day(),
        "done_by": someone(w, i),
    },
    "sessions:first_days_not_needed": lambda w, i, p: {
        "task": "house_rules",
        "why_not": "Lives in the flat next door",
        "happened_on": day(),
    },
}

"""The child's own words, dates, goals, room, belongings, and what was explained."""

from __future__ import annotations

import datetime as dt

from homes.audit import record_change, system_user
from tests.factories.about_me import (
    AboutMeFactory,
    ExplainedFactory,
    GoalFactory,
    GoalStepFactory,
    ImportantDateFactory,
    RemovedItemFactory,
    RemovedItemNoteFactory,
    RoomCheckFactory,
)
from tests.world.parts.asking import day, someone
from tests.world.room import Room

OBJECTS = ("goal", "item", "date", "explained")
CHANGES_NOTHING = {
    ("children:add_item", "expected"): "nothing is taken from a child who is not there yet",
    ("children:add_room_check", "expected"): "there is no room of the child's yet",
}
LISTS = ("children:about",)
WRITTEN = {
    "good_at", "what_helps", "please_dont", "interests", "happy", "sad", "angry", "worries", "title", "why", "words",
    "what", "evidence", "needed", "childs_words", "safe_place", "reply",
}  # fmt: skip


def furnish(room: Room) -> dict:
    """One of everything, with a word of its own in every text."""
    placement, today, a_day = room.placement, room.today, dt.timedelta(days=1)
    parts = (
        "good_at", "what_helps", "please_dont", "interests", "happy", "sad", "angry", "worries", "noted_name",
    )  # fmt: skip
    AboutMeFactory(
        placement=placement,
        agreed_on=today - 20 * a_day,
        **{name: room.canary("about" + name.replace("_", "")) for name in parts},
    )
    soon = today + 3 * a_day
    date = ImportantDateFactory(
        placement=placement,
        day=soon.day,
        month=soon.month,
        **room.canaries(title="datetitle", what_helps="datehelps"),
    )
    ended = ImportantDateFactory(placement=placement, day=1, month=5, title=room.canary("endedtitle"))
    ended.ended_on, ended.ended_why = today - a_day, room.canary("endedwhy")
    record_change(ended, by=system_user(), update=True)
    goal = GoalFactory(
        placement=placement, started_on=today - 30 * a_day, words=room.canary("goalwords"), steps_in_mind=3
    )
    GoalStepFactory(
        goal=goal,
        noticed_on=today - 10 * a_day,
        **room.canaries(what="stepwhat", evidence="stepshows", noted_name="stepname"),
    )
    over = GoalFactory(
        placement=placement,
        started_on=today - 30 * a_day,
        words=room.canary("overwords"),
        outcome="reached",
        ended_on=today - 20 * a_day,
        **room.canaries(ended_words="oversaid", ended_name="overname"),
    )
    GoalStepFactory(goal=over, noticed_on=today - 25 * a_day, what=room.canary("overstep"))
    RoomCheckFactory(
        placement=placement,
        checked_on=today - 12 * a_day,
        **room.canaries(needed="needed", childs_words="roomwords"),
    )
    item = RemovedItemFactory(
        placement=placement,
        removed_on=today - 14 * a_day,
        **room.canaries(what="itemwhat", why="itemwhy", safe_place="itemplace"),
    )
    RemovedItemNoteFactory(
        item=item,
        happened_on=today - 13 * a_day,
        kind="kept",
        why=room.canary("itemkept"),
        return_on=today - 12 * a_day,
    )
    explained = ExplainedFactory(
        placement=placement, kind="guide", given_on=today - 15 * a_day, reply=room.canary("guidesaid")
    )
    wrong = ExplainedFactory(
        placement=placement, kind="fire", given_on=today - 15 * a_day, reply=room.canary("wrongsaid")
    )
    wrong.standing, wrong.withdrawn_on = "withdrawn", today - 14 * a_day
    wrong.withdrawn_reason = room.canary("wrongwhy")
    record_change(wrong, by=system_user(), update=True)
    return {
        "goal": goal.public_id,
        "item": item.public_id,
        "date": date.public_id,
        "explained": explained.public_id,
    }


BODIES = {
    "children:add_about": lambda w, i, p: {
        "good_at": "drums",
        "what_helps": "quiet",
        "please_dont": "shout",
        "interests": "stars",
        "happy": "rain",
        "sad": "Sundays",
        "angry": "queues",
        "worries": "the move",
        "said_how": "drawn",
        "agreed_on": day(),
    },
    "children:add_date": lambda w, i, p: {
        "title": "First day at school",
        "on": day(20),
        "repeats": "once",
        "tone": "celebrate",
        "what_helps": "Pancakes",
        "ahead_days": "9",
    },
    "children:end_date": lambda w, i, p: {"why": "Not wanted any more"},
    "children:add_goal": lambda w, i, p: {
        "words": "Swim a length",
        "area": "health",
        "started_on": day(),
        "steps_in_mind": "4",
    },
    "children:add_step": lambda w, i, p: {
        "what": "Put a face in the water",
        "noticed_on": day(),
        "noticed_by": someone(w, i),
        "evidence": "Said so at tea",
    },
    "children:end_goal": lambda w, i, p: {
        "outcome": "changed",
        "ended_on": day(),
        "words": "I would rather dive",
    },
    "children:add_room_check": lambda w, i, p: {
        "checked_on": day(),
        "with_child": "yes",
        "clothing_ok": "yes",
        "bedding_ok": "no",
        "personal_ok": "yes",
        "storage_ok": "yes",
        "needed": "A second duvet",
        "childs_words": "It is cold",
    },
    "children:add_item": lambda w, i, p: {
        "what": "A cable",
        "removed_on": day(),
        "removed_time": "09:30",
        "why": "It was broken",
        "told": "agreed",
        "safe_place": "Office",
        "return_on": day(2),
        "removed_by": someone(w, i),
    },
    "children:note_item": lambda w, i, p: {
        "kind": "kept",
        "happened_on": day(),
        "why": "Still broken",
        "return_on": day(3),
    },
    "children:add_explained": lambda w, i, p: {
        "kind": "advocate",
        "given_on": day(),
        "how": "video",
        "with_copy": "on",
        "reply": "Good to know",
        "did_not_say": "",
        "understood": "partly",
        "refresh_on": day(30),
        "given_by": someone(w, i),
    },
}

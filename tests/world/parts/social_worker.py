"""News to the social worker, asking for visits, specialist support, handover and the chronology."""

from __future__ import annotations

import datetime as dt

from children.models import SocialWorkerUpdate
from children.social_worker.actions import as_letter
from homes.audit import set_fields
from tests.factories.chronology import ChronologyEntryFactory
from tests.factories.social_worker import (
    SocialWorkerUpdateFactory,
    SupportNeedFactory,
    SupportStepFactory,
)
from tests.factories.staff import UserFactory
from tests.factories.team import HandoverNoteFactory, HandoverSeenFactory
from tests.world.parts.asking import day

OBJECTS = ("update", "need", "entry")
LISTS = ("compliance:social_worker", "children:support", "children:chronology")
QUERIES = {"children:chronology": ("?order=oldest",)}
CHANGES_NOTHING = {
    ("compliance:draft_update", "expected"): "there is no news of a child who is not there yet",
}
NEVER_ANSWERED = {"children:handover_seen"}
WRITTEN = {
    "good_news", "happened", "worries", "asks", "to_name", "what", "why", "whom",
    "working", "title", "known_from",
}  # fmt: skip


def furnish(room) -> dict:
    placement, today, by = room.placement, room.today, room.author
    parts = {name: room.canary(f"news{name.replace('_', '')}") for name in SocialWorkerUpdate.PARTS}
    update = SocialWorkerUpdateFactory(
        placement=placement,
        sent_on=today,
        by=by,
        **parts,
        text=as_letter(parts),
        to_name=room.canary("newsto"),
    )
    need = SupportNeedFactory(
        placement=placement,
        seen_on=today,
        by=by,
        **room.canaries(what="needwhat", why="needwhy", child_view="needview"),
    )
    SupportStepFactory(
        need=need,
        happened_on=today,
        by=by,
        **room.canaries(whom="stepwhom", note="stepnote", working="stepworking", child_view="stepview"),
    )
    entry = ChronologyEntryFactory(
        placement=placement,
        happened_on=today,
        by=by,
        **room.canaries(title="entrytitle", what="entrywhat", known_from="entryknown"),
    )
    gone = ChronologyEntryFactory(
        placement=placement, happened_on=today - dt.timedelta(days=1), by=by, title=room.canary("voidtitle")
    )
    set_fields(
        gone, by=room.manager, standing="withdrawn", withdrawn_on=today, withdrawn_by=room.manager,
        withdrawn_reason=room.canary("voidwhy"),
    )  # fmt: skip
    HandoverNoteFactory(home=room.home, text=room.canary("notechild"), by=by, child=room.child)
    if room.name != "moved":  # of the home, and read by everybody of it
        HandoverNoteFactory(home=room.home, text=room.canary("notehome"), by=by)
        HandoverSeenFactory(home=room.home, by=UserFactory(full_name=f"P reader at {room.name}"))
    return {"update": update.public_id, "need": need.public_id, "entry": entry.public_id}


BODIES = {
    "compliance:draft_update": lambda w, i, p: {
        "from_on": day(-6),
        "to_on": day(),
        "good_news": "Made pancakes",
        "happened": "Went swimming",
        "worries": "None this week",
        "asks": "When will you visit?",
        "to_name": "Ruth Field",
        "how": "email",
        "sent_on": day(),
    },
    "children:add_need": lambda w, i, p: {
        "what": "Help with sleep",
        "why": "Awake most nights",
        "child_view": "I would like that",
        "seen_on": day(),
    },
    "children:add_support_step": lambda w, i, p: {
        "stage": "asked",
        "happened_on": day(),
        "whom": "The sleep clinic",
        "note": "They will write",
        "working": "Too soon to say",
        "child_view": "Fine",
    },
    "children:add_handover_note": lambda w, i, p: {"about": "", "text": "The boiler is off"},
    "children:handover_seen": lambda w, i, p: {},
    "children:add_chronology": lambda w, i, p: {
        "happened_on": day(-900),
        "title": "Began school",
        "what": "A good first day",
        "known_from": "The social worker’s report",
    },
}

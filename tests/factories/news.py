"""News to the social worker, support, handover notes and the chronology, straight from the models."""

import datetime as dt
from typing import Any

from children.models import (
    ChronologyEntry,
    ChronologyVoid,
    HandoverNote,
    HandoverSeen,
    Placement,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStep,
    SwVisitChase,
)
from homes import dates
from homes.audit import record_change, system_user
from homes.models import Home, User


def make_update(stay: Placement, sent_on: dt.date, *, by: User | None = None, **fields: Any):
    by = by or system_user()
    values = {
        "from_on": sent_on - dt.timedelta(days=6),
        "to_on": sent_on,
        "good_news": "Made pancakes",
        "text": "Good news\nMade pancakes",
        "how": "email",
        "to_name": "Ruth Field",
        **fields,
    }
    update = SocialWorkerUpdate(
        child=stay.child, home=stay.home, sent_on=sent_on, sent_by=by, sent_by_name=by.full_name, **values
    )
    record_change(update, by=by)
    return update


def make_chase(stay: Placement, asked_on: dt.date, *, by: User | None = None, **fields: Any) -> SwVisitChase:
    by = by or system_user()
    chase = SwVisitChase(
        child=stay.child,
        placement=stay,
        home=stay.home,
        asked_on=asked_on,
        asked_by=by,
        asked_by_name=by.full_name,
        **{"how": "phone", **fields},
    )
    record_change(chase, by=by)
    return chase


def make_need(stay: Placement, seen_on: dt.date, *, by: User | None = None, **fields: Any) -> SupportNeed:
    by = by or system_user()
    need = SupportNeed(
        child=stay.child,
        home=stay.home,
        seen_on=seen_on,
        written_by=by,
        written_by_name=by.full_name,
        **{"what": "Help with sleep", **fields},
    )
    record_change(need, by=by)
    return need


def make_step(
    need: SupportNeed, happened_on: dt.date, stage: str = "asked", *, by: User | None = None, **fields
):
    by = by or system_user()
    step = SupportStep(
        need=need,
        child=need.child,
        home=need.home,
        stage=stage,
        happened_on=happened_on,
        written_by=by,
        written_by_name=by.full_name,
        **fields,
    )
    record_change(step, by=by)
    return step


def make_note(home: Home, text: str, *, by: User | None = None, **fields: Any) -> HandoverNote:
    by = by or system_user()
    note = HandoverNote(home=home, text=text, written_by=by, written_by_name=by.full_name, **fields)
    record_change(note, by=by)
    return note


def make_seen(home: Home, by: User) -> HandoverSeen:
    seen = HandoverSeen(
        home=home, handover_on=dates.today(), seen_by=by, seen_by_name=by.full_name, seen_at=dates.now()
    )
    seen.save(force_insert=True)
    return seen


def make_entry(stay: Placement, happened_on: dt.date, *, by: User | None = None, **fields: Any):
    by = by or system_user()
    entry = ChronologyEntry(
        child=stay.child,
        home=stay.home,
        happened_on=happened_on,
        written_by=by,
        written_by_name=by.full_name,
        **{"title": "Won the race", "known_from": "School", **fields},
    )
    record_change(entry, by=by)
    return entry


def make_void(entry: ChronologyEntry, voided_on: dt.date, *, by: User | None = None, **fields: Any):
    by = by or system_user()
    void = ChronologyVoid(
        entry=entry,
        child=entry.child,
        home=entry.home,
        voided_on=voided_on,
        voided_by=by,
        voided_by_name=by.full_name,
        **{"reason": "Another child", **fields},
    )
    record_change(void, by=by)
    return void

"""The people around a child, restrictions, calls and visits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.factories.people import (
    ContactEntryFactory,
    PersonFactory,
    RestrictionFactory,
    RestrictionReviewFactory,
)
from tests.world.parts.asking import day, manager, someone
from tests.world.room import Room

OBJECTS = ("known", "barred", "contact", "restriction")


def furnish(room: Room) -> dict:
    """Mum, whom staff sit with; Dad, who may not speak with the child; a visit that went outside."""
    child, home, start = room.child, room.home, room.placement.moved_in_on
    address = room.canary("address", "senior", "deputy", "manager")
    mother = PersonFactory(
        child=child,
        home=home,
        started_on=start,
        name=f"M {room.canary('personname')}",
        **room.canaries(called="personcalled", organisation="personorganisation"),
        phone=f"{room.canary('personphone')} 020 7946 0018, evenings",
        email="mum.of@example.org",
        address=address,
        must_not_be_told=True,
        **room.canaries(not_told_note="nottold", note="personnote"),
    )
    father = PersonFactory(
        child=child,
        home=home,
        role="father",
        started_on=start,
        name=f"Dai {room.canary('barredname')}",
        phone="020 7946 0099",
        email="barred@example.org",
    )
    limit = RestrictionFactory(
        child=child,
        home=home,
        started_on=room.today - dt.timedelta(days=30),
        by=room.manager,
        by_court=True,
        person=mother,
        supervised=True,
        **room.canaries(
            section="section", order_number="ordernumber", conditions="conditions", reason="restrictionreason"
        ),
        review_due_on=room.today + dt.timedelta(days=60),
    )
    RestrictionFactory(
        child=child,
        home=home,
        started_on=room.today - dt.timedelta(days=30),
        by=room.manager,
        by_court=True,
        person=father,
        no_contact=True,
        reason="For safety",
        review_due_on=room.today + dt.timedelta(days=60),
    )
    RestrictionReviewFactory(
        restriction=limit,
        reviewed_on=room.today - dt.timedelta(days=20),
        next_review_on=room.today + dt.timedelta(days=60),
        by=room.manager,
    )
    entry = ContactEntryFactory(
        child=child,
        home=home,
        happened_on=room.today - dt.timedelta(days=12),
        by=room.author,
        person=mother,
        person_name=room.canary("contactname"),
        kind="family_time",
        outcome="met",
        **room.canaries(
            content="contactcontent",
            child_told="contacttold",
            view_before="contactbefore",
            view_after="contactafter",
        ),
        restriction=limit,
        **room.canaries(outside_restriction_reason="contactwhy", none_of="contactnoneof"),
    )
    return {
        "known": mother.public_id,
        "barred": father.public_id,
        "contact": entry.public_id,
        "restriction": limit.public_id,
    }


DETAILS: dict[str, Any] = {
    "name": "Dana Reed",
    "organisation": "Northshire Council",
    "called": "Dana",
    "phone": "01632 960 017",
    "email": "dana@example.org",
    "channel": "phone",
    "address": "1 High Street",
    "must_not_be_told": "on",
    "not_told_note": "Where Dad lives",
    "note": "Rings back in the evening",
}
CONTACT: dict[str, Any] = {
    "kind": "phone",
    "outcome": "spoke",
    "direction": "in",
    "content": "Rang about Sunday.",
    "happened_on": "",
    "happened_at": "16:30",
    "mood": "good_news",
    "planned": "on",
    "supervised": "on",
    "accompanied_by": "Jo",
    "child_told": "That she rang",
    "view_before": "Looking forward",
    "view_after": "Quiet",
}
BODIES = {
    "children:add_person": lambda w, i, p: {**DETAILS, "role": "iro", "started_on": day(-3)},
    "children:edit_person": lambda w, i, p: {**DETAILS, "role": "mother", "started_on": day(-30)},
    "children:end_person": lambda w, i, p: {"ended_on": day(), "end_note": "Changed teams"},
    "children:change_person": lambda w, i, p: {**DETAILS, "on": day(), "end_note": "Changed teams"},
    "children:log_with": lambda w, i, p: {
        **CONTACT,
        "happened_on": day(-1),
        "outside_restriction_reason": "",
    },
    "children:log_with_somebody": lambda w, i, p: {
        **CONTACT,
        "happened_on": day(-1),
        "person_name": "The neighbour",
        "one_of_these": "no",
    },
    "children:log_attempt": lambda w, i, p: {
        "kind": "phone",
        "content": "Asked to speak; told to ring the manager",
        "got_through": "no",
        "outside_restriction_reason": "",
        "happened_on": day(-1),
        "happened_at": "16:30",
        "child_told": "Nothing",
    },
    "children:contact_seen": lambda w, i, p: {},
    "children:add_restriction": lambda w, i, p: {
        "kind": "searches",
        "person": "",
        "supervised": "",
        "accompanied": "",
        "planned": "",
        "no_contact": "",
        "conditions": "Only with two adults",
        "basis": "court_order",
        "section": "25",
        "order_number": "LV26C00456",
        "ordered_on": day(-3),
        "order_ends_on": day(90),
        "reason": "After the knife",
        "authorised_by": manager(w, i),
        "consent_name": "Dana Reed",
        "consent_on": day(-1),
        "started_on": day(-2),
        "review_due_on": day(28),
        "child_told_on": day(-1),
        "child_told_by": someone(w, i),
        "child_view": "Fair enough",
    },
    "children:review_restriction": lambda w, i, p: {
        "reviewed_on": day(),
        "still_needed": "yes",
        "still_fair": "no",
        "child_view": "Too much",
        "what_changes": "Once a week only",
        "next_review_on": day(28),
    },
    "children:end_restriction": lambda w, i, p: {"ended_on": day(), "end_note": "The court ended it"},
    "children:complete_restriction": lambda w, i, p: {
        "consent_name": "Dana Reed",
        "consent_on": day(-1),
        "child_told_on": day(-1),
        "child_told_by": someone(w, i),
        "child_view": "Fair enough",
    },
}
QUERIES = {"children:contacts": ("?kind=phone", "?kind=family_time")}
NEVER_ANSWERED = {"children:contact_seen"}
LISTS = ("children:contacts",)
WRITTEN = {
    "organisation", "called", "phone", "not_told_note", "content", "child_told", "view_before", "view_after",
    "accompanied_by", "outside_restriction_reason", "person_name", "conditions", "section", "order_number",
    "consent_name", "what_changes", "address",
}  # fmt: skip

"""What is signed and waits to be read, what was asked about it, and what was said to whoever wrote it."""

from __future__ import annotations

from sessions_app.models import SessionReview
from sessions_app.review.actions import ask_about, mark_as_reviewed
from tests.factories.review import ApproachReviewFactory
from tests.world.cast import HOMES, those
from tests.world.parts import sessions
from tests.world.parts.asking import day
from tests.world.room import Room

OBJECTS = ("reading",)
LISTS = ("sessions:to_review",)
WRITTEN = {"note", "said"}
NOT_ASKED = {("sessions:review", "until")}  # nothing is kept for later


def furnish(room: Room) -> dict:
    """One to read, one with a question, one that was read, with a note only its writer and the reviewers see."""
    rows = [
        SessionReview.objects.get(
            session=sessions.signed_by(room, room.placement, room.author, label, days_ago=2)
        )
        for label in ("toread", "asked", "read")
    ]
    ask_about(rows[1], by=room.manager, now=room.now, text=room.canary("question"))
    theirs = ("key_worker", "deputy", "manager", "ri")
    note = room.put(f"{room.name}reviewnote", room.readers(*theirs) & those(written_at(room), *theirs))
    mark_as_reviewed(rows[2], by=room.manager, now=room.now, note=note)
    ApproachReviewFactory(
        placement=room.placement, reviewed_on=room.today, said=room.canary("approach"), by=room.manager
    )
    return {"reading": rows[0].public_id}


def written_at(room: Room) -> str:
    """The home whose adults wrote and review the records: a child who moved took them along, not their notes."""
    return room.name if room.name in HOMES else "maple"


BODIES = {
    "sessions:review_approach": lambda w, i, p: {
        "reviewed_on": day(),
        "ways": ["advocate"],
        "said": "Dee asks, in writing",
    },
    "sessions:review": lambda w, i, p: {"note": "Thank you for waiting with him", "do": "reviewed"},
}

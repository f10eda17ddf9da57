"""News to the social worker, specialist support, the chronology, the handover, and what the team thinks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from children.models import (
    SW_VISIT,
    Chase,
    ChronologyEntry,
    HandoverNote,
    HandoverSeen,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStep,
    TeamReflection,
)
from compliance.demo.estate import words
from compliance.demo.estate.placement import PlacementStory
from compliance.demo.estate.places import Place
from compliance.demo.estate.writing import Book
from homes.dates import add_days
from sessions_app.actions import person_there

STAGES = ("asked", "arranged", "happening", "reviewed")


def tell(story: PlacementStory) -> None:
    _social_worker(story)
    _support(story)
    _chronology(story)
    _team(story)


def _social_worker(story: PlacementStory) -> None:
    for day in story.days(7, most=10):
        good = words.some(story.rng, words.ACCOUNT, 2)
        story.signed(
            SocialWorkerUpdate, day, "sent", from_on=add_days(day, -7), to_on=day, good_news=good,
            happened="A quiet week.", text=f"{good} A quiet week.", sent_on=day, how="email",
            to_name="The social worker",
        )  # fmt: skip
    for day in story.days(200, most=2):
        story.signed(
            Chase, day, "asked", about=SW_VISIT, asked_on=day, how="phone", whom="The duty desk",
            answer="They look for a day.",
        )  # fmt: skip


def _support(story: PlacementStory) -> None:
    for day in story.days(500, most=2):
        need = story.signed(
            SupportNeed, day, "written", seen_on=day, what="Speech and language", why="Words get stuck.",
            child_view=story.rng.choice(words.CHILD_SAID),
        )  # fmt: skip
        for number, stage in enumerate(STAGES):
            done = min(add_days(day, 20 * number), story.last_on)
            story.signed(
                SupportStep, done, "written", need=need, stage=stage, happened_on=done, whom="Made-up service",
                note="As agreed.", working="Slowly, and surely." if number > 1 else "",
            )  # fmt: skip


def _chronology(story: PlacementStory) -> None:
    for number, day in enumerate(story.days(90, most=6)):
        told_twice: dict[str, Any] = {
            "standing": "withdrawn", "withdrawn_on": day, "withdrawn_reason": "Told twice.",
            "withdrawn_by": story.place.manager,
        }  # fmt: skip
        story.signed(
            ChronologyEntry, day, "written", happened_on=day, title="Moved schools", what="A new uniform.",
            known_from="The school's letter", **(told_twice if number == 0 else {}),
        )  # fmt: skip


def _team(story: PlacementStory) -> None:
    for day in story.days(80, most=4):
        story.tell(
            TeamReflection, day, reflected_on=day, took_part=[person_there(one) for one in (story.lead, story.second)],
            answers=[{"code": "trust", "question": "Whom does the child trust?", "answer": "Two of us, by now."}],
            agreed="Keep Saturdays free.", written_by=story.place.manager, by=story.place.manager,
        )  # fmt: skip
    for day in story.days(3, most=5):
        story.signed(HandoverNote, day, "written", text="Sleeps late after football; breakfast is kept.")


def tell_home(place: Place, *, book: Book, now: dt.datetime) -> None:
    """A note about the house for each of ten days, read by its first workers."""
    for ago in range(10, 0, -1):
        at = now - dt.timedelta(days=ago)
        book.tell(
            HandoverNote, at=at, by=place.manager, home=place.home, child=None, text="The boiler is seen to on Monday.",
            written_by=place.manager, written_by_name=place.manager.full_name,
            written_by_title=place.manager.job_title,
        )  # fmt: skip
        for reader in place.workers[:2]:
            book.tell(
                HandoverSeen, at=at, home=place.home, handover_on=at.date(), seen_by=reader,
                seen_by_name=reader.full_name, seen_at=at,
            )  # fmt: skip

"""What the child says and wants, the room, what was taken away, and what was explained."""

from __future__ import annotations

from children.models import (
    AboutMe,
    Explained,
    ExplainedKind,
    Goal,
    GoalStep,
    ImportantDate,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from compliance.demo.estate import words
from compliance.demo.estate.placement import LATE, PlacementStory
from compliance.rules.arriving.explained import WAYS_TO_BE_HEARD
from homes.dates import add_days, add_months
from sessions_app.models import FirstDaysEntry

AREAS = ("skills", "school", "health", "people", "fun", "future")


def tell(story: PlacementStory) -> None:
    _about(story)
    _goals(story)
    _room_and_items(story)
    _explained(story)
    _first_days(story)


def _about(story: PlacementStory) -> None:
    for day in story.days(180, most=3):
        story.noted(
            AboutMe, day, good_at="Drawing maps", what_helps="A walk first", please_dont="Knock twice",
            interests="Bridges", happy="A full fridge", worries="Being late", said_how="spoken", agreed_on=day,
        )  # fmt: skip
    born = story.child.date_of_birth
    for title, tone, over in (("The day we got the cat", "celebrate", False), ("A hard day", "tender", True)):
        story.noted(
            ImportantDate, story.first_on, title=title, day=min(born.day, 28), month=(born.month % 12) + 1, tone=tone,
            what_helps="Company, and cake.", ended_on=story.last_on if over else None,
            ended_why="Not any more." if over else "",
        )  # fmt: skip


def _goals(story: PlacementStory) -> None:
    for number, day in enumerate(story.days(200, most=4)):
        over = number < 2
        goal = story.noted(
            Goal, day, words=f"I want to learn the {number + 1}. thing on my list",
            area=AREAS[number % len(AREAS)], started_on=day, steps_in_mind=3, outcome="reached" if over else "",
            ended_on=min(add_days(day, 90), story.last_on) if over else None,
            ended_words="Done!" if over else "", ended_name=story.lead.full_name if over else "",
        )  # fmt: skip
        for more in (10, 30):
            noticed = min(add_days(day, more), story.last_on)
            story.noted(
                GoalStep, noticed, goal=goal, what=story.rng.choice(words.STEPS), noticed_on=noticed,
                evidence="Seen by two of us.",
            )  # fmt: skip


def _room_and_items(story: PlacementStory) -> None:
    for day in story.days(28, most=8):
        story.noted(
            RoomCheck, day, placement=story.placement, checked_on=day, with_child=True, clothing_ok=True,
            bedding_ok=True, personal_ok=True, storage_ok=True, childs_words=story.rng.choice(words.CHILD_SAID),
        )  # fmt: skip
    for number, day in enumerate(story.days(150, most=3)):
        item = story.noted(
            RemovedItem, day, placement=story.placement, what="A loud speaker", removed_on=day,
            why="Nobody could sleep.", told="told", safe_place="Office safe", return_on=day,
        )  # fmt: skip
        if number == 2 and not story.ended and story.rng.random() < LATE:
            continue  # not given back yet
        story.noted(
            RemovedItemNote, day, item=item, kind="kept", happened_on=day, return_on=day,
            why="Agreed to wait until the evening.",
        )  # fmt: skip
        story.noted(RemovedItemNote, day, item=item, kind="returned", happened_on=day, why="Given back.")


def _explained(story: PlacementStory) -> None:
    late = not story.ended and story.rng.random() < LATE
    after_reviews = {
        min(add_days(day, 2), story.last_on) for day in story.reviewed_on[: -1 if late else None]
    }
    for kind in ExplainedKind.values:
        days = {add_days(story.first_on, 1), *story.days(170, most=2)}
        for day in sorted(days | after_reviews if kind in WAYS_TO_BE_HEARD else days):
            story.noted(
                Explained, day, placement=story.placement, kind=kind, given_on=day, how="read", with_copy=True,
                reply="I know that.", understood="yes", refresh_on=add_months(day, 6),
            )  # fmt: skip


def _first_days(story: PlacementStory) -> None:
    for after, task in enumerate(
        ("essentials", "why_here", "house_rules", "agreement", "worries", "home_plan")
    ):
        day = min(add_days(story.first_on, after), story.last_on)
        story.noted(
            FirstDaysEntry, day, placement=story.placement, task=task, reached="done", happened_on=day,
            how="On a walk", reply="I know that.",
        )  # fmt: skip

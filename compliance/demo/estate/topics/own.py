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
from compliance.demo.estate.stay import LATE, Stay
from homes.dates import add_days, add_months

AREAS = ("skills", "school", "health", "people", "fun", "future")


def tell(stay: Stay) -> None:
    _about(stay)
    _goals(stay)
    _room_and_items(stay)
    _explained(stay)


def _about(stay: Stay) -> None:
    for day in stay.days(180, most=3):
        stay.noted(
            AboutMe, day, good_at="Drawing maps", what_helps="A walk first", please_dont="Knock twice",
            interests="Bridges", happy="A full fridge", worries="Being late", said_how="spoken", agreed_on=day,
        )  # fmt: skip
    born = stay.child.date_of_birth
    for title, tone, over in (("The day we got the cat", "celebrate", False), ("A hard day", "tender", True)):
        stay.noted(
            ImportantDate, stay.first_on, title=title, day=min(born.day, 28), month=(born.month % 12) + 1, tone=tone,
            what_helps="Company, and cake.", ended_on=stay.last_on if over else None,
            ended_why="Not any more." if over else "",
        )  # fmt: skip


def _goals(stay: Stay) -> None:
    for number, day in enumerate(stay.days(200, most=4)):
        over = number < 2
        goal = stay.noted(
            Goal, day, words=f"I want to learn the {number + 1}. thing on my list",
            area=AREAS[number % len(AREAS)], started_on=day, steps_in_mind=3, outcome="reached" if over else "",
            ended_on=min(add_days(day, 90), stay.last_on) if over else None,
            ended_words="Done!" if over else "", ended_name=stay.lead.full_name if over else "",
        )  # fmt: skip
        for more in (10, 30):
            noticed = min(add_days(day, more), stay.last_on)
            stay.noted(
                GoalStep, noticed, goal=goal, what=stay.rng.choice(words.STEPS), noticed_on=noticed,
                evidence="Seen by two of us.",
            )  # fmt: skip


def _room_and_items(stay: Stay) -> None:
    for day in stay.days(28, most=8):
        stay.noted(
            RoomCheck, day, placement=stay.placement, checked_on=day, with_child=True, clothing_ok=True,
            bedding_ok=True, personal_ok=True, storage_ok=True, childs_words=stay.rng.choice(words.CHILD_SAID),
        )  # fmt: skip
    for number, day in enumerate(stay.days(150, most=3)):
        item = stay.noted(
            RemovedItem, day, placement=stay.placement, what="A loud speaker", removed_on=day,
            why="Nobody could sleep.", told="told", safe_place="Office safe", return_on=day,
        )  # fmt: skip
        if number == 2 and not stay.ended and stay.rng.random() < LATE:
            continue  # not given back yet
        stay.noted(
            RemovedItemNote, day, item=item, kind="kept", happened_on=day, return_on=day,
            why="Agreed to wait until the evening.",
        )  # fmt: skip
        stay.noted(RemovedItemNote, day, item=item, kind="returned", happened_on=day, why="Given back.")


def _explained(stay: Stay) -> None:
    for kind in ExplainedKind.values:
        for day in sorted({add_days(stay.first_on, 1), *stay.days(170, most=2)}):
            stay.noted(
                Explained, day, placement=stay.placement, kind=kind, given_on=day, how="read", with_copy=True,
                reply="I know that.", understood="yes", refresh_on=add_months(day, 6),
            )  # fmt: skip

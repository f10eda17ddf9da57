"""The first days of the demo's children: Leo's list is at 4 of 10, Ash's has hardly begun, the others' are complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from children.models import Placement
from compliance.demo.story import Story
from compliance.demo.topics.about_me import SETTLED
from homes.practice import shipped_for
from sessions_app.first_days.elsewhere import EXPLAINED
from sessions_app.models import FirstDaysEntry

# Task -> days after moving in, how it was done, and what the child said.
SETTLING = {
    "why_here": (0, "on a walk round the garden", "I know. Nobody could have me at home for now."),
    "home_plan": (2, "read together, with the long words crossed out", "Put swimming in it"),
    "essentials": (0, "unpacked together", "My own towel stays on top"),
    "worries": (4, "drawing the two houses", "What happens to my hamster?"),
    "house_rules": (1, "over breakfast", "Can I have my own lamp on?"),
    "agreement": (3, "sitting on the back step", "Not on Tuesdays, that is football"),
    "dbt_file": (3, "at the kitchen table", ""),
}


def tell(stories: Mapping[str, Story]) -> None:
    for child, home, ago, by in SETTLED:
        story = stories[home]
        settled(story, story.cast.placements[child, home], ago, by=by)
    leo(stories["maple"])
    ash(stories["oak"])


def settled(story: Story, placement: Placement, ago: int, *, by: str) -> None:
    """Everything on the home's list, over the first five days."""
    for item in shipped_for(story.home.profile, story.home.nation).first_days:
        if item.code in SETTLING:
            after, how, reply = SETTLING[item.code]
            says(story, placement, ago - after, item.code, by=by, how=how, reply=reply)
        elif item.code not in EXPLAINED:
            why_not = "There was no visit before the day."
            says(story, placement, ago, item.code, by=by, reached="not_needed", why_not=why_not)


def leo(story: Story) -> None:
    """Three days in, as drawn in the wireframe: some of it done, some begun, and a day set for the plan."""
    placement = story.cast.placements["leo", "maple"]
    says(
        story, placement, 3, "essentials", by="dee", how="unpacked together", reply="Is this lamp mine to keep?",
        note="A warm coat is on its way.",
    )  # fmt: skip
    says(
        story, placement, 3, "why_here", by="dee", reached="started", how="on a walk",
        reply="Because Mum is poorly. I get it.", note="How long is not known yet. We said so.",
    )  # fmt: skip
    says(
        story, placement, 1, "home_plan", by="jo", reached="day_set", planned_on=story.diary.day(-3),
        note="His social worker brings the plan.",
    )  # fmt: skip


def ash(story: Story) -> None:
    """In a hurry, at night: pyjamas from the cupboard, and nobody has shown the way out in a fire."""
    placement = story.cast.placements["ash", "oak"]
    says(
        story, placement, 6, "essentials", by="tom", how="from the night cupboard",
        note="Clothes bought the next morning.",
    )  # fmt: skip


def says(story: Story, placement: Placement, ago: int, task: str, *, by: str, **said: Any) -> None:
    who = story.cast.people[by]
    entry = FirstDaysEntry(
        child=placement.child,
        home=placement.home,
        placement=placement,
        task=task,
        happened_on=story.diary.day(ago),
        noted_by=who,
        noted_name=who.full_name,
        noted_title=who.job_title,
        **{"reached": "done", **said},
    )
    story.diary.add(entry, by=who, at=story.diary.at(ago, "22:10"))

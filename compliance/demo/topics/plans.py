"""The week that is coming: who meets which child when, what each wants to talk about, and what was moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from compliance.demo.story import Story
from sessions_app.models import PlanStep, SessionPlan


def tell(stories: Mapping[str, Story]) -> None:
    maple(stories["maple"])
    plans(
        stories["oak"], "finn", "tom", 1, at="15:30", place="The library", format="formal", wants="My brother’s visit",
        child_knows=True,
    )  # fmt: skip
    plans(
        stories["ty-bedw"],
        "bryn",
        "cerys",
        2,
        at="16:30",
        place="The beach",
        format="journey",
        child_knows=True,
    )


def maple(story: Story) -> None:
    plans(
        story, "kai", "sam", 2, at="16:00", place="Bike track", format="activity", wants="The school trip. Who pays?",
        purposes=["review_or_court"], hold_back="His aunt may be able to visit next month. Wait for the council’s yes.",
        kit="Two helmets", petty_cash=Decimal("8"), talked_with=story.manager,
        talked_name=story.manager.full_name, safety_doubt="He rides fast on the hill.",
        safety_plan="Helmets on, and the short loop.", child_knows=True, childs_reply="OK",
    )  # fmt: skip
    plans(story, "rae", "lou", 1, at="17:00", place="Baking", format="activity", wants="")
    plans(
        story, "leo", "dee", 0, at="16:30", place="A walk round the pond", format="journey", wants="My room",
        child_knows=True,
    )  # fmt: skip
    plans(
        story,
        "mia",
        "jo",
        -3,
        at="16:00",
        place="Drawing",
        format="activity",
        wants="Nothing",
        child_knows=True,
    )  # the day has passed, and nobody has said what came of it
    moved = plans(
        story, "ali", "dee", 4, at="11:00", place="Trampoline park", format="activity", wants="Swimming lessons",
        child_knows=True, reason="The car was at the garage.",
    )  # fmt: skip
    becomes(story, moved, "moved", was_on=story.diary.day(-2), was_at=dt.time(11), by="dee")
    off = plans(
        story, "mia", "jo", 3, at="10:00", place="Swimming", format="activity", wants="Nothing", child_knows=True,
        state="cancelled", reason="I’d rather be at the sleepover.",
    )  # fmt: skip
    becomes(story, off, "called_off", whose="child", was_on=off.planned_on, was_at=off.starts, by="jo")


def plans(story: Story, child: str, worker: str, ahead: int, *, at: str, **said: Any) -> SessionPlan:
    """Planned three days ago, or three days before the day if that is over."""
    placement = story.cast.placements[child, story.home.code]
    plan = SessionPlan(
        child=placement.child,
        placement=placement,
        home=placement.home,
        worker=story.cast.people[worker],
        planned_by=story.cast.people[worker],
        planned_on=story.diary.day(-ahead),
        starts=dt.time.fromisoformat(at),
        **said,
    )
    return story.diary.add(plan, by=plan.planned_by, at=story.diary.at(max(3, 3 - ahead), "17:20"))


def becomes(story: Story, plan: SessionPlan, kind: str, *, by: str, whose: str = "ours", **said: Any) -> None:
    """Moved, or called off, yesterday."""
    who = story.cast.people[by]
    new = {"new_on": plan.planned_on, "new_at": plan.starts} if kind == "moved" else {}
    step = PlanStep(
        plan=plan,
        child=plan.child,
        home=plan.home,
        kind=kind,
        whose=whose,
        happened_on=story.diary.day(1),
        reason=plan.reason,
        child_knows=True,
        noted_by=who,
        noted_name=who.full_name,
        noted_title=who.job_title,
        **new,
        **said,
    )
    story.diary.add(step, by=who, at=story.diary.at(1, "19:05"))

"""Worries about a child: who was told, and the numbers to ring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.demo.story import Story
from compliance.demo.words import Written
from homes.models import RingNumber
from sessions_app.models import AgreedAction, Debrief, KeyWorkSession, WorryAnswer

# 07700 900 000 to 900 999 are reserved for drama.
NUMBERS = {
    "maple": {"jean": "07700 900142", "idris": "07700 900171"},
    "oak": {"ama": "07700 900143"},
    "ty-bedw": {"huw": "07700 900144"},
}


def tell(stories: Mapping[str, Story]) -> None:
    for home, numbers in NUMBERS.items():
        story = stories[home]
        for who, phone in numbers.items():
            number = RingNumber(home=story.home, user=story.cast.people[who], phone=phone)
            story.diary.add(number, by=story.manager, at=story.diary.at(60, "10:30"))
    nobody_reached(stories["ty-bedw"])
    a_colleague_was_told(stories["maple"])
    the_managers_own(stories["oak"])
    answered_lately(stories["ty-bedw"])


def nobody_reached(story: Story) -> None:
    """Late last evening Cerys heard something from Nia and reached nobody: it waits since then."""
    words = Written(
        format="quick_chat",
        account="You came down in your socks and asked whether the back door was locked. We checked it together.",
        topics=("safe",),
        said="I don't want to go on Saturday",
    )
    story.session(
        story.cast.placements["nia", "ty-bedw"], 1, by="cerys", words=words, worry=True,
        worry_text="She does not want to go home on Saturday and would not say why. She was shaking.",
        worry_tried="Huw, twice, and the number on call. Nobody picked up.",
    )  # fmt: skip


def a_colleague_was_told(story: Story) -> None:
    """Yesterday evening Dee told Jo, and no manager yet: that is owed today."""
    words = Written(
        format="quick_chat",
        account="You said you were full, and asked whether you could take two rolls up with you. You could.",
        topics=("feelings",),
        said="In case",
    )
    jo = story.cast.people["jo"]
    story.session(
        story.cast.placements["leo", "maple"], 1, by="dee", words=words, worry=True,
        worry_text="There is bread under his pillow and in his bag, some of it days old.",
        worry_told_name=jo.full_name, worry_told_title=jo.job_title,
        worry_told_at=story.diary.at(1, "21:05"), worry_told_how="face_to_face",
    )  # fmt: skip


def the_managers_own(story: Story) -> None:
    """Three days ago Ama wrote it herself. No other manager works here, so Idris is to answer, and is late."""
    words = Written(
        format="quick_chat",
        account="You came in from the garden and asked which bus goes past the station. We looked it up.",
        topics=("safe",),
        said="Somebody said they'd show me the trains",
    )
    story.session(
        story.cast.placements["robin", "oak"], 3, by="ama", words=words, worry=True,
        worry_text="Robin would not say who that is. There were two new numbers on the phone.",
        **told(story, "idris", 3),
    )  # fmt: skip


def answered_lately(story: Story) -> None:
    """Four days ago Cerys told Huw, who answered the next morning."""
    words = Written(
        format="quick_chat",
        account="You held your arm while we fed the hens. I asked, and you showed me.",
        topics=("health",),
        said="I fell off the wall at school",
    )
    session = story.session(
        story.cast.placements["bryn", "ty-bedw"], 4, by="cerys", words=words, worry=True,
        worry_text="A long graze on his left arm that nobody had told us of.", **told(story, "huw", 4),
    )  # fmt: skip
    answered(
        story,
        session,
        3,
        "I rang the school. A teacher saw him fall and cleaned it. Bryn was there when I rang.",
        next_step="Ask the school to ring us the same day when he is hurt",
        next_in=2,
    )


def answered(
    story: Story, session: KeyWorkSession, ago: int, account: str, *, next_step: str = "", next_in: int = 0
) -> None:
    """The manager answered the next morning, and told the child. `next_step`: what the manager still does, in days."""
    following: dict[str, Any] = {}
    if next_step:
        following = {"next_step": next_step, "next_by": story.manager, "next_on": story.diary.day(-next_in)}
    answer = WorryAnswer(
        session=session, child=session.child, home=session.home, done=["spoke", "social_worker"],
        account=account, child_knows="told", answered_by=story.manager,
        answered_by_name=story.manager.full_name, answered_by_title=story.manager.job_title,
        answered_at=story.diary.at(ago, "08:40"), **following,
    )  # fmt: skip
    story.diary.add(answer, by=story.manager, at=answer.answered_at)
    if answer.next_step:
        owed = AgreedAction(
            child=session.child, home=session.home, session=session, placement=session.placement,
            what=answer.next_step, whose="adult", person=story.manager, person_name=story.manager.full_name,
            agreed_on=story.diary.day(ago), by_on=answer.next_on, after_worry=True,
        )  # fmt: skip
        story.diary.add(owed, by=story.manager, at=answer.answered_at)


def wants_to_talk(story: Story, session: KeyWorkSession, note: str) -> None:
    """Said after signing, by whoever wrote it: theirs and the manager's."""
    said = Debrief(
        home=session.home, user=session.author, session=session, feeling="talk", note=note,
        said_at=story.diary.at(1, "22:05"),
    )  # fmt: skip
    story.diary.add(said, by=session.author, at=said.said_at)


def told(story: Story, who: str, ago: int, *, clock: str = "21:20", how: str = "phone") -> dict[str, Any]:
    """That somebody was told of a worry, as its record keeps it."""
    person = story.cast.people[who]
    return {
        "worry_told_to": person, "worry_told_name": person.full_name, "worry_told_title": person.job_title,
        "worry_told_at": story.diary.at(ago, clock), "worry_told_how": how,
    }  # fmt: skip

"""What was written wrong: one note withdrawn, one call put right. Both can still be read, with who said so and why."""

from __future__ import annotations

from collections.abc import Mapping

from children.models import AbsenceKind, ChildAbsence, ContactEntry
from compliance.demo.story import Story
from homes.models.put_right import Standing


def tell(stories: Mapping[str, Story]) -> None:
    not_missing(stories["maple"])
    a_call_of_another_day(stories["maple"])


def not_missing(story: Story) -> None:
    """Four evenings ago Jo wrote that Ali was missing; he was in the garage, and she withdrew it soon after."""
    ali, jo = story.cast.placements["ali", "maple"], story.cast.people["jo"]
    why = "It did not happen. He was in the garage with his bike."
    noted = ChildAbsence(
        child=ali.child, home=story.home, kind=AbsenceKind.MISSING, started_on=story.diary.day(4),
        note="Not back from football.",
    )  # fmt: skip
    story.diary.add(noted, by=jo, at=story.diary.at(4, "20:40"))
    story.diary.change(
        noted, by=jo, at=story.diary.at(4, "20:55"), reason=why, standing=Standing.WITHDRAWN,
        withdrawn_on=story.diary.day(4), withdrawn_reason=why, withdrawn_by=jo,
    )  # fmt: skip


def a_call_of_another_day(story: Story) -> None:
    """Her nan rang on the evening before: the manager put the day right."""
    mia, dee = story.cast.placements["mia", "maple"], story.cast.people["dee"]
    call = ContactEntry(
        child=mia.child, home=story.home, person_name="Nan", kind="phone", direction="in", outcome="spoke",
        happened_on=story.diary.day(5), content="Nan has a new kitten. Mia may name it.",
        author=dee, author_name=dee.full_name, author_title=dee.job_title,
    )  # fmt: skip
    story.diary.add(call, by=dee, at=story.diary.at(5, "19:10"))
    at = story.diary.at(3, "09:20")
    story.diary.change(
        call,
        by=story.manager,
        at=at,
        reason="It was typed wrong",
        happened_on=story.diary.day(6),
        put_right_at=at,
    )

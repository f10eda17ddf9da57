"""Children who were handed the tablet: one agreed, one did not, one did not want to."""

from __future__ import annotations

from compliance.demo.time_together import TimeTogether
from homes.acting import named
from sessions_app.models import ChildsPart, ChildsPartWithdrawn, KeyWorkSession


def took_part(
    story: TimeTogether,
    session: KeyWorkSession,
    ago: int,
    *,
    by: str,
    answer: str,
    words: str = "",
    share: str = "",
) -> ChildsPart:
    """Handed over after tea; without a tablet where an adult noted that the child did not want to."""
    adult = story.cast.people[by]
    handed, said = story.diary.at(ago, "17:50"), story.diary.at(ago, "17:58")
    part = ChildsPart(
        session=session,
        child=session.child,
        home=session.home,
        answer=answer,
        words=words,
        share=share,
        said_at=said,
        handed_at=None if answer == "declined" else handed,
        **named("handed_by", adult),
    )
    return story.diary.add(part, by=adult, at=said)


def was_another_child(story: TimeTogether, part: ChildsPart, ago: int, reason: str) -> None:
    """The manager says so the next morning."""
    gone = ChildsPartWithdrawn(
        part=part, session=part.session, child=part.child, home=part.home, reason=reason,
        **named("noted_by", story.manager, "noted"),
    )  # fmt: skip
    story.diary.add(gone, by=story.manager, at=story.diary.at(ago, "09:20"))

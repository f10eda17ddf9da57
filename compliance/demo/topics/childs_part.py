"""Children who were handed the tablet: one agreed, one did not, one did not want to."""

from __future__ import annotations

from compliance.demo.time_together import TimeTogether
from homes.acting import named
from sessions_app.models import ChildsPart, KeyWorkSession


def took_part(
    story: TimeTogether, session: KeyWorkSession, ago: int, *, by: str, answer: str, words: str = ""
) -> None:
    """Handed over after tea; without a tablet where an adult noted that the child did not want to."""
    adult = story.cast.people[by]
    handed, said = story.diary.at(ago, "17:50"), story.diary.at(ago, "17:58")
    part = ChildsPart(
        session=session,
        child=session.child,
        home=session.home,
        answer=answer,
        words=words,
        said_at=said,
        handed_at=None if answer == "declined" else handed,
        **named("handed_by", adult),
    )
    story.diary.add(part, by=adult, at=said)

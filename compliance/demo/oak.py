"""Oak Lodge: complex needs, a shorter week of 5 days, and one child who is missing today."""

from __future__ import annotations

from children.models import AbsenceKind, AssignmentRole, EndReason, FileType
from compliance.demo.cast import ENGLISH_AUTHORITY
from compliance.demo.story import Story
from compliance.demo.words import compose

HEALTH, PLAN = FileType.HEALTH, FileType.HOME_PLAN


def tell(story: Story) -> None:
    story.standard("KS-WEEK", 5, 90, reason="The children here asked not to wait a whole week")
    story.standard(
        "LA-KNOWN", 2, 90, reason="Children come here in a hurry: we ring the authority the next day"
    )
    finn(story)
    wren(story)
    ash(story)
    robin(story)
    nia(story)
    isla(story)
    noor(story)
    adults(story)


def adults(story: Story) -> None:
    """Tom's supervision and training are in date. Of Ama, who took over a child lately, nothing is noted yet."""
    story.ready("tom", "supervision", 25, with_person="ama")
    story.ready("tom", "key_work_training", 240, what="Key work with children")


def finn(story: Story) -> None:
    """Away for two weeks with family, back 2 days ago: a session is due within 3 days of coming back.

    Ama is his second practitioner since he is back, and he is to hear of it today.
    """
    placement = story.moves_in("finn", 98, authority=ENGLISH_AUTHORITY, looked_after=1500)
    story.names(placement, "tom", 98)
    story.names(placement, "ama", 2, role=AssignmentRole.SECOND, told=False)
    story.first_time(placement, 97, by="tom")
    story.weeks(
        placement, range(17, 95, 5), by=("tom", "tom", "ama"), purposes=("voice_and_influence", "", "future")
    )
    story.session(placement, 1, by="tom", words=compose("finn", 1), signed=False)
    story.declined(placement, 0, by="ama")
    story.away(
        placement, AbsenceKind.FAMILY_STAY, 16, back=2, by="tom", note="At his grandad's, as in his plan."
    )
    story.plan(placement, PLAN, 97, review_in=-45)
    story.plan(placement, PLAN, 45, note="Reviewed with Finn and his picture board.")
    story.plan(placement, HEALTH, 98, dated=120, review_in=150)


def wren(story: Story) -> None:
    """Four years old: a health plan lasts 6 months before the fifth birthday, and hers is due soon.

    Nobody has noted yet that she was told of Ama, her second practitioner.
    """
    placement = story.moves_in("wren", 84, authority=ENGLISH_AUTHORITY, looked_after=200)
    story.names(placement, "tom", 84)
    story.names(placement, "ama", 5, role=AssignmentRole.SECOND, told=False)
    story.first_time(placement, 83, by="tom")
    story.weeks(placement, range(1, 80, 5), by=("tom", "ama"))
    story.plan(placement, PLAN, 83, review_in=-30)
    story.plan(placement, PLAN, 30, review_in=60, note="Reviewed with her nursery: signs she uses are in.")
    story.plan(placement, HEALTH, 84, dated=170)


def ash(story: Story) -> None:
    """Moved in 6 days ago in a hurry: nobody named as key worker, no first session, and in whose care is not known."""
    story.moves_in("ash", 6, clock="21:40")


def robin(story: Story) -> None:
    """Missing since yesterday; nobody named since Tom stopped; a plan out of review; a session we cancelled."""
    placement = story.moves_in("robin", 110, authority=ENGLISH_AUTHORITY, looked_after=800)
    tom = story.names(placement, "tom", 110)
    note = "Robin said it is not working and asked for somebody who likes horses. Tom agrees."
    story.ends(tom, 3, EndReason.CHILD_ASKED, note=note)
    story.first_time(placement, 108, by="tom")
    story.weeks(
        placement,
        (4, 9, *range(24, 105, 5)),
        by=("ama", "tom"),
        purposes=("dbt_skills", "voice_and_influence", ""),
    )
    story.cancelled(placement, 17, by="tom", reason="One adult was ill and nobody could be spared to drive")
    story.away(
        placement, AbsenceKind.MISSING, 1, by="tom", note="Reported to the police at 9:35pm. Ama knows."
    )
    story.plan(placement, PLAN, 108)
    story.plan(placement, HEALTH, 110, dated=100, review_in=265, clock="16:10")


def nia(story: Story) -> None:
    """Lived here until 56 days ago, then moved to Ty Bedw, nearer to her brother."""
    placement = story.moves_in("nia", 118, authority=ENGLISH_AUTHORITY, looked_after=300)
    story.names(placement, "tom", 118)
    story.first_time(placement, 117, by="tom")
    story.weeks(placement, range(58, 115, 5), by=("tom", "tom", "ama"))
    story.plan(placement, PLAN, 116)
    story.plan(placement, HEALTH, 118, dated=125, review_in=200)
    story.moves_on(
        placement, 56, reason="Nia moved to Ty Bedw, nearer to her brother, as her review had planned"
    )


def isla(story: Story) -> None:
    """Came from Maple House 6 days ago: Tom holds her, and her first session was the day after."""
    placement = story.moves_in("isla", 6, authority=ENGLISH_AUTHORITY, looked_after=700)
    story.names(placement, "tom", 6, view="He knows all the horses")
    story.first_time(placement, 5, by="tom")
    story.plan(placement, PLAN, 5)


def noor(story: Story) -> None:
    """Expected in 4 days: Ama was named before the first visit, and Noor has been twice."""
    placement = story.expects("noor", 11, authority=ENGLISH_AUTHORITY, expected_in=4, offered=8)
    story.names(placement, "ama", 7, view="She laughed at my joke", told_by="ama")
    story.visits(
        placement, 6, by="ama", note="Noor chose the room with the skylight and asked what breakfast is like."
    )
    story.visits(
        placement, 2, by="ama", note="Stayed for tea. Noor wants to bring the drum kit; we are measuring up."
    )

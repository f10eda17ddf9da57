"""Ty Bedw, in Wales: a child who came from Oak Lodge, one whose keyworker stops today, and one who moves in today."""

from __future__ import annotations

from children.models import EndReason, FileType, Placement
from compliance.demo.cast import ENGLISH_AUTHORITY, WELSH_AUTHORITY
from compliance.demo.story import Story
from compliance.demo.words import BY_THE_HENS, ON_THE_LANDING, Written, compose
from homes.models import Nation
from sessions_app.models import Outcome

HEALTH, PLAN = FileType.HEALTH, FileType.HOME_PLAN


def tell(story: Story) -> None:
    story.own_way("purpose", "own_1", "Looking after the hens", 45, why="It is where the children here talk")
    nia(story)
    bryn(story)
    tegan(story)
    eli(story)
    story.ready("cerys", "supervision", 30, with_person="huw")
    story.ready("cerys", "key_work_training", 300, what="Key work with children")


def nia(story: Story) -> None:
    """10 days since a session; a quick chat 4 days ago, which this home does not count; Cerys is off from tomorrow and
    nobody covers. An English child in Wales, whose plan stayed at Oak Lodge: a personal plan of her own is owed."""
    placement = story.moves_in("nia", 56, authority=ENGLISH_AUTHORITY, looked_after=300)
    placement.responsible_nation = Nation.ENGLAND
    story.names(placement, "cerys", 56, view="She has a dog")
    story.off("cerys", 1, 4, noted=5)
    story.first_time(placement, 55, by="cerys")
    story.weeks(placement, (10, 17, 24, 38, 45, 52), by=("cerys",), purposes=("", "progress_chasing"))
    for ago, by, text in ((4, "cerys", ON_THE_LANDING), (31, "huw", BY_THE_HENS)):
        chat = Written(format="quick_chat", account=text, topics=("feelings",), noticed="Laughed at the end.")
        story.session(placement, ago, by=by, words=chat)


def bryn(story: Story) -> None:
    """A session cut short that counts; a duplicate that was voided; no health plan; his keyworker stops today."""
    placement = story.moves_in("bryn", 105, authority=WELSH_AUTHORITY, looked_after=105)
    cerys = story.names(placement, "cerys", 105)
    story.first_time(placement, 103, by="cerys")
    story.weeks(
        placement,
        range(12, 100, 7),
        by=("cerys", "cerys", "huw"),
        purposes=("progress_chasing", "", "future"),
    )
    short = Written(
        format="journey",
        account="We set off for the beach and turned round when your head hurt. You said so in good time.",
        topics=("health",),
        said="Next time with the window open",
        agreed="The beach again on Saturday.",
    )
    story.session(placement, 5, by="cerys", words=short, outcome=Outcome.PART_HELD)
    twin = story.session(placement, 12, by="cerys", words=compose("bryn", 3))
    story.voided(twin, 11, reason="Written twice: the same session of that day is already signed")
    story.plan(placement, PLAN, 104, note="Personal plan, made with Bryn: music is in.")
    note = "Bryn gets on with Cerys and asked for somebody he can play music with. We are asking who he would choose."
    story.ends(cerys, 0, EndReason.CHILD_ASKED, note=note, clock="23:59")


def tegan(story: Story) -> None:
    """Expected for days, moved in today: nobody is named yet, and since when in care is not known."""
    placement = Placement(
        child=story.cast.children["tegan"],
        home=story.home,
        expected_on=story.diary.today,
        responsible_authority=WELSH_AUTHORITY,
        responsible_nation=Nation.WALES,
    )
    story.cast.placements["tegan", story.home.code] = placement
    story.diary.add(placement, by=story.manager, at=story.diary.at(4, "12:15"))
    story.diary.change(placement, by=story.manager, at=story.diary.now, moved_in_on=story.diary.today)
    story.plan(placement, PLAN, 1, dated=2, review_in=6, note="Personal plan, made with Tegan on her visit.")
    story.plan(placement, HEALTH, 1, dated=40, review_in=300, clock="14:50")


def eli(story: Story) -> None:
    """Offered a place yesterday, expected in 8 days: nobody is named yet, and here that is due before the offer."""
    story.expects("eli", 5, authority=WELSH_AUTHORITY, expected_in=8, offered=1)

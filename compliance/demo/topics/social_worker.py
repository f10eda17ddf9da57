"""News to the social workers, their visits, specialist support, the handover of last night, and chronologies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from children.models import (
    SW_VISIT,
    ChronologyEntry,
    ContactEntry,
    ContactKind,
    ContactOutcome,
    Direction,
    HandoverNote,
    HandoverSeen,
    HowSent,
    Placement,
    SocialWorkerUpdate,
    SupportNeed,
    SupportStage,
    SupportStep,
)
from compliance.demo.story import Story
from compliance.demo.topics.file import chases
from homes.dates import add_days
from homes.models import User


class Settled(NamedTuple):
    """A child whose social worker hears every week and comes every few weeks."""

    child: str
    home: str
    by: str
    told: int  # days since the latest news; older ones stand a week apart
    visited: tuple[int, ...]  # days since each visit, the first within a week of moving in
    good: tuple[str, ...]  # the latest first


# As the demo of the people around a child names them.
WORKERS = {
    "kai": "Dana Reed", "mia": "Dana Reed", "rae": "Priya Nair", "ali": "Dana Reed", "leo": "Dana Reed",
    "finn": "Gus Hale", "wren": "Lena Voss", "robin": "Gus Hale", "nia": "Lena Voss", "bryn": "Mair Rees",
}  # fmt: skip
SETTLED = (
    Settled(
        "mia",
        "maple",
        "sam",
        3,
        (16, 52, 90, 135),
        ("A whole week in school, every day.", "She swam a length under water.", "She baked for everybody."),
    ),
    Settled(
        "rae",
        "maple",
        "lou",
        4,
        (20, 57, 95, 120),
        ("Four new drawings, and she hung one up.", "She asked for a playlist evening."),
    ),
    Settled(
        "ali",
        "maple",
        "dee",
        2,
        (11, 49, 98),
        ("Two goals on Tuesday.", "He cooked rice for six.", "He rang his aunt himself."),
    ),
    Settled("leo", "maple", "dee", 1, (2,), ("He found the toast, and a friend to eat it with.",)),
    Settled(
        "finn",
        "oak",
        "tom",
        2,
        (25, 60, 94),
        ("Back from his grandad’s with a story about a boat.", "He chose his meals on the board."),
    ),
    Settled(
        "wren",
        "oak",
        "tom",
        5,
        (14, 48, 80),
        ("A new sign every day this week.", "She slept through four nights."),
    ),
    Settled(
        "robin",
        "oak",
        "ama",
        2,
        (9, 44, 80, 106),
        ("She mucked out two stables.", "She told us what is not working."),
    ),
    Settled(
        "nia",
        "ty-bedw",
        "cerys",
        4,
        (21, 51),
        ("She named all the hens.", "She walked to school with a friend."),
    ),
    Settled(
        "bryn",
        "ty-bedw",
        "huw",
        3,
        (18, 56, 100),
        ("Three chords on the guitar.", "He went to the doctor about his head."),
    ),
)


def tell(stories: Mapping[str, Story]) -> None:
    for one in SETTLED:
        story = stories[one.home]
        placement = story.cast.placements[one.child, one.home]
        for weeks, good in enumerate(one.good):
            sends(story, placement, one.told + 7 * weeks, by=one.by, good=good)
        for ago in one.visited:
            is_visited(story, placement, ago, by=one.by)
    kai(stories["maple"])
    rae(stories["maple"])
    chronologies(stories)
    last_night(stories["maple"])


# --- the verbs ------------------------------------------------------------------------------------


def sends(story: Story, placement: Placement, ago: int, *, by: str, good: str, asks: str = "") -> None:
    """The week's news, sent by e-mail and kept the same evening."""
    who, day = story.cast.people[by], story.diary.day(ago)
    happened = f"Time together with {who.full_name}, and school as usual."
    text = f"Good news\n{good}\n\nWhat happened\n{happened}"
    update = SocialWorkerUpdate(
        child=placement.child,
        home=story.home,
        from_on=max(add_days(day, -6), placement.moved_in_on or day),
        to_on=day,
        good_news=good,
        happened=happened,
        asks=asks,
        text=f"{text}\n\nWhat comes next, and what we ask\n{asks}" if asks else text,
        sent_on=day,
        how=HowSent.EMAIL,
        to_name=WORKERS[placement.child.ref],
        sent_by=who,
        sent_by_name=who.full_name,
        sent_by_title=who.job_title,
    )
    story.diary.add(update, by=who, at=story.diary.at(ago, "17:20"))


def is_visited(story: Story, placement: Placement, ago: int, *, by: str, worker: str = "") -> None:
    """The social worker came and spoke with the child alone."""
    who = story.cast.people[by]
    visit = ContactEntry(
        child=placement.child,
        home=story.home,
        person_name=worker or WORKERS[placement.child.ref],
        kind=ContactKind.SW_VISIT,
        direction=Direction.IN,
        outcome=ContactOutcome.MET,
        happened_on=story.diary.day(ago),
        content=f"Spoke with {placement.child.known_as} alone, then with {who.full_name}.",
        author=who,
        author_name=who.full_name,
        author_title=who.job_title,
    )
    story.diary.add(visit, by=who, at=story.diary.at(ago, "16:45"))


def asks_for_visit(story: Story, placement: Placement, ago: int, *, by: str, answer: str) -> None:
    whom = WORKERS[placement.child.ref]
    chases(story, placement, SW_VISIT, story.diary.at(ago, "10:30"), by=by, whom=whom, answer=answer)


def needs(
    story: Story, placement: Placement, ago: int, *, by: str, what: str, why: str, view: str
) -> SupportNeed:
    who = story.cast.people[by]
    need = SupportNeed(
        child=placement.child,
        home=story.home,
        seen_on=story.diary.day(ago),
        what=what,
        why=why,
        child_view=view,
        **_written(who),
    )
    return story.diary.add(need, by=who, at=story.diary.at(ago, "20:10"))


def step(story: Story, need: SupportNeed, ago: int, stage: str, *, by: str, **fields: Any) -> None:
    who = story.cast.people[by]
    taken = SupportStep(
        need=need,
        child=need.child,
        home=story.home,
        stage=stage,
        happened_on=story.diary.day(ago),
        **fields,
        **_written(who),
    )
    story.diary.add(taken, by=who, at=story.diary.at(ago, "20:30"))


def _written(who: User) -> dict[str, Any]:
    return {"written_by": who, "written_by_name": who.full_name, "written_by_title": who.job_title}


def tells_the_story(
    story: Story,
    placement: Placement,
    ago: int,
    *,
    by: str,
    title: str,
    what: str,
    known: str,
    days: int | None = None,
) -> None:
    """An entry in the chronology, written `ago` days ago, about that day or `days` days ago."""
    who = story.cast.people[by]
    entry = ChronologyEntry(
        child=placement.child,
        home=story.home,
        happened_on=story.diary.day(ago if days is None else days),
        title=title,
        what=what,
        known_from=known,
        **_written(who),
    )
    story.diary.add(entry, by=who, at=story.diary.at(ago, "15:40"))


# --- who is not settled ---------------------------------------------------------------------------


def kai(story: Story) -> None:
    """His social worker last heard from us 12 days ago and last came 53 days ago; we asked twice."""
    placement = story.cast.placements["kai", "maple"]
    for ago, good in ((26, "He fixed a puncture alone."), (19, "He cooked for the whole house.")):
        sends(story, placement, ago, by="sam", good=good)
    sends(
        story,
        placement,
        12,
        by="sam",
        good="He asked for help in class, with his hand up.",
        asks="When will you visit?",
    )
    is_visited(story, placement, 53, by="sam")
    for ago in (90, 128, 158):
        is_visited(story, placement, ago, by="sam", worker="Ruth Penn")
    asks_for_visit(story, placement, 11, by="sam", answer="She is off sick. Her manager rings back.")
    asks_for_visit(story, placement, 4, by="jo", answer="No answer yet. Left a message with the team.")
    sleep = needs(
        story,
        placement,
        64,
        by="jo",
        what="Help with sleep",
        why="Awake after midnight on most nights, and tired at school.",
        view="I just lie there",
    )
    step(story, sleep, 60, SupportStage.ASKED, by="sam", whom="The school nurse")
    step(story, sleep, 44, SupportStage.ARRANGED, by="sam", whom="Sleep clinic (demo)", note="Six mornings.")
    step(story, sleep, 30, SupportStage.HAPPENING, by="jo", child_view="She is funny")
    step(
        story,
        sleep,
        9,
        SupportStage.REVIEWED,
        by="sam",
        note="Two more mornings. The lamp stays.",
        working="He sleeps before 11 on four nights of seven now.",
        child_view="It is better with the lamp",
    )
    tells_the_story(
        story,
        placement,
        150,
        by="jean",
        days=1100,
        title="Looked after for the first time",
        what="Kai moved in with foster carers near his school.",
        known="The social worker’s report",
    )


def rae(story: Story) -> None:
    placement = story.cast.placements["rae", "maple"]
    music = needs(
        story,
        placement,
        21,
        by="dee",
        what="Somebody to make music with",
        why="Music is where she says what she feels.",
        view="Not a group",
    )
    step(
        story,
        music,
        15,
        SupportStage.ASKED,
        by="dee",
        whom="The virtual school",
        note="They look for a tutor.",
    )


def chronologies(stories: Mapping[str, Story]) -> None:
    """Rae's has had nothing for weeks, Ali's is due again soon, the others go on."""
    told = (
        ("mia", "maple", 12, "sam", "First full week in school", "Every day, and on time.", "Mia"),
        ("ali", "maple", 27, "dee", "Joined the football club", "Tuesdays, on the left wing.", "Ali"),
        (
            "kai",
            "maple",
            9,
            "sam",
            "Asked for help in class",
            "With his hand up, and the class waited.",
            "Kai",
        ),
        ("rae", "maple", 40, "lou", "Wrote to her sister", "Two pages, and a drawing of the dog.", "Rae"),
        ("finn", "oak", 16, "tom", "Two weeks at his grandad’s", "He packed the bag himself.", "Finn"),
        ("wren", "oak", 10, "ama", "Slept the whole night", "The first time since she came.", "Night staff"),
        ("robin", "oak", 20, "tom", "Her birthday", "Her uncle came with a present.", "Tom, who was there"),
        ("bryn", "ty-bedw", 6, "cerys", "Named the new hens", "Four of them, after his cousins.", "Bryn"),
        ("nia", "ty-bedw", 14, "cerys", "Her brother came for tea", "The first time here.", "Nia"),
    )
    for child, home, ago, by, title, what, known in told:
        story = stories[home]
        placement = story.cast.placements[child, home]
        tells_the_story(story, placement, ago, by=by, title=title, what=what, known=known)


def last_night(story: Story) -> None:
    """What Jo and Dee leave for the morning, and who has read it."""
    notes = (
        ("jo", "", "The boiler man comes at 10. The key is in the office."),
        ("jo", "ali", "Ali slept badly. He asked to be woken at 7:30 and not before."),
        ("dee", "leo", "Leo ate toast at midnight with Dee. He would like the landing light left on."),
    )
    for by, child, text in notes:
        who = story.cast.people[by]
        about = story.cast.children[child] if child else None
        note = HandoverNote(home=story.home, child=about, text=text, **_written(who))
        story.diary.add(note, by=who, at=story.diary.at(0, "06:50"))
    at, sam = story.diary.at(0, "07:40"), story.cast.people["sam"]
    seen = HandoverSeen(
        home=story.home, handover_on=story.diary.today, seen_by=sam, seen_by_name=sam.full_name, seen_at=at
    )
    story.diary.then(at, lambda: seen.save(force_insert=True))

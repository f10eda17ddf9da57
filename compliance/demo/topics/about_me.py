"""What the children say and want; who was told what on moving in; what was taken away; the rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from children.models import (
    AboutMe,
    Explained,
    Goal,
    GoalStep,
    ImportantDate,
    Placement,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from compliance.demo.story import Story
from homes.dates import add_months
from homes.models import Record
from homes.standards import REFRESH_MONTHS

R = TypeVar("R", bound=Record)
ROOM_CHECKS = (64, 38, 12)
HEARD = ("complaints", "advocate", "commissioner")
# Child, home, days since moving in, the adult who explained: nothing owed here.
SETTLED = (
    ("kai", "maple", 162, "sam"),
    ("mia", "maple", 140, "jo"),
    ("rae", "maple", 124, "dee"),
    ("ali", "maple", 103, "dee"),
    ("finn", "oak", 98, "tom"),
    ("wren", "oak", 84, "ama"),
    ("robin", "oak", 110, "tom"),
    ("isla", "oak", 6, "tom"),
    ("nia", "ty-bedw", 56, "cerys"),
    ("bryn", "ty-bedw", 105, "cerys"),
)


def tell(stories: Mapping[str, Story]) -> None:
    for child, home, ago, by in SETTLED:
        story = stories[home]
        placement = story.cast.placements[child, home]
        again = {"advocate": 2} if child == "finn" else {}
        explains(story, placement, ago, ("guide", "fire"), by=by)
        explains(story, placement, ago - 3, HEARD, by=by, again=again)  # after the first review
        if child in UNDERSTOOD:
            tries_again(story, placement, child, by=by)
        checks = {"rae": (62, 36), "bryn": (53, 27)}.get(child, ROOM_CHECKS)
        for day in (one for one in checks if one < ago):
            checks_room(story, placement, day, by=by)
    kai(stories["maple"])
    others_at_maple(stories["maple"])
    oak(stories["oak"])
    ty_bedw(stories["ty-bedw"])


# Child -> days ago something was explained once more, what, and how far it was understood.
UNDERSTOOD = {
    "wren": ((24, "fire", "partly"), (5, "records", "not_yet")),
    "bryn": ((40, "fire", "partly"), (10, "confidentiality", "not_yet")),
}


def tries_again(story: Story, placement: Placement, child: str, *, by: str) -> None:
    for ago, kind, understood in UNDERSTOOD[child]:
        _explains(story, placement, ago, kind, by=by, understood=understood)


def kai(story: Story) -> None:
    """As drawn in the wireframe: his own words, two goals with small steps, and a hard day in a week."""
    placement = story.cast.placements["kai", "maple"]
    says(story, placement, 150, by="sam", good_at="bikes", what_helps="a walk first")
    says(
        story,
        placement,
        11,
        by="sam",
        good_at="bikes, and looking after the house rabbit",
        what_helps="a walk first, and no questions in front of people",
        please_dont="say “contact”. Say “seeing Mum”",
        interests="fixing chains, ramps, anything with a rabbit in it",
        happy="being trusted with the tools",
        worries="that plans change and nobody says so",
    )
    cooking = wants(story, placement, "Learn to cook 3 meals", 82, by="sam", in_mind=3, area="skills")
    steps(story, cooking, 47, "Made pasta with tomato sauce for everybody", by="jo", shows="Two had seconds.")
    steps(story, cooking, 19, "Made an omelette on his own", by="dee", shows="He wrote the recipe down.")
    trip = wants(story, placement, "Go on the school trip", 28, by="sam", in_mind=3, area="school")
    steps(story, trip, 7, "asked the teacher for help", by="sam", shows="He told Sam at the bike track.")
    story_date(
        story, placement, 60, by="sam", ahead=7, title="His nan died", tone="tender",
        what_helps="The bench by the river, and her biscuits. Nobody needs to talk.",
    )  # fmt: skip


def others_at_maple(story: Story) -> None:
    """Leo is new: two ways to be heard are still to be explained. Ali's phone is to be given back today."""
    placements = story.cast.placements
    leo = placements["leo", "maple"]
    explains(story, leo, 3, ("guide", "complaints", "fire"), by="dee")
    mia = placements["mia", "maple"]
    says(
        story, mia, 30, by="sam", good_at="swimming, and being early", what_helps="knowing what time",
        please_dont="change the plan at the door",
    )  # fmt: skip
    week = wants(story, mia, "Go to school every day for a week", 36, by="sam", in_mind=2, area="school")
    steps(story, week, 12, "Three days in a row", by="sam", shows="The register says so.")
    steps(story, week, 1, "First full week in school", by="sam", shows="“I went every single day”")
    at = story.diary.at(1, "19:10")
    story.diary.change(
        week, by=story.cast.people["sam"], at=at, outcome="reached", ended_on=story.diary.day(1),
        ended_words="I went every single day", ended_name="Sam Okafor",
    )  # fmt: skip
    rae = placements["rae", "maple"]
    says(
        story, rae, 90, by="lou", how="written", good_at="drawing people from behind",
        please_dont="make me talk first",
    )  # fmt: skip
    speaker = takes(
        story, rae, 20, by="dee", what="A speaker", told="told", place="Office cupboard",
        why="It was played at night and the others could not sleep.",
    )  # fmt: skip
    gives_back(story, speaker, 19, by="dee", words="Rae has it back and keeps it for the daytime.")
    takes(
        story, placements["ali", "maple"], 1, by="jo", what="His phone, for the night", told="agreed",
        place="Office safe", why="Ali asked us to keep it while the messages go on.", back_in=1,
    )  # fmt: skip


def oak(story: Story) -> None:
    """Ash came in a hurry: no guide yet, nothing explained. Finn's penknife is still in the safe."""
    finn = story.cast.placements["finn", "oak"]
    says(
        story, finn, 40, by="tom", how="drawn", good_at="building dens", what_helps="his picture board",
        please_dont="all talk at once",
    )  # fmt: skip
    takes(
        story, finn, 2, by="tom", what="A penknife from his grandad", told="told", place="Office safe",
        why="It came back in his bag. Tom and Finn are to agree where it can be used.",
    )  # fmt: skip


def ty_bedw(story: Story) -> None:
    bryn = story.cast.placements["bryn", "ty-bedw"]
    says(story, bryn, 60, by="cerys", good_at="playing by ear", what_helps="music on in the car")
    wants(story, bryn, "Play one whole song in front of people", 20, by="cerys", in_mind=4, area="fun")
    story_date(
        story, bryn, 20, by="cerys", ahead=14, title="Band night at school", tone="celebrate", comes_in=40,
        what_helps="All of us in the second row.", once=True,
    )  # fmt: skip


# --- one thing each ---------------------------------------------------------------------------------


def _add(
    story: Story, model: type[R], placement: Placement, ago: int, clock: str, /, *, by: str, **fields: Any
) -> R:
    """One row by an adult, under their name and title of the day."""
    who = story.cast.people[by]
    values = {"noted_by": who, "noted_name": who.full_name, "noted_title": who.job_title, **fields}
    record = model(child=placement.child, home=placement.home, **values)
    return story.diary.add(record, by=who, at=story.diary.at(ago, clock))


def says(story: Story, placement: Placement, ago: int, *, by: str, how: str = "spoken", **parts: str) -> None:
    _add(
        story, AboutMe, placement, ago, "17:05", by=by, said_how=how, agreed_on=story.diary.day(ago), **parts
    )  # fmt: skip


def wants(
    story: Story, placement: Placement, words: str, ago: int, *, by: str, in_mind: int, area: str
) -> Goal:
    return _add(
        story, Goal, placement, ago, "17:20", by=by, words=words, started_on=story.diary.day(ago),
        steps_in_mind=in_mind, area=area,
    )  # fmt: skip


def steps(story: Story, goal: Goal, ago: int, what: str, *, by: str, shows: str) -> None:
    who = story.cast.people[by]
    step = GoalStep(
        child=goal.child,
        home=goal.home,
        goal=goal,
        what=what,
        noticed_on=story.diary.day(ago),
        evidence=shows,
        noted_by=who,
        noted_name=who.full_name,
        noted_title=who.job_title,
    )
    story.diary.add(step, by=who, at=story.diary.at(ago, "18:30"))


def story_date(
    story: Story, placement: Placement, ago: int, *, by: str, ahead: int, comes_in: int = 7, once: bool = False, **said:
    str
) -> None:  # fmt: skip
    """A day that comes in some days from now, written down `ago` days ago."""
    day = story.diary.day(-comes_in)
    _add(
        story, ImportantDate, placement, ago, "20:15", by=by, day=day.day, month=day.month,
        year=day.year if once else None, ahead_days=ahead, **said,
    )  # fmt: skip


def explains(
    story: Story,
    placement: Placement,
    ago: int,
    kinds: Sequence[str],
    *,
    by: str,
    again: Mapping[str, int] = {},
) -> None:
    """Given and explained on one day; `again`: kind -> days ago it was to be explained again."""
    day = story.diary.day(ago)
    for kind in kinds:
        months = REFRESH_MONTHS.get(kind)
        refresh = story.diary.day(again[kind]) if kind in again else months and add_months(day, months)
        _explains(story, placement, ago, kind, by=by, understood="yes", refresh=refresh)


def _explains(
    story: Story,
    placement: Placement,
    ago: int,
    kind: str,
    *,
    by: str,
    understood: str,
    refresh: dt.date | None = None,
) -> None:
    _add(
        story, Explained, placement, ago, "17:45", by=by, placement=placement, kind=kind,
        given_on=story.diary.day(ago), how="read" if kind == "guide" else "talked",
        with_copy=kind in ("guide", "complaints"), reply=REPLIES.get(kind, ""), understood=understood,
        refresh_on=refresh,
    )  # fmt: skip


REPLIES = {
    "guide": "The map of the house is good",
    "complaints": "So I can ring somebody who is not from here",
    "advocate": "",
    "commissioner": "",
    "fire": "Out of the back door and to the tree",
}


def checks_room(story: Story, placement: Placement, ago: int, *, by: str) -> None:
    _add(
        story, RoomCheck, placement, ago, "16:10", by=by, placement=placement, checked_on=story.diary.day(ago),
        with_child=True, clothing_ok=True, bedding_ok=True, personal_ok=True, storage_ok=True,
    )  # fmt: skip


def takes(
    story: Story, placement: Placement, ago: int, *, by: str, what: str, why: str, told: str, place: str,
    back_in: int | None = None,
) -> RemovedItem:  # fmt: skip
    return _add(
        story, RemovedItem, placement, ago, "21:30", by=by, placement=placement, what=what,
        removed_on=story.diary.day(ago), why=why, told=told, safe_place=place,
        return_on=None if back_in is None else story.diary.day(ago - back_in),
    )  # fmt: skip


def gives_back(story: Story, item: RemovedItem, ago: int, *, by: str, words: str) -> None:
    who = story.cast.people[by]
    note = RemovedItemNote(
        child=item.child,
        home=item.home,
        item=item,
        kind="returned",
        happened_on=story.diary.day(ago),
        why=words,
        noted_by=who,
        noted_name=who.full_name,
        noted_title=who.job_title,
    )
    story.diary.add(note, by=who, at=story.diary.at(ago, "16:45"))

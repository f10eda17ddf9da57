"""The files of the demo children: nearly all complete.

Kai has no copy of his placement plan. Leo has no EHC plan, and her placement plan comes a little later. Ash came in a
hurry, and everything is still on its way. Robin's file has gaps of ours and of others. Bryn's authority owes a
placement plan and was asked twice; his personal plan is due for review. Nia's personal plan stayed behind at Oak Lodge.
Tegan moved in today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from children.models import Applies, Chase, FileItem, FileSaid, FileType, FileVersion, HowSent, Placement
from compliance.demo.cast import ENGLISH_AUTHORITY, WELSH_AUTHORITY
from compliance.demo.story import Story
from homes.dates import london_day

THEIRS = (FileType.CARE_PLAN, FileType.PLACEMENT_LA, FileType.SW_REPORT, FileType.REVIEW_MINUTES)
SETTLED = (*THEIRS, FileType.CONSENT, FileType.BEHAVIOUR)
EXPLAINED = frozenset({FileType.CARE_PLAN, FileType.PLACEMENT_LA, FileType.BEHAVIOUR})


def tell(stories: Mapping[str, Story]) -> None:
    maple(stories["maple"])
    oak(stories["oak"])
    ty_bedw(stories["ty-bedw"])


def maple(story: Story) -> None:
    placements = story.cast.placements
    kai = placements["kai", "maple"]
    settled(story, kai, 160, by="sam")
    version(story, kai, FileType.COURT, 12, by="jean", authored="The family court", review_in=150)
    version(story, kai, FileType.SPECIALIST, 60, by="sam", authored="Speech and language", review_in=152)
    settled(story, placements["mia", "maple"], 138, by="sam")
    settled(story, placements["rae", "maple"], 122, by="lou")
    settled(story, placements["ali", "maple"], 101, by="dee")
    settled(story, placements["isla", "maple"], 92, by="dee")
    leo = placements["leo", "maple"]
    settled(story, leo, 3, by="dee")
    said(
        story,
        leo,
        FileType.HOME_PLAN,
        2,
        by="dee",
        until_in=10,
        reason="Leo’s mum writes it with us when she visits.",
    )
    said(story, leo, FileType.EHCP, 2, by="jean", reason="Her school never asked for one.")


def oak(story: Story) -> None:
    placements = story.cast.placements
    settled(story, placements["finn", "oak"], 97, by="tom", reviews={FileType.BEHAVIOUR: 6})
    settled(story, placements["wren", "oak"], 83, by="tom", reviews={FileType.CARE_PLAN: 9})
    robin = placements["robin", "oak"]
    settled(
        story, robin, 108, by="tom", kinds=(FileType.PLACEMENT_LA, FileType.REVIEW_MINUTES, FileType.CONSENT)
    )
    asked(
        story,
        robin,
        FileType.SW_REPORT,
        20,
        by="tom",
        whom="Robin’s social worker",
        note="A message was left.",
    )
    asked(story, robin, FileType.CARE_PLAN, 20, by="tom", whom="Robin’s social worker")
    settled(story, placements["nia", "oak"], 117, by="tom")
    settled(story, placements["isla", "oak"], 5, by="tom")


def ty_bedw(story: Story) -> None:
    placements = story.cast.placements
    nia = placements["nia", "ty-bedw"]
    settled(story, nia, 55, by="cerys", kinds=(FileType.PLACEMENT_LA, FileType.CONSENT))
    bryn = placements["bryn", "ty-bedw"]
    kinds = (*(one for one in SETTLED if one != FileType.PLACEMENT_LA), FileType.PROVIDER_ASSESS)
    settled(story, bryn, 103, by="cerys", kinds=kinds, reviews={FileType.BEHAVIOUR: -4})
    for ago, note in ((15, "By e-mail. No answer yet."), (8, "Rang: it is with her manager to sign.")):
        asked(story, bryn, FileType.PLACEMENT_LA, ago, by="huw", whom="Bryn’s social worker", note=note)
    tegan = placements["tegan", "ty-bedw"]
    settled(story, tegan, 1, by="huw", kinds=(FileType.CARE_PLAN, FileType.SW_REPORT))
    settled(story, tegan, 1, by="huw", kinds=(FileType.REVIEW_MINUTES, FileType.BEHAVIOUR))
    version(story, tegan, FileType.PLACEMENT_LA, 1, by="huw", authored=WELSH_AUTHORITY, has_copy=False)


def settled(
    story: Story,
    placement: Placement,
    ago: int,
    *,
    by: str,
    kinds: tuple[FileType, ...] = SETTLED,
    reviews: Mapping[FileType, int] | None = None,
) -> None:
    """One version of each, some months from its review unless said otherwise."""
    authority = WELSH_AUTHORITY if story.home.nation == "Wales" else ENGLISH_AUTHORITY
    for kind in kinds:
        review_in = {FileType.CARE_PLAN: 110, FileType.BEHAVIOUR: 75, **(reviews or {})}.get(kind)
        authored = authority if kind in THEIRS else ""
        version(story, placement, kind, ago, by=by, authored=authored, review_in=review_in)


def version(
    story: Story,
    placement: Placement,
    kind: FileType,
    ago: int,
    *,
    by: str,
    authored: str = "",
    review_in: int | None = None,
    has_copy: bool | None = None,
) -> None:
    """A version written down `ago` days ago; what concerns the child most was explained that day."""
    person, at, day = story.cast.people[by], story.diary.at(ago, "15:10"), story.diary.day(ago)
    given = kind in EXPLAINED if has_copy is None else has_copy
    kept = FileVersion(
        item=item_of(story, placement, kind, ago, by=by),
        child=placement.child,
        home=placement.home,
        dated_on=day,
        received_on=day if authored else None,
        authored_by=authored,
        review_due_on=None if review_in is None else story.diary.day(-review_in),
        child_has_copy=True if given else has_copy,
        explained_on=day if given else None,
        explained_by=person if given else None,
        explained_by_name=person.full_name if given else "",
        kept_where="Blue folder, office",
        added_by=person,
        added_by_name=person.full_name,
        added_by_title=person.job_title,
    )
    story.diary.add(kept, by=person, at=at)


def said(
    story: Story,
    placement: Placement,
    kind: FileType,
    ago: int,
    *,
    by: str,
    reason: str,
    until_in: int | None = None,
) -> None:
    """That a document does not apply; or with `until_in`, not yet, until so many days from today."""
    person, day = story.cast.people[by], story.diary.day(ago)
    row = FileSaid(
        item=item_of(story, placement, kind, ago, by=by),
        child=placement.child,
        home=placement.home,
        applies=Applies.NO if until_in is None else Applies.NOT_YET,
        from_on=day,
        until_on=None if until_in is None else story.diary.day(-until_in),
        reason=reason,
        said_by=person,
        said_by_name=person.full_name,
        said_by_title=person.job_title,
    )
    story.diary.add(row, by=person, at=story.diary.at(ago, "15:30"), reason=reason)


def asked(
    story: Story, placement: Placement, kind: FileType, ago: int, *, by: str, whom: str, note: str = ""
) -> None:
    chases(story, placement, kind, story.diary.at(ago, "15:20"), by=by, whom=whom, answer=note)


def chases(
    story: Story, placement: Placement, about: str, at: dt.datetime, *, by: str, whom: str, answer: str
) -> None:
    person = story.cast.people[by]
    chase = Chase(
        child=placement.child,
        home=placement.home,
        about=about,
        asked_on=london_day(at),
        whom=whom,
        how=HowSent.PHONE,
        answer=answer,
        asked_by=person,
        asked_by_name=person.full_name,
        asked_by_title=person.job_title,
    )
    story.diary.add(chase, by=person, at=at)


def item_of(story: Story, placement: Placement, kind: FileType, ago: int, *, by: str) -> FileItem:
    """The line of the child's file, begun with the first that is told of it. Told oldest first."""
    key = (placement.child.ref, kind)
    if key not in story.cast.file:
        person, at = story.cast.people[by], story.diary.at(ago, "15:05")
        story.cast.file[key] = story.diary.add(FileItem(child=placement.child, type=kind), by=person, at=at)
    return story.cast.file[key]

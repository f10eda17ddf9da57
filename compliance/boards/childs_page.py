"""The read object of a child's page: who the child is, and what we owe now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from children.about_me.page import AboutMeCards, about_me_cards
from children.checklist.page import FileSummary, file_lines
from children.checklist.standing import Standing, placement_of
from children.duties.cards import FlagCard, flag_cards
from children.duties.documents import days_of_documents
from children.duties.reading import duties_at
from children.key_workers.page import why_in_words
from children.models import (
    AssignmentRole,
    Child,
    Flag,
    KeyWorkerAssignment,
    Placement,
    PreAdmissionVisit,
)
from children.people.page import PeopleCard, people_card
from children.social_worker.page import LastUpdate, last_update
from children.team.page import last_reflection
from compliance.boards.freshness import Freshness, freshness_of
from compliance.boards.page import ChildRow, child_rows
from homes.permissions import Access, Permission
from homes.standards import Standards, standards_of
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession
from sessions_app.promises.page import Line, open_briefly
from sessions_app.recording.saying import how_it_went
from sessions_app.strip.time_with import WhoSpendsTime, who_spends_time

LATEST_SHOWN = 3


@dataclass
class LatestLine:
    """One signed record under "Latest"."""

    session: KeyWorkSession

    @property
    def title(self) -> str:
        if self.session.happened:
            return _("Time with %(who)s") % {"who": self.session.author.full_name}
        return how_it_went(self.session)


@dataclass
class BeforeMovingIn:
    """A child who is expected: who is named, the visits, and what is owed already."""

    today: dt.date
    assignments: list[KeyWorkerAssignment]
    visits: list[PreAdmissionVisit]
    cards: list[FlagCard]


@dataclass
class ChildsPage:
    placement: Placement | None
    row: ChildRow | None
    file: FileSummary | None
    latest: list[LatestLine]
    words: KeyWorkSession | None
    earlier_workers: list[tuple[KeyWorkerAssignment, str]]  # with why it ended
    cover_to_come: list[KeyWorkerAssignment]
    expected: BeforeMovingIn | None
    time_with: WhoSpendsTime
    prompt: str  # nearly always with one adult: a thought, never a gap
    last_reflection: dt.date | None
    about_me: AboutMeCards
    last_update: LastUpdate | None
    freshness: Freshness
    people: PeopleCard
    agreed: list[Line]


def childs_page(placements: list[Placement], *, access: Access) -> ChildsPage:
    """A fixed number of queries, however long the history. `placements`: those this person may see, with child."""
    child = placements[0].child
    placement = placement_of(placements, access.today)
    access.speak_of(placement.home_id if placement else None)
    lives_here = placement is not None and placement.covers(access.today)
    duties = (
        duties_at(placement.home_id, access)
        if placement and access.may(Permission.SEE_FLAGS, placement.home_id)
        else None
    )
    owed = list(duties.owed().for_list().filter(child=child)) if duties else []
    flags = [flag for flag in owed if flag.opens_on <= access.today]
    standards = standards_of([placement.home_id]) if placement else {}
    row = None
    if placement and lives_here:
        row = child_rows([placement], access=access, flags=flags, lived=placements, standards=standards)[0]
    latest, words = _latest(child, access)
    time_with = who_spends_time(child, access.today, access=access)
    return ChildsPage(
        placement=placement,
        row=row,
        file=_file_of(child, placements, owed, standards, access),
        latest=latest,
        words=words,
        earlier_workers=[(held, why_in_words(held, access)) for held in _earlier_workers(child, access)],
        cover_to_come=_cover_to_come(row) if row else [],
        expected=_before_moving_in(placement, flags, access)
        if placement and not lives_here and placement.moved_on_on is None
        else None,
        freshness=freshness_of(duties),
        people=people_card(child, access),
        agreed=open_briefly(child, access),
        time_with=time_with,
        prompt=time_with.prompt(child) if lives_here else "",
        last_reflection=last_reflection(child, access),
        about_me=about_me_cards(child, access),
        last_update=last_update(placement, access) if placement and lives_here else None,
    )


def _file_of(
    child: Child, placements: list[Placement], owed: list[Flag], standards: Standards, access: Access
) -> FileSummary | None:
    """For a child who lives here or is expected. Of one who moved on, the file's own page says what is kept."""
    placement = placement_of(placements, access.today)
    if placement is None or (placement.moved_on_on is not None and placement.moved_on_on <= access.today):
        return None
    standing = Standing(placement, access.today, days_of_documents(owed), standards)
    return FileSummary(file_lines(child, standing, access=access, placements=placements))


def _latest(child: Child, access: Access) -> tuple[list[LatestLine], KeyWorkSession | None]:
    """The latest signed records, and the latest one with words of the child. One query."""
    signed = KeyWorkSession.objects.visible_to(access).filter(child=child).signed().newest_first()
    with_words = signed.filter(voice="words").exclude(voice_text="")
    wanted = Q(pk__in=signed.values("pk")[:LATEST_SHOWN]) | Q(pk__in=with_words.values("pk")[:1])
    found = list(KeyWorkSession.objects.filter(wanted).newest_first().for_list())
    words = next((one for one in found if one.voice == "words" and one.voice_text), None)
    return [LatestLine(session) for session in found[:LATEST_SHOWN]], words


def _cover_to_come(row: ChildRow) -> list[KeyWorkerAssignment]:
    """Cover that has been named and has not begun."""
    cover = [one for one in row.named if one.role == AssignmentRole.COVER and one.started_on > row.today]
    return sorted(cover, key=lambda one: (one.started_on, one.pk))


def _earlier_workers(child: Child, access: Access) -> Iterable[KeyWorkerAssignment]:
    rows = KeyWorkerAssignment.objects.visible_to(access).filter(child=child, ended_on__lt=access.today)
    rows = rows.exclude(role=AssignmentRole.COVER)
    return rows.select_related("worker", "child", "home").order_by("-ended_on", "-pk")[:5]


def _before_moving_in(placement: Placement, flags: list[Flag], access: Access) -> BeforeMovingIn:
    held = KeyWorkerAssignment.objects.visible_to(access).filter(placement=placement, ended_on__isnull=True)
    visits = PreAdmissionVisit.objects.visible_to(access).filter(placement=placement)
    return BeforeMovingIn(
        today=access.today,
        assignments=list(held.select_related("worker").order_by("role", "started_on", "pk")),
        visits=list(visits.order_by("visited_on")),
        cards=flag_cards(flags, access=access),
    )

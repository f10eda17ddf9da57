"""The read object of a child's page: who the child is, and what we owe now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from children.duties.reading import duties_at
from children.models import (
    AssignmentRole,
    Child,
    Flag,
    KeyWorkerAssignment,
    Placement,
    PreAdmissionVisit,
)
from children.tabs import record_tabs
from compliance.boards import ChildRow, child_rows
from compliance.cards import FlagCard, flag_cards
from compliance.file_page import FileSummary, file_lines, stay_of
from compliance.key_workers import why_in_words
from compliance.own_page import OwnCards, own_cards
from compliance.people_page import PeopleCard, people_card
from compliance.reflections import last_reflection
from compliance.runs import Freshness, freshness_of
from compliance.social_worker_page import LastNews, last_news
from homes.permissions import Access, Permission
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession
from sessions_app.pages import how_it_went
from sessions_app.strip import WhoSpendsTime, who_spends_time

LATEST_SHOWN = 6


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
    stay: Placement | None
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
    own: OwnCards
    news: LastNews | None
    freshness: Freshness
    tabs: list[dict]
    people: PeopleCard


def childs_page(child: Child, *, access: Access) -> ChildsPage:
    """A fixed number of queries, however long the child's history."""
    rows = Placement.objects.visible_to(access).filter(child=child).select_related("child", "home")
    stays = list(rows.latest_first())
    stay = stay_of(stays, access.today)
    access.speak_of(stay.home_id if stay else None)
    lives_here = stay is not None and stay.covers(access.today)
    duties = (
        duties_at(stay.home_id, access) if stay and access.may(Permission.SEE_FLAGS, stay.home_id) else None
    )
    flags = list(duties.open().filter(child=child)) if duties else []
    sessions = KeyWorkSession.objects.visible_to(access).filter(child=child).signed()
    time_with = who_spends_time(child, access.today, access=access)
    return ChildsPage(
        stay=stay,
        row=child_rows([stay], access=access, flags=flags)[0] if lives_here else None,
        file=_file_of(child, stay, stays, access),
        latest=[LatestLine(session) for session in sessions.newest_first().for_list()[:LATEST_SHOWN]],
        words=sessions.filter(voice="words").exclude(voice_text="").newest_first().for_list().first(),
        earlier_workers=[(held, why_in_words(held, access)) for held in _earlier_workers(child, access)],
        cover_to_come=_cover_to_come(stay, access) if lives_here else [],
        expected=_before_moving_in(stay, flags, access)
        if stay and not lives_here and stay.moved_on_on is None
        else None,
        freshness=freshness_of(duties),
        tabs=record_tabs(child, access, current="overview", home_id=stay.home_id if stay else None),
        people=people_card(child, access),
        time_with=time_with,
        prompt=time_with.prompt(child) if lives_here else "",
        last_reflection=last_reflection(child, access),
        own=own_cards(child, access),
        news=last_news(stay, access) if stay and lives_here else None,
    )


def _file_of(
    child: Child, stay: Placement | None, stays: list[Placement], access: Access
) -> FileSummary | None:
    """For a child who lives here or is expected. Of one who moved on, the file's own page says what is kept."""
    if stay is None or (stay.moved_on_on is not None and stay.moved_on_on <= access.today):
        return None
    return FileSummary(file_lines(child, stay, access=access, stays=stays))


def _cover_to_come(stay: Placement, access: Access) -> list[KeyWorkerAssignment]:
    """Cover that has been named and has not begun."""
    rows = KeyWorkerAssignment.objects.visible_to(access).filter(
        placement=stay, role=AssignmentRole.COVER, started_on__gt=access.today
    )
    return list(rows.select_related("worker", "covers").order_by("started_on", "pk"))


def _earlier_workers(child: Child, access: Access) -> Iterable[KeyWorkerAssignment]:
    rows = KeyWorkerAssignment.objects.visible_to(access).filter(child=child, ended_on__lt=access.today)
    rows = rows.exclude(role=AssignmentRole.COVER)
    return rows.select_related("worker", "child", "home").order_by("-ended_on", "-pk")[:5]


def _before_moving_in(stay: Placement, flags: list[Flag], access: Access) -> BeforeMovingIn:
    held = KeyWorkerAssignment.objects.visible_to(access).filter(placement=stay, ended_on__isnull=True)
    visits = PreAdmissionVisit.objects.visible_to(access).filter(placement=stay)
    return BeforeMovingIn(
        today=access.today,
        assignments=list(held.select_related("worker").order_by("role", "started_on", "pk")),
        visits=list(visits.order_by("visited_on")),
        cards=flag_cards(flags, access=access),
    )

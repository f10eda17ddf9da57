"""The read objects of what a child says and wants: the cards on the child's page, and the page About and goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from children.about_me.dates import DateLine, date_lines
from children.about_me.models import (
    AboutMe,
    Explained,
    ExplainedKind,
    Goal,
    GoalStep,
    ImportantDate,
    ItemStep,
    RemovedItem,
    RemovedItemNote,
    RoomCheck,
)
from children.placements.models import Child
from children.placements.page import lives_here, placement_to_show
from homes.models.put_right import Standing
from homes.permissions import Access, Permission
from homes.words import gettext as _
from homes.words import ngettext

CARD_DATES, CARD_GOALS, CARD_DAYS = 4, 3, 92
EARLIER_VERSIONS, GOALS, CHECKS, ITEMS, EXPLAINED = 5, 30, 3, 20, 60
MOST_DOTS, DOT = 12, 18


def in_own_words(child: Child) -> str:
    titles = {
        "he": _("About %(child)s, in his words"),
        "she": _("About %(child)s, in her words"),
        "they": _("About %(child)s, in their words"),
    }
    return titles[child.pronouns] % {"child": child.known_as}


@dataclass(frozen=True)
class Dots:
    """Small steps as dots: those taken filled, those in mind open. The words say the same."""

    taken: int
    in_mind: int | None

    @property
    def words(self) -> str:
        if self.in_mind and self.taken <= self.in_mind:
            return _("%(n)s of %(all)s small steps") % {"n": self.taken, "all": self.in_mind}
        return ngettext("%(n)s small step", "%(n)s small steps", self.taken) % {"n": self.taken}

    @property
    def filled(self) -> list[int]:
        return [9 + DOT * n for n in range(min(self.taken, MOST_DOTS))]

    @property
    def open(self) -> list[int]:
        last = min(max(self.in_mind or 0, self.taken), MOST_DOTS)
        return [9 + DOT * n for n in range(min(self.taken, MOST_DOTS), last)]

    @property
    def width(self) -> int:
        return DOT * max(1, len(self.filled) + len(self.open))


@dataclass
class GoalLine:
    goal: Goal
    steps: list[GoalStep]  # the latest first

    @property
    def dots(self) -> Dots:
        return Dots(len(self.steps), self.goal.steps_in_mind)


@dataclass
class ItemLine:
    """Something taken away, and what became of it."""

    item: RemovedItem
    notes: list[RemovedItemNote]
    may_note: bool

    @property
    def back(self) -> bool:
        return any(note.kind != ItemStep.KEPT for note in self.notes)

    @property
    def return_on(self) -> dt.date | None:
        planned = [note.return_on for note in self.notes if note.return_on]
        return planned[-1] if planned else self.item.return_on

    @property
    def told(self) -> str:
        words = {
            "agreed": _("It was agreed with %(child)s."),
            "told": _("%(child)s was told why."),
            "not_yet": _("%(child)s was not told yet."),
        }
        return words[self.item.told] % {"child": self.item.child.known_as}


@dataclass
class ExplainedLine:
    """One thing to explain: the latest time it was, and the times before."""

    kind: ExplainedKind
    latest: Explained | None
    earlier: list[Explained]
    today: dt.date
    placement_id: int | None

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def again_is_over(self) -> bool:
        again = self.latest.refresh_on if self.latest else None
        return again is not None and again < self.today


@dataclass
class AboutMeCards:
    """What a child's page shows of it."""

    title: str
    about: AboutMe | None
    dates: list[DateLine]
    goals: list[Goal]

    @property
    def goal_dots(self) -> list[tuple[Goal, Dots]]:
        return [(goal, Dots(goal.taken, goal.steps_in_mind)) for goal in self.goals]

    @property
    def last_step(self) -> Goal | None:
        """The goal that moved last."""
        moved = [goal for goal in self.goals if goal.last_step_on]
        return max(moved, key=lambda goal: goal.last_step_on, default=None)


def about_me_cards(child: Child, access: Access) -> AboutMeCards:
    """Three queries, however much was written."""
    today = access.today
    steps = GoalStep.objects.filter(goal=OuterRef("pk")).order_by("-noticed_on", "-pk")
    goals = _of(Goal, child, access).filter(ended_on__isnull=True)
    goals = goals.annotate(
        taken=Count("steps", filter=Q(steps__standing=Standing.STANDS)),
        last_step=Subquery(steps.values("what")[:1]),
        last_step_on=Subquery(steps.values("noticed_on")[:1]),
    )
    lines = date_lines(child, _open_dates(child, access), today=today)
    return AboutMeCards(
        title=in_own_words(child),
        about=_versions(child, access).first(),
        dates=[line for line in lines if (line.day - today).days <= CARD_DAYS][:CARD_DATES],
        goals=list(goals.order_by("started_on", "pk")[:CARD_GOALS]),
    )


def _of(model: type, child: Child, access: Access):
    return model.objects.visible_to(access).filter(child=child)


def _open_dates(child: Child, access: Access):
    return _of(ImportantDate, child, access).filter(ended_on__isnull=True).order_by("pk")


def _versions(child: Child, access: Access):
    return _of(AboutMe, child, access).order_by("-agreed_on", "-pk")


@dataclass
class AboutPage:
    home_id: int | None
    may_write: bool
    lives_here: bool
    title: str
    about: AboutMe | None
    earlier: list[AboutMe]
    goals: list[GoalLine]
    ended_goals: list[GoalLine]
    dates: list[DateLine]
    checks: list[RoomCheck]
    items: list[ItemLine]
    explained: list[ExplainedLine]


def about_page(child: Child, *, access: Access) -> AboutPage:
    """A fixed number of queries. What is older than the page shows is in the history."""
    placement = placement_to_show(child, access)
    living = placement if lives_here(placement, access.today) else None
    home_id = placement.home_id if placement else None
    may_write = living is not None and access.may(Permission.RECORD_FILE, living.home_id)
    versions = list(_versions(child, access)[: EARLIER_VERSIONS + 1])
    goals = _goals(child, access)
    living_id = living.pk if living else None
    return AboutPage(
        home_id=home_id,
        may_write=may_write,
        lives_here=living is not None and living.covers(access.today),
        title=in_own_words(child),
        about=versions[0] if versions else None,
        earlier=versions[1:],
        goals=[line for line in goals if line.goal.ended_on is None],
        ended_goals=[line for line in goals if line.goal.ended_on is not None],
        dates=date_lines(child, _open_dates(child, access), today=access.today),
        checks=list(_of(RoomCheck, child, access).order_by("-checked_on", "-pk")[:CHECKS]),
        items=_items(child, access, placement_id=living_id if may_write else None),
        explained=_explained(child, access, placement_id=living_id),
    )


def _goals(child: Child, access: Access) -> list[GoalLine]:
    rows = _of(Goal, child, access).order_by(F("ended_on").desc(nulls_first=True), "started_on", "pk")[:GOALS]
    goals = list(rows)
    steps = GoalStep.objects.visible_to(access).filter(goal__in=[goal.pk for goal in goals])
    found = _grouped(steps.order_by("-noticed_on", "-pk"), "goal_id")
    return [GoalLine(goal, found.get(goal.pk, [])) for goal in goals]


def _items(child: Child, access: Access, *, placement_id: int | None) -> list[ItemLine]:
    items = list(
        _of(RemovedItem, child, access).select_related("child").order_by("-removed_on", "-pk")[:ITEMS]
    )
    notes = RemovedItemNote.objects.visible_to(access).filter(item__in=[item.pk for item in items])
    found = _grouped(notes.order_by("happened_on", "pk"), "item_id")
    lines = [
        ItemLine(item, found.get(item.pk, []), may_note=item.placement_id == placement_id) for item in items
    ]
    return sorted(lines, key=lambda line: line.back)  # what is still owed first; stable: the latest first


def _explained(child: Child, access: Access, *, placement_id: int | None) -> list[ExplainedLine]:
    rows = list(_of(Explained, child, access).order_by("-given_on", "-pk")[:EXPLAINED])
    return [_line(kind, rows, access.today, placement_id) for kind in ExplainedKind]


def _line(
    kind: ExplainedKind, rows: Iterable[Explained], today: dt.date, placement_id: int | None
) -> ExplainedLine:
    of_kind = [row for row in rows if row.kind == kind]
    latest = next((row for row in of_kind if row.withdrawn_on is None), None)
    return ExplainedLine(kind, latest, [row for row in of_kind if row is not latest], today, placement_id)


def _grouped(rows: Iterable, key: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found

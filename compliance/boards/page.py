"""One read object per page: every child of a home with strip, days, key workers, flags and drafts.

Contract: the number of queries does not depend on the number of children. Do not add a query per child here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.text import get_text_list

from children.duties.cards import RANK, FlagCard, flag_cards
from children.duties.reading import duties_at, open_flags_of
from children.models import AssignmentRole, Child, ChildAbsence, Flag, KeyWorkerAssignment, Placement
from homes.dates import age_on
from homes.models import Home, Severity, Unit
from homes.permissions import Access, Permission
from homes.standards import Figure, Standards, figure_for, standards_of
from homes.words import gettext as _
from sessions_app.models import KeyWorkSession, Status
from sessions_app.review.page import noted_of, with_question
from sessions_app.strip.drawing import days_bar_svg, days_in_words, strip_block, strip_dates, strip_svg
from sessions_app.strip.time_with import who_spends_time_with
from sessions_app.strip.weeks import (
    Row,
    Week,
    absences_for_strip,
    latest_sessions,
    strip_rows,
    strip_sentence,
    weeks_for,
)
from sessions_app.worries.standing import unanswered

SESSION_RULES = ("KS-FIRST", "KS-WEEK")


@dataclass
class ChildRow:
    """A child as a board, a list or Today shows it."""

    child: Child
    placement: Placement
    today: dt.date
    me: str  # public id of the person looking: "with you"
    weeks: tuple[Week, ...]
    latest: KeyWorkSession | None  # the latest of this placement that counts
    weekly: Figure
    first: Figure
    named: list[KeyWorkerAssignment] = field(default_factory=list)  # today, and for days to come
    cards: list[FlagCard] = field(default_factory=list)
    absence: ChildAbsence | None = None
    drafts: int = 0  # for those who may count them: `count_drafts`

    @property
    def age(self) -> int | None:
        return age_on(self.child.date_of_birth, self.today) if self.child.date_of_birth else None

    @property
    def days_since(self) -> int:
        """Days since the last session that counts; since moving in when there is none."""
        since = self.latest.held_on if self.latest else self.placement.moved_in_on
        return (self.today - since).days

    @property
    def standard_days(self) -> int:
        """The number this child's next session is owed by: an earlier one, where the duty ran out under it."""
        if self.session_card and self.session_card.flag.facts.get("unit") == Unit.DAYS:
            return self.session_card.flag.facts["amount"]
        return self.weekly.amount if self.latest else self.first.amount

    @property
    def assignments(self) -> list[KeyWorkerAssignment]:
        """Who holds the child today, cover included."""
        return [one for one in self.named if one.started_on <= self.today]

    @property
    def held_by(self) -> set[int]:
        """Who is lead or second today."""
        return {one.worker_id for one in self.assignments if one.role != AssignmentRole.COVER}

    @property
    def who_holds(self) -> str:
        """ "Sam Okafor and Jo Price (cover)"."""
        return get_text_list([one.worker_in_words for one in self.assignments], _("and"))

    def cover_by(self, worker_id: int) -> KeyWorkerAssignment | None:
        """The cover this adult gives today."""
        return next(
            (
                one
                for one in self.assignments
                if one.role == AssignmentRole.COVER and one.worker_id == worker_id
            ),
            None,
        )

    @property
    def session_card(self) -> FlagCard | None:
        return next((card for card in self.cards if card.flag.rule_code in SESSION_RULES), None)

    @property
    def has_first_days(self) -> bool:
        """Something of the first days is still owed: whoever is on shift is led to the list."""
        return any(card.flag.rule_code == "FS-CHECK" for card in self.cards)

    @property
    def ours(self) -> list[FlagCard]:
        """What the home owes, worst first."""
        return [card for card in self.cards if card.ours]

    @property
    def theirs(self) -> list[FlagCard]:
        """What somebody else owes and the home chases. Never the home's own lateness, and never hidden."""
        return [card for card in self.cards if not card.ours]

    @property
    def worst(self) -> FlagCard | None:
        return next(iter(self.ours), None)

    @property
    def days_over(self) -> int:
        """Days past the standard, as the engine counts them: time away moves it."""
        return self.session_card.days_over if self.session_card else 0

    @property
    def sentence(self) -> str:
        return strip_sentence(self.weeks, self.child.known_as)

    @property
    def strip(self) -> SafeString:
        """The 12 squares alone, for a table row."""
        return strip_svg(self.weeks, self.sentence)

    @property
    def strip_dates(self) -> SafeString:
        """Under the heading of a column of strips."""
        return strip_dates(self.weeks)

    @property
    def strip_with_dates(self) -> SafeString:
        return strip_block(self.weeks, self.sentence)

    @property
    def week_rows(self) -> list[Row]:
        return strip_rows(self.weeks)

    @property
    def bar(self) -> SafeString:
        return days_bar_svg(
            self.days_since if self.latest else None,
            self.standard_days,
            since_moving_in=self.days_since,
            words=self._bar_words(),
        )

    @property
    def days_in_words(self) -> str:
        """What the bar says beside its number, for a screen too narrow for it."""
        counted = self.days_since if self.latest else None
        return self._bar_words() or days_in_words(counted, self.standard_days, self.days_since)

    def _bar_words(self) -> str:
        """What the bar alone would get wrong: time away, or a stricter number, moves the due date past the line."""
        past = self.days_since - self.standard_days
        if past <= 0 or past == self.days_over:
            return ""
        flag = self.session_card.flag if self.session_card else None
        if flag and flag.facts.get("applies_from") == flag.due_on.isoformat():
            return _("%(n)d over, new standard") % {"n": self.days_over}
        if not self.days_over:
            return _("away, not over")
        return _("%(n)d over, time away left out") % {"n": self.days_over}

    @property
    def latest_with(self) -> str:
        """ "you and Jo Price": who was there last time."""
        people = self.latest.people_present if self.latest else []
        names = [_("you") if person.get("id") == self.me else person["name"] for person in people]
        return get_text_list(names, _("and")) if names else _("nobody named")

    @property
    def seen_this_week(self) -> bool:
        return bool(self.latest and (self.today - self.latest.held_on).days <= self.today.weekday())

    @property
    def order(self) -> tuple:
        """Worst child first: the worst overdue flag, then the longest wait, then what is due soonest."""
        worst = self.worst
        over = worst is not None and worst.over
        return (
            not over,
            RANK[worst.severity] if over and worst else RANK[Severity.INFO] + 1,
            -(worst.days_over if over and worst else 0),
            -self.days_since,
            worst.flag.due_on if worst else dt.date.max,
            self.child.known_as,
            self.child.pk,
        )


def child_rows(
    placements: Iterable[Placement],
    *,
    access: Access,
    flags: Iterable[Flag] | None = None,
    lived: Iterable[Placement] | None = None,
    standards: Standards | None = None,
) -> list[ChildRow]:
    """Rows for placements that come with `child` and `home`, in the order given. The caller has checked the homes.

    `flags`: those of the home, where the page has them already. Without them they are read as the last sweep of each
    home left them. `lived`: every placement of the children, and `standards`: those of their homes, where the page has
    them.
    """
    placements = list(placements)
    children = [placement.child_id for placement in placements]
    absences = list(absences_for_strip(children, access.today))
    weeks = weeks_for(children, as_of=access.today, access=access, placements=lived, absences=absences)
    latest = {
        one.placement_id: one for one in latest_sessions(children, access.today, access=access).values()
    }
    if standards is None:
        standards = standards_of({placement.home_id for placement in placements})
    named = _grouped(
        KeyWorkerAssignment.objects.filter(placement__in=[placement.pk for placement in placements])
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=access.today))
        .select_related("worker", "covers")
        .order_by("role", "started_on", "pk"),
        "placement_id",
    )
    cards: dict[int, list[FlagCard]] = defaultdict(list)
    for card in flag_cards(_open_flags(placements, access) if flags is None else flags, access=access):
        cards[card.flag.child_id].append(card)
    away = {
        one.child_id: one for one in absences if one.returned_on is None or one.returned_on > access.today
    }

    def figure(code: str, placement: Placement) -> Figure:
        return figure_for(code, home_id=placement.home_id, as_of=access.today, standards=standards)

    return [
        ChildRow(
            child=placement.child,
            placement=placement,
            today=access.today,
            me=str(access.user.public_id),
            weeks=weeks[placement.child_id],
            latest=latest.get(placement.pk),
            weekly=figure("KS-WEEK", placement),
            first=figure("KS-FIRST", placement),
            named=named.get(placement.pk, []),
            cards=cards.get(placement.child_id, []),
            absence=away.get(placement.child_id),
        )
        for placement in placements
    ]


def worth_a_thought(rows: Iterable[ChildRow], *, access: Access) -> list[tuple[Child, str]]:
    """Children nearly all of whose last sessions were with one adult, by name. One query, and nothing anybody owes."""
    children = sorted((row.child for row in rows), key=lambda child: (child.known_as, child.pk))
    time_with = who_spends_time_with([child.pk for child in children], access.today, access=access)
    prompts = [(child, time_with[child.pk].prompt(child)) for child in children]
    return [(child, prompt) for child, prompt in prompts if prompt]


def _open_flags(placements: list[Placement], access: Access) -> Iterable[Flag]:
    homes = {
        placement.home_id for placement in placements if access.may(Permission.SEE_FLAGS, placement.home_id)
    }
    return open_flags_of(homes, access).filter(child__in={placement.child_id for placement in placements})


def cards_beside(rows: Iterable[ChildRow], flags: Iterable[Flag], *, access: Access) -> list[FlagCard]:
    """Flags of a home that are in no row: about children who are expected, and what adults owe."""
    living = {row.child.pk for row in rows}
    beside = [flag for flag in flags if flag.child_id not in living]
    access.meet(flag.child for flag in beside if flag.child)
    return flag_cards(beside, access=access)


def home_rows(
    home: Home,
    *,
    access: Access,
    flags: Iterable[Flag] | None = None,
    standards: Standards | None = None,
) -> list[ChildRow]:
    """Every child who lives at the home today, worst first."""
    if flags is None:
        flags = duties_at(home.pk, access).listed() if access.may(Permission.SEE_FLAGS, home.pk) else ()
    here = Placement.objects.visible_to(access).filter(home=home).current_on(access.today)
    lived = list(
        Placement.objects.filter(child__in=here.values("child"), moved_in_on__lte=access.today)
        .select_related("child", "home")
        .order_by("child__known_as", "pk")
    )
    placements = [
        placement for placement in lived if placement.home_id == home.pk and placement.covers(access.today)
    ]
    access.meet(placement.child for placement in placements)
    rows = child_rows(placements, access=access, flags=flags, lived=lived, standards=standards)
    return sorted(rows, key=lambda row: row.order)


def to_be_done(home: Home) -> list[KeyWorkSession]:
    """Records of a home that still ask for something: drafts to sign, worries to answer. One query."""
    asking = Q(status=Status.DRAFT) | unanswered()
    return list(KeyWorkSession.objects.filter(asking, home=home).for_list().order_by("pk"))


def mine_to_be_done(home: Home, *, access: Access, senior: bool) -> list[KeyWorkSession]:
    """This person's drafts, the oldest day first, and their records a manager asks or wrote about; and for a senior the
    worries nobody has answered. One query."""
    asking = Q(status=Status.DRAFT, author=access.user.pk) | noted_of(access)
    if senior:
        asking |= unanswered() & Q(home=home)
    found = with_question(KeyWorkSession.objects.visible_to(access).filter(asking))
    found = found.annotate(
        noted=Exists(found_among(noted_of(access))), waits=Exists(found_among(unanswered()))
    )
    return list(found.for_list().select_related("review").order_by("held_on", "pk"))


def found_among(asking: Q) -> QuerySet[KeyWorkSession]:
    """Whether the record of a row is one of these."""
    return KeyWorkSession.objects.filter(asking, pk=OuterRef("pk"))


def noted_among(records: Iterable[KeyWorkSession]) -> list[KeyWorkSession]:
    """Of `mine_to_be_done`: what a manager asks or wrote about."""
    return [one for one in records if one.noted]


def worries_among(records: Iterable[KeyWorkSession]) -> list[KeyWorkSession]:
    """Of `mine_to_be_done`: the worries of the home nobody has answered."""
    return [one for one in records if one.waits]


def drafts_among(records: Iterable[KeyWorkSession]) -> list[KeyWorkSession]:
    return [one for one in records if one.is_draft]


def unsigned(
    home: Home, rows: Iterable[ChildRow], drafts: list[KeyWorkSession], *, access: Access
) -> list[KeyWorkSession]:
    """Note on each row how many records are begun and not signed; and those of stays that are over, for whoever may
    read them. Nobody's words are read."""
    begun = _grouped(drafts, "placement_id")
    for row in rows:
        row.drafts = len(begun.get(row.placement.pk, ()))
    reads_all = access.may(Permission.READ_DRAFTS, home.pk)
    over = [
        draft
        for draft in drafts
        if (left := draft.placement.moved_on_on) is not None
        and left <= access.today
        and (reads_all or draft.author_id == access.user.pk)
    ]
    return sorted(over, key=lambda draft: draft.placement.moved_on_on)


def _grouped(rows: Iterable, key: str) -> dict[int, list]:
    grouped: dict[int, list] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped

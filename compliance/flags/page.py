"""The list of flags: whom each is for, which filter holds it, and the rows grouped by child, the worst child first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, TextChoices

from children.duties.cards import FlagCard
from children.duties.querysets import FlagQuerySet
from children.duties.rule import rule_of
from children.duties.saying import owner_of
from children.models import AssignmentRole, KeyWorkerAssignment
from homes.models import Role, Severity
from homes.permissions import ROLES, Access
from homes.standards import Owner
from homes.words import gettext as _
from homes.words import gettext_lazy

SHOWN = 30  # rows at once: a page stays light however much is owed

OTHERS = {
    Owner.PLACING_AUTHORITY: gettext_lazy("The council"),
    Owner.HEALTH: gettext_lazy("The health service"),
    Owner.EDUCATION: gettext_lazy("School"),
}


class Show(TextChoices):
    """The filters of the list, by the code in its address."""

    ALL = "all", gettext_lazy("All")
    MINE = "mine", gettext_lazy("Mine")
    OURS = "ours", gettext_lazy("Ours")
    THEIRS = "theirs", gettext_lazy("Theirs")
    DUE = "due", gettext_lazy("Due soon")
    PLANNED = "planned", gettext_lazy("Planned")


def with_holders(flags: FlagQuerySet, access: Access) -> FlagQuerySet:
    """With who leads each child today, and whether this person holds or covers the child: no query more."""
    today = KeyWorkerAssignment.objects.filter(child=OuterRef("child"), home=OuterRef("home"))
    today = today.current_on(access.today)
    lead = today.filter(role=AssignmentRole.LEAD).order_by("-started_on").values("worker__full_name")
    return flags.annotate(lead=Subquery(lead[:1]), with_me=Exists(today.filter(worker=access.user.pk)))


class Owed(FlagCard):
    """One row of the list. Its flag comes `with_holders`."""

    @property
    def whom(self) -> Any:
        """The child the flag is about, or else the adult."""
        return self.flag.child_id or self.flag.facts.get("person")

    @cached_property
    def by_manager(self) -> bool:
        """Whether what closes it takes a permission that adults who hold children do not have."""
        rule = rule_of(self.flag.rule_code)
        return rule is not None and rule.fix.permission not in ROLES[Role.RESIDENTIAL_WORKER].permissions

    @property
    def owner(self) -> str:
        """Who is to do it: who said so, else whom we chase, else the manager or who leads the child."""
        if self.plan and self.plan.owner:
            return self.plan.owner.full_name
        if not self.ours:
            return str(OTHERS[owner_of(self.flag)])
        return _("{Short registered manager}") if self.by_manager else self.flag.lead or _("Nobody named")

    @property
    def mine(self) -> bool:
        """What falls to the person looking: they said so, or they may close it and hold the child, or manage."""
        if self.plan:
            return self.plan.owner_id == self.access.user.pk
        return self.ours and bool(self.fix_url) and (self.by_manager or self.flag.with_me)

    @property
    def rank(self) -> tuple:
        """What is critical before all else, then what we owe before what we chase."""
        return (self.severity != Severity.CRITICAL, not self.ours, *self.order)

    @property
    def shows(self) -> Iterator[Show]:
        """The filters that hold it."""
        holds = {
            Show.ALL: True,
            Show.MINE: self.mine,
            Show.OURS: self.ours,
            Show.THEIRS: not self.ours,
            Show.DUE: self.ours and not self.over,
            Show.PLANNED: self.plan is not None,
        }
        return (show for show, held in holds.items() if held)


@dataclass(frozen=True)
class Group:
    """What stands under one child's name on this page, and how much is owed to the child in all."""

    rows: list[Owed]
    owed: int
    chased: int


@dataclass(frozen=True)
class FlagList:
    """One page of one filter: worst child first, within a child worst first, and where the next page begins."""

    groups: list[Group]
    counts: dict[str, int]  # of every filter
    total: int
    begins: int
    shown: int
    after: str  # the public id of the last one shown, when more follow
    worst: Owed | None  # the one row that stands open


def flag_list(flags: Iterable, *, access: Access, show: Show, after: str) -> FlagList:
    """`flags` come `with_holders`. `after`: the last row of the page before; what is no such row begins anew."""
    every = [Owed(flag, access) for flag in flags]
    held = {row.flag.pk: set(row.shows) for row in every}
    rows = _worst_child_first(row for row in every if show in held[row.flag.pk])
    ids = [str(row.flag.public_id) for row in rows]
    begins = ids.index(after) + 1 if after in ids else 0
    ends = begins + SHOWN
    owed = Counter(row.whom for row in every if row.ours)
    chased = Counter(row.whom for row in every if not row.ours)
    return FlagList(
        groups=[
            Group(list(of_child), owed[whom], chased[whom])
            for whom, of_child in groupby(rows[begins:ends], key=lambda row: row.whom)
        ],
        counts=Counter(one for shows in held.values() for one in shows),
        total=len(rows),
        begins=begins,
        shown=len(rows[begins:ends]),
        after=ids[ends - 1] if len(ids) > ends else "",
        worst=rows[0] if rows and not begins else None,
    )


def _worst_child_first(rows: Iterable[Owed]) -> list[Owed]:
    """A child stands where their worst flag would: nobody is averaged away."""
    by_child: dict[Any, list[Owed]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.rank):
        by_child[row.whom].append(row)
    return [row for of_child in by_child.values() for row in of_child]

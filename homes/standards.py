"""The numbers a home is held to: what a figure is, which one counts on a day, and which one decides a duty.

Each rule brings its own default, where it comes from and how it reads; `CATALOGUE` knows them by code once the apps
are loaded, for whoever stands below the rules. `figure_for` answers which number counts for a home on a day: the
home's own latest standard that has begun, otherwise the default. `decided` answers which of a home's numbers decides
one duty, when the home has changed its number over time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from django.utils.functional import Promise

from homes.dates import add_days, add_months
from homes.models import FROM_THE_START, HomeStandard, Nation, Severity, Unit

D = TypeVar("D")
BOTH_NATIONS = frozenset({Nation.ENGLAND, Nation.WALES})
ENGLAND_ONLY = frozenset({Nation.ENGLAND})
WALES_ONLY = frozenset({Nation.WALES})


class Kind(StrEnum):
    """Where a duty comes from. Shown with every flag."""

    LAW = "law"
    DUTY = "duty"  # the law asks for it, and the home says by when
    GUIDANCE = "guidance"
    HOME = "home"


class Owner(StrEnum):
    """Who has to do it: us, or somebody we chase."""

    HOME = "home"
    PLACING_AUTHORITY = "placing_authority"
    HEALTH = "health"
    EDUCATION = "education"


class Editable(StrEnum):
    YES = "yes"
    STRICTER = "stricter"
    NO = "no"


@dataclass(frozen=True)
class Default:
    """The figure a home starts with."""

    amount: int
    unit: Unit
    severity: Severity
    source: str | Promise
    source_in_wales: str | Promise = ""
    owner: Owner = Owner.HOME
    kind: Kind = Kind.HOME
    editable: Editable = Editable.YES
    least: int = 0  # the smallest number a home may set: 1 for what comes round again

    @cached_property
    def figure(self) -> Figure:
        """The number of every home that has set none of its own."""
        return Figure(self.amount, self.unit, self.severity)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All that has counted there."""
        return (self.figure,)

    def source_in(self, nation: str) -> str:
        """Where the figure comes from in a home of this nation, in the words being spoken."""
        return str(self.source_in_wales if nation == Nation.WALES and self.source_in_wales else self.source)


@dataclass(frozen=True)
class Figure:
    """The number that counts for one home on one day, and who set it."""

    amount: int
    unit: Unit
    severity: Severity
    source: str = ""  # as the home wrote it; empty: where the default comes from
    set_by: str = ""
    applies_from: dt.date | None = None

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The number as a flag keeps it; who set it since when and why, if the home did. Worked out once."""
        own = {
            "set_by": self.set_by,
            "source": self.source,
            "applies_from": self.applies_from.isoformat() if self.applies_from else "",
        }
        said = {key: value for key, value in own.items() if value}
        return {"amount": self.amount, "unit": self.unit.value, **said}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What a rule asks for: its number, and how that reads. `code` is stored in rows: never renamed, only retired."""

    code: str
    title: str | Promise
    short: str | Promise  # within a sentence of the history
    default: Default  # the number a home starts with
    standard: Callable[[Figure], str]  # a number in words: "within 5 working days"
    counted_from: str | Promise
    nations: frozenset[Nation] = BOTH_NATIONS  # whose homes it is for

    def source(self, *, nation: str, own: str = "") -> str:
        """Where its number comes from: as the home wrote it, else the law or guidance of a nation."""
        return own or self.default.source_in(nation)


# Figures that are not a home's to choose, each with where it comes from.
PLAN_WORKING_DAYS = (
    5  # CPPCR 2010 reg 9(2): a placement plan within 5 working days of the start of the placement
)
SCHOOL_FROM_AGE = 3  # statutory guidance: a personal education plan from nursery on
ADULT_AT = 18  # looked after no longer: Children Act 1989 s.105
DENTAL_RECALL_MONTHS = 12  # NICE CG19: a dentist recalls a child after at most 12 months
DENTAL_RECALL_MONTHS_FROM_18 = 24  # the same, from 18
SIGHT_RECALL_MONTHS = 24  # home standard: an optician's own day counts up to 24 months
FIND_OUT_WORKING_DAYS = 20  # home standard: what nothing is noted of is found out within 20 working days
PLAN_AFTER_REVIEW_WORKING_DAYS = 20  # home standard: the home's plan follows a review within 20 working days
SHOWN_BEFORE_ORDER_ENDS_DAYS = 14  # home standard: an order that ends soon is warned of
HEALTH_PLAN_WORKING_DAYS = 20  # practice of health teams: initial health assessment within 20 working days
HEALTH_MONTHS_UNDER_FIVE = 6  # CPPCR 2010 reg 7(3)(a): at least every 6 months before the fifth birthday
FIFTH_BIRTHDAY = 5
WAYS_AGAIN_MONTHS = 12  # home standard: the ways to be heard explained again, where no review came sooner
REFRESH_MONTHS = {
    "complaints": WAYS_AGAIN_MONTHS,
    "advocate": WAYS_AGAIN_MONTHS,
    "commissioner": WAYS_AGAIN_MONTHS,
    "fire": 6,
}  # explained again, unless another day was agreed
SW_VISIT_WEEKS = (
    6  # CPPCR 2010 reg 28(3), CPW15 reg 31: at most 6 weeks apart in the first year, and after it
)
SW_VISIT_MONTHS = (
    3  # the same: at most 3 months apart after the first year of a placement meant to last to 18
)
DECLINED_IN_A_ROW = 3  # home standard: offers declined before a manager looks at how time is offered
DECLINED_DAYS = 84  # as many weeks as the strip shows: older offers are no row any more
RETURN_DAYS = 3  # home standard: a session within 3 days of coming back, after a whole week away

# Rule code -> what is owed: filled when the app that holds the rules is loaded.
CATALOGUE: dict[str, Duty] = {}

Standards = Mapping[tuple[int, str], list[HomeStandard]]


def standards_by_home(rows: Iterable[HomeStandard]) -> dict[tuple[int, str], list[HomeStandard]]:
    """Group homes' standards for `figure_for`, latest first. Rows come with `set_by`."""
    grouped: dict[tuple[int, str], list[HomeStandard]] = {}
    for row in sorted(rows, key=lambda row: row.applies_from, reverse=True):
        grouped.setdefault((row.home_id, row.rule_code), []).append(row)
    return grouped


def standards_of(home_ids: Iterable[int]) -> Standards:
    """All that homes have set for themselves. One query."""
    return standards_by_home(HomeStandard.objects.filter(home__in=home_ids).select_related("set_by"))


def figures_for(code: str, *, home_id: int, as_of: dt.date, standards: Standards) -> tuple[Figure, ...]:
    """Every number that has counted for this rule in this home up to a day, oldest first; the last one counts now.

    The default comes first, unless the home has had a number of its own from the start.
    """
    default, rows = CATALOGUE[code].default, standards.get((home_id, code))
    if not rows:
        return default.figures
    begun = [row for row in reversed(rows) if row.applies_from <= as_of]
    own = [
        Figure(
            amount=row.amount,
            unit=Unit(row.unit),
            severity=Severity(row.severity) if row.severity else default.severity,
            source=row.source,
            set_by=row.set_by.full_name,
            applies_from=row.applies_from if row.applies_from > FROM_THE_START else None,
        )
        for row in begun
    ]
    if own and own[0].applies_from is None:
        return tuple(own)
    return (*default.figures, *own)


def figure_for(code: str, *, home_id: int, as_of: dt.date, standards: Standards) -> Figure:
    """The number that counts for this rule in this home on this day."""
    return figures_for(code, home_id=home_id, as_of=as_of, standards=standards)[-1]


def after(day: dt.date, *, amount: int, unit: str) -> dt.date:
    """The day an interval after `day` ends: calendar days, or calendar months clamped to the month's end."""
    return add_months(day, amount) if unit == Unit.MONTHS else add_days(day, amount)


def own_day_or_standard(day: dt.date, own_day: dt.date | None, *, amount: int, unit: str) -> dt.date:
    """An own next day counts up to twice the standard after `day`; without one, or beyond that, the standard does."""
    if own_day is not None and own_day <= after(day, amount=2 * amount, unit=unit):
        return own_day
    return after(day, amount=amount, unit=unit)


def interval_after(day: dt.date | None) -> Callable[[Figure], dt.date | None]:
    """Dates a duty by each of a home's numbers: the interval after `day`. No day: nothing is owed."""
    return lambda figure: None if day is None else after(day, amount=figure.amount, unit=figure.unit)


def by_number(dated: Callable[..., D]) -> Callable[[Figure], D]:
    """A dating function with everything but the number given, ready to be asked with each of a home's numbers."""
    return lambda figure: dated(amount=figure.amount, unit=figure.unit)


def decided(
    figures: Sequence[Figure], due_on: Callable[[Figure], dt.date | None]
) -> tuple[Figure, dt.date | None]:
    """Which of a home's numbers decides one duty, and the day it is owed by. `figures` oldest first.

    A number decides while it counts: a duty that ran out under an earlier number keeps that day, however the home
    changed its number since. A number that is stricter than the one before asks for nothing before the day it counts
    from. `due_on` dates the duty with one number; None is nothing owed.
    """
    if len(figures) == 1 and figures[0].applies_from is None:
        return figures[0], due_on(figures[0])  # as in most homes
    for figure, following in zip(figures, (*figures[1:], None), strict=True):
        due = due_on(figure)
        if due is not None and figure.applies_from is not None:
            due = max(due, figure.applies_from)
        if following is None:
            return figure, due
        ended = following.applies_from
        if due is not None and ended is not None and due < ended:
            return figure, due
    raise ValueError("no figure to decide with")

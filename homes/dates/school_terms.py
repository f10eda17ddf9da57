"""School terms by date. A year has three, and every day belongs to one: a holiday counts for the term after it.

- autumn: to 31 December (term itself begins on 1 September)
- spring: to Easter Sunday
- summer: to 21 July

No law sets term dates: each authority and academy has its own, a week or two apart, and a home may set the last days of
the terms of its own schools for a school year. What is owed once a term ("termly", guidance on the education of
looked-after children) is owed by the last day of the term. Who wants it sooner writes the date of the next meeting
down: the earlier day counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from homes.dates import add_days

NO_OWN: Mapping[int, tuple[dt.date, dt.date, dt.date]] = MappingProxyType({})


class TermName(StrEnum):
    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


@dataclass(frozen=True, slots=True)
class Term:
    """One school term, both days included."""

    name: TermName
    starts_on: dt.date
    ends_on: dt.date

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on


def easter_sunday(year: int) -> dt.date:
    """Easter in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


# The last days of autumn, spring and summer.
LastDays = tuple[dt.date, dt.date, dt.date]
# School year (the one it begins in) -> the last days a home has set.
OwnTerms = Mapping[int, LastDays]


@cache
def usual_last_days_of(year: int) -> LastDays:
    return dt.date(year, 12, 31), easter_sunday(year + 1), dt.date(year + 1, 7, 21)


def last_days_of(year: int, own: OwnTerms) -> LastDays:
    """The last days of the three terms of the school year that begins in September of a year."""
    return own.get(year) or usual_last_days_of(year)


def school_year_of(day: dt.date, own: OwnTerms = NO_OWN) -> int:
    """The year in which the school year of a day's term began."""
    return day.year if day > last_days_of(day.year - 1, own)[2] else day.year - 1


def term_of(day: dt.date, own: OwnTerms = NO_OWN) -> Term:
    """The term a day belongs to."""
    year = school_year_of(day, own)
    before = last_days_of(year - 1, own)[2]
    for name, last in zip(TermName, last_days_of(year, own), strict=True):
        if day <= last:
            return Term(name, add_days(before, 1), last)
        before = last
    raise ValueError("a school year ends before it begins")


def next_term(term: Term, own: OwnTerms = NO_OWN) -> Term:
    """The term after another one."""
    return term_of(add_days(term.ends_on, 1), own)

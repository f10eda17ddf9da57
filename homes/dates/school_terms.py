"""School terms by date. A year has three, and every day belongs to one: holidays count with the term before them.

- autumn: 1 September to 31 December
- spring: 1 January to Easter Sunday
- summer: Easter Monday to 31 August

No law sets term dates: each authority and academy has its own, a week or two apart. What is owed once a term
("termly", guidance on the education of looked-after children) is owed by the last day of the term as it is defined
here, holidays included. A home that wants it sooner writes the date of the next meeting down: the earlier day counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from homes.dates import add_days

SCHOOL_YEAR_STARTS = (9, 1)


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


def term_of(day: dt.date) -> Term:
    """The term a day belongs to."""
    year, easter = day.year, easter_sunday(day.year)
    if day <= easter:
        return Term(TermName.SPRING, dt.date(year, 1, 1), easter)
    if day < dt.date(year, *SCHOOL_YEAR_STARTS):
        return Term(TermName.SUMMER, add_days(easter, 1), dt.date(year, 8, 31))
    return Term(TermName.AUTUMN, dt.date(year, *SCHOOL_YEAR_STARTS), dt.date(year, 12, 31))


def next_term(term: Term) -> Term:
    """The term after another one."""
    return term_of(add_days(term.ends_on, 1))

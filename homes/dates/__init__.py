"""Dates of duties. Everything owed is a London calendar day; instants are stored in UTC.

The clock is read here and nowhere below a view, a task or a command: they call `today()` or `now()` once
and pass the answer inward.
"""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import timezone

from homes.dates.bank_holidays import BANK_HOLIDAYS

LONDON = ZoneInfo("Europe/London")
FRIDAY = 4
SHORTEST_MONTH = 28  # days: up to then no month needs to be asked how long it is


def now() -> dt.datetime:
    """This instant, aware."""
    return timezone.now()


def today() -> dt.date:
    """The calendar day in London, where a night shift's 00:30 already belongs to the new day."""
    return london_day(now())


def london_day(instant: dt.datetime) -> dt.date:
    """The London calendar day of an aware instant."""
    return instant.astimezone(LONDON).date()


def midnight(day: dt.date) -> dt.datetime:
    """The instant a London day begins."""
    return dt.datetime.combine(day, dt.time(), tzinfo=LONDON)


def add_days(day: dt.date, days: int) -> dt.date:
    """Calendar days, stopping at the ends of the calendar instead of raising."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def add_months(day: dt.date, months: int) -> dt.date:
    """Calendar months, clamped to the end of the month: 31 August + 6 months is 28 or 29 February."""
    index = day.year * 12 + (day.month - 1) + months
    year, month = divmod(index, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    last = day.day if day.day <= SHORTEST_MONTH else calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, not a bank holiday of England and Wales."""
    return day.weekday() <= FRIDAY and day not in BANK_HOLIDAYS


def add_working_days(day: dt.date, days: int) -> dt.date:
    """The working day that is `days` working days after `day`. The day itself is not counted.

    Moved in on a Saturday: Monday is working day 1.
    """
    left = days
    while left > 0 and day < dt.date.max:
        day = add_days(day, 1)
        if is_working_day(day):
            left -= 1
    return day


def birthday(born_on: dt.date, age: int) -> dt.date:
    """The day somebody reaches an age. Born on 29 February: 1 March in a year without one."""
    year = born_on.year + age
    if year > dt.MAXYEAR:
        return dt.date.max
    try:
        return born_on.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Whole years of age on a day."""
    years = day.year - born_on.year
    return years if birthday(born_on, years) <= day else years - 1


def week_start(day: dt.date) -> dt.date:
    """The Monday of the week of a day."""
    return add_days(day, -day.weekday())

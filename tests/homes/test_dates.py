"""Calendar arithmetic of duties: London days, months that clamp, working days, birthdays."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes import dates
from homes.dates import (
    LONDON,
    add_days,
    add_months,
    add_working_days,
    age_on,
    birthday,
    is_working_day,
    london_day,
)
from homes.dates.bank_holidays import BANK_HOLIDAYS, LAST_YEAR_LISTED


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-03-15", 0, "2026-03-15"),
    ],
)
def test_months_clamp_to_the_end_of_the_month(day, months, expected):
    assert add_months(on(day), months) == on(expected)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-09"),  # Friday to Monday
        ("2026-03-07", 1, "2026-03-09"),  # a Saturday
        ("2026-03-08", 1, "2026-03-09"),  # a Sunday
        ("2026-04-02", 1, "2026-04-07"),  # Easter 2026
        ("2026-03-31", 5, "2026-04-09"),
        ("2027-03-25", 1, "2027-03-30"),  # Easter 2027
        ("2026-12-24", 1, "2026-12-29"),  # 25, and 28 for Boxing Day on a Saturday
        ("2026-12-31", 1, "2027-01-04"),
        ("2027-12-24", 1, "2027-12-29"),  # both on the weekend: 27 and 28
        ("2022-06-01", 1, "2022-06-06"),  # the Jubilee
        ("2022-09-16", 1, "2022-09-20"),  # the funeral
        ("2026-05-01", 1, "2026-05-05"),
        ("2026-03-02", 0, "2026-03-02"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day, count, expected):
    assert add_working_days(on(day), count) == on(expected)


@pytest.mark.parametrize("year", range(2019, LAST_YEAR_LISTED + 1))
def test_every_listed_year_has_easter_christmas_and_new_year(year):
    listed = {day for day in BANK_HOLIDAYS if day.year == year}
    easter = easter_sunday(year)

    assert {easter - dt.timedelta(days=2), easter + dt.timedelta(days=1)} <= listed
    assert sum(day.month == 12 for day in listed) >= 2
    assert sum(day.month == 1 for day in listed) == 1
    assert all(day.weekday() < 5 for day in listed)
    assert 8 <= len(listed) <= 10


def easter_sunday(year: int) -> dt.date:
    """The anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


@pytest.mark.parametrize(
    ("born", "age", "expected"),
    [
        ("2020-02-29", 5, "2025-03-01"),
        ("2020-02-29", 4, "2024-02-29"),
        ("2020-02-28", 5, "2025-02-28"),
        ("2012-05-04", 18, "2030-05-04"),
    ],
)
def test_birthdays(born, age, expected):
    assert birthday(on(born), age) == on(expected)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2020-02-29", "2025-02-28", 4),
        ("2020-02-29", "2025-03-01", 5),
        ("2012-05-04", "2026-05-03", 13),
        ("2012-05-04", "2026-05-04", 14),
    ],
)
def test_age(born, day, age):
    assert age_on(on(born), on(day)) == age


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-28T23:59:59+00:00", "2026-03-28"),
        ("2026-03-29T00:30:00+00:00", "2026-03-29"),
        ("2026-03-29T01:30:00+00:00", "2026-03-29"),  # 02:30 in London
        ("2026-03-29T23:00:00+00:00", "2026-03-30"),  # midnight, summer time
        ("2026-10-24T23:00:00+00:00", "2026-10-25"),  # midnight, still summer time
        ("2026-10-25T00:30:00+00:00", "2026-10-25"),  # 01:30, the first time
        ("2026-10-25T01:30:00+00:00", "2026-10-25"),  # 01:30, the second time
        ("2026-10-25T23:30:00+00:00", "2026-10-25"),
        ("2026-07-01T23:30:00+00:00", "2026-07-02"),  # a night shift's 00:30
    ],
)
def test_the_london_day_of_an_instant(instant, day):
    assert london_day(dt.datetime.fromisoformat(instant)) == on(day)


def test_today_is_londons():
    assert dates.today() == dates.now().astimezone(LONDON).date()


def test_the_ends_of_the_calendar_do_not_raise():
    assert add_days(dt.date.max, 1) == dt.date.max
    assert add_days(dt.date.min, -1) == dt.date.min
    assert add_months(dt.date(9999, 12, 1), 1) == dt.date.max
    assert birthday(dt.date(9990, 1, 1), 18) == dt.date.max


@given(st.dates(dt.date(2019, 1, 1), dt.date(2040, 1, 1)), st.integers(1, 40))
def test_working_days_are_counted_one_by_one(day, count):
    end = add_working_days(day, count)

    between = [day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(is_working_day, between)) == count
    assert is_working_day(end)

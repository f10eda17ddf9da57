"""School terms by date, over ten years: every day has one, and Easter parts spring from summer."""

import datetime as dt

import pytest

from homes.dates.bank_holidays import BANK_HOLIDAYS
from homes.dates.school_terms import TermName, easter_sunday, next_term, term_of

# Easter Sundays as published.
EASTER = {
    2024: "2024-03-31",
    2025: "2025-04-20",
    2026: "2026-04-05",
    2027: "2027-03-28",
    2028: "2028-04-16",
    2029: "2029-04-01",
    2030: "2030-04-21",
    2031: "2031-04-13",
    2032: "2032-03-28",
    2033: "2033-04-17",
}
DAY = dt.timedelta(days=1)


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(("year", "easter"), EASTER.items())
def test_easter_sunday(year, easter):
    assert easter_sunday(year) == on(easter)


@pytest.mark.parametrize("year", EASTER)
def test_easter_monday_is_the_bank_holiday(year):
    listed = max(BANK_HOLIDAYS).year
    assert year > listed or easter_sunday(year) + DAY in BANK_HOLIDAYS


@pytest.mark.parametrize(
    ("day", "name", "starts", "ends"),
    [
        ("2026-07-21", "summer", "2026-04-06", "2026-07-21"),
        ("2026-07-22", "autumn", "2026-07-22", "2026-12-31"),  # the holidays count for the term after them
        ("2026-09-01", "autumn", "2026-07-22", "2026-12-31"),
        ("2026-12-31", "autumn", "2026-07-22", "2026-12-31"),
        ("2027-01-01", "spring", "2027-01-01", "2027-03-28"),
        ("2027-03-28", "spring", "2027-01-01", "2027-03-28"),
        ("2027-03-29", "summer", "2027-03-29", "2027-07-21"),
        ("2028-02-29", "spring", "2028-01-01", "2028-04-16"),
        ("2030-04-21", "spring", "2030-01-01", "2030-04-21"),  # a late Easter
        ("2030-04-22", "summer", "2030-04-22", "2030-07-21"),
    ],
)
def test_the_term_of_a_day(day, name, starts, ends):
    term = term_of(on(day))

    assert (term.name, term.starts_on, term.ends_on) == (name, on(starts), on(ends))


def test_terms_follow_each_other_without_a_gap_for_ten_years():
    term, seen = term_of(on("2024-01-01")), []
    while term.ends_on < on("2034-01-01"):
        following = next_term(term)
        assert following.starts_on == term.ends_on + DAY
        seen.append(term.name)
        term = following

    assert seen == [TermName.SPRING, TermName.SUMMER, TermName.AUTUMN] * 10


def test_every_day_of_ten_years_is_in_its_own_term():
    day = on("2024-01-01")
    while day < on("2034-01-01"):
        term = term_of(day)
        assert term.covers(day)
        assert 80 <= (term.ends_on - term.starts_on).days <= 163
        day += DAY

"""When a day that matters comes next."""

import datetime as dt

import pytest

from children.about_me.dates import birthday_line, date_lines
from children.about_me.models import next_time
from tests.factories.children import ChildFactory
from tests.factories.homes import HomeFactory


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "month", "year", "today", "comes"),
    [
        (19, 8, None, "2026-08-18", "2026-08-19"),
        (19, 8, None, "2026-08-19", "2026-08-19"),
        (19, 8, None, "2026-08-20", "2027-08-19"),
        (31, 12, None, "2026-12-31", "2026-12-31"),
        (1, 1, None, "2026-12-31", "2027-01-01"),
        (29, 2, None, "2027-02-28", "2027-03-01"),  # no such day that year
        (29, 2, None, "2027-03-01", "2027-03-01"),
        (29, 2, None, "2027-03-02", "2028-02-29"),
        (29, 2, None, "2028-02-29", "2028-02-29"),
        (29, 2, None, "2028-03-01", "2029-03-01"),
        (19, 8, 2026, "2026-08-19", "2026-08-19"),
        (19, 8, 2026, "2026-08-20", None),  # it came once
        (19, 8, 2027, "2026-08-20", "2027-08-19"),
        (31, 4, None, "2026-01-01", None),  # no calendar has it
        (31, 12, None, "9999-12-31", "9999-12-31"),
    ],
)
def test_the_next_time(day, month, year, today, comes):
    assert next_time(day, month, year, today=on(today)) == (on(comes) if comes else None)


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize(
    ("born", "today", "comes", "title"),
    [
        ("2012-05-04", "2026-05-04", "2026-05-04", "Mia turns 14"),
        ("2012-05-04", "2026-05-05", "2027-05-04", "Mia turns 15"),
        ("2012-02-29", "2026-02-20", "2026-03-01", "Mia turns 14"),
        ("2012-02-29", "2028-02-20", "2028-02-29", "Mia turns 16"),
    ],
)
def test_a_birthday_comes_by_itself(born, today, comes, title):
    child = ChildFactory(known_as="Mia", home=HomeFactory(), date_of_birth=on(born))

    line = birthday_line(child, on(today))

    assert (line.day, line.title, line.tender) == (on(comes), title, False)


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
def test_nobody_guesses_a_birthday():
    child = ChildFactory(known_as="Mia", home=HomeFactory(), date_of_birth=None)

    assert date_lines(child, [], today=on("2026-05-04")) == []

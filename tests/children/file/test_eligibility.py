"""Whom a pathway plan is owed: 16, and 13 weeks in care since 14."""

import datetime as dt

import pytest

from children.file.eligibility import eligible_from


@pytest.mark.parametrize(
    ("born", "since", "day"),
    [
        ("2010-06-15", "2015-01-01", "2026-06-15"),  # in care for years: the 16th birthday itself
        ("2010-06-15", "2026-03-16", "2026-06-15"),  # 13 weeks end on the birthday
        ("2010-06-15", "2026-03-17", "2026-06-16"),  # a day short of it
        ("2010-06-15", "2026-06-15", "2026-09-14"),  # came into care at 16
        ("2010-06-15", "2028-03-15", "2028-06-14"),  # the last day that can be
        ("2010-06-15", "2028-03-16", None),  # 18 by then
        ("2012-02-29", "2020-01-01", "2028-02-29"),
        ("2011-02-28", None, None),
        (None, "2020-01-01", None),
    ],
)
def test_the_day(born, since, day):
    dates = [value and dt.date.fromisoformat(value) for value in (born, since, day)]

    assert eligible_from(born_on=dates[0], looked_after_since=dates[1]) == dates[2]

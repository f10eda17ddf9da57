"""Whether a child is looked after: one answer of three. The table is typed by hand."""

import datetime as dt

import pytest

from children.legal_status.looked_after import looked_after_on, same_side

DAY = "2026-11-25"
MOVED_IN = "2026-11-02"


def on(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


# status, since when it says so, the day that was noted, born -> answer, counted from, why not
TABLE = [
    (None, None, None, "2012-05-04", "not_known", MOVED_IN, ""),
    (None, None, None, None, "not_known", MOVED_IN, ""),
    (None, None, "2020-01-01", "2012-05-04", "yes", "2020-01-01", ""),
    (None, None, DAY, "2012-05-04", "yes", DAY, ""),
    (None, None, "2026-11-26", "2012-05-04", "no", None, "not_yet_looked_after"),
    ("C2", "2024-03-01", None, "2012-05-04", "yes", "2024-03-01", ""),
    ("C2", "2024-03-01", "2020-01-01", "2012-05-04", "yes", "2020-01-01", ""),
    ("C2", "2026-11-20", "2026-11-26", "2012-05-04", "yes", "2026-11-20", ""),
    ("V2", "2026-11-20", None, None, "yes", "2026-11-20", ""),
    ("J1", "2026-11-20", None, "2012-05-04", "yes", "2026-11-20", ""),
    ("L2", "2026-11-20", None, "2012-05-04", "yes", "2026-11-20", ""),
    ("none", "2026-11-20", None, "2012-05-04", "no", None, "not_looked_after"),
    ("none", "2026-11-20", "2020-01-01", "2012-05-04", "no", None, "not_looked_after"),
    ("V3", "2026-11-20", "2020-01-01", "2012-05-04", "no", None, "short_breaks"),
    ("V4", "2026-11-20", None, "2012-05-04", "no", None, "short_breaks"),
    (None, None, None, "2008-11-25", "no", None, "grown_up"),  # 18 today
    ("C2", "2024-03-01", "2020-01-01", "2008-11-25", "no", None, "grown_up"),
    ("C2", "2024-03-01", "2020-01-01", "2008-11-26", "yes", "2020-01-01", ""),
    (None, None, None, "2008-11-26", "not_known", MOVED_IN, ""),
]


@pytest.mark.parametrize(("status", "status_since", "noted", "born", "answer", "since", "why"), TABLE)
def test_looked_after_on_a_day(status, status_since, noted, born, answer, since, why):
    said = looked_after_on(
        on(DAY),
        status=status,
        status_since=on(status_since),
        noted_since=on(noted),
        born_on=on(born),
        lives_here_since=on(MOVED_IN),
    )

    assert (said.answer, said.since, said.why) == (answer, on(since), why)
    assert said.is_owed == (answer != "no")


@pytest.mark.parametrize(
    ("code", "following", "same"),
    [
        ("C1", "C2", True),
        ("V2", "L2", True),
        ("C2", "none", False),
        ("V4", "none", True),
        ("V3", "V2", False),
    ],
)
def test_two_statuses_say_the_same_or_not(code, following, same):
    assert same_side(code, following) == same


@pytest.mark.parametrize(("day", "answer"), [("2026-02-28", "yes"), ("2026-03-01", "no")])
def test_somebody_born_on_a_leap_day_is_18_on_the_first_of_march(day, answer):
    said = looked_after_on(
        on(day),
        status=None,
        status_since=None,
        noted_since=on("2020-01-01"),
        born_on=on("2008-02-29"),
        lives_here_since=on("2025-01-01"),
    )

    assert said.answer == answer

"""PATH-PLAN: a pathway plan is reviewed at least every 6 months."""

import pytest

from children.duties.saying import sentence_for
from tests.compliance.caring import cared, due, ends, falls_away, not_applying, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
OLD = {"moved_in": "2026-01-01", "since": "2020-01-01", "born": "2009-05-04"}


@pytest.mark.parametrize(
    ("dated", "own", "expected"),
    [
        ("2026-03-02", None, "2026-09-02"),
        ("2025-08-31", None, "2026-02-28"),  # clamped
        ("2023-08-31", None, "2024-02-29"),
        ("2026-03-02", "2026-06-01", "2026-06-01"),
        ("2026-03-02", "2026-12-01", "2026-09-02"),  # at least every 6 months
    ],
)
def test_the_day(dated, own, expected):
    case = cared(**OLD)
    add(case, "PATHWAY", dated, own)

    assert due(case, "PATH-PLAN", "2026-04-01") == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-08-04", ""), ("2026-08-05", "due"), ("2026-09-02", "due"), ("2026-09-03", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    case = cared(**OLD)
    add(case, "PATHWAY", "2026-03-02")

    assert shows(case, "PATH-PLAN", day) == state


def test_none_yet_and_one_dated_later_say_nothing():
    case = cared(**OLD)
    add(case, "PATHWAY", "2026-05-02")

    assert due(case, "PATH-PLAN", "2026-05-01") is None
    assert due(case, "PATH-PLAN", "2026-05-02") == on("2026-11-02")


@pytest.mark.parametrize(
    ("home", "authority"), [("England", ""), ("Wales", ""), ("Wales", "England"), ("England", "Wales")]
)
def test_both_nations(home, authority):
    case = cared(**OLD, home=home, authority=authority)
    add(case, "PATHWAY", "2026-03-02")

    assert due(case, "PATH-PLAN", "2026-04-01") == on("2026-09-02")


def test_18_not_applying_an_ended_placement_and_a_homes_own_number():
    case = cared(**{**OLD, "born": "2008-06-15"})
    HomeStandardFactory(home=case.home, rule_code="PATH-PLAN", amount=3, unit="months")
    add(case, "PATHWAY", "2026-03-02")
    assert due(case, "PATH-PLAN", "2026-06-14") == on("2026-06-02")
    assert falls_away(case, "PATH-PLAN", "2026-06-15")
    ends(case, "2026-07-01")
    assert case.says("PATH-PLAN", "2026-07-01") is None
    other = cared(**OLD, code="oak")
    not_applying(other, "PATHWAY")
    assert falls_away(other, "PATH-PLAN", "2026-04-01")


def test_what_it_says():
    case = cared(**OLD)
    add(case, "PATHWAY", "2026-03-02")
    flag = open_flag(case, "PATH-PLAN", "2026-09-03")

    assert (
        sentence_for(flag, as_of=on("2026-09-02")) == "Rae’s pathway plan of 2 March is due for review today."
    )
    assert sentence_for(flag, as_of=on("2026-09-03")) == (
        "Rae’s pathway plan of 2 March was due for review by 2 September."
    )

"""OPTIC: a sight test every 12 months, or on the optician's own recall date."""

import pytest

from children.duties.saying import sentence_for
from tests.compliance.caring import cared, due, ends, happened, open_flag, shows
from tests.compliance.judging import on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "recall", "expected"),
    [
        (None, None, "2027-03-02"),
        ("2026-03-31", None, "2027-03-31"),
        ("2024-02-29", None, "2025-02-28"),  # clamped
        ("2026-03-31", "2028-03-31", "2028-03-31"),  # the optician said two years
        ("2026-03-31", "2028-04-01", "2028-03-31"),  # two years at most
        ("2024-02-29", "2026-06-01", "2026-02-28"),
    ],
)
def test_the_day(last, recall, expected):
    case = cared("2026-03-02")
    if last:
        happened(case, "sight_test", last, recall)

    assert due(case, "OPTIC", "2026-04-01") == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2027-02-01", ""), ("2027-02-02", "due"), ("2027-03-02", "due"), ("2027-03-03", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(cared("2026-03-02"), "OPTIC", day) == state


def test_a_dental_check_is_no_sight_test_and_a_test_to_come_none_yet():
    case = cared("2026-03-02")
    happened(case, "dental_check", "2026-03-10")
    happened(case, "sight_test", "2026-05-10")

    assert due(case, "OPTIC", "2026-05-09") == on("2027-03-02")
    assert due(case, "OPTIC", "2026-05-10") == on("2027-05-10")


def test_an_ended_placement_and_a_homes_own_number():
    case = cared("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="OPTIC", amount=24, unit="months")
    ends(case, "2026-06-01")

    assert due(case, "OPTIC", "2026-05-31") == on("2028-03-02")
    assert case.says("OPTIC", "2026-06-01") is None


def test_what_it_says():
    case = cared("2026-03-02")
    happened(case, "sight_test", "2025-06-01")

    flag = open_flag(case, "OPTIC", "2026-06-02")

    assert sentence_for(flag, as_of=on("2026-06-02")) == (
        "Rae’s sight test was due by 1 June. The last one was on 1 June 2025."
    )

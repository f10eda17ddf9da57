"""CONSENT: consents on file on the day of moving in."""

import pytest

from children.duties.saying import sentence_for
from tests.compliance.file.filing import add, looked_after, moves_to, returns
from tests.compliance.judging import on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-04-03", "2026-04-03"),  # Good Friday
        ("2028-02-29", "2028-02-29"),
        ("2026-12-25", "2026-12-25"),
    ],
)
@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_the_day_of_moving_in_in_both_nations(moved_in, due, nation):
    assert looked_after(moved_in, nation_of_home=nation).due("CONSENT", moved_in) == on(due)


@pytest.mark.parametrize(
    ("dated", "day", "there"),
    [
        ("2026-02-20", "2026-03-02", True),
        ("2026-03-05", "2026-03-04", False),
        ("2026-03-05", "2026-03-05", True),
    ],
)
def test_a_version_ends_it(dated, day, there):
    case = looked_after("2026-03-02")
    add(case, "CONSENT", dated)

    assert (case.due("CONSENT", day) is None) == there


def test_each_placement_has_its_own():
    case = looked_after("2026-01-05")
    add(case, "CONSENT", "2026-01-05")
    returns(case, "2026-02-01", "2026-03-02")
    assert case.due("CONSENT", "2026-03-03") == on("2026-03-02")
    moves_to(case, "2026-04-20")
    assert case.due("CONSENT", "2026-04-21") == on("2026-04-20")


def test_owed_for_every_child():
    assert looked_after("2026-03-02", since=None).due("CONSENT", "2026-03-20") == on("2026-03-02")


def test_over_the_day_after_moving_in():
    case = looked_after("2026-03-02")

    assert [case.flag("CONSENT", day).due_on < on(day) for day in ("2026-03-02", "2026-03-03")] == [
        False,
        True,
    ]


def test_the_sentence_and_a_homes_own_number():
    case = looked_after("2026-03-02")
    assert sentence_for(case.flag("CONSENT", "2026-03-04"), as_of=on("2026-03-04")) == (
        "Rae moved in on 2 March and the consents are not on file. They were due by 2 March."
    )
    HomeStandardFactory(home=case.home, rule_code="CONSENT", amount=3)
    assert case.due("CONSENT", "2026-03-02") == on("2026-03-05")

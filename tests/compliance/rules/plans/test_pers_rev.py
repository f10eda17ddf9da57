"""PERS-REV: in Wales a personal plan is reviewed at least every 3 months."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules.documents.wales import personal_plan_review_due_on
from tests.compliance.file.filing import add, everything, looked_after, returns
from tests.compliance.judging import on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def wales(moved_in):
    return looked_after(moved_in, nation="Wales", nation_of_home="Wales")


@pytest.mark.parametrize(
    ("dated", "review", "amount", "due"),
    [
        ("2026-03-02", None, 3, "2026-06-02"),
        ("2026-11-30", None, 3, "2027-02-28"),  # clamped
        ("2023-11-30", None, 3, "2024-02-29"),
        ("2026-03-02", "2026-05-01", 3, "2026-05-01"),  # its own day is earlier
        ("2026-03-02", "2026-09-01", 3, "2026-06-02"),  # a later one does not put the law off
        ("2026-03-02", None, 2, "2026-05-02"),  # a home that sets less
    ],
)
def test_on_bare_values(dated, review, amount, due):
    days = {"dated_on": on(dated), "review_due_on": on(review) if review else None}

    assert personal_plan_review_due_on(**days, amount=amount, unit="months") == on(due)


@pytest.mark.parametrize("day", ["2026-06-01", "2026-06-02", "2026-06-03"])
def test_day_before_on_and_after(day):
    case = wales("2026-03-01")
    add(case, "HOME_PLAN", "2026-03-02", "2026-12-02")

    assert case.due("PERS-REV", day) == on("2026-06-02")


def test_the_latest_version_and_none_dated_later():
    case = wales("2026-03-01")
    add(case, "HOME_PLAN", "2026-03-02")
    add(case, "HOME_PLAN", "2026-05-20")

    assert case.due("PERS-REV", "2026-05-19") == on("2026-06-02")
    assert case.due("PERS-REV", "2026-05-20") == on("2026-08-20")


def test_without_a_plan_the_plan_is_owed_not_its_review():
    said = wales("2026-03-01").says("PERS-REV", "2026-09-01")

    assert (said.due_on, said.applies) == (None, True)


def test_a_plan_of_an_earlier_placement_owes_no_review():
    case = wales("2026-01-05")
    add(case, "HOME_PLAN", "2026-01-05")
    returns(case, "2026-02-01", "2026-03-02")

    assert case.due("PERS-REV", "2026-09-01") is None


def test_homes_in_england_follow_their_own_rule():
    case = looked_after("2026-03-02", nation="Wales")
    add(case, "HOME_PLAN", "2026-03-02")

    assert everything(case, "PERS-REV", "2026-09-01") == []


def test_the_sentence_and_a_stricter_number():
    case = wales("2026-03-01")
    HomeStandardFactory(home=case.home, rule_code="PERS-REV", amount=2, unit="months")
    add(case, "HOME_PLAN", "2026-03-02")

    assert sentence_for(case.flag("PERS-REV", "2026-05-03"), as_of=on("2026-05-03")) == (
        "Rae’s personal plan of 2 March was due for review on 2 May."
    )

"""DENTAL: a dental check every 6 months, or on the dentist's own recall date."""

import pytest

from children.duties.saying import sentence_for, source_for
from homes.audit import set_fields
from tests.compliance.caring import cared, due, ends, happened, open_flag, shows
from tests.compliance.judging import on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "recall", "expected"),
    [
        ("2026-03-02", None, "2026-09-02"),
        ("2025-08-31", None, "2026-02-28"),  # clamped
        ("2023-08-31", None, "2024-02-29"),
        ("2024-02-29", None, "2024-08-29"),
        ("2026-03-02", "2027-03-02", "2027-03-02"),  # the dentist said a year
        ("2026-03-02", "2026-05-02", "2026-05-02"),
        ("2026-03-02", "2027-03-03", "2027-03-02"),  # a child: a year at most
        ("2024-02-29", "2025-06-01", "2025-02-28"),
        ("2026-05-03", "2028-05-03", "2027-05-03"),  # the last day before the 18th birthday
        ("2026-05-04", "2028-05-03", "2028-05-03"),  # from 18: two years
        ("2026-05-04", "2028-05-05", "2028-05-04"),
    ],
)
def test_the_dentists_own_day_counts_up_to_a_year_and_up_to_two_from_18(last, recall, expected):
    case = cared("2022-01-31", since=None, born="2008-05-04")
    happened(case, "dental_check", last, recall)

    assert due(case, "DENTAL", "2028-06-01") == on(expected)


def test_of_a_child_whose_age_is_not_known_a_year_at_most():
    case = cared("2022-01-31", since=None, born=None)
    happened(case, "dental_check", "2026-05-04", "2028-05-04")

    assert due(case, "DENTAL", "2028-06-01") == on("2027-05-04")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2020-01-01", "2026-03-30"),  # years in care: found out 20 working days after 2 March
        ("2025-09-01", "2026-03-30"),  # one was due on 1 March, the day before moving in
        ("2025-09-02", "2026-09-02"),  # due on the day of moving in: not past
        ("2026-03-02", "2026-09-02"),
        (None, "2026-09-02"),
    ],
)
def test_nothing_noted_of_a_child_long_in_care_is_found_out(since, expected):
    assert due(cared("2026-03-02", since=since), "DENTAL", "2026-03-10") == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-08-04", ""), ("2026-08-05", "due"), ("2026-09-02", "due"), ("2026-09-03", "overdue")],
)
def test_no_check_yet_is_due_6_months_after_moving_in(day, state):
    assert shows(cared("2026-03-02"), "DENTAL", day) == state


def test_a_check_of_an_earlier_home_counts_and_a_later_one_does_not_exist_yet():
    case = cared("2026-03-02")
    happened(case, "dental_check", "2026-01-10")
    happened(case, "dental_check", "2026-06-10")

    assert due(case, "DENTAL", "2026-06-09") == on("2026-07-10")
    assert due(case, "DENTAL", "2026-06-10") == on("2026-12-10")


def test_a_withdrawn_check_gives_way_to_the_one_before():
    case = cared("2026-03-02")
    happened(case, "dental_check", "2026-03-10")
    wrong = happened(case, "dental_check", "2026-06-10")
    set_fields(
        wrong, by=case.sam, standing="withdrawn", withdrawn_on=on("2026-06-20"), withdrawn_reason="Not Rae's"
    )

    assert due(case, "DENTAL", "2026-06-19") == on("2026-12-10")
    assert due(case, "DENTAL", "2026-06-20") == on("2026-09-10")


def test_an_ended_placement_is_not_judged():
    case = cared("2026-03-02")
    ends(case, "2026-06-01")

    assert case.says("DENTAL", "2026-06-01") is None


def test_a_homes_own_number_and_a_child_nobody_looks_after():
    case = cared("2026-03-02", since=None)
    HomeStandardFactory(home=case.home, rule_code="DENTAL", amount=12, unit="months")

    assert due(case, "DENTAL", "2026-03-02") == on("2027-03-02")


@pytest.mark.parametrize(
    ("last", "recall", "day", "words", "source"),
    [
        (
            None,
            None,
            "2026-09-01",
            "No dental check is noted for Rae. One is due by 2 September.",
            "Home standard",
        ),
        (
            None,
            None,
            "2026-09-03",
            "No dental check is noted for Rae. One was due by 2 September.",
            "Home standard",
        ),
        (
            "2026-03-10",
            None,
            "2026-09-10",
            "Rae’s next dental check is due today. The last one was on 10 March.",
            "Home standard",
        ),
        (
            "2026-03-10",
            "2026-08-01",
            "2026-08-02",
            "Rae’s dental check was due by 1 August. The last one was on 10 March.",
            "The day given for the next one",
        ),
    ],
)
def test_what_it_says(last, recall, day, words, source):
    case = cared("2026-03-02")
    if last:
        happened(case, "dental_check", last, recall)

    flag = open_flag(case, "DENTAL", day)

    assert (sentence_for(flag, as_of=on(day)), source_for(flag, as_of=on(day))) == (words, source)

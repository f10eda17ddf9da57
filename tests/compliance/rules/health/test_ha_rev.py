"""HA-REV: every 6 months before the fifth birthday, then every 12."""

import pytest

from children.duties.saying import sentence_for, severity_on
from compliance.rules.facts.care import Done
from compliance.rules.health import health_assessment_due_on
from tests.compliance.caring import cared, due, ends, falls_away, happened, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "born", "own", "expected"),
    [
        ("2026-03-02", "2012-05-04", None, "2027-03-02"),
        ("2026-03-02", "2022-05-04", None, "2026-09-02"),  # under 5 all along
        ("2026-03-02", "2021-09-03", None, "2026-09-02"),  # 6 months end the day before the fifth birthday
        ("2026-03-02", "2021-09-02", None, "2027-03-02"),  # on it
        ("2026-03-02", "2021-09-01", None, "2027-03-02"),  # the birthday falls between
        ("2026-03-02", None, None, "2026-09-02"),  # not known: the safe side
        ("2025-08-31", "2022-05-04", None, "2026-02-28"),  # clamped
        ("2024-02-29", "2012-05-04", None, "2025-02-28"),
        ("2024-08-31", "2020-02-29", None, "2025-02-28"),  # born on 29 February: 5 on 1 March 2025
        ("2024-09-01", "2020-02-29", None, "2025-09-01"),
        ("2026-03-02", "2012-05-04", "2026-10-01", "2026-10-01"),  # an earlier day of the assessor's
        ("2026-03-02", "2012-05-04", "2027-10-01", "2027-03-02"),  # a later one does not put it off
    ],
)
def test_due_day_on_bare_values(last, born, own, expected):
    said = health_assessment_due_on(
        done=Done(on(last), on(own) if own else None), born_on=on(born) if born else None, amount=12
    )

    assert said == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2027-02-10", ""), ("2027-02-11", "due"), ("2027-03-11", "due"), ("2027-03-12", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    case = cared()
    happened(case, "health_assessment", "2026-03-11")

    assert shows(case, "HA-REV", day) == state


@pytest.mark.parametrize(
    ("last", "day", "severity"),
    [
        ("2025-03-11", "2026-03-11", "info"),  # due that day
        ("2025-03-11", "2026-04-10", "info"),
        ("2025-03-11", "2026-04-11", "high"),  # one month over
        ("2025-03-11", "2026-09-01", "high"),
        ("2025-05-31", "2026-06-29", "info"),
        ("2025-05-31", "2026-06-30", "high"),  # clamped
    ],
)
def test_it_is_grave_from_one_month_over(last, day, severity):
    case = cared()
    happened(case, "health_assessment", last)

    assert severity_on(open_flag(case, "HA-REV", day), on(day)) == severity


def test_none_known_and_a_plan_alone_date_nothing():
    case = cared()
    add(case, "HEALTH", "2020-01-01")

    assert due(case, "HA-REV", "2026-06-01") is None


def test_what_is_dated_later_does_not_exist_yet():
    case = cared()
    happened(case, "health_assessment", "2025-06-01")
    happened(case, "health_assessment", "2026-05-20")

    assert due(case, "HA-REV", "2026-05-19") == on("2026-06-01")
    assert due(case, "HA-REV", "2026-05-20") == on("2027-05-20")


def test_a_stricter_home():
    case = cared()
    HomeStandardFactory(home=case.home, rule_code="HA-REV", amount=9, unit="months")
    happened(case, "health_assessment", "2026-03-11")

    assert due(case, "HA-REV", "2026-06-01") == on("2026-12-11")


@pytest.mark.parametrize("code", ["none", "V4"])
def test_not_looked_after_or_short_breaks(code):
    case = cared()
    happened(case, "health_assessment", "2020-03-11")
    LegalStatusFactory(placement=case.placement, code=code, started_on=on("2026-03-02"))

    assert falls_away(case, "HA-REV", "2026-06-01")


def test_it_stops_at_18_and_with_the_placement():
    case = cared(born="2008-06-15")
    happened(case, "health_assessment", "2025-03-11")
    ends(case, "2026-07-01")

    assert due(case, "HA-REV", "2026-06-14") == on("2026-03-11")
    assert falls_away(case, "HA-REV", "2026-06-15")
    assert case.says("HA-REV", "2026-07-01") is None


def test_what_it_says():
    case = cared()
    happened(case, "health_assessment", "2025-06-01")
    flag = open_flag(case, "HA-REV", "2026-06-02")

    assert sentence_for(flag, as_of=on("2026-06-01")) == (
        "Rae’s next health assessment is due today. The last one was on 1 June 2025."
    )
    assert sentence_for(flag, as_of=on("2026-06-02")) == (
        "Rae’s health assessment was due by 1 June. The last one was on 1 June 2025."
    )

"""RISK-REV: what keeps a child safe is looked at again every month, and after the child was missing."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules.facts.care import Done
from compliance.rules.safety import risk_due_on
from homes.audit import set_fields
from tests.compliance.caring import cared, due, ends, open_flag, shows
from tests.compliance.judging import on
from tests.factories.care import CareEventFactory
from tests.factories.children import ChildAbsenceFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "own", "back", "expected"),
    [
        ("2026-03-02", None, None, "2026-04-02"),
        ("2026-01-31", None, None, "2026-02-28"),  # clamped
        ("2028-01-31", None, None, "2028-02-29"),
        ("2026-03-02", "2026-05-20", None, "2026-05-20"),
        ("2026-03-02", None, "2026-03-10", "2026-03-12"),
        ("2026-03-02", None, "2026-03-02", "2026-04-02"),  # looked at on the day of return
        ("2026-03-02", None, "2026-04-01", "2026-04-02"),  # the usual day comes first
        ("2026-03-02", "2026-05-20", "2026-04-20", "2026-04-22"),
    ],
)
def test_due_day_on_bare_values(last, own, back, expected):
    done = Done(on(last), on(own) if own else None)

    assert risk_due_on(last=done, back_on=on(back) if back else None, amount=1) == on(expected)


def with_version(day="2026-03-02", own=None):
    case = cared()
    FileVersionFactory(
        placement=case.placement, type="RISK", dated_on=on(day), review_due_on=on(own) if own else None
    )
    return case


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-03-25", ""), ("2026-03-26", "due"), ("2026-04-02", "due"), ("2026-04-03", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(with_version(), "RISK-REV", day) == state


def test_a_child_with_no_version_owes_nothing_here():
    case = cared()
    CareEventFactory(placement=case.placement, kind="risk_review", happened_on=on("2026-03-10"))

    assert due(case, "RISK-REV", "2026-06-01") is None


def test_the_later_of_version_and_review_counts():
    case = with_version()
    CareEventFactory(placement=case.placement, kind="risk_review", happened_on=on("2026-03-20"))

    assert due(case, "RISK-REV", "2026-03-19") == on("2026-04-02")
    assert due(case, "RISK-REV", "2026-03-20") == on("2026-04-20")
    FileVersionFactory(placement=case.placement, type="RISK", dated_on=on("2026-04-10"))
    assert due(case, "RISK-REV", "2026-04-10") == on("2026-05-10")


def test_the_versions_own_day_until_a_review_follows():
    case = with_version(own="2026-06-01")
    CareEventFactory(placement=case.placement, kind="risk_review", happened_on=on("2026-03-20"))

    assert due(case, "RISK-REV", "2026-03-19") == on("2026-06-01")
    assert due(case, "RISK-REV", "2026-03-20") == on("2026-04-20")


def test_a_day_that_is_the_versions_own_is_no_next_day():
    assert due(with_version(own="2026-03-02"), "RISK-REV", "2026-03-03") == on("2026-04-02")


def test_after_missing_it_is_owed_within_2_days_of_coming_back():
    case = with_version("2026-03-09")
    ChildAbsenceFactory(
        placement=case.placement, started_on=on("2026-03-10"), returned_on=on("2026-03-12"), kind="missing"
    )
    ChildAbsenceFactory(
        placement=case.placement,
        started_on=on("2026-03-20"),
        returned_on=on("2026-03-21"),
        kind="family_stay",
    )

    assert due(case, "RISK-REV", "2026-03-11") == on("2026-04-09")  # not back yet
    assert due(case, "RISK-REV", "2026-03-12") == on("2026-03-14")
    CareEventFactory(placement=case.placement, kind="risk_review", happened_on=on("2026-03-13"))
    assert due(case, "RISK-REV", "2026-03-13") == on("2026-04-13")
    assert due(case, "RISK-REV", "2026-03-25") == on("2026-04-13")


def test_a_withdrawn_review_gives_way():
    case = with_version()
    wrong = CareEventFactory(placement=case.placement, kind="risk_review", happened_on=on("2026-03-20"))
    set_fields(wrong, by=case.sam, standing="withdrawn", withdrawn_on=on("2026-03-25"), withdrawn_reason="No")

    assert due(case, "RISK-REV", "2026-03-24") == on("2026-04-20")
    assert due(case, "RISK-REV", "2026-03-25") == on("2026-04-02")


def test_an_ended_placement_and_a_homes_own_number():
    case = with_version()
    HomeStandardFactory(home=case.home, rule_code="RISK-REV", amount=14)
    assert due(case, "RISK-REV", "2026-03-10") == on("2026-03-16")
    ends(case, "2026-05-01")
    assert case.says("RISK-REV", "2026-05-01") is None


def test_it_goes_on_after_18():
    case = cared(born="2008-03-15")
    FileVersionFactory(placement=case.placement, type="RISK", dated_on=on("2026-03-02"))

    assert due(case, "RISK-REV", "2026-03-20") == on("2026-04-02")


def test_what_it_says():
    case = with_version()
    flag = open_flag(case, "RISK-REV", "2026-04-03")
    assert sentence_for(flag, as_of=on("2026-04-01")) == (
        "Still fair, still needed? What keeps Rae safe is to be looked at again by 2 April, last done 2 March."
    )
    assert sentence_for(flag, as_of=on("2026-04-03")) == (
        "What keeps Rae safe was last looked at on 2 March. "
        "Whether it is still fair and needed was due by 2 April."
    )
    ChildAbsenceFactory(
        placement=case.placement, started_on=on("2026-03-10"), returned_on=on("2026-03-12"), kind="missing"
    )
    flag = open_flag(case, "RISK-REV", "2026-03-15")
    assert sentence_for(flag, as_of=on("2026-03-14")) == (
        "Rae came back on 12 March. What keeps Rae safe is to be looked at again today."
    )
    assert sentence_for(flag, as_of=on("2026-03-15")) == (
        "Rae came back on 12 March. What keeps Rae safe was to be looked at again by 14 March."
    )

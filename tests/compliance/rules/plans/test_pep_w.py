"""PEP-W: authorities in Wales, a first personal education plan within 20 school days, counted as working days."""

import pytest

from children.duties.saying import sentence_for, source_for
from tests.compliance.caring import cared, due, ends, falls_away, happened, not_applying, open_flag, shows
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("home", "authority", "judged"),
    [
        ("Wales", "", True),
        ("England", "Wales", True),  # a Welsh child in an English home
        ("Wales", "England", False),
        ("England", "", False),
    ],
)
def test_the_responsible_authoritys_nation_decides(home, authority, judged):
    case = cared(home=home, authority=authority)

    assert (case.says("PEP-W", "2026-06-01") is not None) == judged


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-05-31", ""), ("2026-06-01", "due"), ("2026-06-29", "due"), ("2026-06-30", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(cared("2026-05-20", since="2026-06-01", authority="Wales"), "PEP-W", day) == state


def test_bank_holidays_are_left_out():
    assert due(cared(since="2026-12-07", home="Wales"), "PEP-W", "2026-12-10") == on("2027-01-07")


def test_a_meeting_meets_it_from_its_day():
    case = cared(since="2026-06-01", home="Wales")
    happened(case, "pep_meeting", "2026-06-20")

    assert due(case, "PEP-W", "2026-06-19") == on("2026-06-29")
    assert due(case, "PEP-W", "2026-06-20") is None


def test_who_is_not_owed_one():
    case = cared(home="Wales")
    LegalStatusFactory(
        placement=case.placement, code="V3", started_on=on("2026-03-02"), ended_on=on("2026-05-01")
    )
    assert falls_away(case, "PEP-W", "2026-04-01")
    not_applying(case, "PEP")
    assert falls_away(case, "PEP-W", "2026-05-02")
    ends(case, "2026-06-01")
    assert case.says("PEP-W", "2026-06-01") is None


def test_what_it_says():
    flag = open_flag(cared("2026-06-10", since="2026-06-01", home="Wales"), "PEP-W", "2026-06-29")

    assert sentence_for(flag, as_of=on("2026-06-29")) == (
        "A first personal education plan is due today, or about then: Rae is looked after since 1 June, "
        "and school days are counted as working days."
    )
    assert source_for(flag, as_of=on("2026-06-29")) == (
        "Law: Care Planning, Placement and Case Review (Wales) Regulations 2015"
    )
    assert sentence_for(flag, as_of=on("2026-06-30")) == (
        "No personal education plan is noted for Rae, looked after since 1 June. "
        "It was due by about 29 June; school days are counted as working days."
    )

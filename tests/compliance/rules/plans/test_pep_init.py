"""PEP-INIT: a first personal education plan within 20 working days of becoming looked after. England, 3 to 18."""

import pytest

from children.duties.saying import sentence_for, source_for
from tests.compliance.caring import cared, due, ends, falls_away, not_applying, open_flag, shows
from tests.compliance.judging import on
from tests.factories.care import CareEventFactory, LegalStatusFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("since", "born", "expected"),
    [
        ("2026-06-01", "2012-05-04", "2026-06-29"),
        ("2026-05-05", "2012-05-04", "2026-06-03"),  # a bank holiday
        ("2019-06-03", "2012-05-04", "2026-06-29"),  # in care for years: found out after moving in
        ("2026-06-01", "2023-06-01", "2026-06-29"),  # three that day
        ("2025-06-02", "2023-06-01", "2026-06-29"),  # two then: counted from the third birthday
        ("2026-06-01", None, "2026-06-29"),
        ("2026-06-01", "2023-12-01", None),  # not three yet
        (None, "2012-05-04", "2026-06-29"),  # not known: from moving in, 1 June
    ],
)
def test_the_day(since, born, expected):
    case = cared("2026-06-01", since=since, born=born)

    assert due(case, "PEP-INIT", "2026-06-10") == (on(expected) if expected else None)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-05-31", ""), ("2026-06-01", "due"), ("2026-06-29", "due"), ("2026-06-30", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(cared("2026-05-20", since="2026-06-01"), "PEP-INIT", day) == state


def test_a_version_or_a_meeting_meets_it_from_its_day():
    written, met = cared(since="2026-06-01"), cared(since="2026-06-01", code="oak")
    FileVersionFactory(child=written.child, home=written.home, type="PEP", dated_on=on("2026-06-20"))
    CareEventFactory(child=met.child, home=met.home, kind="pep_meeting", happened_on=on("2026-06-20"))

    for case in (written, met):
        assert due(case, "PEP-INIT", "2026-06-19") == on("2026-06-29")
        assert due(case, "PEP-INIT", "2026-06-20") is None


@pytest.mark.parametrize(
    ("home", "authority", "judged"),
    [
        ("England", "", True),
        ("Wales", "England", True),  # an English child in a Welsh home
        ("England", "Wales", False),
        ("Wales", "", False),
        ("England", "Scotland", False),
    ],
)
def test_the_responsible_authoritys_nation_decides(home, authority, judged):
    case = cared(home=home, authority=authority)

    assert (case.says("PEP-INIT", "2026-06-01") is not None) == judged


def test_who_is_not_owed_one():
    case = cared()
    LegalStatusFactory(
        placement=case.placement, code="none", started_on=on("2026-03-02"), ended_on=on("2026-05-01")
    )
    assert falls_away(case, "PEP-INIT", "2026-04-01")
    assert due(case, "PEP-INIT", "2026-05-01") == on("2026-03-30")
    not_applying(case, "PEP")
    assert falls_away(case, "PEP-INIT", "2026-05-01")


@pytest.mark.parametrize(("day", "away"), [("2026-06-14", False), ("2026-06-15", True)])
def test_17_is_included_and_18_is_not(day, away):
    assert falls_away(cared(born="2008-06-15"), "PEP-INIT", day) == away


def test_an_ended_placement_and_a_homes_own_number():
    case = cared()
    HomeStandardFactory(home=case.home, rule_code="PEP-INIT", amount=10)
    ends(case, "2026-06-01")

    assert due(case, "PEP-INIT", "2026-03-10") == on("2026-03-16")
    assert case.says("PEP-INIT", "2026-06-01") is None


def test_what_it_says():
    flag = open_flag(cared("2026-06-10", since="2026-06-01"), "PEP-INIT", "2026-06-30")

    assert sentence_for(flag, as_of=on("2026-06-30")) == (
        "No personal education plan is noted for Rae, looked after since 1 June. It was due by 29 June."
    )
    assert source_for(flag, as_of=on("2026-06-30")) == (
        "Guidance: Statutory guidance on education of looked-after children"
    )

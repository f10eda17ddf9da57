"""PATH-NEEDS: eligible children only, 3 months after the 16th birthday or after becoming eligible. Both nations."""

import pytest

from children.duties.saying import sentence_for, source_for
from tests.compliance.caring import cared, due, ends, falls_away, not_applying, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory

ENGLISH = "Law: Care Planning Regulations 2010, regulation 42"
WELSH = "Law: Social Services and Well-being (Wales) Act 2014, section 107"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("born", "since", "expected"),
    [
        ("2010-05-04", "2020-01-01", "2026-08-04"),  # 13 weeks long before 16
        ("2010-05-04", "2026-02-02", "2026-08-04"),  # 13 weeks end on 4 May 2026, the 16th birthday
        ("2010-05-04", "2026-02-03", "2026-08-05"),  # a day later
        ("2010-05-04", "2026-05-01", "2026-10-31"),  # 13 weeks end on 31 July: clamped no month
        ("2010-05-31", "2020-01-01", "2026-08-31"),
        ("2009-11-30", "2020-01-01", "2026-02-28"),  # 30 November + 3 months, clamped
    ],
)
def test_the_day(born, since, expected):
    assert due(cared("2026-01-01", since=since, born=born), "PATH-NEEDS", "2026-08-01") == on(expected)


@pytest.mark.parametrize(
    ("born", "since"),
    [
        ("2008-08-15", "2026-06-01"),  # 13 weeks would end after 18
        (None, "2020-01-01"),
        ("2008-08-15", None),  # not known: 13 weeks from moving in
    ],
)
def test_who_never_becomes_eligible_as_far_as_is_known(born, since):
    assert falls_away(cared("2026-06-01", since=since, born=born), "PATH-NEEDS", "2026-08-01")


@pytest.mark.parametrize(
    ("born", "since"),
    [
        ("2012-05-04", "2020-01-01"),  # 14
        ("2010-08-02", "2020-01-01"),  # 16 tomorrow
        ("2010-05-04", "2026-07-01"),  # 16, but not 13 weeks in care
    ],
)
def test_not_eligible_yet(born, since):
    said = cared("2026-06-01", since=since, born=born).says("PATH-NEEDS", "2026-08-01")

    assert (said.due_on, said.applies) == (None, True)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-06-22", ""), ("2026-06-23", "due"), ("2026-08-04", "due"), ("2026-08-05", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(cared("2026-01-01", since="2020-01-01", born="2010-05-04"), "PATH-NEEDS", day) == state


def test_a_version_meets_it_from_its_day():
    case = cared("2026-01-01", since="2020-01-01", born="2010-05-04")
    add(case, "PATHWAY", "2026-07-20")

    assert due(case, "PATH-NEEDS", "2026-07-19") == on("2026-08-04")
    said = case.says("PATH-NEEDS", "2026-07-20")
    assert (said.due_on, said.applies) == (None, True)


def test_short_breaks_18_and_what_does_not_apply():
    case = cared("2026-01-01", since="2020-01-01", born="2008-06-15")
    assert due(case, "PATH-NEEDS", "2026-06-14") == on("2024-09-15")
    assert falls_away(case, "PATH-NEEDS", "2026-06-15")
    LegalStatusFactory(placement=case.placement, code="V3", started_on=on("2026-05-01"))
    assert falls_away(case, "PATH-NEEDS", "2026-05-01")
    other = cared("2026-01-01", since="2020-01-01", born="2010-05-04", code="oak")
    not_applying(other, "PATHWAY")
    assert falls_away(other, "PATH-NEEDS", "2026-08-01")
    ends(other, "2026-08-01")
    assert other.says("PATH-NEEDS", "2026-08-01") is None


@pytest.mark.parametrize(
    ("home", "authority", "source"),
    [
        ("England", "", ENGLISH),
        ("Wales", "England", ENGLISH),
        ("England", "Wales", WELSH),
        ("Wales", "", WELSH),
    ],
)
def test_the_law_is_that_of_the_responsible_authoritys_nation(home, authority, source):
    case = cared("2026-01-01", since="2020-01-01", born="2010-05-04", home=home, authority=authority)
    flag = open_flag(case, "PATH-NEEDS", "2026-08-05")

    assert (flag.due_on, source_for(flag, as_of=on("2026-08-05"))) == (on("2026-08-04"), source)


def test_what_it_says():
    case = cared("2026-01-01", since="2020-01-01", born="2010-05-04")
    flag = open_flag(case, "PATH-NEEDS", "2026-08-05")

    assert sentence_for(flag, as_of=on("2026-08-01")) == (
        "What Rae needs for a pathway plan is to be assessed by 4 August. Rae became eligible on 4 May."
    )
    assert sentence_for(flag, as_of=on("2026-08-05")) == (
        "There is no pathway plan for Rae, eligible since 4 May. The assessment was due by 4 August."
    )

"""EHCP: the annual review of an EHC plan; in Wales the individual development plan."""

import pytest

from children.duties.saying import sentence_for, source_for
from tests.compliance.caring import cared, due, ends, falls_away, happened, not_applying, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory

REVIEWED = "The annual review of Rae’s EHC plan was due by 5 March. The last was on 5 March 2025."
DEVELOPED = "Rae’s individual development plan of 5 March 2025 was due for review by 5 March."
WELSH = "Law: Additional Learning Needs and Education Tribunal (Wales) Act 2018, section 23"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "own", "expected"),
    [
        ("2026-03-31", None, "2027-03-31"),
        ("2024-02-29", None, "2025-02-28"),  # clamped
        ("2026-03-31", "2026-09-30", "2026-09-30"),
        ("2026-03-31", "2028-03-31", "2027-03-31"),  # the law allows 12 months
    ],
)
def test_the_day(last, own, expected):
    case = cared()
    add(case, "EHCP", last, own)

    assert due(case, "EHCP", "2026-04-01") == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2027-02-16", ""), ("2027-02-17", "due"), ("2027-03-31", "due"), ("2027-04-01", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    case = cared()
    add(case, "EHCP", "2026-03-31")

    assert shows(case, "EHCP", day) == state


def test_most_children_have_none():
    assert due(cared(), "EHCP", "2030-01-01") is None


def test_a_review_counts_from_its_day():
    case = cared()
    add(case, "EHCP", "2025-06-01")
    happened(case, "ehc_review", "2026-05-10")

    assert due(case, "EHCP", "2026-05-09") == on("2026-06-01")
    assert due(case, "EHCP", "2026-05-10") == on("2027-05-10")


def test_it_is_owed_to_somebody_who_is_18_and_to_a_child_nobody_looks_after():
    case = cared(born="2008-03-15")
    add(case, "EHCP", "2026-03-05")
    LegalStatusFactory(placement=case.placement, code="none", started_on=on("2026-03-02"))

    assert due(case, "EHCP", "2026-06-01") == on("2027-03-05")


def test_not_applying_and_an_ended_placement():
    case = cared()
    not_applying(case, "EHCP")
    assert falls_away(case, "EHCP", "2026-06-01")
    ends(case, "2026-07-01")
    assert case.says("EHCP", "2026-07-01") is None


@pytest.mark.parametrize(
    ("home", "authority", "words", "source"),
    [
        ("England", "", REVIEWED, "Law: Children and Families Act 2014, section 44"),
        ("Wales", "England", REVIEWED, "Law: Children and Families Act 2014, section 44"),
        ("Wales", "", DEVELOPED, WELSH),
        ("England", "Wales", DEVELOPED, WELSH),
    ],
)
def test_what_it_says_in_both_nations(home, authority, words, source):
    case = cared(home=home, authority=authority)
    add(case, "EHCP", "2025-03-05")
    flag = open_flag(case, "EHCP", "2026-03-06")

    assert (sentence_for(flag, as_of=on("2026-03-06")), source_for(flag, as_of=on("2026-03-06"))) == (
        words,
        source,
    )

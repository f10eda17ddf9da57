"""PEP-REV: once each school term, never every so many days."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules.facts.care import Done
from compliance.rules.school import pep_due_on
from homes.models import Severity, Unit
from homes.standards import CATALOGUE, Editable, Figure
from tests.compliance.caring import cared, due, ends, falls_away, happened, not_applying, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.homes import PracticeChangeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "own", "expected"),
    [
        ("2026-09-01", None, "2027-03-28"),  # autumn: by the end of spring
        ("2026-12-31", None, "2027-03-28"),
        ("2027-01-01", None, "2027-07-21"),  # spring: by the end of summer
        ("2027-03-28", None, "2027-07-21"),
        ("2027-03-29", None, "2027-12-31"),  # Easter Monday is summer: by the end of autumn
        ("2026-07-21", None, "2026-12-31"),
        ("2026-07-22", None, "2027-03-28"),  # in the summer holidays: it counts for the autumn
        ("2026-08-31", None, "2027-03-28"),
        ("2028-02-29", None, "2028-07-21"),
        ("2026-09-01", "2026-11-20", "2026-11-20"),  # an earlier day was agreed
        ("2026-09-01", "2027-06-01", "2027-03-28"),  # a later one does not put it off
    ],
)
def test_due_day_on_bare_values(last, own, expected):
    assert pep_due_on(Done(on(last), on(own) if own else None)) == on(expected)


@pytest.mark.parametrize(
    ("day", "state"),
    [("2027-02-27", ""), ("2027-02-28", "due"), ("2027-03-28", "due"), ("2027-03-29", "overdue")],
)
def test_before_on_and_after_the_last_day_of_the_term(day, state):
    case = cared()
    add(case, "PEP", "2026-10-05")

    assert shows(case, "PEP-REV", day) == state


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        # the home's schools: autumn to 18 December 2026, spring to 26 March 2027, summer to 23 July 2027
        ("2026-07-21", "2026-12-18"),  # the summer before is as usual
        ("2026-12-18", "2027-03-26"),
        ("2026-12-19", "2027-07-23"),  # in the Christmas holidays: it counts for the spring
        ("2027-03-26", "2027-07-23"),
        ("2027-03-27", "2027-12-31"),
        ("2027-07-23", "2027-12-31"),
        ("2027-07-24", "2028-04-16"),
    ],
)
def test_the_terms_a_home_has_set_for_its_schools(last, expected):
    case = cared()
    days = {"autumn": "2026-12-18", "spring": "2027-03-26", "summer": "2027-07-23"}
    PracticeChangeFactory(
        home=case.home, kind="school_terms", key="2026", value=days, applies_from=on("2026-06-01")
    )
    happened(case, "pep_meeting", last)

    assert due(case, "PEP-REV", "2027-11-01") == on(expected)


def test_nothing_before_a_first_one():
    assert due(cared(), "PEP-REV", "2027-06-01") is None


def test_version_or_meeting_whichever_came_last():
    case = cared()
    add(case, "PEP", "2026-10-05", "2026-12-01")
    happened(case, "pep_meeting", "2027-02-01")

    assert due(case, "PEP-REV", "2027-01-31") == on("2026-12-01")
    assert due(case, "PEP-REV", "2027-02-01") == on("2027-07-21")


def test_of_the_same_day_the_earlier_next_day():
    case = cared()
    add(case, "PEP", "2026-10-05", "2026-12-01")
    happened(case, "pep_meeting", "2026-10-05", "2026-11-20")

    assert due(case, "PEP-REV", "2026-10-05") == on("2026-11-20")


def test_the_nation_age_and_what_does_not_apply():
    for number, (home, authority, judged) in enumerate(
        [("Wales", "England", True), ("England", "Wales", False), ("Wales", "", False)]
    ):
        case = cared(home=home, authority=authority, code=f"h{number}")
        assert (case.says("PEP-REV", "2026-06-01") is not None) == judged
    grown = cared(born="2008-06-15", code="oak")
    add(grown, "PEP", "2026-03-05")
    assert due(grown, "PEP-REV", "2026-06-14") == on("2026-07-21")
    assert falls_away(grown, "PEP-REV", "2026-06-15")
    other = cared(code="elm")
    not_applying(other, "PEP")
    assert falls_away(other, "PEP-REV", "2026-06-01")
    ends(other, "2026-07-01")
    assert other.says("PEP-REV", "2026-07-01") is None


def test_what_it_says_and_that_no_home_changes_it():
    case = cared()
    add(case, "PEP", "2026-03-05")
    flag = open_flag(case, "PEP-REV", "2026-07-22")

    assert sentence_for(flag, as_of=on("2026-07-21")) == (
        "Rae’s personal education plan is to be looked at today. The last time was 5 March."
    )
    assert sentence_for(flag, as_of=on("2026-07-22")) == (
        "Rae’s personal education plan was to be looked at by 21 July, last done 5 March."
    )
    assert CATALOGUE["PEP-REV"].default.editable == Editable.NO
    assert CATALOGUE["PEP-REV"].standard(Figure(4, Unit.MONTHS, Severity.INFO, "")) == "each school term"

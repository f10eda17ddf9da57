"""CARE-PLAN: a care plan within 10 working days of becoming looked after. Theirs to do."""

import pytest

from children.duties.saying import sentence_for, source_for
from homes.models import Severity
from tests.compliance.file.filing import add, looked_after, moves_to
from tests.compliance.judging import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2026-03-02", "2026-03-16"),
        ("2026-03-27", "2026-04-14"),  # Good Friday and Easter Monday
        ("2026-12-18", "2027-01-06"),  # Christmas and New Year
        ("2024-02-16", "2024-03-01"),
        ("2026-02-23", "2026-03-09"),  # a week before moving in
    ],
)
def test_ten_working_days_from_becoming_looked_after(since, due):
    case = looked_after("2026-03-02" if since == "2026-02-23" else since, since=since)

    said = case.says("CARE-PLAN", "2027-01-10")
    assert (said.due_on, said.severity) == (on(due), Severity.INFO)


def test_only_when_looked_after_by_the_day():
    said = looked_after("2026-03-02", since="2026-06-01").says("CARE-PLAN", "2026-05-31")

    assert (said.due_on, said.applies) == (None, False)


def test_any_version_counts_and_travels_with_the_child():
    case = looked_after("2026-03-02", since="2026-03-02")
    add(case, "CARE_PLAN", "2026-03-10")

    assert case.due("CARE-PLAN", "2026-03-09") == on("2026-03-16")
    assert case.due("CARE-PLAN", "2026-03-10") is None
    moves_to(case, "2026-06-01")
    assert case.due("CARE-PLAN", "2026-06-20") is None


@pytest.mark.parametrize(
    ("authority", "source"),
    [
        ("England", "Law: Care Planning Regulations 2010, regulation 4"),
        ("Wales", "Law: Care Planning (Wales) Regulations 2015, regulation 4"),
    ],
)
def test_the_law_of_the_authority(authority, source):
    flag = looked_after("2026-03-02", since="2026-03-02", nation=authority).flag("CARE-PLAN", "2026-03-17")

    assert source_for(flag, as_of=on("2026-03-17")) == source
    assert sentence_for(flag, as_of=on("2026-03-17")) == (
        "Waiting on the council: the care plan for Rae is not here. It was due by 16 March. "
        "That we asked is not noted."
    )

"""PROV-ASSESS: in Wales the provider assessment within 7 days of the start of care."""

import pytest

from children.duties.saying import sentence_for
from tests.compliance.file.filing import add, everything, looked_after, returns
from tests.compliance.judging import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def wales(moved_in):
    return looked_after(moved_in, nation="Wales", nation_of_home="Wales")


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-09"),
        ("2026-03-28", "2026-04-04"),  # calendar days, Easter and the clock change or not
        ("2028-02-24", "2028-03-02"),
        ("2026-12-25", "2027-01-01"),
    ],
)
def test_seven_days(moved_in, due):
    case = wales(moved_in)

    assert case.due("PROV-ASSESS", moved_in) == on(due)
    assert case.flag("PROV-ASSESS", moved_in).due_on == on(due)  # shows from the first day


@pytest.mark.parametrize(
    ("dated", "day", "there"),
    [
        ("2026-03-01", "2026-03-02", True),
        ("2026-03-08", "2026-03-07", False),
        ("2026-03-08", "2026-03-08", True),
    ],
)
def test_a_version_ends_it(dated, day, there):
    case = wales("2026-03-02")
    add(case, "PROVIDER_ASSESS", dated)

    assert (case.due("PROV-ASSESS", day) is None) == there


def test_a_second_placement_needs_a_new_one():
    case = wales("2026-01-05")
    add(case, "PROVIDER_ASSESS", "2026-01-05")
    returns(case, "2026-02-01", "2026-03-02")

    assert case.due("PROV-ASSESS", "2026-03-03") == on("2026-03-09")


def test_homes_in_england_have_none():
    assert everything(looked_after("2026-03-02", nation="Wales"), "PROV-ASSESS", "2026-03-20") == []


def test_the_sentence():
    assert sentence_for(wales("2026-03-02").flag("PROV-ASSESS", "2026-03-10"), as_of=on("2026-03-10")) == (
        "Rae moved in on 2 March and there is no provider assessment. It was due by 9 March."
    )

"""PP-LA: the authority’s placement plan within 5 working days of the start of this placement."""

import pytest

from children.duties.saying import sentence_for, source_for
from tests.compliance.file.filing import add, looked_after, moves_to, returns
from tests.compliance.judging import on
from tests.factories.file import ChaseFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-09"),
        ("2026-03-06", "2026-03-13"),  # a Friday
        ("2026-03-07", "2026-03-13"),  # a Saturday
        ("2026-03-31", "2026-04-09"),  # Good Friday and Easter Monday
        ("2026-12-24", "2027-01-05"),  # Christmas, Boxing Day kept on Monday 28, New Year
        ("2024-02-27", "2024-03-05"),  # a leap year
    ],
)
def test_five_working_days_from_the_start(moved_in, due):
    case = looked_after(moved_in)

    assert case.due("PP-LA", moved_in) == on(due)
    assert case.flag("PP-LA", moved_in).due_on == on(due)


def test_only_for_a_child_who_is_looked_after_by_the_day():
    said = looked_after("2026-03-02", since="2026-03-20").says("PP-LA", "2026-03-19")

    assert (said.due_on, said.applies) == (None, False)


def test_not_from_the_18th_birthday_on():
    case = looked_after("2026-03-02", born="2008-03-10")

    assert case.due("PP-LA", "2026-03-09") == on("2026-03-09")
    assert case.due("PP-LA", "2026-03-10") is None


@pytest.mark.parametrize(
    ("dated", "day", "there"),
    [
        ("2026-02-20", "2026-03-02", True),  # before the start: as it should be
        ("2026-03-04", "2026-03-03", False),
        ("2026-03-04", "2026-03-04", True),
    ],
)
def test_a_version_ends_it(dated, day, there):
    case = looked_after("2026-03-02")
    add(case, "PLACEMENT_LA", dated)

    assert (case.due("PP-LA", day) is None) == there


def test_a_second_placement_and_another_home_need_a_new_one():
    case = looked_after("2026-01-05")
    add(case, "PLACEMENT_LA", "2026-01-05")
    returns(case, "2026-02-01", "2026-03-02")
    assert case.due("PP-LA", "2026-03-03") == on("2026-03-09")
    add(case, "PLACEMENT_LA", "2026-03-04")
    assert case.due("PP-LA", "2026-03-04") is None

    moves_to(case, "2026-04-20")
    assert case.due("PP-LA", "2026-04-21") == on("2026-04-27")


@pytest.mark.parametrize(
    ("home", "authority", "source"),
    [
        ("England", "England", "Law: Care Planning Regulations 2010, regulation 9"),
        (
            "Wales",
            "England",
            "Law: Care Planning Regulations 2010, regulation 9",
        ),  # an English child in Wales
        ("England", "Wales", "Law: Care Planning (Wales) Regulations 2015, regulation 10"),
        ("Wales", "", "Law: Care Planning (Wales) Regulations 2015, regulation 10"),
    ],
)
def test_the_law_of_the_authority(home, authority, source):
    flag = looked_after("2026-03-02", nation=authority, nation_of_home=home).flag("PP-LA", "2026-03-20")

    assert source_for(flag, as_of=on("2026-03-20")) == source
    assert flag.due_on == on("2026-03-09")


def test_the_sentence_says_whom_we_wait_for_and_when_we_asked():
    case = looked_after("2026-03-02")
    for day in ("2026-03-11", "2026-03-18"):
        ChaseFactory(placement=case.placement, about="PLACEMENT_LA", asked_on=on(day))

    assert sentence_for(case.flag("PP-LA", "2026-03-20"), as_of=on("2026-03-20")) == (
        "Waiting on the council: there is no placement plan of the authority for Rae. It was due by 9 March. "
        "We asked on 11 March and 18 March."
    )


def test_an_authority_that_promises_it_sooner():
    case = looked_after("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="PP-LA", amount=3)

    assert case.due("PP-LA", "2026-03-02") == on("2026-03-05")

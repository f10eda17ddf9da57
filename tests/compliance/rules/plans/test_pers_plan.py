"""PERS-PLAN: in Wales a personal plan before care starts, or within a day for a child who came in a hurry."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules import BY_CODE, Scope
from compliance.rules.documents.wales import personal_plan_due_on
from homes.audit import set_fields, system_user
from homes.models import Severity
from tests.compliance.file.filing import add, everything, looked_after, moves_to, returns
from tests.compliance.judging import on
from tests.factories.children import ChildFactory, PlacementFactory, PreAdmissionVisitFactory
from tests.factories.file import FileVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def wales(moved_in, **fields):
    return looked_after(moved_in, nation="Wales", nation_of_home="Wales", **fields)


@pytest.mark.parametrize(
    ("planned", "amount", "starts", "due"),
    [
        (True, 1, "2026-03-02", "2026-03-02"),
        (False, 1, "2026-03-02", "2026-03-03"),
        (False, 0, "2026-03-02", "2026-03-02"),  # a home that sets less
        (False, 1, "2028-02-28", "2028-02-29"),
        (False, 1, "2026-12-31", "2027-01-01"),
        (True, 1, None, None),
    ],
)
def test_on_bare_values(planned, amount, starts, due):
    days = {"starts_on": on(starts) if starts else None, "planned": planned}

    assert personal_plan_due_on(**days, amount=amount, unit="days") == (on(due) if due else None)


@pytest.mark.parametrize(
    ("known", "due"),
    [
        ({}, "2026-03-03"),  # in the night, with no warning: 24 hours
        ({"offered_on": "2026-02-20"}, "2026-03-02"),
        ({"offered_on": "2026-03-02"}, "2026-03-03"),  # offered on the day: that is a hurry too
    ],
)
def test_planned_or_in_a_hurry(known, due):
    case = wales("2026-03-02")
    set_fields(case.placement, by=system_user(), **{name: on(day) for name, day in known.items()})

    assert case.due("PERS-PLAN", "2026-03-02") == on(due)


def test_a_visit_before_makes_it_planned():
    case = wales("2026-03-02")
    PreAdmissionVisitFactory(placement=case.placement, visited_on=on("2026-02-25"))

    assert case.due("PERS-PLAN", "2026-03-02") == on("2026-03-02")


@pytest.mark.parametrize(
    ("dated", "day", "there"),
    [
        ("2026-02-25", "2026-03-02", True),
        ("2026-03-05", "2026-03-04", False),
        ("2026-03-05", "2026-03-05", True),
    ],
)
def test_a_version_ends_it(dated, day, there):
    case = wales("2026-03-02")
    add(case, "HOME_PLAN", dated)

    assert (case.due("PERS-PLAN", day) is None) == there


def test_homes_in_england_have_none_whatever_the_authority():
    assert everything(looked_after("2026-03-02", nation="Wales"), "PERS-PLAN", "2026-03-20") == []


def test_an_english_child_in_wales_has_one():
    case = looked_after("2026-03-02", nation="England", nation_of_home="Wales")

    assert case.due("PERS-PLAN", "2026-03-20") == on("2026-03-03")


def test_a_second_placement_and_a_move_need_a_new_one():
    case = wales("2026-01-05")
    add(case, "HOME_PLAN", "2026-01-04")
    returns(case, "2026-02-01", "2026-03-02")
    assert case.due("PERS-PLAN", "2026-03-02") == on("2026-03-03")

    moves_to(case, "2026-04-20", nation="Wales")
    assert case.due("PERS-PLAN", "2026-04-20") == on("2026-04-21")


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-03-01", "2026-03-10"),
        ("2026-03-10", "2026-03-10"),
        ("2026-03-11", None),
    ],  # did not come that day
)
def test_a_child_who_is_expected_is_owed_it_by_the_day(day, due):
    home = wales("2026-01-05").home
    placement = PlacementFactory(
        child=ChildFactory(known_as="Eli", home=home),
        home=home,
        moved_in_on=None,
        expected_on=on("2026-03-10"),
    )

    def says():
        scope = Scope(as_of=on(day), home_ids=[home.pk])
        key = f"placement:{placement.public_id}"
        return next(one for one in BY_CODE["PERS-PLAN"].evaluate(scope) if one.subject_key == key).due_on

    assert says() == (on(due) if due else None)
    FileVersionFactory(child=placement.child, home=home, type="HOME_PLAN", dated_on=on("2026-02-28"))
    assert says() is None


def test_the_sentence_and_how_bad_it_is():
    case = wales("2026-03-02")
    flag = case.flag("PERS-PLAN", "2026-03-04")

    assert flag.severity == Severity.CRITICAL
    assert sentence_for(flag, as_of=on("2026-03-04")) == (
        "Rae has lived here since 2 March without a personal plan. It was due by 3 March."
    )

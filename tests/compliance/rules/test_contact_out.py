"""CONTACT-OUT: a manager reads what went outside a restriction, the same day."""

import datetime as dt

import pytest

from compliance.rules import BY_CODE, Scope
from tests.compliance.caring import ends
from tests.compliance.judging import make_case, on
from tests.factories.homes import HomeStandardFactory
from tests.factories.people import ContactEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def says(case, entry, day):
    key = f"contact:{entry.public_id}"
    found = BY_CODE["CONTACT-OUT"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk]))
    return next((said for said in found if said.subject_key == key), None)


def outside(case, day="2026-03-10", **fields):
    return ContactEntryFactory(
        placement=case.placement,
        happened_on=on(day),
        outside_restriction_reason="He was at the door",
        **fields,
    )


@pytest.mark.parametrize(
    ("happened", "day", "due"),
    [
        ("2026-03-10", "2026-03-09", None),
        ("2026-03-10", "2026-03-10", "2026-03-10"),
        ("2026-03-10", "2026-03-11", "2026-03-10"),
        ("2028-02-29", "2028-03-01", "2028-02-29"),
        ("2026-12-25", "2026-12-26", "2026-12-25"),
        ("2026-03-31", "2026-04-01", "2026-03-31"),
    ],
)
def test_due_the_day_it_happened(happened, day, due):
    case = make_case("2026-03-02")

    said = says(case, outside(case, happened), day)

    assert (said.due_on if said else None) == (on(due) if due else None)


def test_met_from_the_london_day_a_manager_read_it():
    case = make_case("2026-03-02")
    entry = outside(
        case,
        seen_by_manager_at=dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC),  # 1 April, 0:30am
        seen_by_manager=case.sam,
    )

    assert says(case, entry, "2026-03-31").due_on == on("2026-03-10")
    assert says(case, entry, "2026-04-01").due_on is None


def test_only_what_went_outside_is_judged_and_only_while_the_child_lives_there():
    case = make_case("2026-03-02")
    within, entry = ContactEntryFactory(placement=case.placement, happened_on=on("2026-03-10")), outside(case)
    ends(case, "2026-03-20")

    assert says(case, within, "2026-03-11") is None
    assert says(case, entry, "2026-03-19").due_on == on("2026-03-10")
    assert says(case, entry, "2026-03-20") is None


@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_the_home_may_give_itself_a_day_in_both_nations(nation):
    case = make_case("2026-03-02", nation=nation)
    HomeStandardFactory(home=case.home, rule_code="CONTACT-OUT", amount=1)

    assert says(case, outside(case), "2026-03-10").due_on == on("2026-03-11")

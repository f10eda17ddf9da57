"""RESTRICT-REV: every restriction in force is looked at again in time."""

import datetime as dt
import uuid

import pytest

from compliance.rules import BY_CODE, Scope
from compliance.rules.facts.people import InForce
from compliance.rules.people import review_due_on
from tests.compliance.caring import ends
from tests.compliance.judging import make_case, on
from tests.factories.children import PlacementFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.people import RestrictionFactory, RestrictionReviewFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def everything(case, day):
    return list(BY_CODE["RESTRICT-REV"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def says(case, restriction, day):
    key = f"restriction:{restriction.public_id}"
    return next((said for said in everything(case, day) if said.subject_key == key), None)


def restrict(case, started="2026-03-10", **fields):
    return RestrictionFactory(placement=case.placement, started_on=on(started), **fields)


@pytest.mark.parametrize(
    ("start", "own", "ends", "next_on", "due"),
    [
        ("2026-03-10", None, None, None, "2026-04-10"),  # nothing said: a month
        ("2026-01-31", None, None, None, "2026-02-28"),  # the end of a month
        ("2028-01-31", None, None, None, "2028-02-29"),  # a leap year
        ("2028-02-29", None, None, None, "2028-03-29"),
        ("2026-11-25", None, None, None, "2026-12-25"),  # a bank holiday is a day like any other
        ("2026-03-10", "2026-03-20", None, None, "2026-03-20"),
        ("2026-03-10", "2026-05-10", None, None, "2026-05-10"),  # twice the standard
        ("2026-03-10", "2026-05-11", None, None, "2026-04-10"),  # beyond it, the standard counts
        ("2026-03-10", "2026-03-20", None, "2026-05-20", "2026-05-20"),  # named by the review of 20 March
        ("2026-03-10", "2026-03-20", None, "2026-05-21", "2026-04-20"),
        ("2026-03-10", None, "2026-12-01", None, "2026-12-01"),  # the order's own date
        ("2026-03-10", "2026-05-01", "2026-12-01", None, "2026-05-01"),
        ("2026-03-10", "2026-05-01", "2026-04-15", None, "2026-04-15"),  # not past the order
    ],
)
def test_the_day_it_is_owed(start, own, ends, next_on, due):
    restriction = InForce(
        uuid.UUID(int=0),
        "calls_letters",
        on(start),
        own and on(own),
        ends and on(ends),
        "agreed",
        None,
        on("2026-03-20") if next_on else None,
        next_on and on(next_on),
    )

    assert review_due_on(restriction, amount=1) == on(due)


@pytest.mark.parametrize(
    ("day", "shows"),
    [("2026-03-26", False), ("2026-03-27", True), ("2026-04-10", True), ("2026-04-11", True)],
)
def test_the_flag_shows_two_weeks_before(day, shows):
    case = make_case("2026-03-02")
    restriction = restrict(case)

    said = says(case, restriction, day)

    assert said.due_on == on("2026-04-10")
    assert (BY_CODE["RESTRICT-REV"].opens_on(said.due_on) <= on(day)) == shows


def test_a_look_moves_the_day_from_the_day_it_was():
    case = make_case("2026-03-02")
    restriction = restrict(case, review_due_on=on("2026-04-01"))
    RestrictionReviewFactory(
        restriction=restriction, reviewed_on=on("2026-04-01"), next_review_on=on("2026-05-15")
    )
    RestrictionReviewFactory(
        restriction=restriction, reviewed_on=on("2026-05-10"), next_review_on=on("2026-07-01")
    )

    assert says(case, restriction, "2026-03-31").due_on == on("2026-04-01")
    assert says(case, restriction, "2026-04-01").due_on == on("2026-05-15")
    assert says(case, restriction, "2026-05-09").due_on == on("2026-05-15")
    assert says(case, restriction, "2026-05-10").due_on == on("2026-07-01")


def test_nothing_dated_later_exists_and_what_ended_owes_nothing():
    case = make_case("2026-03-02")
    restriction = restrict(case, ended_on=on("2026-03-20"))

    assert says(case, restriction, "2026-03-09") is None
    assert says(case, restriction, "2026-03-19").due_on == on("2026-04-10")
    assert says(case, restriction, "2026-03-20") is None


def test_the_home_sets_its_number_and_an_own_day_stays():
    case = make_case("2026-03-02")
    usual, own = restrict(case), restrict(case, kind="searches", review_due_on=on("2026-03-30"))
    HomeStandardFactory(home=case.home, rule_code="RESTRICT-REV", amount=14)

    assert says(case, usual, "2026-03-12").due_on == on("2026-03-24")
    assert says(case, own, "2026-03-12").due_on == on("2026-03-30")
    assert says(case, own, "2026-03-12").facts["kind"] == "own_day"


def test_the_order_itself_is_named_when_it_ends_first():
    case = make_case("2026-03-02")
    restriction = restrict(case, by_court=True, order_ends_on=on("2026-04-05"))

    said = says(case, restriction, "2026-03-30")

    assert (said.due_on, said.facts["kind"]) == (on("2026-04-05"), "order")


def test_it_travels_with_the_child_and_ends_with_the_placement():
    case = make_case("2026-03-02")
    restriction = restrict(case)
    ends(case, "2026-03-20")
    assert everything(case, "2026-03-20") == []

    case.home = HomeFactory(name="Oak Lodge")
    PlacementFactory(child=case.child, home=case.home, moved_in_on=on("2026-03-20"))

    assert says(case, restriction, "2026-03-20").home_id == case.home.pk


@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_both_nations_and_no_restriction_at_all(nation):
    case = make_case("2026-03-02", nation=nation)

    assert everything(case, "2026-03-20") == []

    assert says(case, restrict(case), "2026-03-20").due_on == dt.date(2026, 4, 10)

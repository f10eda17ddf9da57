"""ROOM-CHECK: the room, clothes and bedding are looked at once a month."""

import pytest

from children.duties.saying import sentence_for
from homes.models import Nation
from tests.compliance.caring import ends
from tests.compliance.judging import make_case, on
from tests.factories.about_me import RoomCheckFactory
from tests.factories.children import PlacementFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
CODE = "ROOM-CHECK"


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-04-02"),
        ("2026-01-31", "2026-02-28"),  # the end of a shorter month
        ("2028-01-31", "2028-02-29"),
        ("2028-02-29", "2028-03-29"),
        ("2026-11-25", "2026-12-25"),  # a bank holiday moves nothing
    ],
)
def test_due_a_month_after_moving_in(moved_in, due):
    assert make_case(moved_in).due(CODE, moved_in) == on(due)


@pytest.mark.parametrize(
    ("day", "shows"),
    [("2026-03-25", False), ("2026-03-26", True), ("2026-04-02", True), ("2026-04-03", True)],
)
def test_the_flag_shows_a_week_ahead(day, shows):
    assert (make_case("2026-03-02").flag(CODE, day) is not None) == shows


def test_counted_from_the_last_check_by_the_day():
    case = make_case("2026-03-02")
    RoomCheckFactory(placement=case.placement, checked_on=on("2026-03-20"))
    RoomCheckFactory(placement=case.placement, checked_on=on("2026-04-10"))

    assert case.due(CODE, "2026-03-19") == on("2026-04-02")
    assert case.due(CODE, "2026-03-20") == on("2026-04-20")
    assert case.due(CODE, "2026-04-10") == on("2026-05-10")


def test_a_check_of_an_earlier_placement_does_not_count():
    case = make_case("2026-03-02")
    RoomCheckFactory(placement=case.placement, checked_on=on("2026-03-20"))
    ends(case, "2026-03-25")
    assert case.says(CODE, "2026-03-25") is None
    case.placement = PlacementFactory(child=case.child, home=case.home, moved_in_on=on("2026-03-28"))

    assert case.due(CODE, "2026-03-28") == on("2026-04-28")


@pytest.mark.parametrize("nation", [Nation.ENGLAND, Nation.WALES])
def test_a_homes_own_number_in_both_nations(nation):
    case = make_case("2026-03-02", nation=nation)
    HomeStandardFactory(home=case.home, rule_code=CODE, amount=14, unit="days")

    assert case.due(CODE, "2026-03-02") == on("2026-03-16")


@pytest.mark.parametrize(
    ("checked", "day", "words"),
    [
        (None, "2026-04-01", "A first check of Rae’s room, together, is due by 2 April."),
        (None, "2026-04-03", "Rae’s room has not been checked since Rae moved in on 2 March."),
        (
            "2026-03-10",
            "2026-04-10",
            "A check of Rae’s room, together, is due today. The last one was on 10 March.",
        ),
        (
            "2026-03-10",
            "2026-04-11",
            "Rae’s room was last checked on 10 March. The next check was due by 10 April.",
        ),
    ],
)
def test_in_words(checked, day, words):
    case = make_case("2026-03-02")
    if checked:
        RoomCheckFactory(placement=case.placement, checked_on=on(checked))

    assert sentence_for(case.flag(CODE, day), as_of=on(day)) == words

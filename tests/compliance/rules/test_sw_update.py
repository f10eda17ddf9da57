"""SW-UPDATE: the social worker hears from us every week."""

import pytest

from children.duties.saying import sentence_for, source_for
from homes.audit import set_fields, system_user
from tests.compliance.judging import make_case, on
from tests.compliance.rules.test_sw_visit import case_of, visit
from tests.factories.care import LegalStatusFactory
from tests.factories.children import PlacementFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.people import PersonFactory
from tests.factories.social_worker import SocialWorkerUpdateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "sent", "day", "due"),
    [
        ("2026-03-02", None, "2026-03-02", "2026-03-09"),
        ("2026-03-02", None, "2026-06-01", "2026-03-09"),
        ("2026-03-02", "2026-03-10", "2026-03-09", "2026-03-09"),  # dated later: not there yet
        ("2026-03-02", "2026-03-10", "2026-03-10", "2026-03-17"),
        ("2026-03-02", "2026-03-10", "2026-03-18", "2026-03-17"),
        ("2028-01-03", "2028-02-25", "2028-02-26", "2028-03-03"),  # a leap year
        ("2026-10-01", "2026-10-22", "2026-10-26", "2026-10-29"),  # the clocks change
        ("2026-12-01", "2026-12-28", "2027-01-01", "2027-01-04"),  # a bank holiday
        ("2026-03-02", "2026-03-01", "2026-03-03", "2026-03-09"),  # before moving in: of another home
    ],
)
def test_due_a_week_after_the_latest_news(moved_in, sent, day, due):
    case = case_of(moved_in)
    if sent:
        SocialWorkerUpdateFactory(placement=case.placement, sent_on=on(sent))

    assert case.due("SW-UPDATE", day) == on(due)


@pytest.mark.parametrize(
    ("outcome", "due"),
    [
        ("spoke", "2026-03-19"),
        ("met", "2026-03-19"),
        ("sent", "2026-03-19"),
        ("tried", "2026-03-12"),
    ],
)
def test_a_call_or_letter_that_got_through_counts_and_an_attempt_does_not(outcome, due):
    case = case_of()
    SocialWorkerUpdateFactory(placement=case.placement, sent_on=on("2026-03-05"))
    visit(case, "2026-03-12", outcome, "sw_update")

    assert case.due("SW-UPDATE", "2026-03-13") == on(due)


def test_the_later_of_the_two_counts():
    case = case_of()
    visit(case, "2026-03-05", "spoke", "sw_update")
    SocialWorkerUpdateFactory(placement=case.placement, sent_on=on("2026-03-11"))
    visit(case, "2026-03-10", "spoke", "sw_update")
    visit(case, "2026-03-12", "met", "sw_visit")  # their visit is not our news

    assert case.due("SW-UPDATE", "2026-03-13") == on("2026-03-18")


@pytest.mark.parametrize(
    ("day", "shows"), [("2026-03-10", False), ("2026-03-11", True), ("2026-03-12", True)]
)
def test_the_flag_shows_from_the_day_before(day, shows):
    case = case_of()
    SocialWorkerUpdateFactory(placement=case.placement, sent_on=on("2026-03-05"))

    assert (case.flag("SW-UPDATE", day) is not None) == shows


def test_a_child_who_is_not_looked_after_has_no_weekly_news_unless_there_is_a_social_worker():
    case = make_case("2026-03-02")
    LegalStatusFactory(placement=case.placement, code="none", started_on=on("2026-03-02"))

    said = case.says("SW-UPDATE", "2026-03-20")
    assert (said.due_on, said.applies) == (None, False)

    PersonFactory(
        placement=case.placement, role="social_worker", started_on=on("2026-03-05"), ended_on=on("2026-03-25")
    )
    assert case.due("SW-UPDATE", "2026-03-04") is None
    assert case.due("SW-UPDATE", "2026-03-05") == on("2026-03-09")
    assert case.due("SW-UPDATE", "2026-03-24") == on("2026-03-09")
    assert case.due("SW-UPDATE", "2026-03-25") is None


def test_a_move_begins_again():
    case = case_of()
    SocialWorkerUpdateFactory(placement=case.placement, sent_on=on("2026-03-19"))
    set_fields(case.placement, by=system_user(), moved_on_on=on("2026-03-20"))
    case.home = HomeFactory(name="Oak Lodge")
    case.placement = PlacementFactory(
        child=case.child, home=case.home, moved_in_on=on("2026-03-20"), looked_after_since=on("2020-01-01")
    )

    assert case.due("SW-UPDATE", "2026-03-21") == on("2026-03-27")


def test_a_homes_own_number():
    case = case_of()
    HomeStandardFactory(home=case.home, rule_code="SW-UPDATE", amount=5)

    assert case.due("SW-UPDATE", "2026-03-03") == on("2026-03-07")


def test_what_the_flag_says():
    case = case_of()
    SocialWorkerUpdateFactory(placement=case.placement, sent_on=on("2026-08-01"))

    flag = case.flag("SW-UPDATE", "2026-08-13")

    assert sentence_for(flag, as_of=on("2026-08-13")) == (
        "Rae’s social worker last heard from us 12 days ago. The home’s standard is weekly, good news too."
    )
    assert source_for(flag, as_of=on("2026-08-13")) == "Home standard"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-03-09", "News for Rae’s social worker is due today. Good news too."),
        (
            "2026-03-10",
            "Rae moved in on 2 March and the social worker has not heard from us since. "
            "The home’s standard is weekly, good news too.",
        ),
    ],
)
def test_what_the_flag_says_before_the_first_news(day, sentence):
    assert sentence_for(case_of().flag("SW-UPDATE", day), as_of=on(day)) == sentence

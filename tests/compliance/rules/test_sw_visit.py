"""SW-VISIT: the social worker visits in time, and we ask when not."""

import datetime as dt

import pytest

from children.duties.saying import sentence_for, source_for
from compliance.rules import BY_CODE, Scope
from compliance.rules.social_worker import visit_due_on
from homes.audit import set_fields, system_user
from tests.compliance.judging import make_case, on
from tests.factories.children import PlacementFactory
from tests.factories.file import ChaseFactory
from tests.factories.homes import HomeFactory
from tests.factories.people import ContactEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def case_of(moved_in="2026-03-02", *, held_since="2020-01-01", **fields):
    case = make_case(moved_in)
    set_fields(
        case.placement,
        by=system_user(),
        looked_after_since=on(held_since),
        responsible_nation="England",
        **fields,
    )
    return case


def visit(case, day, outcome="met", kind="sw_visit", **fields):
    return ContactEntryFactory(
        placement=case.placement, kind=kind, outcome=outcome, happened_on=on(day), by=case.sam, **fields
    )


@pytest.mark.parametrize(
    ("moved_in", "visited", "lasts", "kind", "due"),
    [
        ("2026-03-02", None, False, "first", "2026-03-09"),
        ("2028-02-25", None, True, "first", "2028-03-03"),  # a leap year
        ("2026-12-28", None, True, "first", "2027-01-04"),  # bank holidays count: calendar days
        ("2026-03-02", "2026-03-05", False, "weeks", "2026-04-16"),
        ("2026-03-02", "2026-03-05", True, "weeks", "2026-04-16"),  # meant to last, but it is the first year
        # moved in 2 March 2026: the first year ends with 1 March 2027
        ("2026-03-02", "2027-01-19", True, "weeks", "2027-03-02"),  # begun in year one, it stays six weeks
        ("2026-03-02", "2027-03-01", True, "weeks", "2027-04-12"),  # the last day of year one
        ("2026-03-02", "2027-03-02", True, "months", "2027-06-02"),  # the anniversary
        ("2026-03-02", "2027-03-02", False, "weeks", "2027-04-13"),  # not meant to last: always 6 weeks
        ("2020-03-02", "2026-11-30", True, "months", "2027-02-28"),  # clamped to the end of the month
        ("2020-03-02", "2027-11-30", True, "months", "2028-02-29"),
        ("2020-02-29", "2021-02-27", True, "weeks", "2021-04-10"),
        ("2020-02-29", "2021-02-28", True, "months", "2021-05-28"),  # 29 Feb: the year is over on 28 Feb
    ],
)
def test_when_the_next_visit_is_owed(moved_in, visited, lasts, kind, due):
    said = visit_due_on(
        moved_in_on=on(moved_in),
        visited_on=visited and on(visited),
        first_within=7,
        lasts_to_18=lasts,
    )

    assert said == (kind, on(due))


def test_a_first_visit_that_was_missed_stays_owed_from_its_own_day_until_there_is_one():
    case = case_of()

    assert [case.due("SW-VISIT", day) for day in ("2026-03-08", "2026-03-09", "2026-06-30")] == [
        on("2026-03-09")
    ] * 3
    visit(case, "2026-06-30")
    assert case.due("SW-VISIT", "2026-06-29") == on("2026-03-09")
    assert case.due("SW-VISIT", "2026-06-30") == on("2026-08-11")


@pytest.mark.parametrize(
    ("outcome", "kind", "due"),
    [
        ("met", "sw_visit", "2026-04-16"),
        ("tried", "sw_visit", "2026-03-09"),
        ("spoke", "sw_visit", "2026-03-09"),  # a call is no visit
        ("sent", "sw_visit", "2026-03-09"),
        ("met", "sw_update", "2026-03-09"),
    ],
)
def test_only_a_meeting_is_a_visit(outcome, kind, due):
    case = case_of()
    visit(case, "2026-03-05", outcome, kind)

    assert case.due("SW-VISIT", "2026-03-20") == on(due)


def test_a_visit_still_to_come_and_one_before_moving_in_do_not_count():
    case = case_of()
    visit(case, "2026-03-01")
    visit(case, "2026-03-21")

    assert case.due("SW-VISIT", "2026-03-20") == on("2026-03-09")
    assert case.due("SW-VISIT", "2026-03-21") == on("2026-05-02")


def test_a_new_placement_begins_again():
    case = case_of(intended_to_last_to_18=True)
    visit(case, "2026-03-05")
    set_fields(case.placement, by=system_user(), moved_on_on=on("2026-03-20"))
    case.home = HomeFactory(name="Oak Lodge")
    case.placement = PlacementFactory(
        child=case.child, home=case.home, moved_in_on=on("2026-03-20"), looked_after_since=on("2020-01-01")
    )

    assert case.due("SW-VISIT", "2026-03-21") == on("2026-03-27")


@pytest.mark.parametrize(
    ("since", "judged"), [("2020-01-01", True), ("2026-03-10", True), ("2026-03-11", False)]
)
def test_children_who_are_not_looked_after_are_owed_no_visit(since, judged):
    said = case_of(held_since=since).says("SW-VISIT", "2026-03-10")

    assert (said.due_on is not None, said.applies) == (judged, judged)


def test_nobody_who_has_moved_on_is_judged():
    case = case_of()
    set_fields(case.placement, by=system_user(), moved_on_on=on("2026-03-20"))

    assert case.says("SW-VISIT", "2026-03-19") is not None
    assert case.says("SW-VISIT", "2026-03-20") is None


@pytest.mark.parametrize(
    ("home", "authority", "source"),
    [
        ("England", "England", "Care Planning Regulations 2010, regulation 28"),
        ("Wales", "England", "Care Planning Regulations 2010, regulation 28"),
        ("England", "Wales", "Care Planning (Wales) Regulations 2015, regulation 31"),
        ("Wales", "", "Care Planning (Wales) Regulations 2015, regulation 31"),
        ("England", "", "Care Planning Regulations 2010, regulation 28"),
    ],
)
def test_the_law_is_that_of_the_authoritys_nation(home, authority, source):
    case = make_case("2026-03-02", nation=home)
    set_fields(
        case.placement, by=system_user(), looked_after_since=on("2020-01-01"), responsible_nation=authority
    )

    assert source_for(case.flag("SW-VISIT", "2026-03-10"), as_of=on("2026-03-10")) == f"Law: {source}"
    assert case.due("SW-VISIT", "2026-03-10") == on("2026-03-09")


@pytest.mark.parametrize(("day", "shows"), [("2026-03-01", False), ("2026-03-02", True)])
def test_the_flag_shows_in_the_last_week_and_waits_on_the_authority(day, shows):
    case = case_of("2026-03-02")

    flag = case.flag("SW-VISIT", day)

    assert (flag is not None) == shows
    if flag:
        assert BY_CODE["SW-VISIT"].default.owner == "placing_authority"
        assert flag.severity == "info"


def test_what_the_flag_says_with_the_days_we_asked():
    case = case_of("2025-01-10")
    visit(case, "2026-06-20")
    for day in ("2026-06-01", "2026-08-01", "2026-08-08", "2026-08-20"):  # the first: of an earlier wait
        ChaseFactory(placement=case.placement, about="SW_VISIT", asked_on=on(day))
    ChaseFactory(placement=case.placement, about="CARE_PLAN", asked_on=on("2026-08-03"))  # for something else

    flag = case.flag("SW-VISIT", "2026-08-12")

    assert sentence_for(flag, as_of=on("2026-08-12")) == (
        "Rae’s social worker last visited 53 days ago and should come at least every 6 weeks. "
        "We asked on 1 and 8 August."
    )
    assert source_for(flag, as_of=on("2026-08-12")) == "Law: Care Planning Regulations 2010, regulation 28"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-03-05", "The first visit by Rae’s social worker is due by 9 March."),
        ("2026-03-09", "The first visit by Rae’s social worker is due today."),
        (
            "2026-03-10",
            "Rae moved in on 2 March and has had no visit by the social worker. It was due by 9 March.",
        ),
    ],
)
def test_what_the_flag_says_before_the_first_visit(day, sentence):
    assert sentence_for(case_of().flag("SW-VISIT", day), as_of=on(day)) == sentence


def test_two_queries_beside_the_placements_for_any_number_of_children(django_assert_num_queries):
    case = case_of()
    scope = Scope(as_of=on("2026-03-20"), home_ids=[case.home.pk])
    for code in ("SW-VISIT", "SW-UPDATE", "CHRON"):
        list(BY_CODE[code].evaluate(scope))
    fresh = Scope(as_of=dt.date(2026, 3, 20), home_ids=[case.home.pk])
    assert fresh.placements
    with django_assert_num_queries(2):
        assert fresh.latest is not None
        assert fresh.chased is not None

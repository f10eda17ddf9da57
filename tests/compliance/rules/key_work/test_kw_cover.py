"""KW-COVER: a key worker who is away has somebody named for every day of it."""

import datetime as dt

import pytest

from children.duties.saying import sentence_for
from children.models import Flag
from compliance.actions import run_reconcile
from compliance.rules import BY_CODE, Scope
from compliance.rules.staff import cover_due_on, first_day_alone
from homes.audit import set_fields
from tests.compliance.caring import ends
from tests.compliance.judging import evaluate_home, make_case, on
from tests.factories.children import KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import StaffAbsenceFactory, StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def away(case, first="2026-03-20", last="2026-03-24", noted="2026-03-02", **fields):
    last_day = on(last) if last else None
    return StaffAbsenceFactory(
        user=case.sam, home=case.home, started_on=on(first), ended_on=last_day, noted_on=on(noted), **fields
    )


def said(case, day: str, placement=None):
    scope = Scope(as_of=on(day), home_ids=[case.home.pk])
    placement = placement or case.placement
    found = [one for one in BY_CODE["KW-COVER"].evaluate(scope) if one.child_id == placement.child_id]
    return found[0] if found else None


def due(case, day: str):
    found = said(case, day)
    return found.due_on if found else None


def flags(case, day: str) -> list[Flag]:
    return [flag for flag in evaluate_home(case.home.pk, on(day)) if flag.rule_code == "KW-COVER"]


def covered_by(case, name: str, first: str, last: str, *, works=True):
    person = UserFactory(full_name=name)
    if works:
        StaffRoleFactory(user=person, home=case.home)
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=person,
        role="cover",
        started_on=on(first),
        ended_on=on(last),
        covers=case.sam,
    )
    return person


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-03-03", False, False),  # opens 14 days before it is due
        ("2026-03-04", True, False),
        ("2026-03-18", True, False),  # the due day itself: two days before the first day away
        ("2026-03-19", True, True),
        ("2026-03-24", True, True),  # the last day away
        ("2026-03-25", False, False),
    ],
)
def test_owed_two_days_before_the_first_day_away(day, shows, overdue):
    case = make_case("2026-03-02")
    away(case)

    found = flags(case, day)

    assert bool(found) == shows
    assert not found or (found[0].due_on, found[0].due_on < on(day)) == (on("2026-03-18"), overdue)


@pytest.mark.parametrize(
    ("first", "due_on"),
    [
        ("2028-03-01", "2028-02-28"),  # over 29 February
        ("2026-03-30", "2026-03-28"),  # the clocks go forward between
        ("2026-10-26", "2026-10-24"),
        ("2027-01-01", "2026-12-30"),
    ],
)
def test_leap_day_clock_changes_and_year_end(first, due_on):
    assert cover_due_on(on(first), amount=2, unit="days", noted_on=on("2026-01-01")) == on(due_on)


def test_nobody_is_late_before_the_absence_was_known():
    case = make_case("2026-03-02")
    away(case, noted="2026-03-20")  # rang in sick this morning

    assert due(case, "2026-03-19") is None
    assert due(case, "2026-03-20") == on("2026-03-20")
    assert due(case, "2026-03-21") == on("2026-03-20")


def test_cover_of_every_day_closes_it_and_of_some_days_does_not():
    case = make_case("2026-03-02")
    away(case)
    covered_by(case, "Jo Price", "2026-03-20", "2026-03-22")

    assert due(case, "2026-03-10") == on("2026-03-21")  # two days before the 23rd
    covered_by(case, "Dee Shah", "2026-03-23", "2026-03-24")
    assert said(case, "2026-03-10").due_on is None
    assert said(case, "2026-03-10").applies


def test_cover_by_somebody_away_or_gone_covers_nobody():
    case = make_case("2026-03-02")
    away(case)
    jo = covered_by(case, "Jo Price", "2026-03-20", "2026-03-24")
    StaffAbsenceFactory(
        user=jo,
        home=case.home,
        started_on=on("2026-03-22"),
        ended_on=on("2026-03-22"),
        noted_on=on("2026-03-12"),
    )

    assert due(case, "2026-03-11") is None
    assert due(case, "2026-03-12") == on("2026-03-20")


def test_agency_cover_counts_to_its_last_day():
    case = make_case("2026-03-02")
    away(case)
    agency = UserFactory(full_name="Ada Bank")
    StaffRoleFactory(user=agency, home=case.home, ended_on=on("2026-03-21"))
    KeyWorkerAssignmentFactory(
        placement=case.placement,
        worker=agency,
        role="cover",
        started_on=on("2026-03-20"),
        ended_on=on("2026-03-24"),
        covers=case.sam,
    )

    assert due(case, "2026-03-10") == on("2026-03-20")  # alone from the 22nd


def test_the_second_is_owed_cover_only_when_there_is_no_lead():
    case = make_case("2026-03-02")
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home)
    KeyWorkerAssignmentFactory(
        placement=case.placement, worker=jo, role="second", started_on=on("2026-03-02")
    )
    StaffAbsenceFactory(
        user=jo,
        home=case.home,
        started_on=on("2026-03-20"),
        ended_on=on("2026-03-24"),
        noted_on=on("2026-03-02"),
    )

    assert said(case, "2026-03-10") is None
    lead = case.placement.assignments.get(role="lead")
    set_fields(lead, by=case.sam, ended_on=on("2026-03-11"), end_reason="staff_left")
    assert due(case, "2026-03-12") == on("2026-03-18")


def other_key_worker(case, first="2026-03-02", away_on=()):
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home)
    KeyWorkerAssignmentFactory(placement=case.placement, worker=jo, role="second", started_on=on(first))
    for begun, ended in away_on:
        StaffAbsenceFactory(
            user=jo, home=case.home, started_on=on(begun), ended_on=on(ended), noted_on=on("2026-03-02")
        )
    return jo


@pytest.mark.parametrize(
    ("jo_from", "jo_away", "alone_from"),
    [
        ("2026-03-02", [], None),  # Sam is away from 20 to 24 March, and Jo works on each day
        ("2026-03-24", [], "2026-03-20"),
        ("2026-03-02", [("2026-03-20", "2026-03-20")], "2026-03-20"),
        ("2026-03-02", [("2026-03-23", "2026-03-30")], "2026-03-23"),
        ("2026-03-02", [("2026-03-24", "2026-03-24")], "2026-03-24"),
        ("2026-03-02", [("2026-03-25", "2026-03-25")], None),
    ],
)
def test_not_owed_for_a_day_on_which_the_other_key_worker_works(jo_from, jo_away, alone_from):
    case = make_case("2026-03-02")
    away(case)
    other_key_worker(case, jo_from, jo_away)

    found = said(case, "2026-03-10")

    assert found.facts["alone_from"] == alone_from
    assert (found.due_on is None) == (alone_from is None)


def test_the_sentence_says_who_is_there_on_other_days():
    case = make_case("2026-03-02")
    away(case)
    other_key_worker(case, away_on=[("2026-03-23", "2026-03-30")])

    assert sentence_for(flags(case, "2026-03-10")[0], as_of=on("2026-03-10")) == (
        "Nobody is named to cover Rae from Monday 23 March, while Sam is away. On other days Jo is there."
    )


def test_called_off_nothing_is_owed_any_more():
    case = make_case("2026-03-02")
    away(case, withdrawn_on=on("2026-03-10"))

    assert due(case, "2026-03-09") == on("2026-03-18")
    assert said(case, "2026-03-10") is None


def test_an_absence_with_no_known_end_is_looked_after_two_weeks_ahead():
    case = make_case("2026-03-02")
    away(case, last=None, kind="long_term")
    covered_by(case, "Jo Price", "2026-03-20", "2026-04-20")

    assert due(case, "2026-03-20") is None
    assert due(case, "2026-04-06") is None
    assert due(case, "2026-04-07") == on("2026-04-19")  # alone from the 21st


def test_a_child_who_moved_on_or_to_another_home_is_not_owed_cover_here():
    case = make_case("2026-03-02")
    away(case)
    ends(case, "2026-03-15")
    PlacementFactory(child=case.child, home=HomeFactory(name="Oak Lodge"), moved_in_on=on("2026-03-15"))

    assert due(case, "2026-03-14") == on("2026-03-18")
    assert said(case, "2026-03-15") is None


def test_the_flag_says_who_is_away_and_closes_by_itself():
    case = make_case("2026-03-02")
    absence = away(case)

    flag = flags(case, "2026-03-10")[0]
    assert flag.subject_key == f"cover:{absence.public_id}:{case.placement.pk}"
    assert sentence_for(flag, as_of=on("2026-03-10")) == (
        "Sam is away from Friday 20 March and nobody is named to cover Rae."
    )
    noon = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
    run_reconcile(now=noon)
    covered_by(case, "Jo Price", "2026-03-20", "2026-03-24")
    run_reconcile(now=noon)
    assert Flag.objects.get(rule_code="KW-COVER").resolution == "met"


def test_the_first_day_alone_walks_back_to_where_it_began():
    covered = {on("2026-03-21")}

    def alone(day):
        return day not in covered

    said = [
        first_day_alone(on("2026-03-20"), on("2026-03-24"), as_of=on(day), alone=alone)
        for day in ("2026-03-01", "2026-03-20", "2026-03-21", "2026-03-23", "2026-03-24")
    ]
    assert said == [on("2026-03-20"), on("2026-03-20"), *[on("2026-03-22")] * 3]

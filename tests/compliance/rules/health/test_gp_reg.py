"""GP-REG: a GP, a dentist and an optician within 5 working days of moving in, in one flag."""

import pytest

from children.duties.saying import fix_for, sentence_for, source_for
from homes.audit import set_fields
from homes.standards import CATALOGUE, Figure
from tests.compliance.caring import all_said, cared, ends, happened, open_flag
from tests.compliance.judging import on
from tests.factories.children import PlacementFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
GP, DENTIST, OPTICIAN = ALL = ("gp_registered", "dentist_registered", "optician_registered")


def owed(case, day: str) -> dict:
    """What is missing, and by when; everything noted counts for the flag at once."""
    return {
        kind: said.due_on
        for said in all_said(case, "GP-REG", day)
        for kind in ALL
        if said.due_on and kind in said.facts["missing"].split()
    }


def register(case, *kinds, day):
    for kind in kinds:
        happened(case, kind, day)


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-06-01", "2026-06-08"),  # a Monday
        ("2026-06-06", "2026-06-12"),  # a Saturday: Monday is day 1
        ("2026-03-31", "2026-04-09"),  # Good Friday 3 April, Easter Monday 6 April
        ("2026-12-23", "2027-01-04"),  # 25 and 28 December, 1 January
        ("2028-02-28", "2028-03-06"),  # over 29 February
    ],
)
def test_all_are_due_5_working_days_after_moving_in(moved_in, due):
    assert owed(cared(moved_in), moved_in) == dict.fromkeys(ALL, on(due))


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-06-02", None), ("2026-06-03", "due"), ("2026-06-08", "due"), ("2026-06-09", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    flag = open_flag(cared("2026-06-01"), "GP-REG", day)

    assert (flag is not None) == (state is not None)
    assert flag is None or (flag.due_on < on(day)) == (state == "overdue")


def test_what_is_noted_is_missing_no_more_and_the_flag_closes_with_the_last():
    case = cared("2026-06-01")
    register(case, GP, day="2026-06-03")
    register(case, DENTIST, OPTICIAN, day="2026-06-04")

    assert owed(case, "2026-06-02") == dict.fromkeys(ALL, on("2026-06-08"))  # noted later
    assert owed(case, "2026-06-03") == dict.fromkeys((DENTIST, OPTICIAN), on("2026-06-08"))
    assert owed(case, "2026-06-04") == {}
    assert [(said.due_on, said.applies) for said in all_said(case, "GP-REG", "2026-06-04")] == [(None, True)]


def test_a_registration_before_a_first_placement_counts():
    case = cared("2026-06-01")
    happened(case, GP, "2019-01-01")

    assert GP not in owed(case, "2026-06-02")


@pytest.mark.parametrize(("registered", "kept"), [("2026-06-09", False), ("2026-06-10", True)])
def test_after_a_move_it_counts_from_the_day_the_earlier_placement_ended(registered, kept):
    case = cared("2026-06-01")
    happened(case, GP, registered)
    ends(case, "2026-06-10")
    case.home = HomeFactory(name="Oak Lodge")
    case.placement = PlacementFactory(child=case.child, home=case.home, moved_in_on=on("2026-06-10"))

    assert owed(case, "2026-06-12").get(GP) == (None if kept else on("2026-06-17"))


def test_a_withdrawn_one_counts_until_it_was_withdrawn():
    case = cared("2026-06-01")
    event = happened(case, GP, "2026-06-02")
    set_fields(event, by=case.sam, standing="withdrawn", withdrawn_on=on("2026-06-05"), withdrawn_reason="No")

    assert GP not in owed(case, "2026-06-04")
    assert owed(case, "2026-06-05")[GP] == on("2026-06-08")


def test_a_placement_that_ended_and_one_that_has_not_begun_owe_nothing():
    case = cared("2026-06-01")
    ends(case, "2026-06-10")

    assert owed(case, "2026-05-31") == {}
    assert owed(case, "2026-06-10") == {}


def test_a_homes_own_number_is_of_working_days():
    case = cared("2026-06-01")
    HomeStandardFactory(home=case.home, rule_code="GP-REG", amount=7)

    assert owed(case, "2026-06-02")[GP] == on("2026-06-10")
    default = CATALOGUE["GP-REG"].default
    assert (
        CATALOGUE["GP-REG"].standard(Figure(7, default.unit, default.severity, "")) == "within 7 working days"
    )


@pytest.mark.parametrize("home", ["England", "Wales"])
def test_it_is_owed_in_both_nations(home):
    assert owed(cared("2026-06-01", home=home, authority="England"), "2026-06-02")[GP] == on("2026-06-08")


@pytest.mark.parametrize(
    ("noted", "day", "words"),
    [
        ((), "2026-06-05", "Registering Rae with a GP, a dentist and an optician is due by 8 June."),
        ((GP,), "2026-06-08", "Registering Rae with a dentist and an optician is due today."),
        ((GP, DENTIST), "2026-06-08", "Registering Rae with an optician is due today."),
        (
            (),
            "2026-06-09",
            "Rae moved in on 1 June and no GP, dentist or optician is noted since. It was due by 8 June.",
        ),
        (
            (GP, OPTICIAN),
            "2026-06-09",
            "Rae moved in on 1 June and no dentist is noted since. It was due by 8 June.",
        ),
    ],
)
def test_what_it_says(noted, day, words):
    case = cared("2026-06-01")
    register(case, *noted, day="2026-06-02")

    assert sentence_for(open_flag(case, "GP-REG", day), as_of=on(day)) == words


@pytest.mark.parametrize(
    ("home", "authority", "source"),
    [
        (
            "England",
            "Wales",
            "Law: Children's Homes (England) Regulations 2015, regulation 10(2)(b) (GP and dentist); "
            "key worker guidance (optician). By when: home standard, within 5 working days",
        ),
        (
            "Wales",
            "England",
            "Law: Regulated Services (Wales) Regs 2017, reg 33 (health services); "
            "key worker guidance (optician). By when: home standard, within 5 working days",
        ),
    ],
)
def test_the_law_is_that_of_the_homes_nation(home, authority, source):
    flag = open_flag(cared("2026-06-01", home=home, authority=authority), "GP-REG", "2026-06-09")

    assert source_for(flag, as_of=on("2026-06-09")) == source


def test_its_fix_is_the_form_of_health(access_of):
    case = cared("2026-06-01")

    fix = fix_for(open_flag(case, "GP-REG", "2026-06-09"), access_of(case.sam))

    assert fix == ("Note the registration", "children:add_care", (case.child.public_id, "health"))

"""FILE-MISSING: what the home writes itself is in the file within 7 days. One flag for a child."""

import pytest

from children.duties.cards import cards_as_given
from children.duties.saying import fix_for, sentence_for
from homes import dates
from homes.audit import record_change, system_user
from homes.models import PracticeChange, Severity
from homes.settings.actions import change_practice
from tests.compliance.file.filing import add, looked_after, moves_to, returns
from tests.compliance.judging import on
from tests.factories.homes import HomeStandardFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def assessed(moved_in, **fields):
    """A child whose risk assessment came along."""
    case = looked_after(moved_in, **fields)
    add(case, "RISK", moved_in)
    return case


@pytest.mark.parametrize(
    ("moved_in", "day", "due"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-09"),
        ("2026-03-02", "2026-03-09", "2026-03-09"),
        ("2026-03-02", "2026-03-10", "2026-03-09"),
        ("2026-03-28", "2026-03-30", "2026-04-04"),  # the clocks change; calendar days count Easter too
        ("2028-02-24", "2028-03-01", "2028-03-02"),
        ("2026-12-28", "2027-01-20", "2027-01-04"),
    ],
)
def test_seven_days_from_moving_in(moved_in, day, due):
    case = assessed(moved_in)

    assert case.due("FILE-MISSING", day) == on(due)


def test_it_says_how_many_and_the_first_two_in_the_words_of_the_home(access_of):
    case = assessed("2026-03-02")
    assert sentence_for(case.flag("FILE-MISSING", "2026-03-09"), as_of=on("2026-03-09")) == (
        "1 document that we write is not in Rae’s file yet: Behaviour support plan. It is due today."
    )
    for number in (1, 2):
        row = PracticeChange(
            home=case.home,
            kind="document",
            key=f"own_{number}",
            value={"text": f"Bike rules {number}", "in_use": True},
            applies_from=on("2026-03-01"),
            why="We all ride",
            set_by=case.sam,
        )
        record_change(row, by=case.sam)

    card = cards_as_given([case.stored("FILE-MISSING", "2026-03-10")], access=access_of(case.sam))[0]

    assert card.sentence.startswith(
        "3 documents that we write are not in Rae’s file: Behaviour support plan, Bike rules 1 and 1 more. "
    )


def test_a_version_ends_it_and_one_dated_later_does_not_exist_yet():
    case = assessed("2026-03-02")
    add(case, "BEHAVIOUR", "2026-03-12")

    assert case.due("FILE-MISSING", "2026-03-11") == on("2026-03-09")
    assert case.due("FILE-MISSING", "2026-03-12") is None
    assert case.flag("FILE-MISSING", "2026-03-20") is None


def test_what_other_rules_own_is_left_out():
    case = assessed("2026-03-02")
    add(case, "BEHAVIOUR", "2026-03-02")  # no home plan, no chronology, no Guide

    assert case.due("FILE-MISSING", "2026-03-20") is None


def test_it_is_owed_for_a_child_who_is_not_looked_after_too():
    case = assessed("2026-03-02", since=None)

    assert case.due("FILE-MISSING", "2026-03-20") == on("2026-03-09")


def test_a_second_placement_and_a_move_ask_for_what_is_still_missing():
    case = returns(assessed("2026-01-05"), "2026-02-01", "2026-03-02")
    assert case.due("FILE-MISSING", "2026-03-03") == on("2026-03-09")
    add(case, "BEHAVIOUR", "2026-03-03")
    assert case.due("FILE-MISSING", "2026-03-10") is None  # it travels with the child
    moves_to(case, "2026-04-01")
    assert case.due("FILE-MISSING", "2026-04-20") is None


def test_a_home_of_wales_has_its_own_names_and_the_provider_assessment_is_another_rules():
    case = assessed("2026-03-02", nation="Wales")
    case.home.nation = "Wales"
    record_change(case.home, by=system_user(), update=True)

    flag = case.flag("FILE-MISSING", "2026-03-10")

    assert flag.facts["documents"] == "BEHAVIOUR"
    assert "Positive behaviour support plan" in sentence_for(flag, as_of=on("2026-03-10"))


def test_a_document_is_called_what_the_home_calls_it_on_the_day_it_is_read(access_of):
    case = assessed("2026-03-02")
    jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=jean, home=case.home, role="registered_manager")
    change_practice(
        home=case.home,
        kind="document",
        key="BEHAVIOUR",
        value={"text": "How we help", "in_use": True},
        applies_from=dates.today(),
        why="Our own name for it",
        by=jean,
        today=dates.today(),
    )

    card = cards_as_given([case.stored("FILE-MISSING", "2026-03-10")], access=access_of(jean))[0]

    assert ": How we help." in card.sentence


def test_a_homes_own_number_and_its_fix(access_of):
    case = assessed("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="FILE-MISSING", amount=3)
    flag = case.flag("FILE-MISSING", "2026-03-03")

    assert flag.due_on == on("2026-03-05")
    assert fix_for(flag, access_of(case.sam)).url_name == "compliance:file"


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-03-08", "2026-03-09"), ("2026-03-09", "2026-03-09"), ("2026-03-10", "2026-03-09")],
)
def test_a_missing_risk_assessment_is_asked_for_and_is_grave(day, due):
    case = looked_after("2026-03-02")
    add(case, "BEHAVIOUR", "2026-03-02")

    said = case.says("FILE-MISSING", day)

    assert (said.due_on, said.facts["documents"], said.severity) == (on(due), "RISK", Severity.HIGH)
    add(case, "RISK", "2026-03-08")
    assert case.due("FILE-MISSING", day) is None


def test_a_missing_risk_assessment_over_a_leap_day():
    assert looked_after("2028-02-23").due("FILE-MISSING", "2028-02-23") == on("2028-03-01")

"""What nothing is noted of, though the child came into care long before: found out 20 working days after moving in."""

import pytest

from children.duties.saying import sentence_for, source_for
from compliance.rules import BY_CODE
from tests.compliance.caring import cared, due, ends, happened, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.children import ChildAbsenceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

# Rule -> the nation of the authority, and what the sentence calls it.
FOUND_OUT = {
    "HA-INIT": ("England", "health assessments"),
    "CARE-PLAN": ("Wales", "care plan"),
    "PEP-INIT": ("England", "personal education plan"),
    "PEP-W": ("Wales", "personal education plan"),
    "DENTAL": ("England", "dental checks"),
    "OPTIC": ("Wales", "sight tests"),
}
EACH = pytest.mark.parametrize("code", FOUND_OUT)


def long_in_care(moved_in="2026-03-02", *, code="HA-INIT", **fields):
    return cared(moved_in, since="2019-06-03", authority=FOUND_OUT[code][0], **fields)


@EACH
@pytest.mark.parametrize(
    ("moved_in", "expected"),
    [
        ("2026-03-02", "2026-03-30"),
        ("2026-03-16", "2026-04-15"),  # two days of Easter
        ("2026-12-07", "2027-01-07"),  # 25 and 28 December, 1 January
        ("2028-02-29", "2028-03-28"),
    ],
)
def test_20_working_days_after_moving_in(code, moved_in, expected):
    assert due(long_in_care(moved_in, code=code), code, moved_in) == on(expected)


@EACH
@pytest.mark.parametrize(
    ("day", "state"), [("2026-03-29", "due"), ("2026-03-30", "due"), ("2026-03-31", "overdue")]
)
def test_before_on_and_after_the_day(code, day, state):
    assert shows(long_in_care(code=code), code, day) == state


@EACH
def test_a_child_in_care_for_years_is_never_years_over(code):
    flag = open_flag(long_in_care(code=code), code, "2026-03-31")

    assert (on("2026-03-31") - flag.due_on).days == 1


@EACH
def test_what_it_says(code):
    flag, what = open_flag(long_in_care(code=code), code, "2026-03-20"), FOUND_OUT[code][1]

    assert sentence_for(flag, as_of=on("2026-03-20")).startswith(
        f"Of Rae’s {what} nothing is noted yet: find out by 30 March."
    )
    assert sentence_for(flag, as_of=on("2026-03-31")).startswith(
        f"Of Rae’s {what} nothing is noted yet: find out. It was due by 30 March."
    )
    assert source_for(flag, as_of=on("2026-03-20")) == (
        "Home standard: found out within 20 working days of moving in"
    )


@EACH
def test_time_away_does_not_move_it_and_an_ended_placement_is_not_judged(code):
    case = long_in_care(code=code)
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-05"), returned_on=on("2026-04-20"))
    ends(case, "2026-05-01")

    assert due(case, code, "2026-04-30") == on("2026-03-30")
    assert case.says(code, "2026-05-01") is None


@pytest.mark.parametrize(
    ("code", "since", "expected"),
    [
        # 20 working days before Monday 2 March 2026 is Monday 2 February
        ("HA-INIT", "2026-02-02", "2026-03-02"),  # due on the day of moving in: the law's day stands
        ("HA-INIT", "2026-01-30", "2026-03-30"),  # due on the Friday before
        ("PEP-INIT", "2026-02-02", "2026-03-02"),
        ("PEP-INIT", "2026-01-30", "2026-03-30"),
        ("CARE-PLAN", "2026-02-16", "2026-03-02"),
        ("CARE-PLAN", "2026-02-13", "2026-03-30"),
        ("OPTIC", "2025-03-02", "2027-03-02"),
        ("OPTIC", "2025-03-01", "2026-03-30"),
    ],
)
def test_only_what_was_due_before_the_day_of_moving_in(code, since, expected):
    assert due(cared("2026-03-02", since=since), code, "2026-03-10") == on(expected)


@pytest.mark.parametrize(
    ("since", "plan", "expected"),
    [
        ("2019-06-03", True, "2026-03-30"),
        ("2025-03-01", True, "2026-03-30"),  # one was due on 1 March, the day before
        ("2025-03-02", True, None),  # due on the day of moving in: the plan has met the first
        ("2019-06-03", False, None),  # HA-INIT asks: one flag, not two
    ],
)
def test_assessments_where_a_health_plan_has_met_the_first(since, plan, expected):
    case = cared("2026-03-02", since=since)
    if plan:
        add(case, "HEALTH", "2025-12-01")

    assert due(case, "HA-REV", "2026-03-10") == (on(expected) if expected else None)
    assert (due(case, "HA-INIT", "2026-03-10") is None) == plan
    happened(case, "health_assessment", "2026-01-12")
    assert due(case, "HA-REV", "2026-03-10") == on("2027-01-12")


def test_nothing_of_it_is_stored_twice():
    case = long_in_care()
    flags = [open_flag(case, code, "2026-03-20") for code in BY_CODE]

    assert (
        len(
            [
                flag
                for flag in flags
                if flag and "health assessment" in sentence_for(flag, as_of=on("2026-03-20"))
            ]
        )
        == 1
    )

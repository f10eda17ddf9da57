"""FILE-COPY: the child has a copy of the current plan within 7 days of its date, or it says why not."""

import pytest

from children.duties.saying import sentence_for
from homes.audit import set_fields
from tests.compliance.file.filing import add, everything, looked_after, moves_to, said_of
from tests.compliance.judging import evaluate_home, on
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


PLAN, THEIRS = "copy:{}:HOME_PLAN", "copy:{}:PLACEMENT_LA"


@pytest.mark.parametrize(
    ("dated", "due"),
    [
        ("2026-03-02", "2026-03-09"),
        ("2026-03-27", "2026-04-03"),  # Good Friday: calendar days
        ("2028-02-24", "2028-03-02"),
        ("2026-12-28", "2027-01-04"),
    ],
)
@pytest.mark.parametrize(("type", "subject"), [("HOME_PLAN", PLAN), ("PLACEMENT_LA", THEIRS)])
def test_seven_days_from_the_date_of_the_version(type, subject, dated, due):
    case = looked_after("2026-03-02")
    add(case, type, dated)

    assert said_of(case, "FILE-COPY", dated, subject).due_on == on(due)


@pytest.mark.parametrize(
    ("fields", "day", "due"),
    [
        ({"child_has_copy": None}, "2026-03-20", "2026-03-09"),
        ({"child_has_copy": False}, "2026-03-20", "2026-03-09"),
        ({"child_has_copy": True}, "2026-03-20", None),
        ({"child_has_copy": True, "explained_on": "2026-03-15"}, "2026-03-14", "2026-03-09"),
        ({"child_has_copy": True, "explained_on": "2026-03-15"}, "2026-03-15", None),
        (
            {"child_has_copy": False, "no_copy_reason": "Rae tore it up and asked us to keep it"},
            "2026-03-20",
            None,
        ),
    ],
)
def test_given_by_the_day_or_a_reason(fields, day, due):
    case = looked_after("2026-03-02")
    if "explained_on" in fields:
        fields = {**fields, "explained_on": on(fields["explained_on"])}
    add(case, "HOME_PLAN", "2026-03-02", **fields)

    assert said_of(case, "FILE-COPY", day, PLAN).due_on == (on(due) if due else None)


def test_a_new_version_asks_again_and_one_dated_later_does_not_yet():
    case = looked_after("2026-03-02")
    add(case, "HOME_PLAN", "2026-03-02", child_has_copy=True)
    new = add(case, "HOME_PLAN", "2026-06-01")

    assert said_of(case, "FILE-COPY", "2026-05-31", PLAN).due_on is None
    assert said_of(case, "FILE-COPY", "2026-06-01", PLAN).due_on == on("2026-06-08")
    set_fields(new, by=case.sam, child_has_copy=True, explained_on=on("2026-06-03"))
    assert said_of(case, "FILE-COPY", "2026-06-03", PLAN).due_on is None


def test_what_is_not_there_has_no_copy():
    assert everything(looked_after("2026-03-02"), "FILE-COPY", "2026-03-20") == []


def test_a_plan_of_another_home_is_not_asked_for():
    case = looked_after("2026-03-02")
    add(case, "HOME_PLAN", "2026-03-02")
    moves_to(case, "2026-04-01")

    assert everything(case, "FILE-COPY", "2026-04-20") == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-05", "Rae has no copy of “Placement plan” of 2 March yet. It is due by 9 March."),
        ("2026-03-10", "Rae has no copy of “Placement plan” of 2 March. It was due by 9 March."),
    ],
)
def test_the_sentence(day, words):
    case = looked_after("2026-03-02")
    add(case, "HOME_PLAN", "2026-03-02")
    flag = next(f for f in evaluate_home(case.home.pk, on(day)) if f.rule_code == "FILE-COPY")

    assert sentence_for(flag, as_of=on(day)) == words


def test_a_homes_own_number():
    case = looked_after("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="FILE-COPY", amount=2)
    add(case, "HOME_PLAN", "2026-03-02")

    assert said_of(case, "FILE-COPY", "2026-03-03", PLAN).due_on == on("2026-03-04")

"""A change of a standard changes no flag that was overdue or closed before it: a number decides while it counts."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from children.models import Flag
from compliance.actions import run_reconcile
from homes.audit import record_change
from homes.models import Severity, Unit
from homes.standards import Figure, decided
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildAbsenceFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory

DAY_0 = dt.date(2026, 3, 1)


def day(number: int) -> dt.date:
    return DAY_0 + dt.timedelta(days=number)


def figures(first: int, *later: tuple[int, int]) -> list[Figure]:
    """The number of the start, and (day, number) for each change."""
    made = [Figure(first, Unit.DAYS, Severity.HIGH, "Home standard")]
    changes = sorted(later)
    return [
        *made,
        *(Figure(amount, Unit.DAYS, Severity.HIGH, "Home", "Jean", day(start)) for start, amount in changes),
    ]


def due(numbers: list[Figure], since: int) -> tuple[int, dt.date]:
    figure, owed_on = decided(numbers, lambda figure: day(since + figure.amount))
    return figure.amount, owed_on


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (figures(7), (7, day(7))),
        (figures(7, (7, 14)), (14, day(14))),  # due that very day: not over yet, so the new number decides
        (figures(7, (8, 14)), (7, day(7))),  # over since this morning
        (figures(14, (5, 7)), (7, day(7))),
        (figures(14, (10, 7)), (7, day(10))),  # stricter: owed from the day it counts, never before
        (figures(14, (10, 7), (11, 14)), (7, day(10))),  # ran out under the stricter number
        (figures(14, (10, 7), (10, 14)), (14, day(14))),
        (figures(7, (3, 14), (10, 5)), (5, day(10))),
        (figures(7, (30, 1)), (7, day(7))),
    ],
)
def test_which_number_decides(numbers, expected):
    assert due(numbers, since=0) == expected


def test_nothing_owed_stays_nothing_owed():
    assert decided(figures(7, (3, 14)), lambda figure: None)[1] is None


changes = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=4, unique_by=lambda one: one[0]
)


@settings(max_examples=500, deadline=None)
@given(first=st.integers(0, 30), before=changes, since=st.integers(-20, 30), new=st.integers(0, 30))
def test_no_change_touches_what_ran_out_before_it(first, before, since, new):
    was = due(figures(first, *before), since)
    for start in range(-5, 60):
        if start in dict(before):
            continue
        now = due(figures(first, *before, (start, new)), since)
        if was[1] < day(start):
            assert now == was
        else:
            assert now[1] >= day(start)  # never overdue before the change either


BY_RULE = {
    "KS-FIRST": (7, {}),
    "KS-WEEK": (14, {"session": "2026-03-03"}),
    "KW-ASSIGN": (20, {"held": False}),
    "PP-HOME": (6, {"plan": "HOME_PLAN"}),
    "HP-STALE": (24, {"plan": "HEALTH"}),
}


def case_owing(*, held=True, plan="", session=""):
    case = make_case("2026-03-02", held=held, plans=not plan)
    case.child.date_of_birth = on("2010-01-01")
    record_change(case.child, by=case.sam, update=True)
    if plan:
        FileVersionFactory(placement=case.placement, type=plan, dated_on=on("2026-03-02"))
    if session:
        KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on(session))
    return case


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize("code", BY_RULE)
def test_every_rule_keeps_what_was_overdue_when_its_number_is_loosened(code):
    longer, owing = BY_RULE[code]
    case = case_owing(**owing)
    was = case.says(code, "2026-03-03")
    after = was.due_on + dt.timedelta(days=1)
    unit = was.facts["unit"]

    HomeStandardFactory(home=case.home, rule_code=code, amount=longer, unit=unit, applies_from=after)

    for later in (after, after + dt.timedelta(days=100)):
        now = case.says(code, later.isoformat())
        assert (now.due_on, now.facts) == (was.due_on, was.facts)


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize("code", BY_RULE)
def test_every_rule_takes_the_new_number_for_what_is_not_overdue(code):
    longer, owing = BY_RULE[code]
    case = case_owing(**owing)
    was = case.says(code, "2026-03-03")

    HomeStandardFactory(
        home=case.home, rule_code=code, amount=longer, unit=was.facts["unit"], applies_from=was.due_on
    )

    assert case.due(code, was.due_on.isoformat()) > was.due_on
    assert case.says(code, was.due_on.isoformat()).facts["amount"] == longer


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
def test_a_gap_that_is_over_stays_over():
    case = make_case("2026-03-02")
    held = case.placement.assignments.get()
    held.ended_on, held.end_reason = on("2026-03-10"), "staff_left"
    record_change(held, by=case.sam, update=True)
    HomeStandardFactory(home=case.home, rule_code="KW-GAP", amount=5, applies_from=on("2026-03-11"))

    assert case.due("KW-GAP", "2026-03-20") == on("2026-03-10")


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
def test_a_plans_own_review_date_is_moved_by_no_number():
    case = make_case("2026-03-02", plans=False)
    FileVersionFactory(
        placement=case.placement, type="HOME_PLAN", dated_on=on("2026-03-02"), review_due_on=on("2026-04-10")
    )
    HomeStandardFactory(
        home=case.home, rule_code="PP-HOME", amount=1, unit="months", applies_from=on("2026-05-01")
    )

    assert case.due("PP-HOME", "2026-06-01") == on("2026-04-10")


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
def test_time_away_and_a_changed_number():
    case = make_case("2026-03-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-03"), returned_on=on("2026-03-12"))
    HomeStandardFactory(home=case.home, rule_code="KS-WEEK", amount=30, applies_from=on("2026-03-20"))

    assert case.due("KS-WEEK", "2026-03-19") == on("2026-03-15")  # 3 days after the return
    assert case.due("KS-WEEK", "2026-03-20") == on("2026-03-15")
    assert case.says("KS-WEEK", "2026-03-20").facts["kind"] == "return"


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
@pytest.mark.parametrize("new", [1, 14, 60])
def test_stored_flags_that_were_overdue_or_closed_are_left_alone(new):
    """Rae was seen late once (a closed flag) and is over again; the home then changes its number."""
    case = make_case("2026-03-01")

    def sweep(text: str) -> None:
        noon = dt.datetime.combine(on(text), dt.time(12), tzinfo=timezone.get_current_timezone())
        run_reconcile(now=noon)

    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    sweep("2026-03-11")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-12"))
    sweep("2026-03-12")
    sweep("2026-03-22")
    before = list(Flag.objects.filter(rule_code="KS-WEEK").order_by("pk").values())
    assert [row["due_on"] for row in before] == [on("2026-03-09"), on("2026-03-19")]
    assert [row["resolution"] for row in before] == ["met", ""]

    HomeStandardFactory(home=case.home, rule_code="KS-WEEK", amount=new, applies_from=on("2026-03-22"))
    sweep("2026-03-22")
    sweep("2026-04-22")

    assert list(Flag.objects.filter(rule_code="KS-WEEK").order_by("pk").values()) == before


@pytest.mark.django_db
@pytest.mark.usefixtures("unscoped")
def test_the_new_number_counts_from_the_next_session():
    case = make_case("2026-03-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    HomeStandardFactory(home=case.home, rule_code="KS-WEEK", amount=14, applies_from=on("2026-03-11"))
    assert case.due("KS-WEEK", "2026-03-12") == on("2026-03-09")

    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-12"))

    assert case.due("KS-WEEK", "2026-03-12") == on("2026-03-26")

"""FILE-ASK: what others write is there in 20 working days and within its review. Theirs to do, ours to chase."""

import pytest

from children.duties.saying import sentence_for
from homes.standards import CATALOGUE, Owner
from tests.compliance.file.filing import add, looked_after
from tests.compliance.judging import on
from tests.factories.care import LegalStatusFactory
from tests.factories.file import ChaseFactory, FileSaidFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def settled(case, day="2026-03-02"):
    for type in ("SW_REPORT", "REVIEW_MINUTES"):
        add(case, type, day)
    return case


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-30"),
        ("2026-03-09", "2026-04-08"),  # Good Friday and Easter Monday
        ("2026-12-01", "2026-12-31"),  # Christmas, and Boxing Day kept on Monday 28
        ("2024-02-01", "2024-02-29"),
    ],
)
def test_twenty_working_days_from_moving_in(moved_in, due):
    case = looked_after(moved_in)

    assert case.due("FILE-ASK", moved_in) == on(due)


@pytest.mark.parametrize(
    ("day", "shows"), [("2026-03-15", False), ("2026-03-16", True), ("2026-03-31", True)]
)
def test_it_shows_two_weeks_before(day, shows):
    assert bool(looked_after("2026-03-02").flag("FILE-ASK", day)) == shows


def test_it_waits_on_others_and_says_when_we_asked():
    case = looked_after("2026-03-02")
    assert CATALOGUE["FILE-ASK"].default.owner == Owner.PLACING_AUTHORITY
    assert sentence_for(case.flag("FILE-ASK", "2026-03-31"), as_of=on("2026-03-31")) == (
        "Waiting on others: 2 documents are not in Rae’s file: Social worker’s report and Minutes of reviews. "
        "The first of them was due by 30 March. That we asked is not noted."
    )
    for day in ("2026-03-05", "2026-03-12", "2026-03-19", "2026-04-09"):
        ChaseFactory(placement=case.placement, about="SW_REPORT", asked_on=on(day))

    assert sentence_for(case.flag("FILE-ASK", "2026-03-30"), as_of=on("2026-03-30")).endswith(
        "The first of them is due today. We asked on 12 March and 19 March."
    )


@pytest.mark.parametrize(
    ("review", "day", "due"),
    [
        ("2026-05-31", "2026-05-31", "2026-05-31"),
        ("2026-05-31", "2026-06-01", "2026-05-31"),
        ("2028-02-29", "2026-06-01", "2028-02-29"),
    ],
)
def test_a_review_is_owed_by_the_documents_own_day(review, day, due):
    case = settled(looked_after("2026-03-02"))
    add(case, "CARE_PLAN", "2026-03-02", review)

    assert case.due("FILE-ASK", day) == on(due)


def test_the_earliest_day_counts_and_only_what_is_due_by_then_is_named():
    case = settled(looked_after("2026-03-02"))
    add(case, "CARE_PLAN", "2026-03-02", "2026-05-31")
    add(case, "PLACEMENT_LA", "2026-03-02", "2026-07-31")

    early, late = case.flag("FILE-ASK", "2026-06-01"), case.flag("FILE-ASK", "2026-08-01")

    assert (early.due_on, early.facts["documents"]) == (on("2026-05-31"), "CARE_PLAN")
    assert (late.due_on, late.facts["documents"], late.facts["missing"]) == (
        on("2026-05-31"),
        "CARE_PLAN PLACEMENT_LA",
        "0",
    )


def test_what_other_rules_ask_for_is_left_out_while_it_is_missing():
    case = settled(looked_after("2026-03-02"))  # no care plan, placement plan, consents, PEP, health plan

    assert case.due("FILE-ASK", "2026-05-01") is None


def test_a_child_who_is_not_looked_after_has_none_of_these():
    case = looked_after("2026-03-02", since=None)
    assert case.due("FILE-ASK", "2026-05-01") == on("2026-03-30")  # not known: as if yes

    LegalStatusFactory(placement=case.placement, code="none", started_on=on("2026-03-02"))
    assert case.due("FILE-ASK", "2026-05-01") is None


@pytest.mark.parametrize(
    ("applies", "from_on", "until", "due"),
    [
        ("yes", "2026-02-20", None, "2026-03-30"),  # said before moving in: 20 working days from there
        ("yes", "2026-03-02", None, "2026-03-30"),
        ("yes", "2026-03-16", None, "2026-04-15"),  # 20 working days from the day it was said, over Easter
        ("yes", "2026-03-21", None, None),  # tomorrow
        ("no", "2026-03-16", None, None),
        ("not_yet", "2026-03-16", "2026-04-13", "2026-04-15"),  # it is to come
    ],
)
def test_a_document_many_children_never_have_is_owed_once_somebody_says_so(applies, from_on, until, due):
    case = settled(looked_after("2026-03-02"))
    FileSaidFactory(
        placement=case.placement,
        type="COURT",
        applies=applies,
        from_on=on(from_on),
        until_on=on(until) if until else None,
    )

    assert case.due("FILE-ASK", "2026-03-20") == (on(due) if due else None)


def test_it_ends_with_the_18th_birthday():
    case = looked_after("2026-03-02", born="2008-04-10")

    assert case.due("FILE-ASK", "2026-04-09") == on("2026-03-30")
    assert case.due("FILE-ASK", "2026-04-10") is None


@pytest.mark.parametrize("nation", ["England", "Wales"])
def test_a_plan_for_learning_that_is_said_to_apply_is_asked_for_until_a_copy_is_there(nation):
    case = settled(looked_after("2026-03-02", nation=nation, nation_of_home=nation))
    assert case.due("FILE-ASK", "2026-03-20") is None
    FileSaidFactory(placement=case.placement, type="EHCP", applies="yes")

    said = case.says("FILE-ASK", "2026-03-20")
    assert (said.due_on, said.facts["documents"]) == (on("2026-03-30"), "EHCP")
    add(case, "EHCP", "2026-03-21")
    assert case.due("FILE-ASK", "2026-03-20") == on("2026-03-30")
    assert case.due("FILE-ASK", "2026-03-21") is None

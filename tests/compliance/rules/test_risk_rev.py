"""RISK-REV: what keeps a child safe is looked at again every month, and after the child was missing."""

import datetime as dt

import pytest

from children.duties.saying import sentence_for, source_for
from homes.audit import set_fields
from homes.models import Home
from tests.compliance.caring import cared, due, ends, happened, open_flag, shows
from tests.compliance.file.filing import add
from tests.compliance.judging import on
from tests.factories.children import ChildAbsenceFactory
from tests.factories.homes import HomeStandardFactory
from tests.factories.people import RestrictionFactory, RestrictionReviewFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("last", "own", "expected"),
    [
        ("2026-03-02", None, "2026-04-02"),
        ("2026-01-31", None, "2026-02-28"),  # clamped
        ("2028-01-31", None, "2028-02-29"),
        ("2026-03-02", "2026-03-10", "2026-03-10"),
        ("2026-03-02", "2026-05-02", "2026-05-02"),  # its own day counts up to twice the standard
        ("2026-03-02", "2026-05-03", "2026-04-02"),  # beyond it, the standard does
        ("2027-12-31", "2028-02-29", "2028-02-29"),
    ],
)
def test_its_own_day_or_a_month(last, own, expected):
    assert due(with_version(last, own), "RISK-REV", "2028-03-01") == on(expected)


def with_version(day="2026-03-02", own=None):
    case = cared(min(day, "2026-03-02"), code=f"home-{Home.objects.count()}")
    add(case, "RISK", day, own)
    return case


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-03-25", ""), ("2026-03-26", "due"), ("2026-04-02", "due"), ("2026-04-03", "overdue")],
)
def test_before_on_and_after_the_day(day, state):
    assert shows(with_version(), "RISK-REV", day) == state


def test_a_child_with_no_version_owes_nothing_here():
    case = cared()
    happened(case, "risk_review", "2026-03-10")

    assert due(case, "RISK-REV", "2026-06-01") is None


def test_the_later_of_version_and_review_counts():
    case = with_version()
    happened(case, "risk_review", "2026-03-20")

    assert due(case, "RISK-REV", "2026-03-19") == on("2026-04-02")
    assert due(case, "RISK-REV", "2026-03-20") == on("2026-04-20")
    add(case, "RISK", "2026-04-10")
    assert due(case, "RISK-REV", "2026-04-10") == on("2026-05-10")


def test_the_versions_own_day_until_a_review_follows():
    case = with_version(own="2026-05-01")
    happened(case, "risk_review", "2026-03-20")

    assert due(case, "RISK-REV", "2026-03-19") == on("2026-05-01")
    assert due(case, "RISK-REV", "2026-03-20") == on("2026-04-20")


def test_a_day_that_is_the_versions_own_is_no_next_day():
    assert due(with_version(own="2026-03-02"), "RISK-REV", "2026-03-03") == on("2026-04-02")


# Something that happened on a day, to a child whose safety was last looked at on 9 March 2026.


def returned(case, day, kind="missing"):
    began = on(day) - dt.timedelta(days=2)
    ChildAbsenceFactory(placement=case.placement, started_on=began, returned_on=on(day), kind=kind)


def restricted(case, day):
    RestrictionFactory(placement=case.placement, started_on=on(day), review_due_on=on("2026-12-01"))


def changed(case, day):
    older = RestrictionFactory(placement=case.placement, started_on=on("2026-03-03"))
    RestrictionReviewFactory(
        restriction=older, reviewed_on=on(day), what_changes="Only with an adult", next_review_on=on(day)
    )


def worried(case, day, worry=True, **fields):
    signed_at = dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC)
    KeyWorkSessionFactory(
        placement=case.placement,
        author=case.sam,
        held_on=on(day),
        signed_at=signed_at,
        worry=worry,
        worry_text="Said",
        **fields,
    )


@pytest.mark.parametrize("it_came_to", [returned, restricted, changed, worried])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-12", "2026-03-16"),  # a Thursday: Friday, Monday
        ("2026-03-13", "2026-03-17"),
        ("2026-03-14", "2026-03-17"),  # a Saturday: Monday, Tuesday
        ("2026-04-02", "2026-04-08"),  # Good Friday and Easter Monday
        ("2026-04-08", "2026-04-09"),  # the usual day comes first
        ("2026-03-09", "2026-04-09"),  # looked at that day
        ("2026-03-08", "2026-04-09"),  # before it was looked at
    ],
)
def test_2_working_days_after_something_happened(it_came_to, day, expected):
    case = with_version("2026-03-09")
    it_came_to(case, day)

    assert due(case, "RISK-REV", "2026-04-20") == on(expected)


@pytest.mark.parametrize("it_came_to", [returned, restricted, changed, worried])
def test_not_before_it_happened_until_it_was_looked_at_and_from_the_first_of_several(it_came_to):
    case = with_version("2026-03-09")
    it_came_to(case, "2026-03-12")
    returned(case, "2026-03-20")

    assert due(case, "RISK-REV", "2026-03-11") == on("2026-04-09")
    assert [due(case, "RISK-REV", day) for day in ("2026-03-12", "2026-03-25")] == [on("2026-03-16")] * 2
    happened(case, "risk_review", "2026-03-13")
    assert due(case, "RISK-REV", "2026-03-13") == on("2026-04-13")
    assert due(case, "RISK-REV", "2026-03-20") == on("2026-03-24")  # 20 March is a Friday


def test_what_is_no_cause():
    case = with_version("2026-03-09")
    returned(case, "2026-03-12", kind="family_stay")
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-20"), kind="missing")  # not back
    worried(case, "2026-03-13", worry=False)
    voided_at = dt.datetime(2026, 3, 16, tzinfo=dt.UTC)
    worried(
        case, "2026-03-14", status="void", voided_at=voided_at, voided_by=case.sam, voided_reason="Not hers"
    )
    older = RestrictionFactory(placement=case.placement, started_on=on("2026-03-03"))
    RestrictionReviewFactory(restriction=older, reviewed_on=on("2026-03-15"), next_review_on=on("2026-04-01"))

    assert due(case, "RISK-REV", "2026-03-25") == on("2026-04-09")


def test_a_worry_counts_from_the_day_it_was_signed():
    case = with_version("2026-03-09")
    signed_at = dt.datetime(2026, 3, 12, 23, 30, tzinfo=dt.UTC)
    KeyWorkSessionFactory(
        placement=case.placement,
        author=case.sam,
        held_on=on("2026-03-10"),
        signed_at=signed_at,
        worry=True,
        worry_text="Said",
    )

    assert due(case, "RISK-REV", "2026-03-11") == on("2026-04-09")
    assert due(case, "RISK-REV", "2026-03-12") == on("2026-03-16")


def test_the_home_sets_how_soon_after_something_happened():
    case = with_version("2026-03-09")
    returned(case, "2026-03-12")
    HomeStandardFactory(home=case.home, rule_code="RISK-SOON", amount=1)

    assert due(case, "RISK-REV", "2026-03-12") == on("2026-03-13")
    flag = open_flag(case, "RISK-REV", "2026-03-12")
    assert source_for(flag, as_of=on("2026-03-12")) == (
        "Home standard: after something happened, within 1 working day"
    )


def test_a_withdrawn_review_gives_way():
    case = with_version()
    wrong = happened(case, "risk_review", "2026-03-20")
    set_fields(wrong, by=case.sam, standing="withdrawn", withdrawn_on=on("2026-03-25"), withdrawn_reason="No")

    assert due(case, "RISK-REV", "2026-03-24") == on("2026-04-20")
    assert due(case, "RISK-REV", "2026-03-25") == on("2026-04-02")


def test_an_ended_placement_and_a_homes_own_number():
    case = with_version()
    HomeStandardFactory(home=case.home, rule_code="RISK-REV", amount=14)
    assert due(case, "RISK-REV", "2026-03-10") == on("2026-03-16")
    ends(case, "2026-05-01")
    assert case.says("RISK-REV", "2026-05-01") is None


def test_it_goes_on_after_18():
    case = cared(born="2008-03-15")
    add(case, "RISK", "2026-03-02")

    assert due(case, "RISK-REV", "2026-03-20") == on("2026-04-02")


def test_what_it_says():
    case = with_version()
    flag = open_flag(case, "RISK-REV", "2026-04-03")
    assert sentence_for(flag, as_of=on("2026-04-01")) == (
        "Still fair, still needed? What keeps Rae safe is to be looked at again by 2 April, last done 2 March."
    )
    assert sentence_for(flag, as_of=on("2026-04-03")) == (
        "What keeps Rae safe was last looked at on 2 March. "
        "Whether it is still fair and needed was due by 2 April."
    )
    said = {}
    for it_came_to in (returned, restricted, worried):
        case = with_version("2026-03-30")
        it_came_to(case, "2026-04-07")
        flag = open_flag(case, "RISK-REV", "2026-04-10")
        said[it_came_to] = [sentence_for(flag, as_of=on(day)) for day in ("2026-04-09", "2026-04-10")]
        assert flag.severity == "high"
    asked = [
        "What keeps Rae safe is to be looked at again today.",
        "What keeps Rae safe was to be looked at again by 9 April.",
    ]
    assert said == {
        returned: [f"Rae came back on 7 April. {words}" for words in asked],
        restricted: [f"A restriction of Rae began or changed on 7 April. {words}" for words in asked],
        worried: [f"A worry about Rae was signed on 7 April. {words}" for words in asked],
    }

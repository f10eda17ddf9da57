"""COMPLAINT-INFO: how to complain, an advocate and the Children's Commissioner, explained and refreshed."""

import pytest

from children.duties.saying import sentence_for, source_for
from homes.models import Nation
from homes.words import speaking
from tests.compliance.caring import ends
from tests.compliance.file.filing import add
from tests.compliance.judging import make_case, on
from tests.factories.about_me import ExplainedFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
ALL = ("complaints", "advocate", "commissioner")
CODE = "COMPLAINT-INFO"


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-03-02", "2026-03-09"),
        ("2028-02-25", "2028-03-03"),  # over 29 February
        ("2026-12-24", "2026-12-31"),  # bank holidays count: calendar days
        ("2026-03-25", "2026-04-01"),
    ],
)
def test_due_seven_days_after_moving_in(moved_in, due):
    assert make_case(moved_in).due(CODE, moved_in) == on(due)


@pytest.mark.parametrize(("day", "shows"), [("2026-03-02", True), ("2026-03-09", True), ("2026-03-10", True)])
def test_the_flag_shows_from_moving_in(day, shows):
    assert (make_case("2026-03-02").flag(CODE, day) is not None) == shows


def test_what_is_missing_is_named():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="complaints", given_on=on("2026-03-03"))

    assert case.says(CODE, "2026-03-05").facts["missing"] == "advocate,commissioner"
    assert case.says(CODE, "2026-03-02").facts["missing"] == ",".join(ALL)  # what is dated later is not there


def test_met_by_all_three_and_due_again_on_the_earliest_day():
    case = make_case("2026-03-02")
    for kind, again in zip(ALL, ("2027-03-03", "2026-09-03", None), strict=True):
        ExplainedFactory(
            placement=case.placement,
            kind=kind,
            given_on=on("2026-03-03"),
            refresh_on=on(again) if again else None,
        )

    said = case.says(CODE, "2026-03-05")

    assert (said.due_on, said.facts["missing"]) == (on("2026-09-03"), "advocate")
    assert case.flag(CODE, "2026-08-26") is None
    assert case.flag(CODE, "2026-08-27") is not None


@pytest.mark.parametrize(
    ("given", "agreed", "due"),
    [
        ("2026-03-03", None, "2027-03-03"),
        ("2028-02-29", None, "2029-02-28"),  # the end of the month
        ("2026-03-03", "2026-09-03", "2026-09-03"),
        ("2026-03-03", "2028-03-03", "2027-03-03"),  # a later day does not put it off
    ],
)
def test_twelve_months_after_it_was_explained(given, agreed, due):
    case = make_case(given)
    for kind in ALL:
        ExplainedFactory(
            placement=case.placement, kind=kind, given_on=on(given), refresh_on=on(agreed) if agreed else None
        )

    assert case.due(CODE, "2030-03-05") == on(due)
    assert case.says(CODE, "2030-03-05").facts["missing"] == ",".join(ALL)


@pytest.mark.parametrize(
    ("minutes", "due"),
    [
        (["2026-03-02"], "2027-03-03"),  # before it was explained
        (["2026-03-03"], "2027-03-03"),  # explained at the review
        (["2026-03-27"], "2026-04-03"),  # 7 days after it, Good Friday
        (["2026-03-27", "2026-06-26"], "2026-04-03"),  # the first one since
        (["2027-03-01"], "2027-03-03"),  # the 12 months are over sooner
    ],
)
def test_again_after_each_looked_after_review(minutes, due):
    case = make_case("2026-03-02")
    for kind in ALL:
        ExplainedFactory(placement=case.placement, kind=kind, given_on=on("2026-03-03"))
    for day in minutes:
        add(case, "REVIEW_MINUTES", day)

    assert case.due(CODE, "2027-03-02") == on(due)


def test_explained_after_the_review_it_rests_until_the_next():
    case = make_case("2026-03-02")
    for day in ("2026-03-03", "2026-04-01"):
        for kind in ALL:
            ExplainedFactory(placement=case.placement, kind=kind, given_on=on(day))
    add(case, "REVIEW_MINUTES", "2026-03-27")

    assert case.due(CODE, "2026-03-31") == on("2026-04-03")
    assert case.due(CODE, "2026-04-01") == on("2027-04-01")


def test_explained_again_takes_the_new_day():
    case = make_case("2026-03-02")
    for kind in ALL:
        ExplainedFactory(
            placement=case.placement, kind=kind, given_on=on("2026-03-03"), refresh_on=on("2026-09-03")
        )
    for kind in ALL:
        ExplainedFactory(
            placement=case.placement, kind=kind, given_on=on("2026-09-01"), refresh_on=on("2027-09-01")
        )

    assert case.due(CODE, "2026-08-31") == on("2026-09-03")
    assert case.due(CODE, "2026-09-01") == on("2027-09-01")


def test_before_moving_in_counts_from_92_days():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="complaints", given_on=on("2025-11-29"))
    ExplainedFactory(placement=case.placement, kind="advocate", given_on=on("2025-11-30"))

    assert case.says(CODE, "2026-03-03").facts["missing"] == "complaints,commissioner"


def test_an_ended_placement_is_not_judged():
    case = make_case("2026-03-02")
    ends(case, "2026-03-20")

    assert case.says(CODE, "2026-03-20") is None


def test_a_homes_own_number():
    case = make_case("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code=CODE, amount=2)

    assert case.due(CODE, "2026-03-02") == on("2026-03-04")


@pytest.mark.parametrize(
    ("nation", "commissioner"),
    [
        (Nation.ENGLAND, "the Children’s Commissioner for England"),
        (Nation.WALES, "the Children’s Commissioner for Wales"),
    ],
)
def test_the_commissioner_is_that_of_the_nation(nation, commissioner, access_of):
    case = make_case("2026-03-02", nation=nation)
    ExplainedFactory(placement=case.placement, kind="complaints", given_on=on("2026-03-03"))
    ExplainedFactory(placement=case.placement, kind="advocate", given_on=on("2026-03-03"))
    flag = case.flag(CODE, "2026-03-12")

    with speaking(access_of(case.sam).practice_of(case.home).terms):
        said = sentence_for(flag, as_of=on("2026-03-12"))

    assert said == f"Rae moved in on 2 March. Nobody has explained yet: {commissioner}."


def test_in_words_when_it_is_due_again():
    case = make_case("2026-03-02")
    for kind in ALL:
        ExplainedFactory(
            placement=case.placement, kind=kind, given_on=on("2026-03-03"), refresh_on=on("2026-09-03")
        )
    flag = case.flag(CODE, "2026-09-04")

    assert sentence_for(flag, as_of=on("2026-09-04")).startswith(
        "It was to be explained to Rae again by 3 September: how to complain, an advocate and the"
    )
    assert sentence_for(flag, as_of=on("2026-09-03")).startswith("To be explained to Rae again today: how")


@pytest.mark.parametrize(
    ("kind", "copy", "understood", "due", "named"),
    [
        ("complaints", True, "partly", "2026-03-31", "complaints"),  # 28 days after 3 March
        ("complaints", True, "not_yet", "2026-03-10", "complaints"),  # 7 days
        ("complaints", False, "yes", "2026-03-09", "complaints"),  # no copy: as if never explained
        ("complaints", False, "partly", "2026-03-09", "complaints"),
        ("advocate", False, "yes", "2027-03-03", ",".join(ALL)),  # there is no paper to give
        ("advocate", False, "partly", "2026-03-31", "advocate"),
        ("advocate", False, "not_yet", "2026-03-10", "advocate"),
        ("commissioner", False, "not_yet", "2026-03-10", "commissioner"),
    ],
)
def test_met_only_by_what_is_given_and_understood(kind, copy, understood, due, named):
    case = make_case("2026-03-02")
    for one in ALL:
        said = {"with_copy": copy, "understood": understood} if one == kind else {}
        ExplainedFactory(placement=case.placement, kind=one, given_on=on("2026-03-03"), **said)

    said = case.says(CODE, "2026-03-05")
    assert (said.due_on, said.facts["missing"]) == (on(due), named)


@pytest.mark.parametrize(
    ("nation", "law"),
    [
        (Nation.ENGLAND, "Law: Children's Homes (England) Regulations 2015, regulation 7(2)(b)(ii)"),
        (Nation.WALES, "Law: Regulated Services (Wales) Regs 2017, reg 19"),
    ],
)
def test_the_law_is_that_of_the_homes_nation(nation, law):
    flag = make_case("2026-03-02", nation=nation).flag(CODE, "2026-03-03")

    assert source_for(flag, as_of=on("2026-03-03")) == law


def test_understood_after_all_it_is_met():
    case = make_case("2026-03-02")
    for kind in ALL:
        ExplainedFactory(placement=case.placement, kind=kind, given_on=on("2026-03-03"), understood="not_yet")
        ExplainedFactory(placement=case.placement, kind=kind, given_on=on("2026-03-10"), with_copy=False)

    assert case.due(CODE, "2026-03-09") == on("2026-03-10")
    assert case.due(CODE, "2026-03-10") == on("2027-03-10")  # the copy of the first time is a copy


def test_in_words_when_it_was_tried():
    case = make_case("2026-03-02")
    for kind in ALL:
        ExplainedFactory(placement=case.placement, kind=kind, given_on=on("2026-03-03"), understood="not_yet")

    assert sentence_for(case.flag(CODE, "2026-03-10"), as_of=on("2026-03-10")).startswith(
        "Not given, explained and understood by Rae yet: how to complain, an advocate and the"
    )

"""GUIDE: a child has the Children's Guide by the day of moving in."""

import pytest

from children.duties.saying import sentence_for, source_for
from homes.audit import set_fields
from homes.models import Nation
from tests.compliance.caring import ends
from tests.compliance.file.filing import add, returns
from tests.compliance.judging import make_case, on
from tests.factories.about_me import ExplainedFactory
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.file import FileVersionFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("moved_in", "day", "due"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03-02", "2026-03-03", "2026-03-02"),
        ("2026-01-31", "2026-02-28", "2026-01-31"),  # the end of a month
        ("2028-02-29", "2028-03-01", "2028-02-29"),
        ("2026-12-25", "2026-12-28", "2026-12-25"),  # a bank holiday moves nothing
    ],
)
def test_due_on_the_day_of_moving_in(moved_in, day, due):
    assert make_case(moved_in).due("GUIDE", day) == on(due)


def test_nothing_before_moving_in():
    assert make_case("2026-03-02").says("GUIDE", "2026-03-01") is None


@pytest.mark.parametrize(
    ("given", "met"),
    [
        ("2025-11-29", False),  # 93 days before
        ("2025-11-30", True),  # 92 days before
        ("2026-03-02", True),
        ("2026-03-05", True),
        ("2026-03-06", False),  # dated later than the day asked about
    ],
)
def test_met_by_what_was_given_in_this_placement(given, met):
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="guide", given_on=on(given))

    assert (case.due("GUIDE", "2026-03-05") is None) == met


@pytest.mark.parametrize(
    ("copy", "understood", "due"),
    [
        (True, "yes", None),
        (True, "partly", "2026-03-30"),  # met, and explained again in 28 days
        (True, "not_yet", "2026-03-09"),  # not met: tried again in 7 days
        (False, "yes", "2026-03-02"),
        (False, "partly", "2026-03-02"),
        (False, "not_yet", "2026-03-02"),
    ],
)
def test_met_only_by_a_copy_that_is_understood(copy, understood, due):
    case = make_case("2026-03-02")
    ExplainedFactory(
        placement=case.placement,
        kind="guide",
        given_on=on("2026-03-02"),
        with_copy=copy,
        understood=understood,
    )

    assert case.due("GUIDE", "2026-03-05") == (on(due) if due else None)


@pytest.mark.parametrize(
    ("understood", "code", "amount", "due"),
    [("partly", "AGAIN-PARTLY", 14, "2026-03-16"), ("not_yet", "AGAIN-NOT-YET", 3, "2026-03-05")],
)
def test_a_home_may_explain_it_again_sooner(understood, code, amount, due):
    case = make_case("2026-03-02")
    ExplainedFactory(
        placement=case.placement,
        kind="guide",
        given_on=on("2026-03-02"),
        understood=understood,
        with_copy=True,
    )
    HomeStandardFactory(home=case.home, rule_code=code, amount=amount)

    assert case.due("GUIDE", "2026-03-02") == on(due)


@pytest.mark.parametrize(
    ("given", "again", "due"),
    [
        ("2026-02-20", None, "2026-03-02"),  # tried on a visit: by the day of moving in
        ("2026-02-27", None, "2026-03-06"),
        ("2026-03-02", "2026-03-04", "2026-03-04"),  # sooner, as agreed
        ("2026-03-02", "2026-06-01", "2026-03-09"),  # later does not put it off
    ],
)
def test_when_it_was_not_understood_on_a_day(given, again, due):
    case = make_case("2026-03-02")
    ExplainedFactory(
        placement=case.placement,
        kind="guide",
        given_on=on(given),
        with_copy=True,
        understood="not_yet",
        refresh_on=on(again) if again else None,
    )

    assert case.due("GUIDE", "2026-03-02") == on(due)


def test_a_copy_of_the_first_time_and_understood_the_second_time():
    case = make_case("2026-03-02")
    given = {"placement": case.placement, "kind": "guide"}
    ExplainedFactory(**given, given_on=on("2026-03-02"), with_copy=True, understood="not_yet")
    ExplainedFactory(**given, given_on=on("2026-03-08"), with_copy=False, understood="yes")

    assert case.due("GUIDE", "2026-03-07") == on("2026-03-09")
    assert case.due("GUIDE", "2026-03-08") is None


def test_something_else_explained_is_not_the_guide():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="fire", given_on=on("2026-03-02"))

    assert case.due("GUIDE", "2026-03-05") == on("2026-03-02")


@pytest.mark.parametrize(("day", "met"), [("2026-03-09", True), ("2026-03-10", False)])
def test_a_withdrawn_entry_counts_until_it_is_withdrawn(day, met):
    case = make_case("2026-03-02")
    entry = ExplainedFactory(placement=case.placement, kind="guide", given_on=on("2026-03-02"))
    withdrawn = {
        "standing": "withdrawn",
        "withdrawn_on": on("2026-03-10"),
        "withdrawn_reason": "Another child’s",
    }
    set_fields(entry, by=case.sam, **withdrawn)

    assert (case.due("GUIDE", day) is None) == met


@pytest.mark.parametrize(
    ("dated", "met"),
    [("2025-11-29", False), ("2026-02-20", True), ("2026-03-05", True), ("2026-03-06", False)],
)
def test_met_by_a_version_in_the_file(dated, met):
    case = make_case("2026-03-02")
    add(case, "GUIDE", dated)

    assert (case.due("GUIDE", "2026-03-05") is None) == met


def test_another_homes_guide_is_another_guide():
    case = make_case("2026-03-02")
    FileVersionFactory(
        child=case.child,
        home=HomeFactory(name="Oak Lodge", code="oak"),
        type="GUIDE",
        dated_on=on("2026-03-02"),
    )

    assert case.due("GUIDE", "2026-03-05") == on("2026-03-02")


def test_coming_back_begins_again():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="guide", given_on=on("2026-03-02"))
    add(case, "GUIDE", "2026-03-02")
    returns(case, "2026-04-01", "2026-05-01")

    assert case.due("GUIDE", "2026-05-02") == on("2026-05-01")


def test_an_ended_placement_owes_nothing():
    case = make_case("2026-03-02")
    ends(case, "2026-04-01")

    assert case.due("GUIDE", "2026-03-31") == on("2026-03-02")  # as it was
    assert case.says("GUIDE", "2026-04-01") is None


@pytest.mark.parametrize(
    ("nation", "law"),
    [
        (Nation.ENGLAND, "Law: Children's Homes (England) Regulations 2015, regulation 7"),
        (Nation.WALES, "Law: Regulated Services (Wales) Regs 2017, reg 19"),
    ],
)
def test_the_law_is_that_of_the_homes_nation(nation, law):
    case = make_case("2026-03-02", nation=nation)

    assert source_for(case.flag("GUIDE", "2026-03-03"), as_of=on("2026-03-03")) == law


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-02", "Rae moves in today. The Children’s Guide is to be given and explained today."),
        ("2026-03-04", "Rae moved in on 2 March and has not been given the Children’s Guide."),
    ],
)
def test_in_words(day, words):
    assert sentence_for(make_case("2026-03-02").flag("GUIDE", day), as_of=on(day)) == words


def test_one_childs_guide_is_not_anothers():
    case = make_case("2026-03-02")
    other = ChildFactory(known_as="Kai", home=case.home)
    ExplainedFactory(
        placement=PlacementFactory(child=other, home=case.home, moved_in_on=on("2026-03-02")),
        kind="guide",
        given_on=on("2026-03-02"),
    )

    assert case.due("GUIDE", "2026-03-03") == on("2026-03-02")


def test_in_words_when_it_was_tried():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="guide", given_on=on("2026-03-02"), with_copy=False)

    assert sentence_for(case.flag("GUIDE", "2026-03-03"), as_of=on("2026-03-03")) == (
        "Rae has no copy of the Children’s Guide yet. It was due on 2 March."
    )


@pytest.mark.parametrize(
    ("understood", "day", "words"),
    [
        ("partly", "2026-03-30", "Rae understood the Children’s Guide partly. To be explained again today."),
        (
            "partly",
            "2026-03-31",
            "Rae understood the Children’s Guide partly. It was to be explained again by 30 March.",
        ),
        (
            "not_yet",
            "2026-03-10",
            "Rae has not understood the Children’s Guide yet. It was to be explained again by 9 March.",
        ),
    ],
)
def test_in_words_when_it_was_not_wholly_understood(understood, day, words):
    case = make_case("2026-03-02")
    ExplainedFactory(
        placement=case.placement,
        kind="guide",
        given_on=on("2026-03-02"),
        understood=understood,
        with_copy=True,
    )
    flag = case.flag("GUIDE", day)

    assert sentence_for(flag, as_of=on(day)) == words
    assert source_for(flag, as_of=on(day)).startswith("Home standard: explained again where it was")

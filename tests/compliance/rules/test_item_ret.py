"""ITEM-RET: what was taken away is given back or replaced as soon as it is safe."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules import BY_CODE, Scope
from homes.models import Nation
from tests.compliance.caring import ends
from tests.compliance.judging import evaluate_home, make_case, on
from tests.factories.about_me import RemovedItemFactory, RemovedItemNoteFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def everything(case, day):
    return list(BY_CODE["ITEM-RET"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def says(case, item, day):
    key = f"item:{item.public_id}"
    return next((said for said in everything(case, day) if said.subject_key == key), None)


@pytest.mark.parametrize(
    ("removed", "day", "due"),
    [
        ("2026-03-10", "2026-03-09", "nothing"),  # not taken away yet
        ("2026-03-10", "2026-03-10", "2026-03-11"),
        ("2026-03-10", "2026-03-12", "2026-03-11"),
        ("2028-02-28", "2028-03-02", "2028-02-29"),
        ("2026-12-24", "2026-12-24", "2026-12-25"),  # a bank holiday moves nothing
        ("2026-03-31", "2026-04-05", "2026-04-01"),
    ],
)
def test_due_the_day_after_it_was_taken_away(removed, day, due):
    case = make_case("2026-02-01")
    said = says(case, RemovedItemFactory(placement=case.placement, removed_on=on(removed)), day)

    assert (str(said.due_on) if said else "nothing") == due


def test_the_planned_day_counts_instead():
    case = make_case("2026-03-02")

    assert says(
        case,
        RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10"), return_on=on("2026-03-15")),
        "2026-03-10",
    ).due_on == on("2026-03-15")


@pytest.mark.parametrize("kind", ["returned", "replaced"])
@pytest.mark.parametrize(("day", "owed"), [("2026-03-11", True), ("2026-03-12", False)])
def test_over_once_the_child_has_it_back(kind, day, owed):
    case = make_case("2026-03-02")
    item = RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10"))
    RemovedItemNoteFactory(item=item, happened_on=on("2026-03-12"), kind=kind)

    assert (says(case, item, day).due_on is not None) == owed


def test_kept_longer_takes_the_new_day_from_the_day_it_was_decided():
    case = make_case("2026-03-02")
    item = RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10"))
    RemovedItemNoteFactory(
        item=item, happened_on=on("2026-03-11"), kind="kept", why="Still unsafe", return_on=on("2026-03-18")
    )

    assert says(case, item, "2026-03-10").due_on == on("2026-03-11")
    assert says(case, item, "2026-03-11").due_on == on("2026-03-18")


def test_one_duty_for_each_item():
    case = make_case("2026-03-02")
    first, second = (
        RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10")),
        RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-11"), what="Cable"),
    )
    RemovedItemNoteFactory(item=first, happened_on=on("2026-03-11"))

    assert [one.due_on for one in everything(case, "2026-03-11")] == [None, on("2026-03-12")]
    assert says(case, second, "2026-03-11").facts["what"] == "Cable"


def test_an_ended_placement_is_not_judged():
    case = make_case("2026-03-02")
    RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10"))
    ends(case, "2026-03-20")

    assert everything(case, "2026-03-20") == []


def test_no_items_no_duty():
    assert everything(make_case("2026-03-02"), "2026-03-20") == []


@pytest.mark.parametrize("nation", [Nation.ENGLAND, Nation.WALES])
def test_a_homes_own_number_in_both_nations(nation):
    case = make_case("2026-03-02", nation=nation)
    HomeStandardFactory(home=case.home, rule_code="ITEM-RET", amount=3)

    assert says(
        case, RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10")), "2026-03-10"
    ).due_on == on("2026-03-13")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-11", "To be given back to Rae today: A lighter. It was taken away on 10 March."),
        ("2026-03-12", "Rae has not been given this back since 10 March: A lighter. It was due by 11 March."),
    ],
)
def test_in_words(day, words):
    case = make_case("2026-03-02")
    item = RemovedItemFactory(placement=case.placement, removed_on=on("2026-03-10"))
    flag = next(
        one for one in evaluate_home(case.home.pk, on(day)) if one.subject_key == f"item:{item.public_id}"
    )
    assert sentence_for(flag, as_of=on(day)) == words

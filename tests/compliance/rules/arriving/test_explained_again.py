"""AGAIN-PARTLY and AGAIN-NOT-YET: what was not wholly understood is explained again."""

import pytest

from children.duties.saying import sentence_for
from homes.audit import set_fields
from tests.compliance.caring import all_said, open_flag
from tests.compliance.judging import make_case, on
from tests.factories.about_me import ExplainedFactory
from tests.factories.homes import HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def owed(case, code, day):
    """Kind -> by when it is to be explained again."""
    return {one.facts["kind"]: one.due_on for one in all_said(case, code, day) if one.due_on is not None}


@pytest.mark.parametrize(
    ("understood", "given", "partly", "not_yet"),
    [
        ("yes", "2026-03-02", None, None),
        ("partly", "2026-03-02", "2026-03-30", None),  # 28 days
        ("not_yet", "2026-03-02", None, "2026-03-09"),  # 7 days
        ("partly", "2028-02-10", "2028-03-09", None),  # over 29 February
        ("not_yet", "2026-12-24", None, "2026-12-31"),  # calendar days, bank holidays too
    ],
)
@pytest.mark.parametrize("kind", ["fire", "confidentiality", "records"])
def test_the_day(kind, understood, given, partly, not_yet):
    case = make_case(given)
    ExplainedFactory(placement=case.placement, kind=kind, given_on=on(given), understood=understood)

    assert owed(case, "AGAIN-PARTLY", given) == ({kind: on(partly)} if partly else {})
    assert owed(case, "AGAIN-NOT-YET", given) == ({kind: on(not_yet)} if not_yet else {})


@pytest.mark.parametrize("kind", ["guide", "complaints", "advocate", "commissioner"])
@pytest.mark.parametrize("understood", ["partly", "not_yet"])
def test_what_the_law_asks_for_is_asked_for_by_its_own_rule(kind, understood):
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind=kind, given_on=on("2026-03-02"), understood=understood)

    assert owed(case, "AGAIN-PARTLY", "2026-03-02") == owed(case, "AGAIN-NOT-YET", "2026-03-02") == {}


def test_the_last_time_counts():
    case = make_case("2026-03-02")
    for given, understood in (("2026-03-02", "not_yet"), ("2026-03-08", "partly"), ("2026-03-20", "yes")):
        ExplainedFactory(placement=case.placement, kind="fire", given_on=on(given), understood=understood)

    assert owed(case, "AGAIN-NOT-YET", "2026-03-07") == {"fire": on("2026-03-09")}
    assert owed(case, "AGAIN-NOT-YET", "2026-03-08") == {}
    assert owed(case, "AGAIN-PARTLY", "2026-03-19") == {"fire": on("2026-04-05")}
    assert owed(case, "AGAIN-PARTLY", "2026-03-20") == {}


def test_a_day_that_was_agreed_counts_when_it_is_sooner_and_a_home_has_its_own_number():
    case = make_case("2026-03-02")
    entry = ExplainedFactory(
        placement=case.placement, kind="fire", given_on=on("2026-03-02"), understood="partly",
        refresh_on=on("2026-03-12"),
    )  # fmt: skip
    assert owed(case, "AGAIN-PARTLY", "2026-03-02") == {"fire": on("2026-03-12")}
    HomeStandardFactory(home=case.home, rule_code="AGAIN-PARTLY", amount=5)
    assert owed(case, "AGAIN-PARTLY", "2026-03-02") == {"fire": on("2026-03-07")}
    withdrawn = {"standing": "withdrawn", "withdrawn_reason": "Of another child", "withdrawn_by": case.sam}
    set_fields(entry, by=case.sam, withdrawn_on=on("2026-03-04"), **withdrawn)
    assert owed(case, "AGAIN-PARTLY", "2026-03-03") == {"fire": on("2026-03-07")}
    assert owed(case, "AGAIN-PARTLY", "2026-03-04") == {}


def test_an_ended_placement_is_not_judged():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="fire", given_on=on("2026-03-02"), understood="partly")
    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-03-20"))

    assert owed(case, "AGAIN-PARTLY", "2026-03-19") != {}
    assert all_said(case, "AGAIN-PARTLY", "2026-03-20") == []


def test_in_words():
    case = make_case("2026-03-02")
    ExplainedFactory(placement=case.placement, kind="fire", given_on=on("2026-03-02"), understood="not_yet")

    due, over = (open_flag(case, "AGAIN-NOT-YET", day) for day in ("2026-03-09", "2026-03-10"))

    assert sentence_for(due, as_of=on("2026-03-09")) == (
        "To be explained to Rae again today: what to do in a fire. The last time was 2 March."
    )
    assert sentence_for(over, as_of=on("2026-03-10")) == (
        "It was to be explained to Rae again by 9 March: what to do in a fire. The last time was 2 March."
    )

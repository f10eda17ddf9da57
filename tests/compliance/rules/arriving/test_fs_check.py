"""FS-CHECK: what a child is told, shown and given in the first days, and which rule asks for what."""

import datetime as dt

import pytest

from children.duties.saying import sentence_for, source_for
from compliance.rules import BY_CODE, Scope
from homes.audit import set_fields
from homes.models import PracticeChange, Severity
from homes.practice import ADDITIONS, SHIPPED, shipped_for
from tests.compliance.judging import evaluate_home, make_case, on
from tests.factories.about_me import ExplainedFactory
from tests.factories.children import PlacementFactory
from tests.factories.file import FileVersionFactory
from tests.factories.first_days import FirstDaysEntryFactory
from tests.factories.homes import HomeStandardFactory, PracticeChangeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]
REST = "why_here home_plan worries house_rules agreement"


def moved_in(day="2026-03-02", *, keywork_since="2020-01-01", **home):
    case = make_case(day, **home)
    began = dt.datetime.combine(on(keywork_since), dt.time(12), tzinfo=dt.UTC)
    set_fields(case.home, by=case.sam, created_at=began)
    return case


def said(case, day):
    """What the rule says: of the first day, and of the days after."""
    scope = Scope(as_of=on(day), home_ids=[case.home.pk])
    mine = {one.subject_key.partition(":")[0]: one for one in BY_CODE["FS-CHECK"].evaluate(scope)}
    return mine["first-day"], mine["placement"]


def due(case, day):
    return tuple(one.due_on and one.due_on.isoformat() for one in said(case, day))


def done(case, *tasks, day="2026-03-02", **fields):
    for task in tasks:
        FirstDaysEntryFactory(placement=case.placement, task=task, happened_on=on(day), **fields)


@pytest.mark.parametrize(
    ("day_in", "day", "first", "rest"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-02", "2026-03-09"),
        ("2026-03-02", "2026-03-09", "2026-03-02", "2026-03-09"),
        ("2026-03-02", "2026-03-10", "2026-03-02", "2026-03-09"),
        ("2028-02-25", "2028-02-29", "2028-02-25", "2028-03-03"),  # over a leap day
        ("2026-12-24", "2026-12-31", "2026-12-24", "2026-12-31"),  # bank holidays move nothing
    ],
)
def test_the_first_day_and_a_week(day_in, day, first, rest):
    assert due(moved_in(day_in), day) == (first, rest)


def test_nothing_before_moving_in_and_nothing_of_a_stay_that_is_over():
    case = moved_in()
    rule = BY_CODE["FS-CHECK"]
    assert list(rule.evaluate(Scope(as_of=on("2026-03-01"), home_ids=[case.home.pk]))) == []

    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-03-05"))
    assert list(rule.evaluate(Scope(as_of=on("2026-03-05"), home_ids=[case.home.pk]))) == []


def test_it_names_what_is_missing():
    case = moved_in()

    first, rest = said(case, "2026-03-03")
    assert (first.facts["missing"], rest.facts["missing"]) == ("fire essentials", REST)

    done(case, "essentials", "why_here", "house_rules", "worries")
    first, rest = said(case, "2026-03-03")
    assert (first.facts["missing"], rest.facts["missing"]) == ("fire", "home_plan agreement")


def test_met_by_what_was_done_or_does_not_apply_in_any_order():
    case = moved_in()
    done(case, "agreement", "worries", "essentials", "why_here", "home_plan")
    done(case, "house_rules", reached="not_needed", why_not="Short stay")
    ExplainedFactory(placement=case.placement, kind="fire", given_on=on("2026-03-02"))

    assert due(case, "2026-03-20") == (None, None)


@pytest.mark.parametrize("fields", [{"reached": "started"}, {"day": "2026-03-06"}])
def test_not_met_by_what_was_begun_or_is_dated_later(fields):
    case = moved_in()
    done(case, "essentials", **fields)

    assert said(case, "2026-03-05")[0].facts["missing"] == "fire essentials"


def test_what_was_withdrawn_counts_no_more():
    case = moved_in()
    entry = FirstDaysEntryFactory(placement=case.placement, task="essentials")
    set_fields(
        entry, by=case.sam, standing="withdrawn", withdrawn_on=on("2026-03-03"), withdrawn_by=case.sam,
        withdrawn_reason="Another child",
    )  # fmt: skip

    assert "essentials" in said(case, "2026-03-04")[0].facts["missing"]


@pytest.mark.parametrize(
    ("understood", "met"), [("yes", True), ("partly", True), ("not_yet", False)]
)  # partly: AGAIN-PARTLY asks for it again
def test_fire_is_met_where_it_is_written_down_as_explained(understood, met):
    case = moved_in()
    ExplainedFactory(placement=case.placement, kind="fire", given_on=on("2026-03-02"), understood=understood)

    assert ("fire" not in said(case, "2026-03-05")[0].facts["missing"]) == met


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({"child_has_copy": True, "explained_on": on("2026-03-04")}, True),
        ({"child_has_copy": True, "explained_on": on("2026-03-06")}, False),  # after the day asked about
        ({"child_has_copy": True}, False),  # a copy, and nobody went through it
    ],
)
def test_a_plan_in_the_file_counts_once_it_was_gone_through(fields, met):
    case = moved_in()
    FileVersionFactory(placement=case.placement, type="HOME_PLAN", dated_on=on("2026-03-03"), **fields)

    assert ("home_plan" not in said(case, "2026-03-05")[1].facts["missing"]) == met


@pytest.mark.parametrize(
    ("set_on", "planned_on", "day", "rest", "missing"),
    [
        # until the others are done, their day counts; the plan has its own
        ("2026-03-05", "2026-03-13", "2026-03-06", "2026-03-09", "why_here worries house_rules agreement"),
        ("2026-03-05", "2026-03-06", "2026-03-06", "2026-03-09", REST),  # an earlier day moves nothing
        ("2026-03-10", "2026-03-13", "2026-03-11", "2026-03-09", REST),  # set once the day had passed
    ],
)
def test_a_day_set_in_time_moves_what_it_was_set_for(set_on, planned_on, day, rest, missing):
    case = moved_in()
    done(case, "home_plan", day=set_on, reached="day_set", planned_on=on(planned_on))

    found = said(case, day)[1]

    assert (found.due_on.isoformat(), found.facts["missing"]) == (rest, missing)


def test_with_everything_else_done_the_day_that_was_set_counts_and_may_be_set_again_in_time():
    case = moved_in()
    done(case, "why_here", "worries", "house_rules", "agreement")
    done(case, "home_plan", day="2026-03-05", reached="day_set", planned_on=on("2026-03-13"))
    assert due(case, "2026-03-10")[1] == "2026-03-13"

    done(case, "home_plan", day="2026-03-12", reached="day_set", planned_on=on("2026-03-20"))
    assert due(case, "2026-03-12")[1] == "2026-03-20"


def test_a_day_set_moves_nothing_of_the_first_day():
    case = moved_in()
    done(case, "essentials", reached="day_set", planned_on=on("2026-03-05"))

    assert due(case, "2026-03-03")[0] == "2026-03-02"


@pytest.mark.parametrize(
    ("since", "owed"), [("2026-03-01", True), ("2026-03-02", True), ("2026-03-03", False)]
)
def test_a_child_of_before_the_homes_first_day_in_keywork_owes_nothing(since, owed):
    case = moved_in(keywork_since=since)

    assert (due(case, "2026-03-20") != (None, None)) == owed


def test_moving_back_is_a_new_list():
    case = moved_in()
    done(case, *REST.split(), "essentials")
    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-04-01"))
    PlacementFactory(child=case.child, home=case.home, moved_in_on=on("2026-05-04"))

    assert due(case, "2026-05-05") == ("2026-05-04", "2026-05-11")


def test_a_home_sets_its_own_number_of_days():
    case = moved_in()
    HomeStandardFactory(home=case.home, rule_code="FS-CHECK", amount=3, applies_from=on("2026-01-01"))

    assert due(case, "2026-03-03") == ("2026-03-02", "2026-03-05")


def test_the_list_is_that_of_the_day_of_moving_in_with_the_homes_own_lines():
    case = moved_in()
    for number, day in ((1, "2026-03-01"), (2, "2026-03-03")):
        PracticeChangeFactory(
            home=case.home, kind=PracticeChange.Kind.FIRST_DAYS, key=f"own_{number}",
            value={"text": f"Dog {number} met", "in_use": True}, applies_from=on(day),
        )  # fmt: skip
    done(case, *REST.split())

    [flag] = [f for f in evaluate_home(case.home.pk, on("2026-03-10")) if f.subject_key.startswith("placement:")
              and f.rule_code == "FS-CHECK"]  # fmt: skip

    assert sentence_for(flag, as_of=on("2026-03-10")) == (
        "Still to do of Rae’s first days, since 2 March: Dog 1 met. It was due by 9 March."
    )


@pytest.mark.parametrize(
    ("day", "first", "rest"),
    [
        (
            "2026-03-02",
            "Rae moves in today. To be seen to today: the way out in a fire and bedding, clothes and toiletries.",
            "Still to do of Rae’s first days, by 9 March: why Rae is here and for how long, the placement plan, "
            "worries and questions, house rules and how we will run our sessions.",
        ),
        (
            "2026-03-10",
            "Rae moved in on 2 March. Still owed from that day: the way out in a fire and bedding, clothes and "
            "toiletries.",
            "Still to do of Rae’s first days, since 2 March: why Rae is here and for how long, the placement plan, "
            "worries and questions, house rules and how we will run our sessions. It was due by 9 March.",
        ),
    ],
)
def test_the_sentences(day, first, rest):
    case = moved_in()

    flags = [flag for flag in evaluate_home(case.home.pk, on(day)) if flag.rule_code == "FS-CHECK"]

    by_subject = {flag.subject_key.partition(":")[0]: flag for flag in flags}
    assert sentence_for(by_subject["first-day"], as_of=on(day)) == first
    assert sentence_for(by_subject["placement"], as_of=on(day)) == rest
    assert {flag.severity for flag in flags} == {Severity.HIGH}
    assert source_for(flags[0], as_of=on(day)) == "Home standard"


# --- exactly one rule speaks for each ---------------------------------------------------------------

# Everything on any home's list, and the one rule that asks for it: kept by hand.
ASKED_BY = {
    "why_here": "FS-CHECK",
    "home_plan": "FS-CHECK",  # that it is gone through; that it is there: PP-HOME, in Wales PERS-PLAN
    "guide": "GUIDE",
    "guide_before_visits": "GUIDE",
    "fire": "FS-CHECK",
    "essentials": "FS-CHECK",
    "worries": "FS-CHECK",
    "house_rules": "FS-CHECK",
    "agreement": "FS-CHECK",
    "complaints": "COMPLAINT-INFO",
    "advocate": "COMPLAINT-INFO",
    "dbt_file": "FS-CHECK",
}
# What a flag of the other rules says it misses, as this list calls it.
NAMES = {"complaints": {"complaints"}, "advocate": {"advocate", "commissioner"}, "guide": {""}}


@pytest.mark.parametrize("nation", ["England", "Wales"])
@pytest.mark.parametrize("profile", SHIPPED)
def test_exactly_one_rule_asks_for_each_thing_of_a_homes_list(profile, nation):
    case = moved_in(profile=profile, nation=nation)
    listed = {item.code for item in shipped_for(profile, nation).first_days}

    asks = {}
    for flag in evaluate_home(case.home.pk, on("2026-03-02")):
        if flag.rule_code == "FS-CHECK":
            for code in flag.facts["missing"].split():
                asks.setdefault(code, []).append("FS-CHECK")
        elif flag.rule_code == "COMPLAINT-INFO":
            named = set(flag.facts["missing"].split(","))
            for code in ("complaints", "advocate"):
                if NAMES[code] <= named and code in listed:
                    asks.setdefault(code, []).append("COMPLAINT-INFO")
        elif flag.rule_code == "GUIDE":
            for code in {"guide", "guide_before_visits"} & listed:
                asks.setdefault(code, []).append("GUIDE")

    assert asks == {code: [ASKED_BY[code]] for code in listed}


def test_everything_any_home_may_have_on_its_list_is_in_the_table():
    every = frozenset(ADDITIONS)
    listed = {item.code for profile in SHIPPED for item in shipped_for(profile, "", every).first_days}

    assert listed == set(ASKED_BY)


def test_what_is_registered_is_asked_for_by_gp_reg_alone():
    case = moved_in()

    flags = {f.rule_code: f.facts for f in evaluate_home(case.home.pk, on("2026-03-05"))}

    assert "GP-REG" in flags
    assert "registered" not in str(flags["FS-CHECK"])

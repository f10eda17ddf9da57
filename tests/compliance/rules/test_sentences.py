"""Each flag as people read it, in the tense of the day."""

import datetime as dt

import pytest

from children.duties.saying import fix_for, sentence_for, source_for, title_of
from children.models import Flag
from homes.audit import set_fields
from tests.compliance.file.filing import add
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildAbsenceFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def says(case, code: str, day: str) -> str:
    flag = case.flag(code, day)
    assert flag is not None, f"no {code} on {day}"
    return sentence_for(flag, as_of=on(day))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-02", "Rae moved in today. A first session is due by 5 March."),
        ("2026-03-03", "Rae moved in 1 day ago. A first session is due by 5 March."),
        ("2026-03-05", "Rae moved in 3 days ago. A first session is due today."),
        (
            "2026-03-06",
            "Rae moved in 4 days ago and has no first session recorded. The home’s standard is within 3 days.",
        ),
    ],
)
def test_first_session(day, words):
    assert says(make_case("2026-03-02"), "KS-FIRST", day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-08", "Rae’s next key-work session is due by 9 March. The last one was on 2 March."),
        ("2026-03-09", "Rae’s next key-work session is due today. The last one was on 2 March."),
        (
            "2026-03-18",
            "No key-work session recorded with Rae for 16 days. The home’s standard is every 7 days.",
        ),
    ],
)
def test_weekly_session(day, words):
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))

    assert says(case, "KS-WEEK", day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-21", "Rae came back on 20 March. A key-work session is due by 23 March."),
        (
            "2026-03-24",
            "Rae came back on 20 March and no key-work session is recorded since. "
            "The home’s standard is within 3 days.",
        ),
    ],
)
def test_session_after_coming_back(day, words):
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    ChildAbsenceFactory(placement=case.placement, started_on=on("2026-03-03"), returned_on=on("2026-03-20"))

    assert says(case, "KS-WEEK", day) == words


def test_a_daily_standard_and_a_year_that_is_not_this_one():
    case = make_case("2025-12-01")
    HomeStandardFactory(home=case.home, rule_code="KS-WEEK", amount=1)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2025-12-31"))

    assert says(case, "KS-WEEK", "2026-01-01") == (
        "Rae’s next key-work session is due today. The last one was on 31 December 2025."
    )
    assert says(case, "KS-WEEK", "2026-01-02") == (
        "No key-work session recorded with Rae for 2 days. The home’s standard is every day."
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-03", "Nobody has been named as Rae’s key worker. Rae moved in today."),
        ("2026-03-04", "Nobody has been named as Rae’s key worker since moving in on 3 March."),
    ],
)
def test_nobody_named(day, words):
    assert says(make_case("2026-03-03", held=False), "KW-ASSIGN", day) == words


def test_nobody_named_within_a_homes_own_days():
    case = make_case("2026-03-03", held=False)
    HomeStandardFactory(home=case.home, rule_code="KW-ASSIGN", amount=2)

    assert says(case, "KW-ASSIGN", "2026-03-05") == (
        "Nobody has been named as Rae’s key worker. A key worker is due today."
    )


@pytest.mark.parametrize(
    ("grace", "day", "words"),
    [
        (0, "2026-03-10", "Today is the last day of Rae’s key worker and nobody is named to follow."),
        (0, "2026-03-11", "Rae has had no key worker since 10 March."),
        (1, "2026-03-11", "Rae has had no key worker since 10 March. A new one is due today."),
    ],
)
def test_a_gap(grace, day, words):
    case = make_case("2026-03-02")
    HomeStandardFactory(home=case.home, rule_code="KW-GAP", amount=grace)
    set_fields(case.placement.assignments.get(), by=case.sam, ended_on=on("2026-03-10"))

    assert says(case, "KW-GAP", day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-03-03", "There is no placement plan for Rae yet. It is due by 9 March."),
        ("2026-03-10", "Rae moved in on 2 March and there is no placement plan. It was due by 9 March."),
    ],
)
def test_no_plan(day, words):
    assert says(make_case("2026-03-02", plans=False), "PP-HOME", day) == words


@pytest.mark.parametrize(
    ("review", "day", "words"),
    [
        ("2026-08-02", "2026-07-30", "Rae’s health plan is due for review by 2 August."),
        ("2026-08-02", "2026-08-02", "Rae’s health plan is due for review today."),
        ("2026-08-02", "2026-08-12", "Rae’s health plan was due for review on 2 August."),
        (None, "2027-03-05", "Rae’s health plan of 2 March 2026 was due for review on 2 March."),
    ],
)
def test_a_plan_to_review(review, day, words):
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02", review)

    assert says(case, "HP-STALE", day) == words


def test_where_a_default_comes_from():
    case = make_case("2026-03-02")

    assert source_for(case.flag("KS-FIRST", "2026-03-03"), as_of=on("2026-03-03")) == "Home standard"


@pytest.mark.parametrize(
    ("code", "fields", "words"),
    [
        ("KS-WEEK", {"amount": 7, "applies_from": dt.date(2025, 6, 1)}, "every 7 days, set by Jean Ward, 1 June 2025"),
        ("KS-WEEK", {"amount": 5}, "every 5 days, set by Jean Ward"),
        ("KW-GAP", {"amount": 0}, "the same day, set by Jean Ward"),
        ("KW-GAP", {"amount": 1}, "within 1 day, set by Jean Ward"),
        ("KW-GAP", {"amount": 1, "unit": "months"}, "within 1 month, set by Jean Ward"),
        ("PP-HOME", {"amount": 2, "unit": "months"}, "within 5 working days, then every 2 months, set by Jean Ward"),
        ("PP-HOME", {"amount": 1, "unit": "months"}, "within 5 working days, then every month, set by Jean Ward"),
    ],
)  # fmt: skip
def test_where_a_homes_own_number_comes_from(code, fields, words):
    case = make_case("2026-02-01", plans=False)
    amount = fields.pop("amount")
    standard = HomeStandardFactory(home=case.home, rule_code=code, amount=amount, **fields)
    set_fields(standard, by=case.sam, set_by=UserFactory(full_name="Jean Ward"))
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-02-02"))
    set_fields(case.placement.assignments.get(), by=case.sam, ended_on=on("2026-02-10"))
    add(case, "HOME_PLAN", "2026-02-01")

    flag = case.flag(code, "2026-06-10")

    assert source_for(flag, as_of=on("2026-06-10")) == f"Home standard: {words}"


def test_where_a_plans_date_comes_from():
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02")
    add(case, "HOME_PLAN", "2026-03-02", "2026-04-02")
    set_fields(case.child, by=case.sam, date_of_birth=on("2024-01-01"))
    day = on("2026-10-10")

    assert source_for(case.flag("PP-HOME", "2026-10-10"), as_of=day) == "The plan’s own review date"
    assert source_for(case.flag("HP-STALE", "2026-10-10"), as_of=day) == (
        "Home standard: every 6 months before the fifth birthday"
    )


def test_law_and_guidance_are_named_as_such():
    home = HomeFactory()
    flag = Flag(rule_code="PP-LA", home=home, facts={})
    assert source_for(flag, as_of=on("2026-03-02")) == "Law: Care Planning Regulations 2010, regulation 9"
    flag = Flag(rule_code="PP-LA", home=home, facts={"nation": "Wales"})
    assert source_for(flag, as_of=on("2026-03-02")) == (
        "Law: Care Planning (Wales) Regulations 2015, regulation 10"
    )
    flag = Flag(rule_code="PEP-INIT", home=home, facts={})
    assert source_for(flag, as_of=on("2026-03-02")) == (
        "Guidance: Statutory guidance on education of looked-after children"
    )


def test_a_home_that_wrote_its_own_source_is_quoted():
    case = make_case("2026-03-02", plans=False)
    set_fields(case.placement, by=case.sam, looked_after_since=on("2020-01-01"))
    HomeStandardFactory(home=case.home, rule_code="PP-LA", amount=3, source="Agreed with the council in 2025")

    flag = case.flag("PP-LA", "2026-03-05")

    assert source_for(flag, as_of=on("2026-03-05")) == "Law: Agreed with the council in 2025"


@pytest.mark.parametrize(
    ("code", "label", "url_name", "extra"),
    [
        ("KS-FIRST", "Record session", "sessions:new", ()),
        ("KW-ASSIGN", "Name a key worker", "compliance:name_key_worker", ()),
        ("PP-HOME", "Add new version", "children:add_plan", ("home_plan",)),
        ("HP-STALE", "Add new version", "children:add_plan", ("health",)),
    ],
)
def test_one_fix_for_each_flag(access_of, code, label, url_name, extra):
    case = make_case("2026-03-02", held=False, plans=False)
    jean = UserFactory(full_name="Jean Ward")
    StaffRoleFactory(user=jean, home=case.home, role="registered_manager")

    fix = fix_for(case.flag(code, "2026-03-05"), access_of(jean))

    assert fix == (label, url_name, (case.child.public_id, *extra))


def test_no_fix_for_somebody_who_may_not_do_it(access_of):
    case = make_case("2026-03-02", held=False)
    elsewhere = UserFactory(full_name="Tom Reed")
    StaffRoleFactory(user=elsewhere, home=HomeFactory(name="Oak Lodge"), role="registered_manager")

    assert (
        fix_for(case.flag("KW-ASSIGN", "2026-03-05"), access_of(case.sam)) is None
    )  # a worker cannot name one
    assert fix_for(case.flag("KS-FIRST", "2026-03-05"), access_of(elsewhere)) is None


def test_a_flag_of_a_retired_rule_can_still_be_read():
    case = make_case("2026-03-02")
    flag = Flag(rule_code="OLD", child=case.child, home=case.home, due_on=on("2026-03-05"), facts={})

    assert sentence_for(flag, as_of=on("2026-03-05")) == "This is due today."
    assert sentence_for(flag, as_of=on("2026-03-06")) == "This was due on 5 March."
    assert title_of("OLD") == "OLD"
    assert title_of("KS-FIRST") == "First key-work session"

"""HP-STALE: the health plan is there and within review; every 6 months before the fifth birthday."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules.plans import health_plan_due_on
from homes.audit import record_change
from tests.compliance.caring import ends, happened
from tests.compliance.file.filing import add
from tests.compliance.judging import make_case, on
from tests.factories.children import PlacementFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


@pytest.mark.parametrize(
    ("dated", "born", "amount", "due"),
    [
        ("2026-03-02", "2012-05-04", 12, "2027-03-02"),
        ("2026-03-02", "2022-05-04", 12, "2026-09-02"),  # under 5 all along
        ("2026-03-02", "2021-09-03", 12, "2026-09-02"),  # fifth birthday the day after the 6 months
        ("2026-03-02", "2021-09-02", 12, "2027-03-02"),  # on that day
        ("2026-03-02", "2021-09-01", 12, "2027-03-02"),  # before it
        ("2026-03-02", None, 12, "2026-09-02"),  # not known: the safe side
        ("2025-08-31", "2022-05-04", 12, "2026-02-28"),  # clamped
        ("2023-08-31", "2022-05-04", 12, "2024-02-29"),
        ("2024-02-29", "2012-05-04", 12, "2025-02-28"),
        ("2024-08-31", "2020-02-29", 12, "2025-02-28"),  # born on 29 February: 5 on 1 March 2025
        ("2024-09-01", "2020-02-29", 12, "2025-09-01"),
        ("2026-03-02", "2012-05-04", 3, "2026-06-02"),  # a home stricter than 6 months, at every age
        ("2026-03-02", "2022-05-04", 3, "2026-06-02"),
        ("2026-03-02", "2012-05-04", 9, "2026-12-02"),
    ],
)
def test_due_day_on_bare_values(dated, born, amount, due):
    said = health_plan_due_on(
        dated_on=on(dated), review_due_on=None, born_on=on(born) if born else None, amount=amount
    )

    assert said == on(due)


@pytest.mark.parametrize(
    ("own", "born", "due"),
    [
        ("2026-08-02", "2023-01-01", "2026-08-02"),
        ("2026-09-02", "2023-01-01", "2026-09-02"),
        ("2026-09-03", "2023-01-01", "2026-09-02"),  # later than six months: they count
        ("2027-03-02", "2012-05-04", "2027-03-02"),
        ("2027-03-03", "2012-05-04", "2027-03-02"),  # later than a year
        ("2040-01-01", "2012-05-04", "2027-03-02"),
    ],
)
def test_the_earlier_of_the_plans_own_review_date_and_the_interval(own, born, due):
    said = health_plan_due_on(dated_on=on("2026-03-02"), review_due_on=on(own), born_on=on(born), amount=12)

    assert said == on(due)


@pytest.mark.parametrize(
    ("moved_in", "due"),
    [
        ("2026-06-01", "2026-06-29"),
        ("2026-03-16", "2026-04-15"),  # two days of Easter
        ("2026-12-07", "2027-01-07"),  # 25 and 28 December, 1 January
    ],
)
def test_no_plan_is_due_20_working_days_after_moving_in(moved_in, due):
    assert make_case(moved_in, plans=False).due("HP-STALE", moved_in) == on(due)


@pytest.mark.parametrize(
    ("day", "shows"), [("2026-12-09", False), ("2026-12-10", True), ("2027-01-07", True)]
)
def test_a_missing_plan_shows_at_most_28_days_before(day, shows):
    case = make_case("2026-12-07", plans=False)

    assert (case.flag("HP-STALE", day) is not None) == shows


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-07-04", False, False),
        ("2026-07-05", True, False),  # 28 days before
        ("2026-08-02", True, False),
        ("2026-08-03", True, True),
    ],
)
def test_the_flag_before_on_and_after_the_review(day, shows, overdue):
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02", "2026-08-02")

    flag = case.flag("HP-STALE", day)

    assert (flag is not None) == shows
    assert flag is None or (flag.due_on, flag.due_on < on(day)) == (on("2026-08-02"), overdue)


def test_the_plan_travels_with_the_child():
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02")
    ends(case, "2026-04-01")
    oak = HomeFactory(name="Oak Lodge", nation="Wales")
    case.home, case.placement = (
        oak,
        PlacementFactory(child=case.child, home=oak, moved_in_on=on("2026-04-01")),
    )

    assert case.due("HP-STALE", "2026-04-01") == on("2027-03-02")


def test_a_version_dated_later_is_ignored():
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-10")

    assert case.due("HP-STALE", "2026-03-09") == on("2026-03-30")
    assert case.due("HP-STALE", "2026-03-10") == on("2027-03-10")


def test_a_child_under_five_and_one_whose_birthday_is_not_known():
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02")
    case.child.date_of_birth = None
    record_change(case.child, by=case.sam, update=True)

    said = case.says("HP-STALE", "2026-03-10")

    assert (said.due_on, said.facts["kind"]) == (on("2026-09-02"), "under_five")


@pytest.mark.parametrize(("day", "due"), [("2026-03-31", "2027-03-02"), ("2026-04-01", "2026-11-02")])
def test_a_standard_counts_from_its_day(day, due):
    case = make_case("2026-03-02", plans=False)
    HomeStandardFactory(
        home=case.home, rule_code="HP-STALE", amount=8, unit="months", applies_from=on("2026-04-01")
    )
    add(case, "HEALTH", "2026-03-02")

    assert case.due("HP-STALE", day) == on(due)


@pytest.mark.parametrize(
    ("assessed", "due", "kind"),
    [
        (None, "2027-03-02", "dated"),
        ("2026-03-01", "2027-03-02", "dated"),  # before the plan was written
        ("2026-03-02", "2027-03-02", "dated"),  # the same day
        ("2026-03-10", "2026-04-09", "assessed"),  # 20 working days, past Good Friday and Easter Monday
        ("2027-02-20", "2027-03-02", "dated"),  # the review comes first
    ],
)
def test_a_health_assessment_since_makes_the_plan_old(assessed, due, kind):
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02")
    if assessed:
        happened(case, "health_assessment", assessed)

    said = case.says("HP-STALE", "2027-02-25")

    assert (said.due_on, said.facts["kind"]) == (on(due), kind)


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ("2026-04-09", "A new version is due today."),
        ("2026-04-10", "A new version was due by 9 April."),
    ],
)
def test_what_it_says(day, asked):
    case = make_case("2026-03-02", plans=False)
    add(case, "HEALTH", "2026-03-02")
    happened(case, "health_assessment", "2026-03-10")

    said = sentence_for(case.flag("HP-STALE", day), as_of=on(day))

    assert said == f"Rae’s health was assessed on 10 March and the health plan is older. {asked}"

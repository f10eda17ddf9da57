"""KW-SUPV: an adult who holds a child is supervised again in time. Without a note: test_kw_ready."""

import pytest

from children.duties.saying import sentence_for
from compliance.rules import BY_CODE, Scope
from tests.compliance.judging import evaluate_home, make_case, on
from tests.factories.homes import HomeStandardFactory
from tests.factories.staff import ReadinessFactory, StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def flags(case, day: str):
    return [flag for flag in evaluate_home(case.home.pk, on(day)) if flag.rule_code == "KW-SUPV"]


def said(case, day: str):
    return list(BY_CODE["KW-SUPV"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-04-06", False, False),
        ("2026-04-07", True, False),  # a week before
        ("2026-04-14", True, False),  # 42 days after, over the change of the clocks
        ("2026-04-15", True, True),
    ],
)
def test_due_six_weeks_after_the_last_one(day, shows, overdue):
    case = make_case("2026-03-02")
    ReadinessFactory(user=case.sam, home=case.home, kind="supervision", done_on=on("2026-01-03"))
    ReadinessFactory(user=case.sam, home=case.home, kind="supervision", done_on=on("2026-03-03"))

    found = flags(case, day)

    assert bool(found) == shows
    assert not found or (found[0].due_on, found[0].due_on < on(day)) == (on("2026-04-14"), overdue)


def test_it_is_about_an_adult_and_says_so():
    case = make_case("2026-03-02")
    ReadinessFactory(user=case.sam, home=case.home, kind="supervision", done_on=on("2026-01-03"))
    HomeStandardFactory(home=case.home, rule_code="KW-SUPV", amount=28)

    flag = flags(case, "2026-03-10")[0]

    assert (flag.child, flag.home) == (None, case.home)
    assert sentence_for(flag, as_of=on("2026-03-10")) == (
        "No supervision noted with Sam Okafor since 3 January. The home’s standard is every 28 days."
    )


def test_an_adult_who_holds_nobody_owes_nothing():
    case = make_case("2026-03-02", held=False)
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home)
    ReadinessFactory(user=jo, home=case.home, kind="supervision", done_on=on("2020-01-03"))

    assert said(case, "2026-03-10") == []

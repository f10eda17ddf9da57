"""KW-READY: training a key worker was given stays in date; where none is noted, it is found out."""

import datetime as dt

import pytest

from children.duties.saying import sentence_for, source_for
from children.models import Flag
from compliance.actions import run_reconcile
from compliance.rules import BY_CODE, Scope
from compliance.rules.readiness import lapses_on
from homes import dates
from homes.audit import set_fields
from tests.compliance.judging import evaluate_home, make_case, on
from tests.factories.children import KeyWorkerAssignmentFactory
from tests.factories.staff import ReadinessFactory, StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def said(case, day: str):
    """What is owed of training that was noted."""
    return [one for one in everything(case, day) if one.facts["kind"] != "never_noted"]


def everything(case, day: str):
    return list(BY_CODE["KW-READY"].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


def in_keywork_since(case, day: str):
    """The home's first day in Keywork."""
    set_fields(case.home, by=case.sam, created_at=dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC))
    return case


def flags(case, day: str, code="KW-READY"):
    return [flag for flag in evaluate_home(case.home.pk, on(day)) if flag.rule_code == code]


@pytest.mark.parametrize(
    ("day", "shows", "overdue"),
    [
        ("2026-05-03", False, False),
        ("2026-05-04", True, False),  # 28 days before
        ("2026-06-01", True, False),  # the last day in date
        ("2026-06-02", True, True),
    ],
)
def test_a_training_with_a_last_day_of_its_own(day, shows, overdue):
    case = make_case("2026-03-02")
    ReadinessFactory(
        user=case.sam,
        home=case.home,
        kind="key_work_training",
        done_on=on("2025-06-01"),
        valid_until_on=on("2026-06-01"),
    )

    found = flags(case, day)

    assert bool(found) == shows
    assert not found or (found[0].due_on, found[0].due_on < on(day)) == (on("2026-06-01"), overdue)
    assert not found or found[0].child is None


@pytest.mark.parametrize(
    ("done", "until"),
    [("2024-06-01", "2026-06-01"), ("2024-02-29", "2026-02-28"), ("2024-03-31", "2026-03-31")],
)
def test_one_without_a_last_day_counts_24_months(done, until):
    assert lapses_on(on(done), None, amount=24, unit="months") == on(until)


def test_a_later_one_of_the_same_kind_and_name_renews_it():
    case = make_case("2026-03-02")
    ReadinessFactory(
        user=case.sam, home=case.home, kind="key_work_training", done_on=on("2024-01-01"), what="Listening"
    )
    assert flags(case, "2026-03-10")
    ReadinessFactory(
        user=case.sam, home=case.home, kind="key_work_training", done_on=on("2026-03-09"), what="listening"
    )

    assert not flags(case, "2026-03-10")
    assert [one.due_on for one in said(case, "2026-03-10")] == [on("2028-03-09")]


@pytest.mark.parametrize("code", ["KW-READY", "KW-SUPV"])
@pytest.mark.parametrize(
    ("held_from", "in_keywork", "due"),
    [
        ("2026-03-02", "2026-01-05", "2026-03-30"),  # 20 working days after the first assignment
        ("2026-03-16", "2026-01-05", "2026-04-15"),  # two days of Easter
        ("2026-03-02", "2026-03-16", "2026-04-15"),  # the home came to Keywork later
        ("2028-02-29", "2026-01-05", "2028-03-28"),
    ],
)
def test_none_noted_is_found_out(code, held_from, in_keywork, due):
    case = in_keywork_since(make_case(held_from), in_keywork)
    day = due[:8] + "05"

    assert [one.due_on for one in evaluated(case, code, day)] == [on(due)]
    flag = next(flag for flag in evaluate_home(case.home.pk, on(due)) if flag.rule_code == code)
    what = {"KW-READY": "key worker training", "KW-SUPV": "supervision"}[code]
    assert sentence_for(flag, as_of=on(due)) == (
        f"Of Sam Okafor’s {what} nothing is noted yet: find out today."
    )
    assert source_for(flag, as_of=on(due)) == (
        "Home standard: found out within 20 working days of the first child here"
    )


def evaluated(case, code, day):
    return list(BY_CODE[code].evaluate(Scope(as_of=on(day), home_ids=[case.home.pk])))


@pytest.mark.parametrize(("code", "kind"), [("KW-READY", "key_work_training"), ("KW-SUPV", "supervision")])
def test_it_counts_from_the_first_child_held_here_and_a_note_meets_it(code, kind):
    case = in_keywork_since(make_case("2026-03-02"), "2026-01-05")
    lead = case.placement.assignments.get(role="lead")
    set_fields(lead, by=case.sam, ended_on=on("2026-03-04"), end_reason="planned_handover")
    again = KeyWorkerAssignmentFactory(placement=case.placement, worker=case.sam, started_on=on("2026-03-20"))
    set_fields(again, by=case.sam, ended_on=on("2026-05-01"), end_reason="planned_handover")

    assert evaluated(case, code, "2026-03-10") == []  # holds nobody that day
    assert [one.due_on for one in evaluated(case, code, "2026-03-20")] == [on("2026-03-30")]
    ReadinessFactory(user=case.sam, home=case.home, kind=kind, done_on=on("2026-03-24"))
    never = "none" if code == "KW-READY" else str(case.sam.public_id)
    found = [one for one in evaluated(case, code, "2026-03-24") if one.subject_key.endswith(never)]
    assert [(one.due_on, one.applies) for one in found] == [
        (None if code == "KW-READY" else on("2026-05-05"), True)
    ]
    assert evaluated(case, code, "2026-05-02") == []  # the assignment ended


def test_an_adult_who_holds_nobody_owes_nothing():
    case = make_case("2026-03-02")
    jo = UserFactory(full_name="Jo Price")
    StaffRoleFactory(user=jo, home=case.home)
    ReadinessFactory(user=jo, home=case.home, kind="key_work_training", done_on=on("2020-01-01"))

    assert said(case, "2026-03-10") == []


def test_only_trainings_are_counted_and_only_those_the_practice_names():
    case = make_case("2026-03-02")
    ReadinessFactory(
        user=case.sam,
        home=case.home,
        kind="mentor",
        done_on=on("2020-01-01"),
        with_person=UserFactory(full_name="Jo Price"),
    )
    ReadinessFactory(
        user=case.sam, home=case.home, kind="champion_role", done_on=on("2020-01-01"), what="Bikes"
    )
    practice = Scope(as_of=on("2026-03-10"), home_ids=[case.home.pk]).practice(case.home)
    ReadinessFactory(
        user=case.sam, home=case.home, kind="specialist_training", done_on=on("2020-01-01"), what="Autism"
    )

    assert len(said(case, "2026-03-10")) == ("specialist_training" in practice.support)


def test_only_those_who_see_staff_see_it(world, access_of, signed_in):
    ReadinessFactory(user=world.sam, home=world.maple, kind="key_work_training", done_on=on("2020-01-01"))
    run_reconcile(now=dates.now())
    flag = Flag.objects.get(rule_code="KW-READY", due_on__lt=dates.today())
    assert sentence_for(flag, as_of=dates.today()).startswith("Sam Okafor’s training was in date until")
    seen = {
        name: flag in Flag.objects.visible_to(access_of(getattr(world, name)))
        for name in ("jean", "idris", "sam", "nell", "ama")
    }
    assert seen == {"jean": True, "idris": True, "sam": False, "nell": False, "ama": False}
    url = f"/homes/{world.maple.public_id}/flags/?show="
    assert "training was in date" in signed_in(world.jean).get(f"{url}mine").text
    sams = signed_in(world.sam)
    assert not any(
        "training was in date" in sams.get(f"{url}{show}").text for show in ("mine", "ours", "all")
    )
    assert signed_in(world.jean).get(f"/flags/{flag.public_id}/plan/").status_code == 200
    assert signed_in(world.sam).get(f"/flags/{flag.public_id}/plan/").status_code == 404

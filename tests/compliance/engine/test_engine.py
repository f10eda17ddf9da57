"""The reconciler: raises once, moves, closes for the right reason, survives a bad rule, costs the same for many."""

import dataclasses
import datetime as dt

import pytest
from django.db import connection

from children.models import Flag, Resolution
from compliance import engine
from compliance.actions import run_reconcile
from compliance.engine import (
    Outcome,
    Said,
    evaluate,
    sweep_estate,
    worst_first,
)
from compliance.models import ComplianceRun
from compliance.rules import BY_CODE, Scope
from homes.audit import set_fields
from homes.dates import LONDON
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.file import FileSaidFactory, FileVersionFactory
from tests.factories.homes import HomeFactory, HomeStandardFactory
from tests.factories.sessions import KeyWorkSessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "rules_of_time_together")]


def noon(day: str) -> dt.datetime:
    return dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC)


def raised():
    """Flags that have shown; the rest is stored ahead."""
    return Flag.objects.filter(raised_at__isnull=False)


def sweep(day: str, **options) -> Outcome:
    return run_reconcile(now=noon(day), **options)


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    """raised, moved, closed met, closed no longer applies, open"""
    return (
        outcome.raised,
        outcome.moved,
        outcome.closed_met,
        outcome.closed_no_longer_applies,
        outcome.open,
    )


def test_a_flag_is_raised_kept_and_met():
    case = make_case("2026-03-02")

    assert counts(sweep("2026-03-03")) == (1, 0, 0, 0, 1)
    assert counts(sweep("2026-03-03")) == (0, 0, 0, 0, 1)
    assert counts(sweep("2026-03-09")) == (0, 0, 0, 0, 1)  # overdue by now: nothing to store
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-09"))
    assert counts(sweep("2026-03-09")) == (0, 0, 1, 0, 0)
    assert counts(sweep("2026-03-09")) == (0, 0, 0, 0, 0)

    flag = raised().get()
    assert (flag.rule_code, flag.due_on, flag.raised_at) == ("KS-FIRST", on("2026-03-05"), noon("2026-03-03"))
    assert (flag.resolution, flag.resolved_at) == (Resolution.MET, noon("2026-03-09"))
    assert (flag.home, flag.child, flag.severity) == (case.home, case.child, "high")


def test_a_due_date_moves_on_the_open_flag_and_keeps_the_day_it_was_raised():
    case = make_case("2026-02-01")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    sweep("2026-03-09")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-04"))

    assert counts(sweep("2026-03-10")) == (0, 1, 0, 0, 1)

    flag = raised().get()
    assert (flag.due_on, flag.raised_at) == (on("2026-03-11"), noon("2026-03-09"))
    assert flag.facts["last_on"] == "2026-03-04"


def test_new_facts_on_the_same_due_day_are_kept_up_without_being_news():
    case = make_case("2026-03-02")
    sweep("2026-03-03")
    HomeStandardFactory(home=case.home, rule_code="KS-FIRST", amount=3, severity="medium")

    assert counts(sweep("2026-03-03")) == (0, 0, 0, 0, 1)

    flag = raised().get()
    assert (flag.severity, flag.facts["set_by"]) == ("medium", "Keywork (automatic)")


def test_a_due_date_beyond_the_warning_days_closes_as_met():
    case = make_case("2026-03-02", plans=False)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    sweep("2026-03-03")
    FileVersionFactory(placement=case.placement, type="HOME_PLAN", dated_on=on("2026-03-03"))
    FileVersionFactory(placement=case.placement, type="HEALTH", dated_on=on("2026-03-03"))

    assert counts(sweep("2026-03-03")) == (0, 0, 2, 0, 0)


def test_a_child_who_moves_home_does_not_look_like_a_duty_that_was_met():
    case = make_case("2026-03-02")
    oak = HomeFactory(name="Oak Lodge")
    sweep("2026-03-10")
    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-03-12"))
    PlacementFactory(child=case.child, home=oak, moved_in_on=on("2026-03-12"))

    assert counts(sweep("2026-03-12", home_id=case.home.pk)) == (0, 0, 0, 1, 0)
    assert counts(sweep("2026-03-12", home_id=oak.pk)) == (3, 0, 0, 0, 3)

    old = raised().get(home=case.home)
    assert (old.resolution, old.due_on) == (Resolution.NO_LONGER_APPLIES, on("2026-03-05"))
    afresh = set(Flag.objects.open().values_list("rule_code", "home_id", "due_on"))
    assert afresh == {
        ("KS-FIRST", oak.pk, on("2026-03-15")),
        ("KW-ASSIGN", oak.pk, on("2026-03-12")),
        ("PP-HOME", oak.pk, on("2026-03-19")),
    }


def test_a_plan_that_now_does_not_apply_is_not_a_met_duty():
    case = make_case("2026-03-02", plans=False)
    rules, when = [BY_CODE["PP-LA"]], {"as_of": on("2026-03-05"), "now": noon("2026-03-05")}
    sweep_estate(rules, **when)
    FileSaidFactory(placement=case.placement, type="PLACEMENT_LA", from_on=on("2026-03-05"))

    assert counts(sweep_estate(rules, **when)) == (0, 0, 0, 1, 0)


def test_a_retired_rule_closes_its_flags_as_no_longer_applying():
    make_case("2026-03-02")
    sweep("2026-03-05")
    left = [rule for rule in engine.RULES if rule.code != "KS-FIRST"]

    outcome = sweep_estate(left, as_of=on("2026-03-05"), now=noon("2026-03-05"))

    assert counts(outcome) == (0, 0, 0, 1, 0)


def poisoned(code: str):
    """The rules, one of which breaks halfway, in the database."""

    def breaks(scope):
        yield from ()
        with connection.cursor() as cursor:
            cursor.execute("select 1 from no_such_table")

    return [
        dataclasses.replace(rule, evaluate=breaks) if rule.code == code else rule for rule in engine.RULES
    ]


def test_a_bad_rule_leaves_its_flags_alone_and_the_others_go_on(caplog):
    case = make_case("2026-03-02", plans=False)
    sweep("2026-03-03")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"))
    FileVersionFactory(placement=case.placement, type="HOME_PLAN", dated_on=on("2026-03-03"))

    outcome = sweep_estate(poisoned("KS-FIRST"), as_of=on("2026-03-03"), now=noon("2026-03-03"))

    assert outcome.rules_failed == ("KS-FIRST",)
    assert counts(outcome) == (0, 0, 1, 0, 2)
    assert set(Flag.objects.open().values_list("rule_code", flat=True)) == {"KS-FIRST", "HP-STALE"}
    assert "Rule KS-FIRST failed with" in caplog.text
    assert "no such table" not in caplog.text  # the database's message could quote a record
    assert "does not exist" not in caplog.text


def test_a_failing_rule_makes_the_run_partial(monkeypatch):
    make_case("2026-03-02")
    monkeypatch.setattr("compliance.actions.RULES", tuple(poisoned("KW-GAP")))

    sweep("2026-03-03")

    run = ComplianceRun.objects.get()
    assert (run.rules_failed, run.raised, run.open_flags) == (["KW-GAP"], 1, 1)


def test_in_memory_a_failing_rule_answers_with_its_stored_flags():
    case = make_case("2026-03-02")
    sweep("2026-03-03")

    def breaks(scope):
        raise ValueError("Rae")
        yield

    rules = [dataclasses.replace(r, evaluate=breaks) if r.code == "KS-FIRST" else r for r in engine.RULES]
    flags, failed = evaluate(Scope(on("2026-03-04"), [case.home.pk]), rules=rules)

    assert failed == ("KS-FIRST",)
    assert [flag.pk for flag in flags] == [raised().get().pk]


def test_a_run_says_what_it_did():
    make_case("2026-03-02")

    sweep("2026-03-03")

    run = ComplianceRun.objects.get()
    assert (run.as_of, run.started_at) == (on("2026-03-03"), noon("2026-03-03"))
    assert run.finished_at >= run.started_at
    assert (run.raised, run.moved, run.open_flags, run.rules_failed) == (1, 0, 1, [])


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-20"])
def test_another_day_answers_what_would_change_and_writes_nothing(day):
    make_case("2026-03-02")

    outcome = run_reconcile(now=noon("2026-03-10"), as_of=on(day))

    assert (outcome.as_of, counts(outcome)) == (on(day), (1, 0, 0, 0, 1))
    assert not Flag.objects.exists()
    assert not ComplianceRun.objects.exists()


def test_a_sweep_after_a_fortnights_outage_is_right_at_once():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"))

    assert counts(sweep("2026-03-30")) == (1, 0, 0, 0, 1)
    assert raised().get().due_on == on("2026-03-10")


def test_one_homes_sweep_leaves_the_others_alone():
    case = make_case("2026-03-02")
    oak = HomeFactory(name="Oak Lodge")
    leo = ChildFactory(known_as="Leo", home=oak)
    placement = PlacementFactory(child=leo, home=oak, moved_in_on=on("2026-03-02"))
    sweep("2026-03-03")
    before = set(raised().filter(home=oak).values_list("pk", flat=True))
    KeyWorkSessionFactory(placement=placement, author=case.sam, held_on=on("2026-03-03"))

    assert counts(sweep("2026-03-03", home_id=case.home.pk)) == (0, 0, 0, 0, 1)
    assert set(Flag.objects.open().filter(home=oak).values_list("pk", flat=True)) == before
    assert sweep("2026-03-03", home_id=oak.pk).closed_met == 1


def test_a_placement_put_right_to_another_home_takes_its_flag_along():
    case = make_case("2026-03-02")
    oak = HomeFactory(name="Oak Lodge")
    sweep("2026-03-03")
    set_fields(case.placement, by=case.sam, home=oak)

    sweep("2026-03-03", home_id=oak.pk)

    assert list(Flag.objects.open().filter(rule_code="KS-FIRST").values_list("home", flat=True)) == [oak.pk]


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (dt.datetime(2026, 3, 28, 23, 59, tzinfo=dt.UTC), "2026-03-28"),
        (dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC), "2026-03-29"),  # 00:30 local
        (
            dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC),
            "2026-03-29",
        ),  # 02:30 local, an hour after the change
        (dt.datetime(2026, 3, 29, 23, 30, tzinfo=dt.UTC), "2026-03-30"),  # 00:30 local, summer time
        (dt.datetime(2026, 10, 24, 23, 30, tzinfo=dt.UTC), "2026-10-25"),  # 00:30 local, still summer time
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), "2026-10-25"),  # 01:30 local, the first time
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), "2026-10-25"),  # 01:30 local, the second time
        (dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC), "2026-10-25"),
        (dt.datetime(2026, 10, 25, 23, 30, tzinfo=dt.UTC), "2026-10-25"),
        (dt.datetime(2026, 10, 26, 0, 30, tzinfo=dt.UTC), "2026-10-26"),
        (dt.datetime(2026, 3, 29, 0, 30, tzinfo=LONDON), "2026-03-29"),
        (dt.datetime(2027, 1, 3, 23, 59, tzinfo=dt.UTC), "2027-01-03"),  # Sunday of ISO week 53
    ],
)
def test_the_day_is_londons_in_every_hour_of_a_clock_change_night(instant, day):
    """A session held 7 days before the London day is due that day and not over."""
    case = make_case("2026-01-02", plans=False)
    held_on = on(day) - dt.timedelta(days=7)
    for kind in ("HOME_PLAN", "HEALTH"):
        FileVersionFactory(child=case.child, home=case.home, type=kind, dated_on=held_on)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=held_on)

    outcome = run_reconcile(now=instant)

    assert (outcome.as_of, counts(outcome)) == (on(day), (1, 0, 0, 0, 1))
    assert raised().get().due_on == on(day)


def stored() -> set:
    fields = ("rule_code", "subject_key", *[name for name in Said._fields if name != "facts"])
    return {tuple(getattr(flag, name) for name in fields) for flag in Flag.objects.open()}


def in_memory(day: str) -> set:
    fields = ("rule_code", "subject_key", *[name for name in Said._fields if name != "facts"])
    flags, _failed = evaluate(Scope(on(day)))
    return {tuple(getattr(flag, name) for name in fields) for flag in flags}


def test_what_is_evaluated_in_memory_is_what_a_sweep_stores(world):
    day = world.today.isoformat()
    KeyWorkerAssignmentFactory(
        placement=world.placements["noa"], worker=world.tom, started_on=world.moved_in, ended_on=world.today
    )
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - dt.timedelta(days=9)
    )

    sweep(day)

    assert stored() == in_memory(day)
    assert len(stored()) > 8


def test_worst_first(world):
    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today - dt.timedelta(days=30)
    )
    KeyWorkerAssignmentFactory(
        placement=world.placements["noa"], worker=world.tom, started_on=world.moved_in, ended_on=world.today
    )
    flags, _failed = evaluate(Scope(world.today))

    keys = [(f.rule_code, f.child.ref) for f in flags]

    assert keys[0] == ("KS-WEEK", "kai")  # critical, though others are over for longer
    assert keys[-1] == ("KW-GAP", "noa")  # due today, not over
    assert worst_first(reversed(flags), world.today) == flags

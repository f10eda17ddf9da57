"""What is owed is judged once and stored ahead: it shows at midnight with no job run, and never lags behind."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from children.duties.reading import duties_at
from children.models import Flag, HomeSweep
from compliance import engine
from compliance.actions import run_reconcile
from homes.audit import set_fields
from homes.models import StaffRole
from tests.compliance.judging import make_case, on
from tests.factories.children import ChildFactory, PlacementFactory
from tests.factories.homes import HomeFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped", "rules_of_time_together")]


def noon(day: str) -> dt.datetime:
    return dt.datetime.combine(on(day), dt.time(12), tzinfo=dt.UTC)


def codes(day: str, **owed) -> set[str]:
    return set(Flag.objects.filter(**owed).open_on(on(day)).values_list("rule_code", flat=True))


def test_a_duty_is_stored_before_it_shows_and_shows_at_midnight_with_no_job_run():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))

    run_reconcile(now=noon("2026-03-02"), home_id=case.home.pk)

    weekly = Flag.objects.get(rule_code="KS-WEEK")
    assert (weekly.opens_on, weekly.due_on, weekly.raised_at) == (on("2026-03-07"), on("2026-03-09"), None)
    assert (codes("2026-03-06"), codes("2026-03-07")) == (set(), {"KS-WEEK"})


def test_what_never_showed_is_moved_without_a_trace():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    run_reconcile(now=noon("2026-03-02"), home_id=case.home.pk)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-05"))

    outcome = run_reconcile(now=noon("2026-03-05"), home_id=case.home.pk)

    assert (outcome.moved, outcome.closed_met, outcome.open) == (0, 0, 0)
    assert Flag.objects.get(rule_code="KS-WEEK").due_on == on("2026-03-12")


def test_what_never_showed_and_is_not_owed_any_more_is_forgotten():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    run_reconcile(now=noon("2026-03-02"), home_id=case.home.pk)
    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-03-03"))

    outcome = run_reconcile(now=noon("2026-03-03"), home_id=case.home.pk)

    assert outcome.closed_no_longer_applies == 0
    assert not Flag.objects.exists()


def test_a_flag_that_was_met_leaves_its_row_and_the_next_duty_begins_another():
    case = make_case("2026-03-02")
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-02"))
    run_reconcile(now=noon("2026-03-09"), home_id=case.home.pk)
    KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-09"))

    run_reconcile(now=noon("2026-03-09"), home_id=case.home.pk)

    met, ahead = Flag.objects.filter(rule_code="KS-WEEK").order_by("pk")
    assert (met.due_on, met.resolution) == (on("2026-03-09"), "met")
    assert (ahead.due_on, ahead.raised_at, ahead.resolved_at) == (on("2026-03-16"), None, None)


# --- a page is never behind a record --------------------------------------------------------------


def test_whoever_opens_a_home_first_sweeps_it_and_the_next_one_reads(world, access_of):
    access = access_of(world.jean)

    with CaptureQueriesContext(connection) as first:
        shown = {flag.rule_code for flag in duties_at(world.maple.pk, access).open()}
    with CaptureQueriesContext(connection) as second:
        again = {flag.rule_code for flag in duties_at(world.maple.pk, access).open()}

    assert shown == again >= {"KS-FIRST"}
    assert len(second) == 3  # the home's sweep, its flags, what was answered to them
    assert len(first) > 20


def test_a_record_written_by_anybody_in_any_way_makes_the_next_page_sweep(world, access_of):
    access = access_of(world.jean)
    before = {flag.child_id for flag in duties_at(world.maple.pk, access).open().filter(rule_code="KS-FIRST")}

    KeyWorkSessionFactory(placement=world.placements["kai"], author=world.sam, held_on=world.today)

    after = {flag.child_id for flag in duties_at(world.maple.pk, access).open().filter(rule_code="KS-FIRST")}
    assert (before, after) == ({world.kai.pk, world.mia.pk}, {world.mia.pk})


def test_a_new_day_makes_the_next_page_sweep(world, access_of):
    access = access_of(world.jean)
    duties_at(world.maple.pk, access)
    HomeSweep.objects.update(swept_as_of=world.today - dt.timedelta(days=1))

    assert duties_at(world.maple.pk, access).sweep.swept_as_of == world.today


def is_behind(home) -> bool:
    sweep = HomeSweep.objects.get(home=home)
    return sweep.changes != sweep.swept_changes


def test_a_record_of_a_child_marks_the_home_the_child_lives_at_now():
    case = make_case("2026-03-02")
    oak = HomeFactory(name="Oak Lodge")
    set_fields(case.placement, by=case.sam, moved_on_on=on("2026-03-12"))
    PlacementFactory(child=case.child, home=oak, moved_in_on=on("2026-03-12"))
    for home in (case.home, oak):
        run_reconcile(now=noon("2026-03-13"), home_id=home.pk)

    KeyWorkSessionFactory(
        placement=case.placement, author=case.sam, held_on=on("2026-03-11")
    )  # written late, about the placement before

    assert (is_behind(case.home), is_behind(oak)) == (True, True)


def test_a_record_of_a_child_alone_marks_where_the_child_lives_and_no_other_home():
    case = make_case("2026-03-02")
    oak = HomeFactory(name="Oak Lodge")
    PlacementFactory(child=ChildFactory(known_as="Noa", home=oak), home=oak, moved_in_on=on("2026-03-02"))
    for home in (case.home, oak):
        run_reconcile(now=noon("2026-03-13"), home_id=home.pk)

    set_fields(case.child, by=case.sam, date_of_birth=on("2012-03-02"))

    assert (is_behind(case.home), is_behind(oak)) == (True, False)


def test_a_role_at_every_home_of_a_provider_marks_them_all():
    case = make_case("2026-03-02")
    oak = HomeFactory(name="Oak Lodge", provider=case.home.provider)
    for home in (case.home, oak):
        run_reconcile(now=noon("2026-03-13"), home_id=home.pk)

    StaffRoleFactory(
        user=UserFactory(full_name="Idris Cole"), provider=case.home.provider, role="responsible_individual"
    )

    assert StaffRole.objects.filter(provider=case.home.provider).exists()
    assert (is_behind(case.home), is_behind(oak)) == (True, True)


def test_a_draft_is_no_fact(world):
    run_reconcile(now=noon("2026-03-13"), home_id=world.maple.pk)

    KeyWorkSessionFactory(
        placement=world.placements["kai"], author=world.sam, held_on=world.today, draft=True
    )

    assert not is_behind(world.maple)


def test_a_record_written_during_the_sweep_of_all_homes_is_not_taken_as_swept(monkeypatch):
    case = make_case("2026-03-02")
    run_reconcile(now=noon("2026-03-03"))

    looks = engine.difference

    def looks_while_somebody_writes(*args):
        found = looks(*args)
        if (
            HomeSweep.objects.get(home=case.home).changes
            == HomeSweep.objects.get(home=case.home).swept_changes
        ):
            KeyWorkSessionFactory(placement=case.placement, author=case.sam, held_on=on("2026-03-03"))
        return found

    monkeypatch.setattr(engine, "difference", looks_while_somebody_writes)
    run_reconcile(now=noon("2026-03-03"))

    assert is_behind(case.home)

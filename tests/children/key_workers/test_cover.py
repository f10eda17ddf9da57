"""Naming cover: who may stand in, and what they take over."""

import datetime as dt

import pytest

from children.key_workers.actions import UnableToAssign
from children.models import KeyWorkerAssignment
from sessions_app.key_workers.standing_in import cover_placement
from tests.factories.plans import SessionPlanFactory
from tests.factories.staff import StaffAbsenceFactory, StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]


def name_cover(world, worker, first=10, last=14, **fields):
    day = lambda n: world.today + dt.timedelta(days=n)  # noqa: E731
    values = {
        "placement": world.placements["kai"],
        "covers": world.sam,
        "by": world.jean,
        "today": world.today,
    }
    return cover_placement(worker=worker, first=day(first), last=day(last), **{**values, **fields})


def test_cover_has_both_its_dates_and_whom_it_is_for(world):
    cover = name_cover(world, world.dee, child_told_on=world.today, child_told_by=world.sam)

    assert (cover.role, cover.covers, cover.ended_on) == ("cover", world.sam, world.today + dt.timedelta(14))
    assert (cover.worker_name, cover.child_told_by) == ("Dee Shah", world.sam)
    current = KeyWorkerAssignment.objects.filter(worker=world.dee)
    assert [current.current_on(world.today + dt.timedelta(n)).exists() for n in (9, 10, 14, 15)] == [
        False,
        True,
        True,
        False,
    ]


def test_not_the_one_who_is_away_nor_somebody_else_who_is(world):
    StaffAbsenceFactory(
        user=world.dee,
        home=world.maple,
        started_on=world.today + dt.timedelta(14),
        ended_on=world.today + dt.timedelta(20),
        noted_on=world.today,
    )
    with pytest.raises(UnableToAssign, match="Sam Okafor is the one who is away"):
        name_cover(world, world.sam)
    with pytest.raises(UnableToAssign, match="Dee Shah is away on some of these days"):
        name_cover(world, world.dee)
    name_cover(world, world.dee, last=13)


def test_not_somebody_who_does_not_work_here_on_all_of_the_days(world):
    agency = UserFactory(full_name="Ada Bank")
    StaffRoleFactory(user=agency, home=world.maple, ended_on=world.today + dt.timedelta(12))
    with pytest.raises(UnableToAssign, match="Ada Bank’s last day here is"):
        name_cover(world, agency)
    name_cover(world, agency, last=12)
    with pytest.raises(UnableToAssign, match="Tom Reed does not work here"):
        name_cover(world, world.tom)


def test_not_twice_on_one_day(world):
    name_cover(world, world.dee)
    with pytest.raises(UnableToAssign, match="already covers"):
        name_cover(world, world.dee, first=14, last=16)


def test_planned_sessions_of_these_days_go_with_it(world):
    def plan(days, **fields):
        return SessionPlanFactory(
            placement=world.placements["kai"],
            worker=fields.pop("worker", world.sam),
            planned_on=world.today + dt.timedelta(days),
            **fields,
        )

    inside, before = plan(12, child_knows=True), plan(9)
    others, off = plan(12, worker=world.jo), plan(13, state="cancelled", reason="Rain")
    name_cover(world, world.dee)

    for one in (inside, before, others, off):
        one.refresh_from_db()
    assert [one.worker for one in (inside, before, others, off)] == [
        world.dee,
        world.sam,
        world.jo,
        world.sam,
    ]
    assert (inside.child_knows, inside.reason) == (False, "Sam Okafor is away")


def test_all_or_nothing(world, monkeypatch):
    SessionPlanFactory(
        placement=world.placements["kai"], worker=world.sam, planned_on=world.today + dt.timedelta(12)
    )

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("sessions_app.key_workers.standing_in.set_fields", broken)
    with pytest.raises(RuntimeError):
        name_cover(world, world.dee)
    assert not KeyWorkerAssignment.objects.filter(role="cover").exists()

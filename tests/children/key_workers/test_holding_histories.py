"""Random histories of who holds a child: others in every run, each in a transaction of its own that is taken back.

Whatever managers do in whatever order: two leads never share a day, no day of a child who lives here passes without
somebody or a flag, nothing written about the past is written anew, and a session is the lead's of its day.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field

import pytest
import time_machine
from django.db import DatabaseError, transaction
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from children.key_workers import actions as key_workers_actions
from children.models import AssignmentRole, ChildAbsence, KeyWorkerAssignment, Placement
from children.moving_on import actions as moving_on_actions
from children.placements import actions as placements_actions
from compliance.engine import evaluate
from compliance.rules import Scope, key_workers
from homes.models import Home, User
from homes.staff import actions
from sessions_app.actions import sign_session
from sessions_app.key_workers.actions import Meetings, Told, change_key_worker
from sessions_app.key_workers.standing_in import cover_placement
from sessions_app.models import KeyWorkSession
from tests.factories.children import ChildFactory, KeyWorkerAssignmentFactory, PlacementFactory
from tests.factories.homes import HomeFactory
from tests.factories.sessions import KeyWorkSessionFactory
from tests.factories.staff import StaffRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unscoped")]

DAY_0 = dt.date(2026, 2, 26)
SEED = int(os.environ["HISTORIES_SEED"])  # a new one in each run, printed at its end (conftest)
WORDS = (
    "assign", "second", "cover", "change", "end", "move", "leave", "come back", "away", "return", "session", "session",
)  # fmt: skip
REFUSALS = (
    key_workers_actions.UnableToAssign, placements_actions.UnableToMove, placements_actions.UnableToRecordAbsence,
    actions.UnableToNote,
)  # fmt: skip
steps = st.lists(
    st.tuples(st.sampled_from(WORDS), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=7
)


@dataclass
class Case:
    """One child, two homes, four adults who work at both, and the day it is."""

    homes: list[Home]
    adults: list[User]
    placement: Placement
    today: dt.date = DAY_0
    signed: dict[int, int | None] = field(default_factory=dict)  # session -> lead of its day

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.today, dt.time(12), tzinfo=dt.UTC)

    def lead(self) -> KeyWorkerAssignment | None:
        return self.placement.assignments.filter(role="lead", ended_on__isnull=True).first()

    def lives_somewhere(self) -> bool:
        return self.placement.moved_on_on is None


@pytest.fixture
def place(db):
    homes = [HomeFactory(name="Maple House"), HomeFactory(name="Oak Lodge")]
    adults = [UserFactory(full_name=f"Adult {letter}") for letter in "ABCD"]
    for adult in adults:
        for home in homes:
            StaffRoleFactory(user=adult, home=home, started_on=DAY_0 - dt.timedelta(days=99))
    child = ChildFactory(known_as="Rae", home=homes[0])
    return homes, adults, child


# --- what managers do -------------------------------------------------------------------------------


def step(case: Case, word: str, who: int, ahead: int) -> None:
    """One thing a manager does today, or plans for some days ahead. What is refused changes nothing."""
    by, adult = case.adults[0], case.adults[who]
    day = case.today + dt.timedelta(days=ahead)
    try:
        with transaction.atomic():
            DOES[word](case, adult, day, by)
    except REFUSALS:
        case.placement.refresh_from_db()


def _assign(case: Case, adult: User, day: dt.date, by: User) -> None:
    key_workers_actions.assign_key_worker(
        placement=case.placement, worker=adult, role="lead", started_on=day, by=by
    )


def _second(case: Case, adult: User, day: dt.date, by: User) -> None:
    key_workers_actions.assign_key_worker(
        placement=case.placement, worker=adult, role="second", started_on=day, by=by
    )


def _cover(case: Case, adult: User, day: dt.date, by: User) -> None:
    """The lead is on leave for three days, and somebody else covers."""
    lead = case.lead()
    if lead is None or lead.worker == adult or case.placement.assignments.filter(worker=adult).exists():
        return
    until, known = day + dt.timedelta(days=3), {"by": by, "today": case.today}
    actions.record_leave(
        home=case.placement.home, person=lead.worker, kind="leave", started_on=day, ended_on=until, **known
    )
    cover_placement(
        placement=case.placement, worker=adult, covers=lead.worker, first=day, last=until, **known
    )


def _change(case: Case, adult: User, day: dt.date, by: User) -> None:
    lead = case.lead()
    if lead is None or lead.worker == adult:
        return
    change_key_worker(
        assignment=lead, worker=adult, on=day, end_reason="child_asked", end_note="Asked", decided_by=by,
        told=Told(child_view="Yes"), meetings=Meetings(), actions_to={}, sessions_to=None, most_at_once=None,
        by=by, now=case.now,
    )  # fmt: skip


def _end(case: Case, adult: User, day: dt.date, by: User) -> None:
    held = case.placement.assignments.filter(worker=adult, ended_on__isnull=True).first()
    if held is not None:
        key_workers_actions.end_assignment(assignment=held, ended_on=day, end_reason="staff_left", by=by)


def _move(case: Case, adult: User, day: dt.date, by: User) -> None:
    other = next(home for home in case.homes if home != case.placement.home)
    moving_on_actions.move_on(placement=case.placement, moved_on_on=case.today, by=by, to_home=other)
    case.placement = Placement.objects.latest("pk")


def _leave(case: Case, adult: User, day: dt.date, by: User) -> None:
    moving_on_actions.move_on(placement=case.placement, moved_on_on=case.today, by=by)


def _come_back(case: Case, adult: User, day: dt.date, by: User) -> None:
    if not case.lives_somewhere():
        expected = PlacementFactory(
            child=case.placement.child, home=case.placement.home, moved_in_on=None, expected_on=case.today
        )
        placements_actions.move_in(placement=expected, moved_in_on=case.today, by=by)
        case.placement = expected


def _away(case: Case, adult: User, day: dt.date, by: User) -> None:
    if case.lives_somewhere():
        placements_actions.record_absence(
            placement=case.placement, kind="missing", started_on=case.today, by=by
        )


def _return(case: Case, adult: User, day: dt.date, by: User) -> None:
    for away in ChildAbsence.objects.filter(returned_on__isnull=True):
        placements_actions.record_return(absence=away, returned_on=case.today, by=by)


def _session(case: Case, adult: User, day: dt.date, by: User) -> None:
    if case.lives_somewhere():
        session = KeyWorkSessionFactory(
            placement=case.placement, author=adult, held_on=case.today, draft=True
        )
        sign_session(session, by=adult, now=case.now)
        case.signed[session.pk] = lead_by_looking(case.placement, case.today)


DOES = {
    "assign": _assign, "second": _second, "cover": _cover, "change": _change, "end": _end, "move": _move,
    "leave": _leave, "come back": _come_back, "away": _away, "return": _return, "session": _session,
}  # fmt: skip


# --- what must hold, worked out by looking at every row ----------------------------------------------


def lead_by_looking(placement: Placement, day: dt.date) -> int | None:
    """The lead of a day; the day of a handover belongs to who follows."""
    leads = [
        held
        for held in placement.assignments.filter(role="lead")
        if held.started_on <= day and (held.ended_on is None or held.ended_on >= day)
    ]
    return max(leads, key=lambda held: (held.started_on, held.pk)).worker_id if leads else None


def check_no_two_leads(case: Case) -> None:
    never = dt.date.max
    leads = list(KeyWorkerAssignment.objects.filter(role="lead"))
    for one in leads:
        for other in leads:
            if one.pk < other.pk and one.placement_id == other.placement_id:
                apart = (one.ended_on or never) <= other.started_on or (
                    other.ended_on or never
                ) <= one.started_on
                assert apart, (one, other)
    open_lead = next((one for one in leads if one.ended_on is None), None)
    if open_lead is not None:  # past the actions the database refuses
        with pytest.raises(DatabaseError), transaction.atomic():
            KeyWorkerAssignmentFactory(
                placement=open_lead.placement, worker=case.adults[3], started_on=open_lead.started_on,
                ended_on=open_lead.started_on + dt.timedelta(days=1),
            )  # fmt: skip


def check_today(case: Case) -> None:
    """Somebody holds the child today, or a flag says that nobody does."""
    if not case.lives_somewhere():
        return
    held = [
        one
        for one in case.placement.assignments.exclude(role=AssignmentRole.COVER)
        if one.started_on <= case.today and (one.ended_on is None or one.ended_on > case.today)
    ]
    flags, _failed = evaluate(Scope(case.today, [case.placement.home_id]), rules=key_workers.RULES)
    codes = {flag.rule_code for flag in flags}
    assert held or codes & {"KW-ASSIGN", "KW-GAP"}


def past_of(day: dt.date) -> dict[int, tuple]:
    """What was over before a day, and every version ever written of it."""
    rows = KeyWorkerAssignment.objects.filter(ended_on__lt=day)
    return {
        row.pk: tuple(
            row.history.order_by("pk").values_list("pk", "worker_id", "role", "started_on", "ended_on")
        )
        for row in rows
    }


# --- the histories -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("histories", "share"),
    [
        pytest.param(25, 0, marks=pytest.mark.part),
        *(pytest.param(125, share, marks=pytest.mark.long) for share in range(4)),  # 500 of them
    ],
)
def test_whatever_managers_do_somebody_holds_the_child_or_a_flag_says_nobody(place, histories, share):
    @seed(SEED + share)
    @settings(max_examples=histories, deadline=None)
    @given(steps=steps)
    def holds(steps):
        try_history(place, steps)

    holds()


def try_history(place, steps) -> None:
    homes, adults, child = place
    with transaction.atomic(), time_machine.travel(dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC), tick=False):
        case = Case(homes, adults, PlacementFactory(child=child, home=homes[0], moved_in_on=DAY_0))
        for word, who, ahead in steps:
            before = past_of(case.today)
            step(case, word, who, ahead)
            check_today(case)
            after = past_of(case.today)
            assert {key: after[key] for key in before} == before  # past rows are never written anew
            case.today += dt.timedelta(days=1)
        for _day in range(3):  # what was planned ahead comes true
            check_today(case)
            case.today += dt.timedelta(days=1)
        check_no_two_leads(case)
        credited = dict(KeyWorkSession.objects.filter(pk__in=case.signed).values_list("pk", "key_worker_id"))
        assert credited == case.signed
        transaction.set_rollback(True)

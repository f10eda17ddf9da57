"""The read objects of the pages about adults: who works here, who is away, and which child that leaves alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from children.models import AssignmentRole, Child, KeyWorkerAssignment
from compliance.boards.page import ChildRow
from compliance.rules import Scope
from compliance.rules.readiness import TRAININGS, WARN_READY_DAYS, lapses_on
from compliance.rules.rows import Holding
from compliance.rules.staff import Cover, covers_needed
from homes.dates import add_days
from homes.models import Home, Readiness, StaffAbsence, StaffRole, User
from homes.permissions import Access
from homes.practice import Support
from homes.staff.standing import Days, Standing, roles_at, standings
from homes.standards import Figure

LEFT_SHOWN_DAYS = 28
LEAVERS_DAYS = 92


@dataclass
class ReadyLine:
    """One thing that makes an adult ready: when it was done, and how long it is in date."""

    label: str
    what: str = ""
    done_on: dt.date | None = None
    until: dt.date | None = None
    with_person: User | None = None
    state: str = "none"  # none (not recorded), done, due (lapses soon), over (lapsed)


@dataclass
class StaffRow:
    """One adult as the list of staff shows them."""

    person: User
    standing: Standing
    holds: list[KeyWorkerAssignment] = field(default_factory=list)
    ready: list[ReadyLine] = field(default_factory=list)
    next_leave: StaffAbsence | None = None

    @property
    def lapses(self) -> list[ReadyLine]:
        return [line for line in self.ready if line.state in ("due", "over")]

    @property
    def not_recorded(self) -> list[ReadyLine]:
        return [line for line in self.ready if line.state == "none"]


@dataclass
class ChildCovered:
    """One child of somebody who is away: who stands in or is there, and whether some day leaves the child alone."""

    child: Child
    named: list[Holding]
    alone_from: dt.date | None
    there: str = ""  # the other key worker who works on some of the days


@dataclass
class LeaveLine:
    """One absence, and what becomes of each child the adult holds."""

    absence: StaffAbsence
    children: list[ChildCovered] = field(default_factory=list)


@dataclass
class Leaver:
    """Somebody with a last day to come, and a child who would have nobody after it."""

    person: User
    last_day: dt.date
    child: Child


def people_of(home: Home, access: Access) -> list[User]:
    """Everybody who works here, will soon, or left in the last four weeks. One query."""
    roles = roles_at(home).filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=add_days(access.today, -LEFT_SHOWN_DAYS))
    )
    people = User.objects.filter(is_active=True, pk__in=roles.values("user_id"))
    return list(people.order_by("full_name", "pk"))


def staff_rows(home: Home, people: Sequence[User], *, access: Access) -> list[StaffRow]:
    """A fixed number of queries, however many adults."""
    today = access.today
    standing = standings(home, people, on=today)
    holds = defaultdict(list)
    held = KeyWorkerAssignment.objects.visible_to(access).filter(home=home, worker__in=people)
    for one in held.current_on(today).select_related("child", "covers").order_by("role", "child__known_as"):
        holds[one.worker_id].append(one)
    ready = _readiness(home, people, access)
    leave: dict[int, StaffAbsence] = {}
    for absence in absences_to_come(home, access).filter(user__in=people):
        leave.setdefault(absence.user_id, absence)
    return [
        StaffRow(person, standing[person.pk], holds[person.pk], ready[person.pk], leave.get(person.pk))
        for person in people
    ]


def absences_to_come(home: Home, access: Access):
    """Days away that are not over, soonest first."""
    return (
        StaffAbsence.objects.visible_to(access)
        .filter(home=home, withdrawn_on__isnull=True)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=access.today))
        .select_related("user", "home")
        .order_by("started_on", "pk")
    )


# --- readiness ----------------------------------------------------------------------------------


def _readiness(home: Home, people: Sequence[User], access: Access) -> dict[int, list[ReadyLine]]:
    """Person -> a line for the latest of each kind this home's practice names, recorded or not."""
    scope = Scope(as_of=access.today, home_ids=[home.pk])
    support = sorted(access.practice_of(home).support, key=list(Support).index)
    figures = {code: scope.figures(code, home)[-1] for code in ("KW-READY", "KW-SUPV")}
    latest: dict[tuple[int, str], dict[str, Readiness]] = defaultdict(dict)
    rows = Readiness.objects.visible_to(access).filter(home=home, user__in=people, done_on__lte=access.today)
    for row in rows.select_related("with_person").order_by("done_on", "pk"):
        latest[row.user_id, row.kind][_which(row)] = row
    return {
        person.pk: [
            line
            for kind in support
            for line in (
                [_ready_line(row, figures, access.today) for row in latest[person.pk, kind].values()]
                or [ReadyLine(capfirst(str(Readiness.Kind(kind).label)))]
            )
        ]
        for person in people
    }


def _which(row: Readiness) -> str:
    return row.what.casefold() if row.kind in TRAININGS else ""


def _ready_line(row: Readiness, figures: dict[str, Figure], today: dt.date) -> ReadyLine:
    until, soon = row.valid_until_on, WARN_READY_DAYS
    code = "KW-READY" if row.kind in TRAININGS else "KW-SUPV"
    if row.kind in (*TRAININGS, Readiness.Kind.SUPERVISION):
        figure = figures[code]
        until = lapses_on(row.done_on, row.valid_until_on, amount=figure.amount, unit=figure.unit)
        soon = soon if code == "KW-READY" else 0
    state = "done"
    if until is not None and until < today:
        state = "over"
    elif until is not None and until <= add_days(today, soon):
        state = "due"
    label = capfirst(str(row.get_kind_display()))
    return ReadyLine(label, row.what, row.done_on, until, row.with_person, state)


# --- leave and cover ----------------------------------------------------------------------------


def leave_lines(absences: Iterable[StaffAbsence], home: Home, *, access: Access) -> list[LeaveLine]:
    """Each absence with the children it is about and who stands in. A fixed number of queries; none for no absence."""
    absences = list(absences)
    if not absences:
        return []
    scope = Scope(as_of=access.today, home_ids=[home.pk])
    found: dict[object, list[ChildCovered]] = defaultdict(list)
    for cover, _holder in covers_needed(scope):
        named, there = cover.named(), cover.other_there()
        if there in {one.worker.first_name for one in named}:  # said already
            there = ""
        covered = ChildCovered(cover.placement.child, named, cover.alone_from(), there)
        found[cover.absence.public_id].append(covered)
    for cover in _seconds_alone(scope):
        found[cover.absence.public_id].append(
            ChildCovered(cover.placement.child, [], max(cover.absence.days.first, access.today))
        )
    return [LeaveLine(absence, found[absence.public_id]) for absence in absences]


def own_leave(home: Home, *, access: Access) -> list[LeaveLine]:
    """A person's own days away that are not over, for Today."""
    return leave_lines(absences_to_come(home, access).filter(user=access.user.pk), home, access=access)


def _seconds_alone(scope: Scope) -> Iterable[Cover]:
    """Placements of an absent second whose lead is away on some of the same days, with nobody standing in."""
    for absence in scope.adults_away:
        others = {one.user_id for one in scope.adults_away if one.days.meets(absence.days)}
        for placement in scope.placements:
            held = [one for one in scope.holdings.get(placement.pk, ()) if one.days.meets(absence.days)]
            leads = {one.worker.pk for one in held if one.role == AssignmentRole.LEAD}
            seconds = {one.worker.pk for one in held if one.role == AssignmentRole.SECOND}
            covered = any(one.role == AssignmentRole.COVER for one in held)
            if absence.user_id in seconds - leads and leads & others and not covered:
                yield Cover(scope, placement, absence)


def next_to_cover(absence: StaffAbsence, *, access: Access) -> Child | None:
    """The next child this absence leaves with nobody, if there is one."""
    for line in leave_lines([absence], absence.home, access=access):
        return next((one.child for one in line.children if one.alone_from), None)
    return None


def leavers(home: Home, rows: Iterable[ChildRow], *, access: Access) -> list[Leaver]:
    """Who leaves in the next three months while holding a child whom nobody else holds after that day. One query."""
    scope = Scope(as_of=access.today, home_ids=[home.pk])
    found = []
    for row in rows:
        held = [
            Holding(one.worker, one.role, one.covers_id, Days(one.started_on, one.ended_on))
            for one in row.named
            if one.role != AssignmentRole.COVER
        ]
        for one in held:
            last_day = _last_day(scope, one.worker, home)
            if last_day is None or last_day > add_days(access.today, LEAVERS_DAYS):
                continue
            if not any(_goes_on(scope, other, home, last_day) for other in held):
                found.append(Leaver(one.worker, last_day, row.child))
    return sorted(found, key=lambda one: (one.last_day, one.child.known_as))


def _last_day(scope: Scope, person: User, home: Home) -> dt.date | None:
    ends = [
        days.last
        for job, days in scope.employed.get(person.pk, ())
        if home.pk == job.home_id or home.provider_id == job.provider_id
    ]
    return None if not ends or None in ends else max(end for end in ends if end is not None)


def _goes_on(scope: Scope, held: Holding, home: Home, last_day: dt.date) -> bool:
    """Whether this one still holds the child on the day after."""
    after = add_days(last_day, 1)
    leaves = _last_day(scope, held.worker, home)
    begins_late = held.days.first <= after
    return (
        begins_late and held.days.holds(max(after, held.days.first)) and (leaves is None or leaves >= after)
    )


def leavers_children(home: Home, person: User, *, access: Access) -> list[Child]:
    """Children this adult holds and nobody else does: named on the page that records a last day. Two queries."""
    scope = Scope(as_of=access.today, home_ids=[home.pk])
    alone = []
    for placement in scope.placements:
        held = [one for one in scope.holdings.get(placement.pk, ()) if one.role != AssignmentRole.COVER]
        if held and all(one.worker.pk == person.pk for one in held):
            alone.append(placement.child)
    return alone


# --- one adult ----------------------------------------------------------------------------------


@dataclass
class StaffMember:
    """One adult's page."""

    row: StaffRow
    roles: list[StaffRole]
    coming: list[LeaveLine]
    earlier: list[StaffAbsence]
    readiness: list[Readiness]
    leaves_alone: list[Child]


def roles_of(home: Home, person: User) -> QuerySet[StaffRole]:
    """What somebody is and was at a home, or at every home of its provider; the latest first."""
    return roles_at(home).filter(user=person).order_by("-started_on", "-pk")


def held_now(roles: Iterable[StaffRole], home: Home, *, access: Access) -> set[str]:
    """What somebody is at this very home at this moment, among their roles."""
    return {
        one.role
        for one in roles
        if one.home_id == home.pk
        and Days(one.started_on, one.ended_on).holds(access.today)
        and (one.access_ended_at is None or one.access_ended_at > access.now)
    }


def staff_member(home: Home, person: User, *, access: Access) -> StaffMember:
    absences = StaffAbsence.objects.visible_to(access).filter(home=home, user=person)
    over = Q(ended_on__lt=access.today) | Q(withdrawn_on__isnull=False)
    row = staff_rows(home, [person], access=access)[0]
    return StaffMember(
        row=row,
        roles=list(roles_of(home, person)),
        coming=leave_lines(absences_to_come(home, access).filter(user=person), home, access=access),
        earlier=list(absences.filter(over).order_by("-started_on", "-pk")[:20]),
        readiness=list(
            Readiness.objects.visible_to(access)
            .filter(home=home, user=person)
            .select_related("with_person")
            .order_by("-done_on", "-pk")
        ),
        leaves_alone=leavers_children(home, person, access=access) if row.standing.leaves_on else [],
    )

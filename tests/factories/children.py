"""Children, where they live and when they are away, and who works with them.

Two kinds of factory stand under every later topic. A record of a placement takes its child and home from it. A record
about a child takes `placement=` too, or `child=` and `home=`.
"""

import datetime as dt
from typing import Any

from factory import LazyAttribute, Maybe, SelfAttribute, SubFactory

from children.models import (
    Child,
    ChildAbsence,
    FileItem,
    FileVersion,
    KeyWorkerAssignment,
    Placement,
    PreAdmissionVisit,
    TeamReflection,
)
from homes.audit import record_change, system_user
from homes.models import Home, User
from tests.factories.base import DAY, RecordFactory
from tests.factories.homes import HomeFactory
from tests.factories.staff import UserFactory


class ChildFactory(RecordFactory):
    """`home` names the provider: where a child lives is a placement."""

    class Meta:
        model = Child

    class Params:
        home = SubFactory(HomeFactory)

    provider = SelfAttribute("home.provider")
    known_as = "Kai"
    ref = LazyAttribute(lambda child: child.known_as.lower())
    date_of_birth = dt.date(2012, 5, 4)


class PlacementFactory(RecordFactory):
    class Meta:
        model = Placement

    home = SubFactory(HomeFactory)
    child = SubFactory(ChildFactory, home=SelfAttribute("..home"))
    moved_in_on = DAY


class OfPlacementFactory(RecordFactory):
    """A record of one placement."""

    class Meta:
        abstract = True

    placement = SubFactory(PlacementFactory)
    child = SelfAttribute("placement.child")
    home = SelfAttribute("placement.home")


class AboutChildFactory(RecordFactory):
    """A record about a child at a home, kept without the placement."""

    class Meta:
        abstract = True

    class Params:
        placement = None

    home = Maybe("placement", SelfAttribute("placement.home"), SubFactory(HomeFactory))
    child = Maybe(
        "placement", SelfAttribute("placement.child"), SubFactory(ChildFactory, home=SelfAttribute("..home"))
    )


class PreAdmissionVisitFactory(OfPlacementFactory):
    class Meta:
        model = PreAdmissionVisit

    visited_on = SelfAttribute("placement.moved_in_on")
    noted_by = SelfAttribute("by")


class ChildAbsenceFactory(AboutChildFactory):
    """Still away; `returned_on` brings the child back."""

    class Meta:
        model = ChildAbsence

    kind = "holiday"
    started_on = DAY


class KeyWorkerAssignmentFactory(OfPlacementFactory):
    class Meta:
        model = KeyWorkerAssignment

    worker = SubFactory(UserFactory)
    worker_name = SelfAttribute("worker.full_name")
    worker_title = SelfAttribute("worker.job_title")
    role = "lead"
    started_on = SelfAttribute("placement.moved_in_on")
    decided_by = SelfAttribute("by")


def make_child(known_as: str = "Kai", *, home: Home, **fields: Any) -> Child:
    values = {"ref": known_as.lower(), "date_of_birth": dt.date(2012, 5, 4), **fields}
    child = Child(provider=home.provider, known_as=known_as, **values)
    record_change(child, by=system_user())
    return child


def make_stay(child: Child, home: Home, moved_in_on: dt.date | None, **fields: Any) -> Placement:
    stay = Placement(child=child, home=home, moved_in_on=moved_in_on, **fields)
    record_change(stay, by=system_user())
    return stay


def make_assignment(
    stay: Placement, worker: User, role: str = "lead", *, started_on: dt.date, **fields: Any
) -> KeyWorkerAssignment:
    assignment = KeyWorkerAssignment(
        child=stay.child,
        placement=stay,
        home=stay.home,
        worker=worker,
        role=role,
        started_on=started_on,
        decided_by=system_user(),
        worker_name=worker.full_name,
        worker_title=worker.job_title,
        **fields,
    )
    record_change(assignment, by=system_user())
    return assignment


def make_absence(
    child: Child, home: Home, started_on: dt.date, returned_on: dt.date | None = None, kind: str = "holiday"
) -> ChildAbsence:
    absence = ChildAbsence(child=child, home=home, kind=kind, started_on=started_on, returned_on=returned_on)
    record_change(absence, by=system_user())
    return absence


def make_plan(
    child: Child,
    home: Home,
    type: str,
    dated_on: dt.date,
    review_due_on: dt.date | None = None,
    **fields: Any,
) -> FileVersion:
    item = FileItem.objects.filter(child=child, type=type).first()
    if item is None:
        item = FileItem(child=child, type=type)
        record_change(item, by=system_user())
    version = FileVersion(
        item=item, child=child, home=home, dated_on=dated_on, review_due_on=review_due_on, **fields
    )
    record_change(version, by=system_user())
    return version


def make_visit_before(stay: Placement, visited_on: dt.date, **fields: Any) -> PreAdmissionVisit:
    visit = PreAdmissionVisit(
        child=stay.child,
        placement=stay,
        home=stay.home,
        visited_on=visited_on,
        noted_by=system_user(),
        **fields,
    )
    record_change(visit, by=system_user())
    return visit


def make_reflection(child: Child, home: Home, reflected_on: dt.date, **fields: Any) -> TeamReflection:
    values = {"answers": [{"code": "relates", "question": "Who?", "answer": "Sam, most days"}], **fields}
    reflection = TeamReflection(
        child=child, home=home, reflected_on=reflected_on, written_by=system_user(), **values
    )
    record_change(reflection, by=system_user())
    return reflection

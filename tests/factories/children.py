"""Children, where they live and when they are away, and who works with them.

Two kinds of factory stand under every later topic. A record of a placement takes its child and home from it. A record
about a child takes `placement=` too, or `child=` and `home=`.
"""

import datetime as dt

from factory import LazyAttribute, Maybe, SelfAttribute, SubFactory

from children.models import Child, ChildAbsence, KeyWorkerAssignment, Placement, PreAdmissionVisit
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

"""Time together that is planned, and what became of the plan."""

from factory import SelfAttribute, SubFactory

from sessions_app.models import PlanStep, SessionPlan
from tests.factories.base import RecordFactory
from tests.factories.children import OfPlacementFactory
from tests.factories.staff import UserFactory


class SessionPlanFactory(OfPlacementFactory):
    class Meta:
        model = SessionPlan

    by = SelfAttribute("worker")
    worker = SubFactory(UserFactory)
    planned_on = SelfAttribute("placement.moved_in_on")
    planned_by = SelfAttribute("by")


class PlanStepFactory(RecordFactory):
    """Called off on the day, by whoever it was planned with."""

    class Meta:
        model = PlanStep

    by = SelfAttribute("plan.worker")
    plan = SubFactory(SessionPlanFactory)
    child = SelfAttribute("plan.child")
    home = SelfAttribute("plan.home")
    kind = "called_off"
    whose = "ours"
    happened_on = SelfAttribute("plan.planned_on")
    was_on = SelfAttribute("plan.planned_on")
    reason = "The car was needed"
    noted_by = SelfAttribute("by")
    noted_name = SelfAttribute("by.full_name")

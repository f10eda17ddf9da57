"""What was done in a child's first days."""

from factory import SelfAttribute

from sessions_app.models import FirstDaysEntry
from tests.factories.about_me import NotedFactory
from tests.factories.children import OfPlacementFactory


class FirstDaysEntryFactory(NotedFactory, OfPlacementFactory):
    """Done on the day of moving in, on a walk."""

    class Meta:
        model = FirstDaysEntry

    task = "why_here"
    reached = "done"
    happened_on = SelfAttribute("placement.moved_in_on")
    how = "on a walk"

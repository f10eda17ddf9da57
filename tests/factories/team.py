"""The team: what it wrote for handover, who has read it, and what it thought about together."""

from factory import LazyAttribute, LazyFunction, SelfAttribute, SubFactory

from children.models import HandoverNote, HandoverSeen, TeamReflection
from homes import dates
from tests.factories.base import DAY, RecordFactory, signed
from tests.factories.children import AboutChildFactory
from tests.factories.homes import HomeFactory


class HandoverNoteFactory(signed("written_by")):
    """About the home; `child` makes it about one child."""

    class Meta:
        model = HandoverNote

    home = SubFactory(HomeFactory)
    text = "All quiet"


class HandoverSeenFactory(RecordFactory):
    """Read today."""

    class Meta:
        model = HandoverSeen

    home = SubFactory(HomeFactory)
    handover_on = LazyFunction(dates.today)
    seen_by = SelfAttribute("by")
    seen_by_name = SelfAttribute("by.full_name")
    seen_at = LazyFunction(dates.now)


class TeamReflectionFactory(AboutChildFactory):
    class Meta:
        model = TeamReflection

    reflected_on = DAY
    answers = LazyAttribute(
        lambda reflection: [{"code": "relates", "question": "Who?", "answer": "Sam, most days"}]
    )
    written_by = SelfAttribute("by")

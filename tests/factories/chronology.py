"""The chronology of a child's life, and what was taken out of it."""

from factory import SelfAttribute, SubFactory

from children.models import ChronologyEntry, ChronologyVoid
from tests.factories.base import DAY, RecordFactory
from tests.factories.children import AboutChildFactory


class ChronologyEntryFactory(AboutChildFactory):
    class Meta:
        model = ChronologyEntry

    happened_on = DAY
    title = "Won the race"
    known_from = "School"
    written_by = SelfAttribute("by")
    written_by_name = SelfAttribute("by.full_name")
    written_by_title = SelfAttribute("by.job_title")


class ChronologyVoidFactory(RecordFactory):
    class Meta:
        model = ChronologyVoid

    entry = SubFactory(ChronologyEntryFactory)
    child = SelfAttribute("entry.child")
    home = SelfAttribute("entry.home")
    voided_on = SelfAttribute("entry.happened_on")
    reason = "Another child"
    voided_by = SelfAttribute("by")
    voided_by_name = SelfAttribute("by.full_name")

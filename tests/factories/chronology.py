"""The chronology of a child's life."""

from factory import SelfAttribute

from children.models import ChronologyEntry
from tests.factories.base import DAY
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

"""The chronology of a child's life."""

from children.models import ChronologyEntry
from tests.factories.base import DAY, signed
from tests.factories.children import AboutChildFactory


class ChronologyEntryFactory(signed("written_by"), AboutChildFactory):
    class Meta:
        model = ChronologyEntry

    happened_on = DAY
    title = "Won the race"
    known_from = "School"
